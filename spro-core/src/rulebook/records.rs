//! What a rulebook records beside its tables: who coordinates, who prescribes, conventions, milestones.

use super::{KnownConvention, Milestone, RelayException, Rulebook, Scheme, Tenure};
use serde::{Deserialize, Serialize};

/// The records, each list in its own order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Records {
    /// By network and first day.
    pub tenures: Vec<Tenure>,
    /// By code.
    pub schemes: Vec<Scheme>,
    /// By code.
    pub conventions: Vec<KnownConvention>,
    /// By network and day of the vote.
    pub relay_exceptions: Vec<RelayException>,
    /// By day, then code.
    pub milestones: Vec<Milestone>,
}

impl Rulebook {
    /// Who coordinates which network, and when, by network and first day.
    pub fn tenures(&self) -> &[Tenure] {
        &self.records.tenures
    }
    /// The schemes that a person enters by prescription.
    pub fn schemes(&self) -> &[Scheme] {
        &self.records.schemes
    }
    /// The conventions that are known.
    pub fn conventions(&self) -> &[KnownConvention] {
        &self.records.conventions
    }
    /// The networks where amendments are signed officially instead of being passed on.
    pub fn relay_exceptions(&self) -> &[RelayException] {
        &self.records.relay_exceptions
    }
    /// The milestones, by day.
    pub fn milestones(&self) -> &[Milestone] {
        &self.records.milestones
    }
}
