//! Batches as record batches.

use super::FrameError;
use super::schema::data_type;
use crate::batch::{Batch, Column, State, Values};
use crate::rulebook::{Field, FieldType, Rulebook, Table};
use arrow_array::builder::{BooleanBuilder, StringBuilder};
use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema, SchemaRef};
use std::sync::Arc;

/// The columns of a table, the file that each row came from first.
pub fn rows_schema(table: &Table) -> SchemaRef {
    let file = arrow_schema::Field::new("fichier", DataType::Utf8, false);
    let fields = table.fields.iter().map(|f| arrow_schema::Field::new(&f.code, data_type(f.kind), true));
    Arc::new(Schema::new(std::iter::once(file).chain(fields).collect::<Vec<_>>()))
}

/// The rows of a batch, each with the file that it came from.
pub fn record_batch(
    batch: &Batch<'_>,
    file: &str,
    table: &Table,
    rulebook: &Rulebook,
) -> Result<RecordBatch, FrameError> {
    let mut columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from(vec![file; batch.rows]))];
    for (field, column) in table.fields.iter().zip(&batch.columns) {
        columns.push(array(field, column, rulebook));
    }
    Ok(RecordBatch::try_new(rows_schema(table), columns)?)
}

fn array(field: &Field, column: &Column<'_>, rulebook: &Rulebook) -> ArrayRef {
    let states = &column.states;
    let there = |state: &State| *state == State::Present;
    match &column.values {
        Values::Int(values) => {
            let cells = values.iter().zip(states).map(|(n, state)| there(state).then_some(*n));
            integers(field, cells)
        }
        Values::Text(texts) => {
            let cells = texts.iter().zip(states).map(|(t, state)| there(state).then_some(t.as_ref()));
            Arc::new(cells.collect::<StringArray>())
        }
        Values::Code(codes) => {
            let entries = field.list.and_then(|l| rulebook.lists().get(usize::from(l))).map(|l| &l.entries);
            let mut out = StringBuilder::new();
            for (code, state) in codes.iter().zip(states) {
                let entry = usize::try_from(*code).ok().and_then(|c| entries?.get(c));
                out.append_option(entry.filter(|_| there(state)).map(|e| e.code.as_str()));
            }
            Arc::new(out.finish())
        }
    }
}

fn integers(field: &Field, cells: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    let narrow = |n: Option<i64>| n.and_then(|n| i32::try_from(n).ok());
    match field.kind {
        FieldType::Year => Arc::new(cells.map(narrow).collect::<Int32Array>()),
        FieldType::Date => Arc::new(cells.map(narrow).collect::<Date32Array>()),
        FieldType::Bool => {
            let mut out = BooleanBuilder::new();
            cells.for_each(|n| out.append_option(n.map(|n| n != 0)));
            Arc::new(out.finish())
        }
        FieldType::Count => Arc::new(cells.collect::<Int64Array>()),
        _ => {
            let all = cells.map(|n| n.map(i128::from)).collect::<Decimal128Array>();
            Arc::new(all.with_data_type(data_type(field.kind)))
        }
    }
}
