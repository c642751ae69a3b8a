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
}

/// Everything that was returned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returns {
    slots: BTreeMap<Slot, Returned>,
    /// Cells read otherwise than typed, by table and network.
    repaired: BTreeMap<(u16, u32), u64>,
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

    /// Counts the rows of a slot.
    pub fn rows(&mut self, slot: Slot, rows: u64, rejected: u64) {
        let returned = self.slots.entry(slot).or_default();
        returned.rows += rows;
        returned.rejected += rejected;
        self.senders.insert(slot.network);
    }

    /// Counts one cell of a network's table that was read otherwise than typed.
    pub fn repair(&mut self, table: u16, network: u32) {
        *self.repaired.entry((table, network)).or_default() += 1;
    }

    /// How many cells of a network's table were read otherwise than typed, over all years.
    pub fn repaired(&self, table: u16, network: u32) -> u64 {
        self.repaired.get(&(table, network)).copied().unwrap_or(0)
    }

    /// What was returned, by table, year and network.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, Returned)> + '_ {
        self.slots.iter().map(|(slot, returned)| (*slot, *returned))
    }

    /// What was returned for one slot; `None` where there is no row.
    pub fn get(&self, slot: Slot) -> Option<Returned> {
        self.slots.get(&slot).copied()
    }

    /// The networks that sent a file of their own or have rows in a file of several, by position.
    pub fn senders(&self) -> impl Iterator<Item = u32> + '_ {
        self.senders.iter().copied()
    }

    /// The last year that has rows.
    pub fn last_year(&self) -> Option<i32> {
        self.slots.keys().map(|slot| slot.year).max()
    }
}
