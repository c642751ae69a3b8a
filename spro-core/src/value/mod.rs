//! Exact numbers, units, dates and *absent with a reason*; parsing and printing in French.

mod absent;
mod cents;
mod decimal;
mod lang;
mod period;
mod succession;
mod unit;

pub use absent::Absent;
pub use cents::{Cents, Currency, NotAnAmount, Rounding};
pub use decimal::Decimal;
pub use lang::{Lang, Words};
pub use period::Period;
pub use succession::{Break, breaks};
pub use unit::{Dimension, Unit};
