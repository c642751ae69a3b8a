//! An answer with its reason.

use crate::rulebook::Basis;
use crate::value::Words;
use serde::Serialize;

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
    /// No entry of the rulebook says.
    Unknown,
}

/// A verdict, why, and the section that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// Yes, no, or not known.
    pub verdict: Verdict,
    /// Why, for the reader.
    pub reason: Words,
    /// The section that it rests on, and how firmly; for an unknown verdict, that of the scheme.
    pub basis: Basis,
}
