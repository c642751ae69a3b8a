//! What is due, late and done on a day.

use super::evaluation::{MilestoneRow, milestone};
use crate::campaign::Campaign;
use crate::evaluation::milestones;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use chrono::NaiveDate;
use serde::Serialize;

/// The answer of `milestones`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MilestonesAnswer {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// The milestones, by day.
    pub milestones: Vec<MilestoneRow>,
}

/// The milestones on a day, with what a campaign returned; without one, nothing was returned.
pub fn milestones_answer(
    campaign: Option<&Campaign>,
    rulebook: &Rulebook,
    as_of: NaiveDate,
    lang: Lang,
) -> MilestonesAnswer {
    let returns = campaign.map(|campaign| campaign.returns(rulebook)).unwrap_or_default();
    let states = milestones(rulebook, &returns, as_of);
    let milestones = states.iter().filter_map(|state| milestone(state, rulebook, lang)).collect();
    MilestonesAnswer { as_of, milestones }
}
