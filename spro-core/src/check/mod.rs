//! Findings and diagnostics: what is wrong, where, and what was expected.

mod finding;

pub use finding::{Finding, Kind, Shown};
