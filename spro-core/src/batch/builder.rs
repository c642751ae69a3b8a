//! Columns in the making.

use super::{Column, Parsed, State, Value, Values};
use crate::rulebook::FieldType;
use std::borrow::Cow;

impl Column<'static> {
    /// A column of a field's type in which every cell is blank.
    pub fn blank(kind: FieldType, rows: usize) -> Self {
        let values = match kind {
            FieldType::Text => Values::Text(vec![Cow::Borrowed(""); rows]),
            FieldType::Code => Values::Code(vec![0; rows]),
            _ => Values::Int(Cow::Owned(vec![0; rows])),
        };
        Self { values, states: vec![State::Blank; rows] }
    }
}

/// A column that grows cell by cell.
#[derive(Debug)]
pub struct ColumnBuilder {
    values: Growing,
    states: Vec<State>,
}

#[derive(Debug)]
enum Growing {
    Int(Vec<i64>),
    Text(Vec<Cow<'static, str>>),
    Code(Vec<u32>),
}

impl ColumnBuilder {
    /// An empty column for values of this type, with room for some rows.
    pub fn new(kind: FieldType, rows: usize) -> Self {
        let values = match kind {
            FieldType::Text => Growing::Text(Vec::with_capacity(rows)),
            FieldType::Code => Growing::Code(Vec::with_capacity(rows)),
            _ => Growing::Int(Vec::with_capacity(rows)),
        };
        Self { values, states: Vec::with_capacity(rows) }
    }

    /// Adds what a cell was read as. A value of another type than the column's cannot be there, and is blank.
    pub fn push(&mut self, parsed: Parsed<'_>) {
        let fits = match (&mut self.values, parsed.value) {
            (Growing::Int(all), Value::Int(value)) => {
                all.push(value);
                true
            }
            (Growing::Text(all), Value::Text(value)) => {
                all.push(Cow::Owned(value.into_owned()));
                true
            }
            (Growing::Code(all), Value::Code(value)) => {
                all.push(value);
                true
            }
            (all, value) => {
                match all {
                    Growing::Int(all) => all.push(0),
                    Growing::Text(all) => all.push(Cow::Borrowed("")),
                    Growing::Code(all) => all.push(0),
                }
                value == Value::Nothing
            }
        };
        self.states.push(if fits { parsed.state } else { State::Blank });
    }

    /// The column.
    pub fn finish(self) -> Column<'static> {
        let values = match self.values {
            Growing::Int(all) => Values::Int(Cow::Owned(all)),
            Growing::Text(all) => Values::Text(all),
            Growing::Code(all) => Values::Code(all),
        };
        Column { values, states: self.states }
    }
}
