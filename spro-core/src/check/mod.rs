//! Checks: field constraints, the rules of a row, duplicates over a whole campaign, and rules
//! between the rows of a file.

mod attendance;
mod cell;
mod constraint;
mod duplicate;
mod key;
mod rows;
mod seen;
mod spans;

pub use crate::finding::{Finding, Kind, Shown};
pub use attendance::{Attendance, Meeting, meetings};
pub use duplicate::Duplicates;
#[cfg(any(feature = "csv", feature = "arrow"))]
pub(crate) use duplicate::{Again, Place};
pub use key::{RowKeys, row_keys};
pub use rows::RowChecks;
pub use spans::span_findings;
