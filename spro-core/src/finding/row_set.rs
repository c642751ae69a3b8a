//! Rows of a table, a bit each.

use std::ops::Range;

/// A set of rows, small where many rows are in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowSet(Vec<u64>);

fn split(row: u64) -> (usize, u64) {
    (usize::try_from(row / 64).unwrap_or(usize::MAX), 1 << (row % 64))
}

impl RowSet {
    /// Adds a row.
    pub fn insert(&mut self, row: u64) {
        let (at, bit) = split(row);
        if self.0.len() <= at {
            self.0.resize(at.saturating_add(1), 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= bit;
        }
    }

    /// Takes a row out; whether it was there.
    pub fn remove(&mut self, row: u64) -> bool {
        let (at, bit) = split(row);
        let Some(word) = self.0.get_mut(at) else { return false };
        let was_there = *word & bit != 0;
        *word &= !bit;
        was_there
    }

    /// The rows within a range, in order.
    pub fn within(&self, range: Range<u64>) -> impl Iterator<Item = u64> + '_ {
        let end = u64::try_from(self.0.len()).unwrap_or(u64::MAX).saturating_mul(64);
        (range.start..range.end.min(end)).filter(|row| {
            let (at, bit) = split(*row);
            self.0.get(at).is_some_and(|word| word & bit != 0)
        })
    }
}
