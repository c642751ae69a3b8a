//! Values of every indicator at the level asked for.

use super::finish::finish;
use super::partial::{Key, Partial};
use super::plan::Keys;
use super::state::State;
use super::{Expected, Group, IndicatorValue, Level, Territory};
use crate::rulebook::{Indicator, Rulebook};
use std::collections::BTreeMap;

impl Partial {
    /// The values of every indicator for every group that has rows or is due, by indicator, then year, then territory.
    ///
    /// Rows that do not say their network (or year) are in the groups that do not ask for it, and in no other. The
    /// rulebook is the one that the part was made with.
    pub fn values(&self, rulebook: &Rulebook, level: Level, expected: &Expected) -> Vec<IndicatorValue> {
        let mut values = Vec::new();
        for (at, indicator) in rulebook.indicators().iter().enumerate() {
            let Ok(at) = u16::try_from(at) else { break };
            for (group, state) in self.groups(rulebook, (at, indicator), level, expected) {
                let finished = finish(indicator, rulebook, &state);
                values.push(IndicatorValue {
                    indicator: at,
                    group,
                    value: finished.value,
                    numerator: finished.numerator,
                    denominator: finished.denominator,
                    rows: state.counts(),
                });
            }
        }
        values
    }

    fn groups(
        &self,
        rulebook: &Rulebook,
        (at, indicator): (u16, &Indicator),
        level: Level,
        expected: &Expected,
    ) -> BTreeMap<Group, State> {
        let mut groups: BTreeMap<Group, State> = BTreeMap::new();
        let Some(table) = rulebook.tables().get(usize::from(indicator.table)) else { return groups };
        let projection = Projection { rulebook, level, keys: Keys::new(indicator, table) };
        let first = Key { indicator: at, network: None, year: None };
        for (key, state) in self.states.range(first..).take_while(|(key, _)| key.indicator == at) {
            if let Some(group) = projection.group(key.network, key.year) {
                groups.entry(group).or_default().merge(state);
            }
        }
        for (network, year) in expected.of_table(indicator.table) {
            if let Some(group) = projection.group(Some(network), Some(year)) {
                groups.entry(group).or_default();
            }
        }
        groups
    }
}

/// From a network and a year to the group that is asked for.
pub(super) struct Projection<'a> {
    pub rulebook: &'a Rulebook,
    pub level: Level,
    pub keys: Keys,
}

impl Projection<'_> {
    pub fn group(&self, network: Option<u32>, year: Option<i32>) -> Option<Group> {
        let year = if self.level.by_year && self.keys.year.is_some() { Some(year?) } else { None };
        let mut group = Group { year, ..Group::default() };
        if self.keys.network.is_some() {
            match self.level.by {
                Territory::Network => group.network = Some(self.known(network?)?.0),
                Territory::Department => group.department = Some(self.known(network?)?.1),
                Territory::Region => {}
            }
        }
        Some(group)
    }

    /// A network and its department, where the rulebook has them.
    fn known(&self, network: u32) -> Option<(u32, u16)> {
        let code = &self.rulebook.networks().get(usize::try_from(network).ok()?)?.department;
        let department = self.rulebook.departments().iter().position(|d| d.code == *code)?;
        Some((network, u16::try_from(department).ok()?))
    }
}
