//! Grants to and from the French open-data schema for subsidies, *SCDL Subventions* 2.0 (16 columns).
//!
//! A [`Row`] is a line of such a file. It comes from a convention and what a publication adds ([`Row::publish`]) and
//! gives a convention back ([`Row::convention`]); what the other side cannot express is listed, never dropped in
//! silence.

mod convert;
#[cfg(feature = "csv")]
mod file;
mod problem;
mod read;
mod row;
mod write;

pub use convert::{Publication, Unexpressed};
#[cfg(feature = "csv")]
pub use file::{Lines, NoLines, lines};
pub use problem::Problem;
pub use row::{COLUMNS, Conditions, Nature, PaymentDates, Row};
pub use write::csv;
