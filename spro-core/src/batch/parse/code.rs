//! Entries of a list.

use super::super::lookups::{Found, Lookups};
use super::super::{Parsed, RawCell, Value};
use crate::finding::Kind;
use crate::rulebook::Field;
use crate::value::Why;

pub(super) fn parse<'a>(raw: RawCell<'_>, field: &Field, lookups: &Lookups) -> Parsed<'a> {
    match raw {
        RawCell::Text(text) => parse_text(text, field, lookups),
        RawCell::Bool(_) => Parsed::wrong(Why::BoolInstead),
        RawCell::Blank | RawCell::Error(_) | RawCell::Formula(_) => Parsed::blank(),
        // A code may be a number (a department).
        RawCell::Number { .. } | RawCell::Date(_) | RawCell::Month(_) => {
            parse_text(&raw.shown(), field, lookups)
        }
    }
}

pub(super) fn parse_text<'a>(text: &str, field: &Field, lookups: &Lookups) -> Parsed<'a> {
    let list = lookups.list(field.list);
    match list.find(text) {
        Found::One(position) => Parsed::present(Value::Code(position)),
        Found::Several => Parsed::doubtful(Why::SeveralEntries),
        Found::None => {
            if list.names_several(text) {
                return Parsed::doubtful(Why::SeveralEntries);
            }
            let meant = list.suggest(text).and_then(|position| list.code(position));
            Parsed::refused(Kind::List, Why::NotInList, meant.map(Into::into))
        }
    }
}
