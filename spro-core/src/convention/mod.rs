//! Conventions, amendments, funding requests and payments: what a service handles one by one.
//!
//! The records are plain data. What is right or wrong about them stands in the rulebook, in the same tables and rules
//! that a workbook is checked by; a record is checked as a row of its table.

mod amendment;
mod record;
mod state;

pub use amendment::{Amendment, Holder, Relay, RelayState, Way};
pub use record::{Convention, Party};
pub use state::{ConventionState, Stage};
