//! Who coordinates a network, and when.

use super::Basis;
use crate::value::{Period, Words};
use serde::{Deserialize, Serialize};

/// A structure coordinates a network for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tenure {
    /// Code of the network.
    pub network: String,
    /// Code of the kind of structure, in the list `structure`.
    pub structure: String,
    /// The structure's own name: a network can have four missions locales.
    pub name: Option<Words>,
    /// The days on which it coordinates.
    pub period: Period,
    /// Where it comes from.
    pub basis: Basis,
}
