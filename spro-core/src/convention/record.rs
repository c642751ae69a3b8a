//! A convention between the Region and the structures that sign it.

use crate::rulebook::{ConventionKind, Sender};
use crate::value::{Cents, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A convention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    /// Code of the local network; none for the convention of a department.
    #[serde(rename = "reseau", default)]
    pub network: Option<String>,
    /// Code of the department, for the membership of its points relais conseil.
    #[serde(rename = "departement", default)]
    pub department: Option<String>,
    /// The structure that carries it.
    pub structure: String,
    /// Its kind.
    #[serde(rename = "genre")]
    pub kind: ConventionKind,
    /// Its first and last day; a day that is `None` is not known.
    #[serde(rename = "periode", default)]
    pub period: Period,
    /// The grant, for a financial convention.
    #[serde(rename = "montant", default)]
    pub amount: Option<Cents>,
    /// The day of the vote.
    #[serde(rename = "vote_le", default)]
    pub voted_on: Option<NaiveDate>,
    /// The day on which it was sent to be signed.
    #[serde(rename = "envoye_le", default)]
    pub sent_on: Option<NaiveDate>,
    /// Who sent it.
    #[serde(rename = "envoye_par", default)]
    pub sent_by: Option<Sender>,
    /// Those who sign.
    #[serde(rename = "signataires", default)]
    pub parties: Vec<Party>,
}

/// Somebody who signs: a structure, never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The structure.
    pub structure: String,
    /// The day of its signature.
    #[serde(rename = "signe_le", default)]
    pub signed_on: Option<NaiveDate>,
}
