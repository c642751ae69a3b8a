//! What is due, late and done on a day.

use super::validate::network_code;
use crate::batch::{Batch, State, Values};
use crate::campaign::Campaign;
use crate::evaluation::{MilestoneState, Returns, Slot, Standing, milestones};
use crate::rulebook::{MilestoneKind, Rulebook, Status, Table};
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
    pub milestones: Vec<MilestoneLine>,
}

/// A milestone on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MilestoneLine {
    /// Its code.
    pub milestone: String,
    /// What it is.
    pub label: String,
    /// `evenement`, `debut` or `echeance`.
    pub kind: MilestoneKind,
    /// Its first day, where it lasts.
    pub from: Option<NaiveDate>,
    /// Its last day in time.
    pub last_day: NaiveDate,
    /// `upcoming`, `under way`, `past`, `done`, `due` or `late`.
    pub standing: &'static str,
    /// Who has to act.
    pub by: Vec<String>,
    /// Code of the question that it serves.
    pub question: Option<String>,
    /// How many tables it asks for.
    pub asked: u32,
    /// The tables that are missing.
    pub missing: Vec<MissingTable>,
    /// Where it comes from.
    pub source: String,
    /// How firmly it is known.
    pub status: Status,
}

/// A table that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MissingTable {
    /// Code of the network that owes it.
    pub reseau: String,
    /// Code of the table.
    pub table: String,
    /// The year.
    pub annee: i32,
}

/// The milestones on a day, with what a campaign that kept its rows returned; without one, nothing was returned.
pub fn milestones_answer(
    campaign: Option<&Campaign>,
    rulebook: &Rulebook,
    as_of: NaiveDate,
    lang: Lang,
) -> MilestonesAnswer {
    let returns = campaign.map(|campaign| returned(campaign, rulebook)).unwrap_or_default();
    let states = milestones(rulebook, &returns, as_of);
    MilestonesAnswer { as_of, milestones: states.iter().filter_map(|s| line(s, rulebook, lang)).collect() }
}

fn line(state: &MilestoneState, rulebook: &Rulebook, lang: Lang) -> Option<MilestoneLine> {
    let milestone = rulebook.milestones().get(usize::from(state.milestone))?;
    let missing = |slot: &Slot| {
        let table = rulebook.tables().get(usize::from(slot.table))?.code.clone();
        Some(MissingTable { reseau: network_code(Some(slot.network), rulebook)?, table, annee: slot.year })
    };
    Some(MilestoneLine {
        milestone: milestone.code.clone(),
        label: milestone.label.get(lang).to_owned(),
        kind: milestone.kind,
        from: milestone.from,
        last_day: milestone.last_day(),
        standing: match state.standing {
            Standing::Upcoming => "upcoming",
            Standing::Under => "under way",
            Standing::Past => "past",
            Standing::Done => "done",
            Standing::Due => "due",
            Standing::Late => "late",
        },
        by: milestone.by.clone(),
        question: milestone.question.clone(),
        asked: state.asked,
        missing: state.missing.iter().filter_map(missing).collect(),
        source: milestone.basis.source.clone(),
        status: milestone.basis.status,
    })
}

/// The rows of every table, by network and year; those that an error keeps out were returned too.
fn returned(campaign: &Campaign, rulebook: &Rulebook) -> Returns {
    let mut returns = Returns::new();
    for submission in campaign.submissions() {
        if let Some(network) = submission.network {
            returns.sent(network);
        }
        for table in &submission.tables {
            let Some(definition) = rulebook.tables().get(usize::from(table.table)) else { continue };
            for batch in &table.batches {
                for (network, year) in slots(batch, definition) {
                    returns.rows(Slot { table: table.table, year, network }, 1, 0);
                }
            }
        }
    }
    returns
}

fn slots<'b>(batch: &'b Batch<'_>, table: &Table) -> impl Iterator<Item = (u32, i32)> + use<'b> {
    let column = |code: &str| table.field_index(code).and_then(|i| batch.columns.get(i));
    let (network, year) = (column("reseau"), column("annee"));
    (0..batch.rows).filter_map(move |row| {
        let (network, year) = (network?, year?);
        let there = |states: &[State]| states.get(row) == Some(&State::Present);
        match (&network.values, &year.values) {
            (Values::Code(networks), Values::Int(years)) if there(&network.states) && there(&year.states) => {
                Some((*networks.get(row)?, i32::try_from(*years.get(row)?).ok()?))
            }
            _ => None,
        }
    })
}
