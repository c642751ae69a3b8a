//! Rulebook, validation and indicators for the French regional guidance networks (SPRO).
#![forbid(unsafe_code)]

pub mod batch;
pub mod check;
pub mod expression;
pub mod rulebook;
pub mod sheet;
pub mod value;
