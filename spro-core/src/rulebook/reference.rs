//! What the rulebook records of the conventions themselves: those that are known, and exceptions to the relay duty.

use super::Basis;
use crate::value::{Period, Words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The kind of a convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ConventionKind {
    /// The framework convention of a local network.
    #[serde(rename = "cadre")]
    Framework,
    /// The membership of the points relais conseil of a department.
    #[serde(rename = "prc")]
    PrcDepartmental,
    /// The financial convention of a year.
    #[serde(rename = "financiere")]
    Financial,
}

impl ConventionKind {
    /// Its code in data: `cadre`, `prc`, `financiere`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Framework => "cadre",
            Self::PrcDepartmental => "prc",
            Self::Financial => "financiere",
        }
    }
}

/// Who sends a convention to its signatories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Sender {
    /// The Conseil régional itself.
    Region,
    /// The network's coordinator.
    #[serde(rename = "coordonnateur")]
    Coordinator,
}

impl Sender {
    /// Its code in data: `region`, `coordonnateur`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Coordinator => "coordonnateur",
        }
    }
}

/// A convention that the rulebook knows of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KnownConvention {
    /// Its code.
    pub code: String,
    /// What it is.
    pub label: Words,
    /// Its kind.
    pub kind: ConventionKind,
    /// The department's code, where it is one department's.
    pub department: Option<String>,
    /// Who sends it.
    pub sender: Sender,
    /// Its days, where they are known.
    pub period: Period,
    /// Where it comes from.
    pub basis: Basis,
}

/// A network where an amendment does not go from the coordinator to each member: it is signed officially.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RelayException {
    /// Code of the network.
    pub network: String,
    /// The day of the vote of the amendments that it is about.
    pub voted_on: NaiveDate,
    /// The day of the official signing.
    pub signing: NaiveDate,
    /// What the source says of it.
    pub label: Words,
    /// Where it comes from.
    pub basis: Basis,
}
