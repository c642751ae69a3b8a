//! What a cell holds, from what its element says.

use super::super::builder::{Budget, Builder};
use super::super::error::Cause;
use super::super::package::{Tag, is_first, moment, number};
use super::super::{CellValue, DateSystem};
use super::duration::days;
use chrono::{Datelike, NaiveDate};

/// The type that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// None: the cell is blank, or a formula without a result.
    #[default]
    None,
    Number,
    Percent,
    Date,
    Time,
    Bool,
    Text,
}

/// What the beginning of a cell says.
#[derive(Debug, Default)]
pub(super) struct Head {
    kind: Kind,
    is_error: bool,
    /// The value as it is written; a text may stand in the paragraphs instead.
    value: Option<Box<str>>,
    formula: Option<Box<str>>,
    pub(super) repeated: u32,
    pub(super) columns_spanned: u32,
    pub(super) rows_spanned: u32,
}

impl Head {
    pub(super) fn read(tag: &Tag<'_>) -> Self {
        let mut head = Self { repeated: 1, columns_spanned: 1, rows_spanned: 1, ..Self::default() };
        for attr in tag.attributes() {
            let number = || attr.number().unwrap_or(1).max(1);
            match attr.name {
                b"value-type" if attr.prefix == b"calcext" => head.is_error = attr.bytes() == b"error",
                b"value-type" => {
                    head.kind = match attr.bytes() {
                        b"float" | b"currency" => Kind::Number,
                        b"percentage" => Kind::Percent,
                        b"date" => Kind::Date,
                        b"time" => Kind::Time,
                        b"boolean" => Kind::Bool,
                        b"string" => Kind::Text,
                        _ => Kind::None,
                    }
                }
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => {
                    head.value = attr.text().map(Box::from);
                }
                b"formula" => head.formula = attr.text().map(Box::from),
                b"number-columns-repeated" => head.repeated = number(),
                b"number-columns-spanned" => head.columns_spanned = number(),
                b"number-rows-spanned" => head.rows_spanned = number(),
                _ => {}
            }
        }
        head
    }

    /// Adds the cell, if it holds something; `text` is that of its paragraphs.
    pub(super) fn add(
        &self,
        row: u32,
        column: u32,
        text: &str,
        dates: DateSystem,
        sheet: &mut Builder,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        if self.is_error {
            let shown = if text.is_empty() { "#VALUE!" } else { text };
            return sheet.worded(row, column, shown, CellValue::Error, budget);
        }
        if let Some((value, percent)) = self.plain(dates) {
            let value = match value {
                CellValue::Date(moment) if is_first(moment) && shows_month(text, moment.date()) => {
                    CellValue::Month(moment.date())
                }
                other => other,
            };
            return sheet.value(row, column, value, percent, budget);
        }
        // A formula of which no program has written a result; an empty text is one.
        if let (Some(formula), Kind::None, true) = (&self.formula, self.kind, text.is_empty()) {
            let formula = formula.find('=').and_then(|at| formula.get(at..)).unwrap_or(formula);
            return sheet.worded(row, column, formula, CellValue::Formula, budget);
        }
        match &self.value {
            // The attribute is the value; the paragraphs are how it is shown.
            Some(value) if self.kind == Kind::Text || text.is_empty() => {
                sheet.text(row, column, value, budget)
            }
            _ => sheet.text(row, column, text, budget),
        }
    }

    /// The value where it is no text and can be understood.
    fn plain(&self, dates: DateSystem) -> Option<(CellValue, bool)> {
        let value = self.value.as_deref()?.trim();
        let value = match self.kind {
            Kind::Number | Kind::Percent => CellValue::Number(number(value)?),
            Kind::Date => CellValue::Date(moment(value)?),
            Kind::Time => {
                let days = days(value)?;
                // A time of day; a longer one is a length of time, which is a number.
                match dates.datetime(days).filter(|_| days < 1.0) {
                    Some(moment) => CellValue::Date(moment),
                    None => CellValue::Number(days),
                }
            }
            Kind::Bool => CellValue::Bool(match value {
                "true" => true,
                "false" => false,
                _ => return None,
            }),
            Kind::None | Kind::Text => return None,
        };
        Some((value, self.kind == Kind::Percent))
    }
}

/// Whether what is shown of the first day of a month is the month and its year: `nov. 17`, `11/2017`.
fn shows_month(text: &str, day: NaiveDate) -> bool {
    let numbers: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(-1))
        .collect();
    let in_words = text.contains(char::is_alphabetic);
    let has_year = numbers.iter().any(|n| *n == day.year() || *n == day.year() % 100);
    has_year && numbers.len() == if in_words { 1 } else { 2 }
}
