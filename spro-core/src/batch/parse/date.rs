//! Days.

use super::super::{Parsed, RawCell, Value};
use crate::finding::Kind;
use crate::sheet::DateSystem;
use crate::value::{DateText, Lang, Why, date, print};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Years in which a bare number of days is taken for a date.
const PLAUSIBLE: std::ops::RangeInclusive<i32> = 1990..=2099;
/// Days from 1 January of the year 1 (day 1) to 1 January 1970.
const EPOCH: i32 = 719_163;

pub(super) fn parse(raw: RawCell<'_>, dates: DateSystem) -> Parsed<'_> {
    match raw {
        RawCell::Date(moment) => from_moment(moment),
        RawCell::Number { value, percent } => from_number(value, percent, dates),
        RawCell::Text(text) => parse_text(text),
        RawCell::Month(_) => Parsed::doubtful(Why::NoDay),
        RawCell::Bool(_) => Parsed::wrong(Why::BoolInstead),
        RawCell::Blank | RawCell::Error(_) | RawCell::Formula(_) => Parsed::blank(),
    }
}

/// The year that was typed into a cell that shows dates: 2017 is the day number of 9 July 1905.
pub(super) fn year_typed_as_date(day: NaiveDate) -> Option<i32> {
    // Day 0 of the two systems in which spreadsheets count (in the first one, as it counts from March 1900 on).
    [693_594, 695_056]
        .into_iter()
        .filter_map(|origin| day.num_days_from_ce().checked_sub(origin))
        .find(|typed| (1950..=2100).contains(typed))
}

fn from_moment<'a>(moment: NaiveDateTime) -> Parsed<'a> {
    let day = moment.date();
    // Time of day only: spreadsheets keep it as a part of day 0.
    if day.year() < 1900 {
        return Parsed::wrong(Why::NotADate);
    }
    if year_typed_as_date(day).is_some() {
        return Parsed::doubtful(Why::YearAsDate);
    }
    let timed = moment.num_seconds_from_midnight() != 0;
    taken(day, timed.then_some(Why::TimeDropped))
}

fn from_number<'a>(value: f64, percent: bool, dates: DateSystem) -> Parsed<'a> {
    if percent {
        return Parsed::wrong(Why::NumberAsDate);
    }
    if value.fract() == 0.0 && (1900.0..=2100.0).contains(&value) {
        return Parsed::doubtful(Why::NoDay);
    }
    match dates.datetime(value) {
        Some(moment) if PLAUSIBLE.contains(&moment.year()) => taken(moment.date(), Some(Why::Serial)),
        // `20171129`, typed without separators.
        _ if value.fract() == 0.0 && (1e6..1e8).contains(&value) => parse_text(&format!("{value:08}")),
        _ => Parsed::wrong(Why::NumberAsDate),
    }
}

pub(super) fn parse_text<'a>(text: &str) -> Parsed<'a> {
    match date(text) {
        DateText::Day(day, repair) => taken(day, repair),
        DateText::Doubtful(why, day) => {
            Parsed::refused(Kind::Doubtful, why, day.map(|d| print::date(d, Lang::Fr).into()))
        }
        DateText::Wrong(why) => Parsed::wrong(why),
    }
}

fn taken<'a>(day: NaiveDate, repair: Option<Why>) -> Parsed<'a> {
    let days = i64::from(day.num_days_from_ce().saturating_sub(EPOCH));
    Parsed::present(Value::Int(days)).repaired(repair, || print::date(day, Lang::Fr).into())
}
