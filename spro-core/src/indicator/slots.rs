//! Which group each row of a batch belongs to.

use super::Rejected;
use super::plan::Keys;
use crate::batch::{Batch, State, Values};
use std::collections::BTreeMap;

/// A row of no group: rejected, filtered or left out.
pub(super) const NO_SLOT: u32 = u32::MAX;

/// The groups of a batch, numbered as they are met, and the number of each row's group.
#[derive(Debug)]
pub(super) struct Slots<'r> {
    pub groups: Vec<SlotGroup<'r>>,
    /// Rejected rows have none.
    pub of_row: Vec<u32>,
}

/// One group, with its rejected rows.
#[derive(Debug)]
pub(super) struct SlotGroup<'r> {
    pub network: Option<u32>,
    pub year: Option<i32>,
    pub rejected: u64,
    /// The least code of those rows.
    pub rule: Option<&'r str>,
}

type Key = (Option<u32>, Option<i32>);

/// Keys seen of late, so that most rows need no search.
const REMEMBERED: usize = 256;

impl<'r> Slots<'r> {
    pub fn new(batch: &Batch<'_>, keys: Keys, rejected: &'r [Rejected]) -> Self {
        let column = |at: Option<u16>| at.and_then(|at| batch.columns.get(usize::from(at)));
        let networks = column(keys.network).and_then(|c| match &c.values {
            Values::Code(codes) => Some((codes.as_slice(), c.states.as_slice())),
            _ => None,
        });
        let years = column(keys.year).and_then(|c| match &c.values {
            Values::Int(years) => Some((years.as_ref(), c.states.as_slice())),
            _ => None,
        });
        let mut all = Self { groups: Vec::new(), of_row: Vec::with_capacity(batch.rows) };
        let mut found: BTreeMap<Key, u32> = BTreeMap::new();
        let mut remembered: [(Key, u32); REMEMBERED] = [((None, None), NO_SLOT); REMEMBERED];
        for row in 0..batch.rows {
            let key = (value(networks, row), value(years, row).and_then(|year| i32::try_from(year).ok()));
            let memory = remembered.get_mut(place(key));
            if let Some((known, slot)) = &memory
                && *known == key
                && *slot != NO_SLOT
            {
                all.of_row.push(*slot);
                continue;
            }
            let slot = *found.entry(key).or_insert_with(|| all.add(key));
            all.of_row.push(slot);
            if let Some(memory) = memory {
                *memory = (key, slot);
            }
        }
        for row in rejected {
            all.reject(row);
        }
        all
    }

    fn add(&mut self, (network, year): Key) -> u32 {
        self.groups.push(SlotGroup { network, year, rejected: 0, rule: None });
        u32::try_from(self.groups.len() - 1).unwrap_or(NO_SLOT)
    }

    fn reject(&mut self, row: &'r Rejected) {
        let slot = usize::try_from(row.row).ok().and_then(|row| self.of_row.get_mut(row));
        let Some(slot) = slot else { return };
        let group = usize::try_from(*slot).ok().and_then(|slot| self.groups.get_mut(slot));
        if let Some(group) = group {
            group.rejected += 1;
            let least = group.rule.map_or(&*row.code, |least| least.min(&row.code));
            group.rule = Some(least);
        }
        *slot = NO_SLOT;
    }
}

fn value<T: Copy>(column: Option<(&[T], &[State])>, row: usize) -> Option<T> {
    let (values, states) = column?;
    if *states.get(row)? == State::Present { values.get(row).copied() } else { None }
}

/// Networks and years that are close to each other have different places.
fn place((network, year): Key) -> usize {
    let mixed = network.unwrap_or(31).wrapping_mul(8) ^ year.unwrap_or(-1).cast_unsigned();
    usize::try_from(mixed).unwrap_or(0) % REMEMBERED
}
