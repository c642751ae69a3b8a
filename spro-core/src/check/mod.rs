//! Checks: field constraints, the rules of a row, and duplicates over a whole campaign.

pub use crate::finding::{Finding, Kind, Shown};
