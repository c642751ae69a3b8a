//! The value of an indicator for a group, or why there is none.

use super::Group;
use crate::value::{Absent, Decimal};
use std::sync::Arc;

/// A row of a batch that an error keeps out of every indicator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rejected {
    /// Index of the row within the batch.
    pub row: u32,
    /// The least of the codes of its errors, such as `reunions.date-dans-annee`.
    pub code: Arc<str>,
}

/// What became of the rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct RowCounts {
    /// Rows that the value stands on.
    pub used: u64,
    /// Rows that lack a value which the formula needs.
    pub left_out: u64,
    /// Rows that do not meet the indicator's filter; nothing is wrong with them.
    pub filtered: u64,
    /// Rows kept out by an error.
    pub rejected: u64,
}

/// One figure: an indicator for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndicatorValue {
    /// Position of the indicator in [`crate::rulebook::Rulebook::indicators`].
    pub indicator: u16,
    /// Whose rows it is about.
    pub group: Group,
    /// The value in the indicator's unit: exact, or a quotient rounded half to even at 12 digits after the point.
    pub value: Result<Decimal, Absent>,
    /// The exact numerator, where the formula is a quotient or a mean.
    pub numerator: Option<Decimal>,
    /// The exact denominator, where the formula is a quotient or a mean.
    pub denominator: Option<Decimal>,
    /// The rows behind it.
    pub rows: RowCounts,
}
