//! What was found in a file, kept within bounds while it is read: the first in its order one by one, the others counted.

use super::tally::{Position, position};
use super::{Finding, Kind, Tally, in_order_of_file};

/// Findings in any order, of which the first `most` in the order of the file are kept.
#[derive(Debug)]
pub(crate) struct Findings {
    most: usize,
    told: Vec<Finding>,
    /// Where the last one that is kept stands, once some were cut: what is not before it is counted at once.
    bound: Option<Position>,
    cut: Tally,
}

/// Fewer findings than these are not worth sorting to be cut.
const SLACK: usize = 4096;

impl Findings {
    /// None so far; all of them will be kept.
    pub fn all() -> Self {
        Self::first(usize::MAX)
    }

    /// None so far; the first `most` will be kept.
    pub fn first(most: usize) -> Self {
        Self { most, told: Vec::new(), bound: None, cut: Tally::default() }
    }

    /// Adds one. Of two at the same place the earlier one comes first.
    pub fn push(&mut self, finding: Finding) {
        if self.bound.is_some_and(|bound| position(&finding) >= bound) {
            self.cut.add_row(&finding);
            return;
        }
        self.told.push(finding);
        if self.told.len() >= self.most.saturating_add(self.most.max(SLACK)) {
            self.cut();
        }
    }

    /// Puts what is kept in the order of the file, and counts the others.
    pub fn cut(&mut self) {
        in_order_of_file(&mut self.told);
        if self.told.len() > self.most {
            for finding in self.told.drain(self.most..) {
                self.cut.add_row(&finding);
            }
            self.bound = self.told.last().map(position);
        }
    }

    /// Puts other findings in the place of those of this kind, field and row that are there, and adds those that take
    /// nobody's place. There is one a cell at most.
    pub fn replace(&mut self, kind: &Kind, others: Vec<Finding>) {
        let mut others: std::collections::BTreeMap<(u16, Option<u16>, Option<u64>), Finding> =
            others.into_iter().map(|f| ((f.table, f.field, f.row), f)).collect();
        for told in self.told.iter_mut().filter(|told| told.kind == *kind) {
            if let Some(other) = others.remove(&(told.table, told.field, told.row)) {
                *told = other;
            }
        }
        for other in others.into_values() {
            self.cut.remove_row(kind, &other);
            self.push(other);
        }
    }

    /// Those that are kept, to be completed; more than asked for where they were not cut yet.
    pub fn told_mut(&mut self) -> &mut [Finding] {
        &mut self.told
    }

    /// Those that are kept, and the count of the others.
    pub fn into_parts(self) -> (Vec<Finding>, Tally) {
        (self.told, self.cut)
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        for finding in findings {
            self.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Place;
    use proptest::prelude::*;

    fn finding((kind, row, column): (u16, Option<u32>, u32)) -> Finding {
        let mut finding = Finding::new(Kind::Rule(kind), 0, 0);
        finding.place = row.map(|row| Place { row, column });
        finding.row = row.map(u64::from);
        finding
    }

    proptest! {
        /// What is cut on the way is what would be cut in the end, counted alike and with the same rows.
        #[test]
        fn the_first_are_kept_whenever_they_come(
            all in prop::collection::vec((0_u16..3, prop::option::of(0_u32..2_000), 0_u32..3), 0..12_000),
            most in 0_usize..3_000,
        ) {
            let all: Vec<Finding> = all.into_iter().map(finding).collect();
            let mut bounded = Findings::first(most);
            bounded.extend(all.iter().cloned());
            bounded.cut();
            let mut expected = all;
            in_order_of_file(&mut expected);
            let cut = expected.split_off(most.min(expected.len()));
            let (told, counted) = bounded.into_parts();
            prop_assert_eq!(told, expected);
            for kind in 0..3 {
                let of_kind = || cut.iter().filter(|f| f.kind == Kind::Rule(kind));
                let entry = counted.rows().find(|(f, _)| f.kind == Kind::Rule(kind));
                let mut rows: Vec<u64> = of_kind().filter_map(|f| f.row).collect();
                rows.sort_unstable();
                rows.dedup();
                let found: Vec<u64> = entry.map(|(_, set)| set.within(0..5_000).collect()).unwrap_or_default();
                prop_assert_eq!(found, rows);
                let count = u64::try_from(of_kind().count()).unwrap_or(0);
                prop_assert_eq!(counted.count(&Kind::Rule(kind)), count);
            }
        }
    }

    #[test]
    fn one_takes_the_place_of_another_wherever_that_one_is() {
        let mut bounded = Findings::first(1);
        bounded.extend((0..10).map(|row| finding((0, Some(row), 0))));
        bounded.cut();
        bounded.replace(&Kind::Rule(0), [0, 5, 20].map(|row| finding((1, Some(row), 0))).into());
        bounded.cut();
        let (told, counted) = bounded.into_parts();
        assert_eq!(told, [finding((1, Some(0), 0))]);
        assert_eq!(counted.count(&Kind::Rule(0)), 8);
        assert_eq!(counted.count(&Kind::Rule(1)), 2);
    }
}
