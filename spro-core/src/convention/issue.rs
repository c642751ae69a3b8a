//! What is wrong with conventions and amendments, beyond what the rules of a table can say of a row.

use crate::rulebook::Severity;
use crate::value::Words;
use serde::Serialize;

/// Something wrong with a record, or with the set of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Issue {
    /// `conventions.<what>` or `avenants.<what>`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Position of the record in the list that was given; `None` where one is missing.
    pub record: Option<usize>,
    /// What is wrong.
    pub message: Words,
    /// What to do about it.
    pub help: Words,
    /// The section that asks for it.
    pub source: String,
}

pub(super) fn words(fr: impl Into<String>, en: impl Into<String>) -> Words {
    Words { fr: fr.into(), en: en.into() }
}

/// The section on amendments and memberships.
pub(super) const RELAY: &str = "cr-2016-11-29#2";
