//! A calendar month.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A month of a year, `2017-03` as text: the day is not said, so none is made up.
// INVARIANT: the day is the first of the month; kept by the constructors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day; `None` where the calendar ends.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.0.checked_add_months(chrono::Months::new(1))?.pred_opt()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// What is wrong with a text that should be a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month (such as 2017-03)")]
pub struct NotAMonth;

impl std::str::FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        format!("{text}-01").parse().map(Self).map_err(|_| NotAMonth)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_and_written_without_a_day() {
        let march: Month = "2017-03".parse().unwrap();
        assert_eq!(march.to_string(), "2017-03");
        assert_eq!(march, Month::of("2017-03-31".parse().unwrap()));
        assert_eq!(march.last_day(), "2017-03-31".parse().ok());
        assert_eq!("2016-02".parse::<Month>().unwrap().last_day(), "2016-02-29".parse().ok());
        for text in ["2017-13", "2017-3", "03-2017", "2017-03-01", "+017-03", ""] {
            assert_eq!(text.parse::<Month>(), Err(NotAMonth), "{text}");
        }
    }
}
