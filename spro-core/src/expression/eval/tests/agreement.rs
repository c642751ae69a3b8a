use super::generated::{condition, number, rows};
use super::reference::{Row, Value};
use super::rows::{Cell, batch, table};
use crate::expression::tests::fixture;
use crate::expression::{Expr, Missing, Program, Scratch, scale_of};
use proptest::prelude::*;

/// What the plain way gives for each row.
fn plain(expr: &Expr, rows: &[Vec<Cell>], day: usize) -> Vec<Result<Value, Missing>> {
    let fixture = fixture();
    rows.iter().map(|cells| Row { fixture: &fixture, cells, day }.value(expr)).collect()
}

/// The rows again and again, so that they fill more than one block.
fn repeated(rows: &[Vec<Cell>], often: usize) -> Vec<Vec<Cell>> {
    rows.iter().cycle().take(rows.len() * often).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn columns_give_the_numbers_of_the_rows(
        expr in number(3), rows in rows(12), day in 1_usize..3, often in prop::sample::select(&[1_usize, 1, 200][..]),
    ) {
        let f = fixture();
        let table = table(&f, u16::try_from(day).unwrap());
        let program = Program::of(&expr, &table, &f.parameters);
        prop_assert_eq!(program.scale(), scale_of(&expr, &f.fields, &f.parameters));
        let numbers = program.numbers(&batch(&table, &repeated(&rows, often)), &mut Scratch::new());
        let wanted = plain(&expr, &rows, day);
        prop_assert_eq!(numbers.len(), rows.len() * often);
        for row in 0..numbers.len() {
            let wanted = wanted[row % rows.len()].clone();
            prop_assert_eq!(numbers.decimal(row).map(Value::Number), wanted, "row {} of {:?}", row, expr);
        }
    }

    #[test]
    fn columns_break_the_rows_that_break(
        expr in condition(3), rows in rows(12), day in 1_usize..3, often in prop::sample::select(&[1_usize, 1, 200][..]),
    ) {
        let f = fixture();
        let table = table(&f, u16::try_from(day).unwrap());
        let program = Program::of(&expr, &table, &f.parameters);
        let broken = program.broken_rows(&batch(&table, &repeated(&rows, often)), &mut Scratch::new());
        let wanted = plain(&expr, &rows, day);
        let wanted: Vec<u32> = (0..rows.len() * often)
            .filter(|row| wanted[row % rows.len()] == Ok(Value::Bool(false)))
            .map(|row| u32::try_from(row).unwrap())
            .collect();
        prop_assert_eq!(broken, wanted, "{:?}", expr);
    }

    #[test]
    fn one_scratch_serves_all_programs(first in number(2), second in condition(2), rows in rows(8)) {
        let f = fixture();
        let table = table(&f, 1);
        let batch = batch(&table, &rows);
        let (one, two) = (Program::of(&first, &table, &f.parameters), Program::of(&second, &table, &f.parameters));
        let mut scratch = Scratch::new();
        let shared = (one.numbers(&batch, &mut scratch), two.broken_rows(&batch, &mut scratch));
        let again = one.numbers(&batch, &mut scratch);
        for row in 0..rows.len() {
            prop_assert_eq!(shared.0.get(row), again.get(row));
        }
        prop_assert_eq!(shared.1, two.broken_rows(&batch, &mut Scratch::new()));
    }
}
