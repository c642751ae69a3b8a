//! Networks: who coordinates them on a day, and which structures are their members.
//!
//! Tenures come from the rulebook ([`crate::rulebook::Tenure`]) and from returned rows; both are asked in the same way.
//! A day on which nobody is known to coordinate, and a day with two coordinators, are answers of their own.

mod coordination;
mod members;

pub use coordination::{Coordination, TenureBreak, coordination_on, tenure_breaks};
pub use members::{Member, members_in, members_on};
