//! Record batches as batches of a table.

use super::cells::{CellPlace, Reader, states};
use super::texts::{dictionary, is_text, texts};
use super::{FrameError, cast};
use crate::batch::{Batch, Column, Lookups, RawCell, RowPlace, Values};
use crate::finding::Finding;
use crate::rulebook::{Field, FieldType, Requirement, Rulebook, Table};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use std::borrow::Cow;

/// The rows of a record batch as rows of a table, and what was found in cells that had to be read.
///
/// Columns are found by field code; others are left out. A cell of text in a column of numbers, dates or codes is read
/// as a typed cell of a form is. `first_row` is the index of the first row, where the frame comes in several chunks.
///
/// # Errors
/// A required column that is missing, a column named twice, and one whose type its field does not take.
pub fn batch<'a>(
    frame: &'a RecordBatch,
    table: u16,
    first_row: u64,
    rulebook: &Rulebook,
    lookups: &Lookups,
) -> Result<(Batch<'a>, Vec<Finding>), FrameError> {
    let definition = rulebook.tables().get(usize::from(table)).ok_or_else(|| unknown(table, rulebook))?;
    let mut findings = Vec::new();
    let mut columns = Vec::with_capacity(definition.fields.len());
    for (position, field) in (0..).zip(&definition.fields) {
        let place = CellPlace { table, field: position, first_row };
        columns.push(match find(frame, field)? {
            Some(array) => column(array, &mut Reader { field, lookups, place, out: &mut findings })?,
            None if is_needed(field) => return Err(missing(frame, field)),
            None => Column::blank(field.kind, frame.num_rows()),
        });
    }
    let places = RowPlace::Consecutive(u32::try_from(first_row).unwrap_or(u32::MAX));
    let source = vec![None; definition.fields.len()];
    let rows = frame.num_rows();
    Ok((Batch { table, sheet: 0, source, first_row, rows, places, columns }, findings))
}

/// The key fields of a chunk of rows; the other columns are empty.
pub(super) fn key_row(
    frame: &RecordBatch,
    position: u16,
    table: &Table,
    lookups: &Lookups,
) -> Result<Batch<'static>, FrameError> {
    let mut columns = Vec::with_capacity(table.fields.len());
    let mut told = Vec::new();
    for (at, field) in (0..).zip(&table.fields) {
        let place = CellPlace { table: position, field: at, first_row: 0 };
        columns.push(match find(frame, field)? {
            _ if !table.key.contains(&at) => Column::blank(field.kind, 0),
            Some(array) => column(array, &mut Reader { field, lookups, place, out: &mut told })?.into_owned(),
            None => Column::blank(field.kind, frame.num_rows()),
        });
    }
    let places = RowPlace::Consecutive(0);
    Ok(Batch {
        table: position,
        sheet: 0,
        source: Vec::new(),
        first_row: 0,
        rows: frame.num_rows(),
        places,
        columns,
    })
}

pub(super) fn unknown(table: u16, rulebook: &Rulebook) -> FrameError {
    let known: Vec<&str> = rulebook.tables().iter().map(|t: &Table| t.code.as_str()).collect();
    FrameError::UnknownTable { table: table.to_string(), known: known.join(", ") }
}

fn is_needed(field: &Field) -> bool {
    field.computed.is_none() && field.required == Requirement::Required
}

fn missing(frame: &RecordBatch, field: &Field) -> FrameError {
    let schema = frame.schema();
    let found: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    FrameError::MissingColumn { column: field.code.clone(), found: found.join(", ") }
}

fn find<'a>(frame: &'a RecordBatch, field: &Field) -> Result<Option<&'a ArrayRef>, FrameError> {
    let schema = frame.schema();
    let mut at = schema.fields().iter().enumerate().filter(|(_, f)| *f.name() == field.code).map(|(i, _)| i);
    let first = at.next();
    if at.next().is_some() {
        return Err(FrameError::TwiceNamed { column: field.code.clone() });
    }
    Ok(first.and_then(|i| frame.columns().get(i)))
}

fn column<'a>(array: &'a ArrayRef, reader: &mut Reader<'_>) -> Result<Column<'a>, FrameError> {
    let field = reader.field;
    let wrong = || FrameError::WrongType {
        column: field.code.clone(),
        found: array.data_type().to_string(),
        kind: field.kind,
    };
    if array.data_type() == &DataType::Null {
        return Ok(Column::blank(field.kind, array.len()));
    }
    if let DataType::Dictionary(_, values) = array.data_type() {
        if is_text(values) && field.kind == FieldType::Code {
            return dictionary(array, reader).ok_or_else(wrong);
        }
        // Owned: the dictionary's values are laid out anew.
        let plain = cast::plain(array).ok_or_else(wrong)?;
        return column(&plain, reader).map(Column::into_owned);
    }
    if is_text(array.data_type()) {
        return texts(array, reader).ok_or_else(wrong);
    }
    numbers(array, reader).or_else(|| too_wide(array, reader)).ok_or_else(wrong)
}

/// Numbers of which some do not fit: these are told, row by row, as texts of so many digits are.
fn too_wide(array: &ArrayRef, reader: &mut Reader<'_>) -> Option<Column<'static>> {
    let (kind, field) = (array.data_type(), reader.field);
    if matches!(field.kind, FieldType::Date | FieldType::Bool | FieldType::Text | FieldType::Code)
        || is_finer(kind, field)
    {
        return None;
    }
    let scale = cast::decimal_scale(kind).unwrap_or(0);
    let wide = cast::wide(array)?;
    Some(reader.fitting(wide.iter().map(|n| n.map(|n| cast::fitting(n, scale, field.kind.scale())))))
}

fn numbers<'a>(array: &'a ArrayRef, reader: &mut Reader<'_>) -> Option<Column<'a>> {
    let (kind, field) = (array.data_type(), reader.field);
    let floats =
        matches!(kind, DataType::Float16 | DataType::Float32 | DataType::Float64) || is_finer(kind, field);
    let values = match field.kind {
        FieldType::Date
            if matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None)) =>
        {
            cast::days(array)?.values().iter().map(|n| i64::from(*n)).collect()
        }
        FieldType::Bool if kind == &DataType::Boolean => {
            array.as_boolean().values().iter().map(i64::from).collect()
        }
        FieldType::Count | FieldType::Year if kind == &DataType::Int64 => {
            Cow::Borrowed(&**array.as_primitive::<Int64Type>().values())
        }
        FieldType::Count | FieldType::Year if kind.is_integer() => {
            Cow::Owned(cast::whole(array)?.values().to_vec())
        }
        FieldType::Date | FieldType::Bool | FieldType::Text | FieldType::Code => return None,
        // A double, and a decimal that may hold more digits than are kept, are read cell by cell.
        _ if floats => {
            let doubles = cast::doubles(array)?;
            let cells = doubles.iter().map(|n| match n {
                // A data frame's way to say that there is nothing.
                Some(value) if !value.is_nan() => RawCell::Number { value, percent: false },
                _ => RawCell::Blank,
            });
            return Some(reader.ints(cells));
        }
        _ if kind.is_integer() || kind.is_decimal() => {
            let wide = cast::scaled(array, field.kind.scale())?;
            wide.values().iter().map(|n| i64::try_from(*n).ok()).collect::<Option<_>>()?
        }
        _ => return None,
    };
    // A change of layout leaves the nulls where they are.
    Some(Column { values: Values::Int(values), states: states(array.nulls(), array.len()) })
}

/// Whether decimals of this type may hold digits that the field does not keep.
fn is_finer(kind: &DataType, field: &Field) -> bool {
    cast::decimal_scale(kind).is_some_and(|scale| i16::from(scale) > i16::from(field.kind.scale()))
}
