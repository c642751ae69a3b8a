//! What is due, and when.

use super::Basis;
use crate::value::Words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of day a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum MilestoneKind {
    /// Something that happens on its days, and is then past: a vote, a signing, a week of actions.
    #[serde(rename = "evenement")]
    Event,
    /// Something begins.
    #[serde(rename = "debut")]
    Start,
    /// Something must be done by then.
    #[serde(rename = "echeance")]
    Deadline,
}

/// A day that the networks, the Region or the evaluators keep to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Milestone {
    /// Its code.
    pub code: String,
    /// What it is.
    pub label: Words,
    /// What kind of day.
    pub kind: MilestoneKind,
    /// First day, where it lasts.
    pub from: Option<NaiveDate>,
    /// The day, or the last one.
    pub due: NaiveDate,
    /// Whether the day itself is still in time.
    pub included: bool,
    /// Who has to act: codes such as `coordonnateur`, `region`, `evaluateur`.
    pub by: Vec<String>,
    /// Positions of the tables that must be returned for it to be done.
    pub tables: Vec<u16>,
    /// The years that those tables must cover.
    pub years: Option<(i32, i32)>,
    /// Code of the question that it serves.
    pub question: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Milestone {
    /// The last day that is in time.
    pub fn last_day(&self) -> NaiveDate {
        let due = self.due;
        if self.included { due } else { due.pred_opt().unwrap_or(due) }
    }
}
