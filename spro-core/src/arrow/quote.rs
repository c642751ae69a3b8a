//! What a cell of a frame holds, as people would type it: the raw text of findings.

use super::cast;
use crate::batch::{Batch, RawCell};
use crate::finding::{Finding, day};
use crate::rulebook::{FieldType, Table};
use crate::value::Decimal;
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use chrono::NaiveTime;

/// Keeps what stands in the cell that a finding points at: a text as it is, another value as spreadsheets show it.
pub(super) fn quote(finding: &mut Finding, batch: &Batch<'_>, frame: &RecordBatch, table: &Table) {
    let (None, Some(row), Some(field)) = (&finding.raw, finding.row, finding.field) else { return };
    let Some(row) = row.checked_sub(batch.first_row).and_then(|row| usize::try_from(row).ok()) else {
        return;
    };
    let field = usize::from(field);
    let column = batch.source.get(field).copied().flatten().and_then(|c| usize::try_from(c).ok());
    let Some(array) = column.and_then(|c| frame.columns().get(c)) else { return };
    let kind = table.fields.get(field).map(|f| f.kind);
    finding.raw = text(array, row).or_else(|| typed(batch, field, row, kind?)).filter(|t| !t.is_empty());
}

/// The text of a cell of texts, of any layout.
fn text(array: &dyn Array, row: usize) -> Option<Box<str>> {
    if row >= array.len() || array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Some(array.as_string_view().value(row).into()),
        DataType::Dictionary(..) => text(&cast::plain(&array.slice(row, 1))?, 0),
        _ => None,
    }
}

/// The value of a cell as it can be typed again.
fn typed(batch: &Batch<'_>, field: usize, row: usize, kind: FieldType) -> Option<Box<str>> {
    let n = batch.int(field, row)?;
    let cell = match kind {
        FieldType::Date => RawCell::Date(day(n)?.and_time(NaiveTime::MIN)),
        FieldType::Bool => RawCell::Bool(n != 0),
        _ => {
            let number = Decimal::new(i128::from(n), kind.scale())?;
            return Some(number.to_string().replace('.', ",").into());
        }
    };
    Some(cell.shown())
}

/// Findings in the order of the rows, then of the frame's columns, as those of a file are; a frame has no cells to name.
pub(super) fn sorted(mut findings: Vec<Finding>, source: &[Option<u32>]) -> Vec<Finding> {
    let least = source.iter().flatten().min().copied();
    findings.sort_by_key(|f| {
        let column = f.field.map_or(least, |field| source.get(usize::from(field)).copied().flatten());
        (f.row, column, f.field)
    });
    for finding in &mut findings {
        finding.place = None;
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Kind;
    use arrow_array::types::Int8Type;
    use arrow_array::{DictionaryArray, LargeStringArray, StringViewArray};

    #[test]
    fn texts_of_any_layout() {
        let dictionary: DictionaryArray<Int8Type> = vec![Some("a"), None, Some("b")].into_iter().collect();
        assert_eq!(text(&dictionary, 2).as_deref(), Some("b"));
        assert_eq!(text(&dictionary, 1), None);
        assert_eq!(text(&LargeStringArray::from(vec!["x"]), 0).as_deref(), Some("x"));
        assert_eq!(
            text(&StringViewArray::from(vec!["a text beyond twelve bytes"]), 0).as_deref(),
            Some("a text beyond twelve bytes")
        );
        assert_eq!(text(&arrow_array::Int64Array::from(vec![1]), 0), None);
    }

    #[test]
    fn findings_follow_rows_then_columns() {
        let finding = |row, field| {
            let mut finding = Finding::new(Kind::Required, 0, 0);
            (finding.row, finding.field) = (row, field);
            finding
        };
        let found = vec![
            finding(Some(1), Some(0)),
            finding(Some(1), Some(1)),
            finding(Some(1), None),
            finding(None, None),
        ];
        let order: Vec<_> =
            sorted(found, &[Some(1), Some(0)]).into_iter().map(|f| (f.row, f.field)).collect();
        assert_eq!(order, [(None, None), (Some(1), None), (Some(1), Some(1)), (Some(1), Some(0))]);
    }
}
