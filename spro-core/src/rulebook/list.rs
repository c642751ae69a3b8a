//! Lists of codes with labels and synonyms.

use super::Basis;
use crate::value::Words;
use serde::{Deserialize, Serialize};

/// A list that a `code` field takes its values from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CodeList {
    /// The list's code, such as `structure`; the networks make the list `reseau`.
    pub code: String,
    /// What it lists.
    pub label: Words,
    /// Its entries; a `code` column holds positions in this list.
    pub entries: Vec<ListEntry>,
    /// Where it comes from.
    pub basis: Basis,
}

/// One code of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ListEntry {
    /// The code that data and results show (`ML`, `Dreux`).
    pub code: String,
    /// Its name.
    pub label: Words,
    /// Other ways in which people write it; compared folded (accents, case, spaces and punctuation dropped).
    pub synonyms: Vec<String>,
    /// Where it comes from; the list's where nothing else is said.
    pub basis: Basis,
}
