//! What the networks returned: for each table and year, how many rows, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

/// A table that a network fills for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Position of the table.
    pub table: u16,
    /// The year.
    pub year: i32,
    /// Position of the network.
    pub network: u32,
}

/// What a network returned of a table for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Returned {
    /// Rows, the rejected ones among them.
    pub rows: u64,
    /// Rows kept out of the indicators by an error.
    pub rejected: u64,
    /// Cells read otherwise than typed.
    pub repaired: u64,
}

/// Everything that was returned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returns {
    slots: BTreeMap<Slot, Returned>,
    senders: BTreeSet<u32>,
}

impl Returns {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says that a network sent a file, whatever is in it.
    pub fn sent(&mut self, network: u32) {
        self.senders.insert(network);
    }

    /// Counts one row.
    pub fn row(&mut self, slot: Slot, rejected: bool) {
        let returned = self.slots.entry(slot).or_default();
        returned.rows += 1;
        returned.rejected += u64::from(rejected);
    }

    /// Counts one repaired cell of a row that is counted.
    pub fn repair(&mut self, slot: Slot) {
        self.slots.entry(slot).or_default().repaired += 1;
    }

    /// What was returned, by table, year and network.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, Returned)> + '_ {
        self.slots.iter().map(|(slot, returned)| (*slot, *returned))
    }

    /// What was returned for one slot; `None` where there is no row.
    pub fn get(&self, slot: Slot) -> Option<Returned> {
        self.slots.get(&slot).copied()
    }

    /// The networks that sent a file, by position.
    pub fn senders(&self) -> impl Iterator<Item = u32> + '_ {
        self.senders.iter().copied()
    }

    /// The last year that has rows.
    pub fn last_year(&self) -> Option<i32> {
        self.slots.keys().map(|slot| slot.year).max()
    }
}
