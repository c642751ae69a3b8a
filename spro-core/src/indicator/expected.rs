//! What is due: which network owes which table for which year.

use crate::rulebook::Rulebook;
use std::collections::BTreeSet;

/// The rows that are due. A group that is due and has none is *not submitted*, which is not 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expected {
    due: BTreeSet<(u16, u32, i32)>,
}

impl Expected {
    /// Nothing is due: only groups with rows have values.
    pub fn none() -> Self {
        Self::default()
    }

    /// What networks that returned something owe: every table, for each year that it asks for.
    pub fn of_networks(networks: impl IntoIterator<Item = u32>, rulebook: &Rulebook) -> Self {
        let due = networks.into_iter().flat_map(|network| {
            let tables = (0..).zip(rulebook.tables());
            tables.flat_map(move |(table, t)| {
                let years = t.years.into_iter().flat_map(|(first, last)| first..=last);
                years.map(move |year| (table, network, year))
            })
        });
        due.collect()
    }

    /// Adds a table (by position) that a network (by position) owes for a year.
    pub fn insert(&mut self, table: u16, network: u32, year: i32) {
        self.due.insert((table, network, year));
    }

    /// The networks and years for which a table is due, sorted.
    pub fn of_table(&self, table: u16) -> impl Iterator<Item = (u32, i32)> + '_ {
        let from = (table, 0, i32::MIN);
        let to = (table, u32::MAX, i32::MAX);
        self.due.range(from..=to).map(|&(_, network, year)| (network, year))
    }

    /// Whether nothing is due.
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }
}

/// From (table, network, year).
impl FromIterator<(u16, u32, i32)> for Expected {
    fn from_iter<I: IntoIterator<Item = (u16, u32, i32)>>(due: I) -> Self {
        Self { due: due.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_its_own_pairs() {
        let due: Expected = [(1, 4, 2017), (0, 2, 2018), (1, 0, 2018), (0, 2, 2016)].into_iter().collect();
        assert_eq!(due.of_table(0).collect::<Vec<_>>(), [(2, 2016), (2, 2018)]);
        assert_eq!(due.of_table(1).collect::<Vec<_>>(), [(0, 2018), (4, 2017)]);
        assert_eq!(due.of_table(2).count(), 0);
        assert!(!due.is_empty() && Expected::none().is_empty());
    }
}
