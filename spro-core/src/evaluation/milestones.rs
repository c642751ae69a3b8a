//! Where each milestone stands on a day, what is still missing for it, and from whom.

use super::{Returns, Slot};
use crate::rulebook::{MilestoneKind, Rulebook};
use chrono::{Datelike, NaiveDate};

/// Where a milestone stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// Its day has not come.
    Upcoming,
    /// It has begun, and its last day has not passed.
    Under,
    /// Its days are past; nothing in the data says whether it was done.
    Past,
    /// Every table that it asks for was returned. Whether a judgement was given on them is not in the data.
    Done,
    /// Its day has not passed, and tables are missing.
    Due,
    /// Its day has passed, and tables are missing.
    Late,
}

/// A milestone on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MilestoneState {
    /// Position of the milestone in [`Rulebook::milestones`].
    pub milestone: u16,
    /// Where it stands.
    pub standing: Standing,
    /// How many tables it asks for by that day.
    pub asked: u32,
    /// The tables that are missing, by network, table and year.
    pub missing: Vec<Slot>,
}

/// Every milestone on `as_of`, in the rulebook's order.
///
/// A milestone asks each network for its tables, for each of its years up to that of its own day: the table of a
/// coming year cannot be returned before. A milestone without tables says only whether its days have come.
pub fn milestones(rulebook: &Rulebook, returns: &Returns, as_of: NaiveDate) -> Vec<MilestoneState> {
    let networks = u32::try_from(rulebook.networks().len()).unwrap_or(u32::MAX);
    let mut states = Vec::new();
    for (position, milestone) in rulebook.milestones().iter().enumerate() {
        let mut asked = 0_u32;
        let mut missing = Vec::new();
        let mut first_year: Option<i32> = None;
        for &table in &milestone.tables {
            let own = rulebook.tables().get(usize::from(table)).and_then(|t| t.years);
            // A milestone that names no years asks for all those of the table.
            let Some((first, last)) = milestone.years.or(own) else { continue };
            let (from, to) = own.unwrap_or((first, last));
            for year in first.max(from)..=last.min(to).min(milestone.due.year()) {
                first_year = Some(first_year.map_or(year, |first| first.min(year)));
                for network in 0..networks {
                    let slot = Slot { table, year, network };
                    asked = asked.saturating_add(1);
                    // What is collected in a year that has not begun on the day is left out of the evaluation, and here.
                    // A request is sent before its year.
                    let coming = own.is_some() && year > as_of.year();
                    if coming || returns.get(slot).is_none() {
                        missing.push(slot);
                    }
                }
            }
        }
        // What is asked for can be returned from its first day, or else from the first day of the first year asked for.
        let begins = milestone.from.or_else(|| NaiveDate::from_ymd_opt(first_year?, 1, 1));
        missing.sort_unstable_by_key(|slot| (slot.network, slot.table, slot.year));
        let last = milestone.last_day();
        let first = milestone.from.unwrap_or(last);
        let standing = match (asked, milestone.kind) {
            (0, MilestoneKind::Start) if as_of >= first => Standing::Past,
            (0, _) if as_of > last => Standing::Past,
            (0, _) if as_of >= first => Standing::Under,
            (0, _) => Standing::Upcoming,
            _ if missing.is_empty() => Standing::Done,
            _ if as_of > last => Standing::Late,
            _ if begins.is_some_and(|begins| as_of < begins) => Standing::Upcoming,
            _ => Standing::Due,
        };
        let milestone = u16::try_from(position).unwrap_or(u16::MAX);
        states.push(MilestoneState { milestone, standing, asked, missing });
    }
    states
}
