//! Conventions, amendments, funding requests and payments: what a service handles one by one.
//!
//! The records are plain data. What is right or wrong about them stands in the rulebook, in the same tables and rules
//! that a workbook is checked by; a record is checked as a row of its table. What concerns a whole set of records
//! (one convention a department) or a dated exception (an official signing) is an [`Issue`].

mod amendment;
mod check;
mod dossier;
#[cfg(feature = "toml")]
mod files;
mod issue;
mod known;
mod membership;
mod payment;
mod period;
mod record;
mod request;
mod rows;
mod signing;
mod state;
mod terms;
#[cfg(test)]
mod tests;

pub use amendment::{Amendment, Holder, Relay, RelayState, Way};
pub use check::check_requests;
pub use dossier::{Dossier, NotADossier};
#[cfg(feature = "toml")]
pub use files::read_dossiers;
pub use issue::Issue;
pub use known::check_entries;
pub use membership::check_memberships;
pub use payment::{Payment, PaymentKind, advance};
pub use period::check_periods;
pub use record::{Convention, Party};
pub use request::{FundingRequest, PlannedAction};
pub use rows::requests_in;
pub use signing::check_signings;
pub use state::{ConventionState, Stage};
