//! How a figure moves from one year to the next: an exact difference, and only between years that are complete enough.

use super::exact::{difference, minus};
use crate::indicator::IndicatorValue;
use crate::value::Decimal;

/// The movement of a figure from the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trend {
    /// The value minus that of the year before: positive where it rose.
    Known(Decimal),
    /// There is none, for this reason.
    Unknown(NoTrend),
}

/// Why a figure has no trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTrend {
    /// Nothing is known of the year before.
    FirstYear,
    /// One of the two years has no value.
    Absent,
    /// One of the two years is not complete enough.
    Incomplete,
    /// The exact difference does not fit the number type.
    Overflow,
}

/// A figure of one year, and whether the data behind it is complete enough.
#[derive(Debug, Clone, Copy)]
pub(super) struct Yearly<'a> {
    pub value: &'a IndicatorValue,
    pub enough: bool,
}

/// The trend from `before` to `now`.
pub(super) fn trend(before: Option<Yearly<'_>>, now: Yearly<'_>) -> Trend {
    let Some(before) = before else { return Trend::Unknown(NoTrend::FirstYear) };
    let (Ok(old), Ok(new)) = (&before.value.value, &now.value.value) else {
        return Trend::Unknown(NoTrend::Absent);
    };
    if !(before.enough && now.enough) {
        return Trend::Unknown(NoTrend::Incomplete);
    }
    exact(before.value, now.value)
        .or_else(|| minus(*new, *old))
        .map_or(Trend::Unknown(NoTrend::Overflow), Trend::Known)
}

/// The difference of two quotients, rounded once.
fn exact(before: &IndicatorValue, now: &IndicatorValue) -> Option<Decimal> {
    difference(now.numerator?, now.denominator?, before.numerator?, before.denominator?)
}
