//! Who may prescribe what, and whether a prescription is needed, on a day.
//!
//! The answers come from the schemes of the rulebook ([`crate::rulebook::Scheme`]). What no entry says stays unknown:
//! neither the nearest entry nor another network's answer is taken in its place.

mod answer;
mod ask;
mod silence;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Verdict};
pub use ask::{UnknownName, may_prescribe, prescription_required};
