//! Schemes that a person enters by prescription: who may prescribe, and whether one is needed.

use super::Basis;
use crate::value::{Period, Words};
use serde::{Deserialize, Serialize};

/// A scheme (dispositif), such as the training voucher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scheme {
    /// Its code, such as `cheque-formation`.
    pub code: String,
    /// Its name.
    pub label: Words,
    /// Who may prescribe it, and when.
    pub rights: Vec<Right>,
    /// Whether it takes a prescription, and when.
    pub obligations: Vec<Obligation>,
    /// Where it comes from.
    pub basis: Basis,
}

/// Kinds of structures that may prescribe a scheme for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Right {
    /// Codes of the list `structure`.
    pub structures: Vec<String>,
    /// The days on which they may.
    pub period: Period,
    /// What the source says of it, for the answer.
    pub reason: Words,
    /// Where it comes from.
    pub basis: Basis,
}

/// Whether a prescription is needed to enter a scheme, for a time and a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Obligation {
    /// Whether one is needed. Where none is, none can be written either.
    pub required: bool,
    /// Codes of the networks where this is known to hold; empty for all of them.
    pub networks: Vec<String>,
    /// The days on which it holds.
    pub period: Period,
    /// What the source says of it, for the answer.
    pub reason: Words,
    /// Where it comes from.
    pub basis: Basis,
}
