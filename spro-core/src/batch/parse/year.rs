//! Calendar years.

use super::super::{Parsed, RawCell, Value};
use super::date::year_typed_as_date;
use crate::finding::Kind;
use crate::value::{DateText, Decimal, NumberText, Numeral, Why, date, fold, is_blank, number, trim};
use chrono::Datelike;

/// Words that may stand before a year and say nothing more.
const LABELS: [&str; 10] = ["annee", "an", "exercice", "pour", "l", "en", "de", "civile", "year", "au titre"];

pub(super) fn parse(raw: RawCell<'_>) -> Parsed<'_> {
    match raw {
        RawCell::Number { value, percent: false } => match Decimal::from_spreadsheet(value) {
            Some(number) => from_number(number, None),
            None => Parsed::wrong(Why::NotAYear),
        },
        RawCell::Number { .. } => Parsed::wrong(Why::NotAYear),
        RawCell::Text(text) => parse_text(text),
        RawCell::Date(moment) => match year_typed_as_date(moment.date()) {
            Some(year) => Parsed::refused(Kind::Doubtful, Why::YearAsDate, Some(year.to_string().into())),
            None if moment.year() < 1900 => Parsed::wrong(Why::NotAYear),
            None => taken(i64::from(moment.year()), Some(Why::DateAsYear)),
        },
        RawCell::Month(first) => taken(i64::from(first.year()), Some(Why::DateAsYear)),
        RawCell::Bool(_) => Parsed::wrong(Why::BoolInstead),
        RawCell::Blank | RawCell::Error(_) | RawCell::Formula(_) => Parsed::blank(),
    }
}

pub(super) fn parse_text<'a>(text: &str) -> Parsed<'a> {
    match year_of(text) {
        Some(year) if text.len() == 4 => Parsed::present(Value::Int(year)),
        _ => from_text(text),
    }
}

/// The year that a text holds beside nothing but words for "year".
pub(in super::super) fn labelled_year(text: &str) -> Option<i64> {
    let sober = |c: char| {
        c.is_alphanumeric()
            || is_blank(c)
            || matches!(c, ':' | '.' | '\'' | '’' | '-' | '–' | '\u{300}'..='\u{36f}')
    };
    if text.len() > 64 || !text.chars().all(sober) {
        return None;
    }
    let folded = fold(text);
    let mut year = None;
    for word in folded.split(' ').filter(|w| !LABELS.contains(w)) {
        match year_of(word) {
            Some(found) if year.is_none() => year = Some(found),
            _ => return None,
        }
    }
    year
}

fn year_of(word: &str) -> Option<i64> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0');
    digits.then(|| word.parse().ok()).flatten()
}

fn from_text<'a>(text: &str) -> Parsed<'a> {
    let read = number(text);
    if let NumberText::One(Numeral { value, repair, three_digits: None, decimals, unit: "" }) = read {
        let blanks = (trim(text) != text || text.contains(is_blank)).then_some(Why::Blanks);
        return from_number(value, repair.or(decimals.then_some(Why::ZeroDecimals)).or(blanks));
    }
    if let Some(year) = labelled_year(text) {
        return taken(year, Some(Why::LabelDropped));
    }
    if let DateText::Day(day, _) = date(text) {
        return taken(i64::from(day.year()), Some(Why::DateAsYear));
    }
    match read {
        NumberText::Doubtful(why) => Parsed::doubtful(why),
        NumberText::One(_) => Parsed::doubtful(Why::Remark),
        NumberText::Wrong(..) => Parsed::wrong(Why::NotAYear),
    }
}

fn from_number<'a>(number: Decimal, repair: Option<Why>) -> Parsed<'a> {
    let whole = (number.scale() == 0).then(|| i64::try_from(number.mantissa()).ok()).flatten();
    match whole {
        Some(year @ 1000..=9999) => taken(year, repair),
        Some(short @ 0..=99) => {
            let year = if short < 70 { 2000 + short } else { 1900 + short };
            Parsed::refused(Kind::Doubtful, Why::ShortYear, Some(year.to_string().into()))
        }
        _ => Parsed::wrong(Why::NotAYear),
    }
}

fn taken<'a>(year: i64, repair: Option<Why>) -> Parsed<'a> {
    Parsed::present(Value::Int(year)).repaired(repair, || year.to_string().into())
}
