//! One cell read as a value of its field: what is certain is taken, what is repaired is told, what is doubtful is asked.
//!
//! A value is taken without a word only where the cell shows it in its usual form, be it a number or a text (`12`,
//! `0,5`, `85,7 %`, `29/11/2017`, `29 nov. 2017`). Everything else that is taken comes with a note of what was done.

mod code;
mod date;
mod number;
mod text;
mod unit;
mod year;

use super::{Lookups, Parsed, RawCell, Value};
use crate::rulebook::{Field, FieldType, Requirement};
use crate::sheet::DateSystem;
use crate::value::{Nothing, Why, is_plain, nothing};

/// What stands in a column of names of persons instead of each name.
pub const NAME_LET_GO: &str = "(nom)";

/// Reads one cell as a value of its field. A number in a date column counts days as new workbooks do, from 1900.
///
/// Bounds, lengths and blanks in required columns are not judged here: a negative count is a value.
pub fn parse_cell<'a>(raw: RawCell<'a>, field: &Field, lookups: &Lookups) -> Parsed<'a> {
    parse_cell_in(raw, field, lookups, DateSystem::From1900)
}

/// As [`parse_cell`], in a workbook that counts its days from another one.
pub(super) fn parse_cell_in<'a>(
    raw: RawCell<'a>,
    field: &Field,
    lookups: &Lookups,
    dates: DateSystem,
) -> Parsed<'a> {
    let computed = field.computed.is_some();
    match raw {
        RawCell::Blank => return Parsed::blank(),
        RawCell::Formula(_) if computed => return Parsed::blank(),
        RawCell::Formula(_) => return Parsed::wrong(Why::NoCachedValue),
        RawCell::Error(_) if computed => {
            return Parsed::blank().repaired(Some(Why::Recomputed), Box::default);
        }
        RawCell::Error(_) => return Parsed::wrong(Why::ErrorValue),
        RawCell::Text(text) => return parse_text(text, field, lookups),
        RawCell::Number { .. } | RawCell::Date(_) | RawCell::Month(_) | RawCell::Bool(_) => {}
    }
    match field.kind {
        FieldType::Count | FieldType::Decimal | FieldType::Money | FieldType::Fte | FieldType::Ratio => {
            number::parse(raw, field)
        }
        FieldType::Year => year::parse(raw),
        FieldType::Date => date::parse(raw, dates),
        FieldType::Bool => text::parse_bool(raw),
        FieldType::Text if field.personal && !lookups.keeps_names() => name_let_go(),
        FieldType::Text => text::parse(raw),
        FieldType::Code => code::parse(raw, field, lookups),
    }
}

/// Reads a text, as forms and most files hold it: nothing else is needed for it.
pub(super) fn parse_text<'a>(text: &'a str, field: &Field, lookups: &Lookups) -> Parsed<'a> {
    match if is_plain(text) { None } else { nothing(text) } {
        Some(Nothing::Blank) => return Parsed::blank(),
        Some(Nothing::Mark) => return Parsed::blank().repaired(Some(Why::NothingMark), Box::default),
        Some(Nothing::Question) => return Parsed::doubtful(Why::Question),
        // A subject may be the same again; what tells rows apart may not.
        Some(Nothing::Ditto) if field.kind != FieldType::Text || field.required == Requirement::Required => {
            return Parsed::doubtful(Why::Ditto);
        }
        Some(Nothing::Ditto) | None => {}
    }
    match field.kind {
        FieldType::Count | FieldType::Decimal | FieldType::Money | FieldType::Fte | FieldType::Ratio => {
            number::parse_text(text, field)
        }
        FieldType::Year => year::parse_text(text),
        FieldType::Date => date::parse_text(text),
        FieldType::Bool => text::parse_bool_text(text),
        FieldType::Text if field.personal && !lookups.keeps_names() => name_let_go(),
        FieldType::Text => text::parse_text(text),
        FieldType::Code => code::parse_text(text, field, lookups),
    }
}

/// The name of a person is counted and let go: no indicator needs it.
fn name_let_go<'a>() -> Parsed<'a> {
    Parsed::present(Value::Text(NAME_LET_GO.into()))
}

#[cfg(test)]
mod tests;
