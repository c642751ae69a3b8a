//! The local networks and the departments.

use super::Basis;
use crate::value::Words;
use serde::{Deserialize, Serialize};

/// A department of the region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Department {
    /// Its number (`37`), a text because of Corsica's.
    pub code: String,
    /// Its name.
    pub label: Words,
    /// Where it comes from.
    pub basis: Basis,
}

/// The region that the networks belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Region {
    /// Its official number, a text.
    pub code: String,
    /// Its name.
    pub label: Words,
    /// Where it comes from.
    pub basis: Basis,
}

/// A local network (SPRO local). Its code is the name that everybody uses: `Dreux`, `Nogent/Châteaudun`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Network {
    /// Its code.
    pub code: String,
    /// Its name in full.
    pub label: Words,
    /// Other ways in which people write it.
    pub synonyms: Vec<String>,
    /// The code of its department.
    pub department: String,
    /// The code of its region.
    pub region: String,
    /// Where it comes from.
    pub basis: Basis,
}
