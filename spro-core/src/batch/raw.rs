//! What a cell holds, borrowed from wherever it stands: a sheet, a record of a CSV, a field of a form.

use crate::sheet::{Cell, CellValue};
use crate::value::Decimal;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// A cell as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum RawCell<'a> {
    /// Nothing.
    #[default]
    Blank,
    /// A text, untouched.
    Text(&'a str),
    /// A number, kept as spreadsheets keep it.
    Number {
        /// The number.
        value: f64,
        /// Whether it is shown as a percentage (`0.857` as `85,7 %`).
        percent: bool,
    },
    /// A number that is shown as a date.
    Date(NaiveDateTime),
    /// The first day of a month, of which the month and the year are shown only.
    Month(NaiveDate),
    /// A truth value.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(&'a str),
    /// A formula without a result.
    Formula(&'a str),
}

impl<'a> From<&'a Cell> for RawCell<'a> {
    fn from(cell: &'a Cell) -> Self {
        match &cell.value {
            CellValue::Text(text) => Self::Text(text),
            CellValue::Number(value) => Self::Number { value: *value, percent: cell.percent },
            CellValue::Date(moment) => Self::Date(*moment),
            CellValue::Month(first) => Self::Month(*first),
            CellValue::Bool(value) => Self::Bool(*value),
            CellValue::Error(error) => Self::Error(error),
            CellValue::Formula(formula) => Self::Formula(formula),
        }
    }
}

impl RawCell<'_> {
    /// The cell as people see it: a text as it was typed, a number with a decimal comma, a date as `29/11/2017`.
    pub fn shown(self) -> Box<str> {
        match self {
            Self::Blank => "".into(),
            Self::Text(text) | Self::Error(text) | Self::Formula(text) => text.into(),
            Self::Number { value, percent } => match Decimal::from_spreadsheet(value) {
                Some(number) if percent => shown_percent(number),
                Some(number) => shown_number(number),
                None => value.to_string().into(),
            },
            Self::Date(moment) => {
                let day = moment.date();
                let date = format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year());
                if moment.num_seconds_from_midnight() == 0 {
                    date.into()
                } else {
                    format!("{date} {:02}:{:02}", moment.hour(), moment.minute()).into()
                }
            }
            Self::Month(first) => format!("{:02}/{:04}", first.month(), first.year()).into(),
            Self::Bool(true) => "VRAI".into(),
            Self::Bool(false) => "FAUX".into(),
        }
    }
}

/// A number as it can be typed again: a decimal comma, nothing between thousands.
pub(super) fn shown_number(number: Decimal) -> Box<str> {
    number.to_string().replace('.', ",").into()
}

/// A share as it can be typed again: `85,7 %`.
pub(super) fn shown_percent(share: Decimal) -> Box<str> {
    let hundredfold = share.mantissa().checked_mul(100).and_then(|m| Decimal::new(m, share.scale()));
    hundredfold.map_or_else(|| shown_number(share), |n| format!("{} %", shown_number(n)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_shown_as_people_see_them() {
        let day = NaiveDate::from_ymd_opt(2017, 11, 29).unwrap();
        let number = |value, percent| RawCell::Number { value, percent };
        for (cell, text) in [
            (RawCell::Blank, ""),
            (RawCell::Text(" 12 "), " 12 "),
            (number(12.0, false), "12"),
            (number(0.1 + 0.2, false), "0,3"),
            (number(0.857, true), "85,7 %"),
            (number(-2017.0, false), "-2017"),
            (number(f64::INFINITY, false), "inf"),
            (RawCell::Date(day.and_hms_opt(0, 0, 0).unwrap()), "29/11/2017"),
            (RawCell::Date(day.and_hms_opt(14, 30, 0).unwrap()), "29/11/2017 14:30"),
            (RawCell::Bool(true), "VRAI"),
            (RawCell::Month(NaiveDate::from_ymd_opt(2017, 11, 1).unwrap()), "11/2017"),
            (RawCell::Error("#DIV/0!"), "#DIV/0!"),
            (RawCell::Formula("=D5/C5"), "=D5/C5"),
        ] {
            assert_eq!(&*cell.shown(), text);
        }
    }
}
