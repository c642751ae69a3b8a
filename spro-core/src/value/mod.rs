//! Exact numbers, units, dates and *absent with a reason*; parsing and printing in French.

mod absent;
mod cents;
mod date;
mod date_words;
mod decimal;
mod distance;
mod fold;
mod lang;
mod lower;
mod month;
mod nothing;
mod number;
mod period;
pub mod print;
mod spreadsheet;
pub(crate) mod stored;
mod succession;
mod unit;
mod why;
mod words;

pub use absent::Absent;
pub use cents::{Cents, Currency, NotAnAmount, Rounding};
pub use date::{DateText, date, iso_day};
pub use decimal::Decimal;
pub(crate) use decimal::divided;
pub(crate) use distance::distance;
pub use fold::{fold, folded, squeezed};
pub use lang::{Lang, Words};
pub use month::{Month, NotAMonth};
pub use nothing::{Nothing, is_blank, is_plain, may_be_nothing, nothing, trim};
pub use number::{NumberText, Numeral, number};
pub use period::Period;
pub use succession::{Break, breaks};
pub use unit::{Dimension, Unit};
pub use why::Why;
