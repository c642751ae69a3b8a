//! Exact numbers, units, dates and *absent with a reason*; parsing and printing in French.

mod absent;
mod decimal;
mod lang;
mod unit;

pub use absent::Absent;
pub use decimal::Decimal;
pub use lang::{Lang, Words};
pub use unit::{Dimension, Unit};
