//! The examples of `docs/expressions.md`, run.

use super::*;
use crate::batch::{RawCell, from_text_rows};
use crate::expression::{Missing, Program, Scope, Scratch, Type, compile};
use crate::value::{Absent, Decimal};

/// The rows of the tables of the page that have this header.
fn table(header: &str) -> Vec<Vec<String>> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/expressions.md");
    let page = std::fs::read_to_string(page).unwrap();
    let lines =
        page.lines().skip_while(|line| *line != header).skip(2).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| {
        let line = line.replace("\\|", "\u{1}");
        let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|"));
        cells.collect::<Vec<_>>()
    };
    lines.map(cells).collect()
}

fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

#[test]
fn rows_give_what_the_page_says() {
    let rulebook = Rulebook::built_in();
    let definition = &rulebook.tables()[0];
    let examples = table("| formula | row | gives |");
    assert!(examples.len() > 10);
    for example in examples {
        let [formula, row, gives] = example.try_into().unwrap();
        let typed = compile(code(&formula), &Scope::table(definition, rulebook)).unwrap();
        let mut cells = vec![RawCell::Blank; definition.fields.len()];
        for cell in row.split(", ").filter(|cell| !cell.is_empty()) {
            let (field, value) = code(cell).split_once(": ").unwrap();
            cells[definition.field_index(field).unwrap()] = RawCell::Text(value);
        }
        let (batch, _) = from_text_rows(rulebook, 0, [cells]);
        let numbers = Program::new(&typed.expr, definition, rulebook).numbers(&batch, &mut Scratch::new());
        let found = match numbers.decimal(0) {
            Ok(number) if typed.result == Type::Bool => (number == 1.into()).to_string(),
            Ok(number) => format!("`{number}`"),
            Err(Missing::Blank) => "absent: blank".to_owned(),
            Err(Missing::DenominatorIsZero) => "absent: denominator is zero".to_owned(),
            Err(Missing::ParameterNotInForce(at)) => {
                format!("absent: {} is not in force", rulebook.parameters()[usize::from(at)].code)
            }
            Err(Missing::Overflow) => "absent: overflow".to_owned(),
        };
        assert_eq!(found, gives, "{formula} over {row}");
    }
}

#[test]
fn indicators_give_what_the_page_says() {
    let examples = table("| formula | rows | value | from |");
    assert!(examples.len() > 8);
    for example in examples {
        let [formula, rows, gives, from] = example.try_into().unwrap();
        let rulebook = with_formula(code(&formula));
        let number = |text: &str| text.parse::<i64>().ok();
        let meetings: Vec<_> = code(&rows)
            .split(", ")
            .map(|row| {
                let (invited, present) = row.split_once('/').unwrap();
                Meeting { invited: number(invited), present: number(present), ..meeting(0, 2017, 0, 0) }
            })
            .collect();
        let mut partial = Partial::new(&rulebook);
        partial.add(&rulebook, &batch(&meetings), &[]);
        let at = rulebook.indicator("x").unwrap().0;
        let values = partial.values(&rulebook, level(Territory::Region, false), &Expected::none());
        let value = values.iter().find(|v| usize::from(v.indicator) == at).unwrap();
        let found = match &value.value {
            Ok(number) => format!("`{number}`"),
            Err(Absent::DenominatorIsZero) => "absent: denominator is zero".to_owned(),
            Err(Absent::NoUsableRow) => "absent: no usable row".to_owned(),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(found, gives, "{formula} over {rows}");
        let exact = |text: &str| code(text).parse::<Decimal>().unwrap();
        let sides = from.split_once(" / ").map(|(a, b)| (exact(a), exact(b)));
        assert_eq!(value.numerator.zip(value.denominator), sides, "{formula} over {rows}");
    }
}
