//! Checks: field constraints, the rules of a row, and duplicates over a whole campaign.

mod constraint;
mod duplicate;
mod rows;

pub use crate::finding::{Finding, Kind, Shown};
pub use duplicate::{Duplicates, row_keys};
pub use rows::RowChecks;
