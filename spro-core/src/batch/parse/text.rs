//! Texts, and yes or no.

use super::super::{Parsed, RawCell, Value};
use crate::value::{Why, fold, trim};

pub(super) fn parse(raw: RawCell<'_>) -> Parsed<'_> {
    match raw {
        RawCell::Text(text) => parse_text(text),
        RawCell::Number { .. } | RawCell::Date(_) | RawCell::Month(_) => {
            Parsed::present(Value::Text(raw.shown().into_string().into()))
        }
        RawCell::Bool(value) => {
            let word = if value { "vrai" } else { "faux" };
            Parsed::present(Value::Text(word.into())).repaired(Some(Why::BoolAsText), || word.into())
        }
        RawCell::Blank | RawCell::Error(_) | RawCell::Formula(_) => Parsed::blank(),
    }
}

pub(super) fn parse_text(text: &str) -> Parsed<'_> {
    Parsed::present(Value::Text(trim(text).into()))
}

pub(super) fn parse_bool(raw: RawCell<'_>) -> Parsed<'_> {
    match raw {
        RawCell::Bool(value) => yes_or_no(value),
        RawCell::Number { value: 1.0, percent: false } => yes_or_no(true),
        RawCell::Number { value: 0.0, percent: false } => yes_or_no(false),
        RawCell::Text(text) => parse_bool_text(text),
        _ => Parsed::wrong(Why::NotYesNo),
    }
}

fn yes_or_no<'a>(value: bool) -> Parsed<'a> {
    Parsed::present(Value::Int(i64::from(value)))
}

pub(super) fn parse_bool_text<'a>(text: &str) -> Parsed<'a> {
    match fold(text).as_str() {
        "oui" | "o" | "vrai" | "yes" | "y" | "true" | "1" => yes_or_no(true),
        "non" | "n" | "faux" | "no" | "false" | "0" => yes_or_no(false),
        // What stands in the column of presence of an attendance sheet.
        "present" | "presente" | "signe" | "signee" => {
            yes_or_no(true).repaired(Some(Why::Presence), || "oui".into())
        }
        "absent" | "absente" | "excuse" | "excusee" => {
            yes_or_no(false).repaired(Some(Why::Presence), || "non".into())
        }
        "x" | "ok" => yes_or_no(true).repaired(Some(Why::Tick), || "oui".into()),
        _ if matches!(trim(text), "✓" | "✔" | "☑" | "☒" | "✗" | "✘" | "×") => {
            // A cross in a box may say either; a tick says yes.
            if matches!(trim(text), "✓" | "✔" | "☑") {
                yes_or_no(true).repaired(Some(Why::Tick), || "oui".into())
            } else {
                Parsed::doubtful(Why::NotYesNo)
            }
        }
        _ => Parsed::wrong(Why::NotYesNo),
    }
}
