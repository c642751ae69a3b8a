//! The indicators of one table over one batch: what a form asks for at each key stroke.

use super::finish::finish;
use super::gather::gather;
use super::plan::{Keys, Plan};
use super::slots::Slots;
use super::{Group, IndicatorValue, Rejected};
use crate::batch::Batch;
use crate::expression::Scratch;
use crate::rulebook::Rulebook;

/// The indicators of one table made ready once.
#[derive(Debug)]
pub struct Figures<'r> {
    rulebook: &'r Rulebook,
    plans: Vec<Plan>,
}

impl<'r> Figures<'r> {
    /// Those of the table at this position.
    pub fn new(rulebook: &'r Rulebook, table: u16) -> Self {
        let all = (0..).zip(rulebook.indicators());
        let plans = all.filter(|(_, i)| i.table == table).filter_map(|(at, i)| Plan::new(at, i, rulebook));
        Self { rulebook, plans: plans.collect() }
    }

    /// The values for each network and year that the batch has rows of, as a
    /// [`Partial`](super::Partial) with nothing but this batch gives them.
    pub fn values(
        &self,
        batch: &Batch<'_>,
        rejected: &[Rejected],
        scratch: &mut Scratch,
    ) -> Vec<IndicatorValue> {
        let mut known: Vec<(Keys, Slots<'_>)> = Vec::new();
        let mut values = Vec::new();
        for plan in &self.plans {
            let place = known.iter().position(|(keys, _)| *keys == plan.keys).unwrap_or_else(|| {
                known.push((plan.keys, Slots::new(batch, plan.keys, rejected)));
                known.len() - 1
            });
            let Some((keys, slots)) = known.get(place) else { continue };
            let Some(indicator) = self.rulebook.indicators().get(usize::from(plan.indicator)) else {
                continue;
            };
            let first = values.len();
            for (group, mut state) in slots.groups.iter().zip(gather(plan, batch, slots, scratch)) {
                // A row that does not say its network or year is in no group that asks for it.
                if (keys.network.is_some() && group.network.is_none())
                    || (keys.year.is_some() && group.year.is_none())
                {
                    continue;
                }
                state.rejected = group.rejected;
                state.rule = group.rule.map(Into::into);
                let finished = finish(indicator, self.rulebook, &state);
                values.push(IndicatorValue {
                    indicator: plan.indicator,
                    group: Group { year: group.year, department: None, network: group.network },
                    value: finished.value,
                    numerator: finished.numerator,
                    denominator: finished.denominator,
                    rows: state.counts(),
                });
            }
            if let Some(new) = values.get_mut(first..) {
                new.sort_by_key(|value: &IndicatorValue| value.group);
            }
        }
        values
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;
    use crate::batch::{RawCell, from_text_rows};
    use crate::indicator::{Expected, Level, Partial, Territory};

    #[test]
    fn a_form_shows_what_the_campaign_computes() {
        let rulebook = Rulebook::built_in();
        let (table, _) = rulebook.table("reunions").unwrap();
        let table = u16::try_from(table).unwrap();
        let rows = [
            ["Dreux", "2017", "14/03/2017", "14", "12", "Forum"],
            ["Dreux", "2016", "14/03/2016", "10", "5", ""],
            ["Cher", "2017", "15/03/2017", "0", "0", "Forum"],
            ["", "2017", "16/03/2017", "3", "1", "Forum"],
            ["Cher", "2017", "17/03/2017", "3", "4", "Forum"],
        ];
        let cells = rows.map(|row| row.map(RawCell::Text));
        let (batch, _) = from_text_rows(rulebook, table, cells);
        let rejected = [Rejected { row: 4, code: "reunions.participantes-au-plus-invitees".into() }];
        let values = Figures::new(rulebook, table).values(&batch, &rejected, &mut Scratch::default());
        let mut partial = Partial::new(rulebook);
        partial.add(rulebook, &batch, &rejected);
        let level = Level { by: Territory::Network, by_year: true };
        assert_eq!(values, partial.values(rulebook, level, &Expected::none()));
        assert!(values.len() >= 9, "{values:?}");
    }
}
