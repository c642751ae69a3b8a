//! Numbers of the rulebook, and its examples, as JSON writes them.

use crate::batch::{RawCell, State, Values, from_text_rows};
use crate::finding::day;
use crate::rulebook::{Field, FieldType, Rulebook};
use crate::value::Decimal;
use serde_json::Value;

/// A number of the rulebook as JSON: whole where it is, with a point otherwise.
pub(super) fn number(number: Decimal) -> Value {
    let text = number.to_string();
    let whole = text.parse::<i64>().map(Value::from);
    let double = || text.parse::<f64>().map(Value::from);
    whole.or_else(|_| double()).unwrap_or(Value::String(text))
}

/// The examples of a table's fields in their canonical form; `Null` where there is none.
pub(super) fn examples(rulebook: &Rulebook, table: u16) -> Vec<Value> {
    let Some(fields) = rulebook.tables().get(usize::from(table)).map(|t| &t.fields) else {
        return Vec::new();
    };
    let cells: Vec<RawCell<'_>> = fields.iter().map(|f| RawCell::Text(&f.example)).collect();
    let (batch, _) = from_text_rows(rulebook, table, [cells]);
    fields
        .iter()
        .zip(&batch.columns)
        .map(|(field, column)| match (column.states.first(), &column.values) {
            (Some(State::Present), Values::Int(values)) => values.first().map(|v| integer(field, *v)),
            (Some(State::Present), Values::Text(texts)) => texts.first().map(|t| Value::from(t.as_ref())),
            (Some(State::Present), Values::Code(entries)) => {
                entries.first().and_then(|e| code(rulebook, field, *e))
            }
            _ => None,
        })
        .map(Option::unwrap_or_default)
        .collect()
}

fn integer(field: &Field, value: i64) -> Value {
    match field.kind {
        FieldType::Year | FieldType::Count => Value::from(value),
        FieldType::Bool => Value::from(value != 0),
        FieldType::Date => day(value).map(|d| d.to_string().into()).unwrap_or_default(),
        kind => {
            Decimal::new(i128::from(value), kind.scale()).map(|d| d.to_string().into()).unwrap_or_default()
        }
    }
}

fn code(rulebook: &Rulebook, field: &Field, entry: u32) -> Option<Value> {
    let list = rulebook.lists().get(usize::from(field.list?))?;
    Some(list.entries.get(usize::try_from(entry).ok()?)?.code.as_str().into())
}

/// The day of a bound.
pub(super) fn day_text(bound: Decimal) -> Option<String> {
    Some(day(i64::try_from(bound.at_scale(0)?).ok()?)?.to_string())
}
