//! Rows for tests, one list of cells a row, and the columns made of them.

use crate::column::{Batch, Column, RowPlace, State, Values};
use crate::expression::tests::{Fixture, fixture};
use crate::expression::{Expr, Program, compile};
use crate::rulebook::{Basis, FieldType, Status, Table};
use crate::value::Words;
use std::borrow::Cow;

/// A cell of a test row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Refused,
    Int(i64),
    Text(String),
    Code(u32),
}

/// The fixture's fields as a table, dated by its year (or, for `day = 2`, by its date).
pub(crate) fn table(f: &Fixture, day: u16) -> Table {
    let words = Words { fr: "essai".to_owned(), en: "trial".to_owned() };
    Table {
        code: "essai".to_owned(),
        label: words,
        hint: None,
        names: Vec::new(),
        years: None,
        fields: f.fields.clone(),
        key: Vec::new(),
        day: Some(day),
        rules: Vec::new(),
        basis: Basis { source: String::new(), status: Status::User, how: None },
    }
}

/// Columns of these rows; cells beyond a row's end are blank.
pub(crate) fn batch(table: &Table, rows: &[Vec<Cell>]) -> Batch<'static> {
    let columns = table.fields.iter().enumerate().map(|(at, field)| {
        let cells = || rows.iter().map(move |row| row.get(at).unwrap_or(&Cell::Blank));
        let states = cells().map(|cell| match cell {
            Cell::Blank => State::Blank,
            Cell::Refused => State::Refused,
            _ => State::Present,
        });
        let values = match field.kind {
            FieldType::Text => Values::Text(
                cells()
                    .map(|cell| match cell {
                        Cell::Text(text) => Cow::Owned(text.clone()),
                        _ => Cow::Borrowed(""),
                    })
                    .collect(),
            ),
            FieldType::Code => {
                Values::Code(cells().map(|cell| if let Cell::Code(at) = cell { *at } else { 0 }).collect())
            }
            _ => Values::Int(cells().map(|cell| if let Cell::Int(n) = cell { *n } else { 0 }).collect()),
        };
        Column { values, states: states.collect() }
    });
    Batch {
        table: 0,
        sheet: 0,
        source: vec![None; table.fields.len()],
        first_row: 0,
        rows: rows.len(),
        places: RowPlace::Consecutive(1),
        columns: columns.collect(),
    }
}

/// A formula of the fixture, typed and ready.
pub(crate) fn program(text: &str, day: u16) -> (Expr, Program, Table) {
    let f = fixture();
    let formula = compile(text, &f.scope().dated(Some(day))).unwrap_or_else(|e| panic!("{text}: {e:?}"));
    let table = table(&f, day);
    let program = Program::of(&formula.expr, &table, &f.parameters);
    (formula.expr, program, table)
}

/// A row that has these cells, by field code.
pub(crate) fn row(cells: &[(&str, Cell)]) -> Vec<Cell> {
    let f = fixture();
    let mut row = vec![Cell::Blank; f.fields.len()];
    for (code, cell) in cells {
        row[usize::from(f.field(code))] = cell.clone();
    }
    row
}
