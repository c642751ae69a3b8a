//! Findings and diagnostics: what is wrong, where, what was expected, and the words that say so.
//!
//! A [`Finding`] is small: positions and a reason. [`Finding::describe`] writes the [`Diagnostic`] from it when somebody
//! reads it.

mod absence;
mod code;
mod diagnostic;
mod display;
#[allow(clippy::module_inception, reason = "a type is named after the thing it is, and so is its file")]
mod finding;
mod findings;
mod hidden;
mod message;
mod row_set;
mod tally;

pub use absence::absence;
pub use diagnostic::Diagnostic;
pub use display::{day, display};
pub use finding::{Finding, Kind, Shown};
pub(crate) use findings::Findings;
pub use tally::Omitted;
pub(crate) use tally::{Tally, in_order_of_file};
