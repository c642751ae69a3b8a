//! How an entry is known.

use crate::value::Words;
use serde::{Deserialize, Serialize};

/// A document that entries cite, as `code#section`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// Its code, such as `cr-2016-11-29`.
    pub code: String,
    /// What it is.
    pub label: Words,
    /// Its sections; an entry cites one as `code#section`. Empty where the document has none.
    pub sections: Vec<Section>,
}

/// A section of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Section {
    /// Its number or mark (`9a`).
    pub code: String,
    /// What it is about.
    pub label: Words,
}

/// How firmly an entry is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// A section of a source states it.
    Sourced,
    /// Read into the source; never shown as official.
    Inferred,
    /// Added by whoever extends the rulebook.
    User,
}

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Basis {
    /// `code#section`; empty only for user entries.
    pub source: String,
    /// How firmly it is known.
    pub status: Status,
    /// How it was read into the source: always there for an inferred entry.
    pub how: Option<Words>,
}
