//! Which group each row of a batch belongs to.

use super::Rejected;
use super::plan::Keys;
use crate::batch::{Batch, State, Values};
use std::ops::Range;

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
    /// Rows that are not rejected.
    pub rows: u64,
    pub rejected: u64,
    /// The least code of those rows.
    pub rule: Option<&'r str>,
}

/// A network and a year in one integer.
type Key = u64;

const NO_NETWORK: u32 = u32::MAX;
const NO_YEAR: i32 = i32::MIN;

/// Keys seen of late, so that most rows need no search.
const REMEMBERED: usize = 256;

/// Rows looked at in one go.
const CHUNK: usize = 1024;

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
        // By key; there are far fewer groups than rows.
        let mut found: Vec<(Key, u32)> = Vec::new();
        let mut remembered: [(Key, u32); REMEMBERED] = [(0, NO_SLOT); REMEMBERED];
        let mut keys: Vec<Key> = Vec::with_capacity(CHUNK);
        for start in (0..batch.rows).step_by(CHUNK) {
            let rows = start..batch.rows.min(start + CHUNK);
            keys.clear();
            keys.resize(rows.len(), (Key::from(NO_NETWORK) << 32) | Key::from(NO_YEAR.cast_unsigned()));
            each_present(networks, rows.clone(), &mut keys, |key, network: u32| {
                (Key::from(network) << 32) | (key & 0xffff_ffff)
            });
            each_present(years, rows, &mut keys, |key, year: i64| {
                let year = i32::try_from(year).unwrap_or(NO_YEAR).cast_unsigned();
                (key & !0xffff_ffff) | Key::from(year)
            });
            for key in &keys {
                let memory = remembered.get_mut(place(*key));
                if let Some((known, slot)) = &memory
                    && known == key
                    && *slot != NO_SLOT
                {
                    all.of_row.push(*slot);
                    continue;
                }
                let slot = match found.binary_search_by_key(key, |(known, _)| *known) {
                    Ok(at) => found.get(at).map_or(NO_SLOT, |(_, slot)| *slot),
                    Err(at) => {
                        let slot = all.add(*key);
                        found.insert(at, (*key, slot));
                        slot
                    }
                };
                all.of_row.push(slot);
                if let Some(memory) = memory {
                    *memory = (*key, slot);
                }
            }
        }
        for slot in &all.of_row {
            if let Some(group) = usize::try_from(*slot).ok().and_then(|slot| all.groups.get_mut(slot)) {
                group.rows += 1;
            }
        }
        for row in rejected {
            all.reject(row);
        }
        all
    }

    fn add(&mut self, key: Key) -> u32 {
        let network = u32::try_from(key >> 32).ok().filter(|network| *network != NO_NETWORK);
        let year =
            u32::try_from(key & 0xffff_ffff).ok().map(u32::cast_signed).filter(|year| *year != NO_YEAR);
        self.groups.push(SlotGroup { network, year, rows: 0, rejected: 0, rule: None });
        u32::try_from(self.groups.len() - 1).unwrap_or(NO_SLOT)
    }

    fn reject(&mut self, row: &'r Rejected) {
        let slot = usize::try_from(row.row).ok().and_then(|row| self.of_row.get_mut(row));
        let Some(slot) = slot else { return };
        let group = usize::try_from(*slot).ok().and_then(|slot| self.groups.get_mut(slot));
        if let Some(group) = group {
            group.rows -= 1;
            group.rejected += 1;
            let least = group.rule.map_or(&*row.code, |least| least.min(&row.code));
            group.rule = Some(least);
        }
        *slot = NO_SLOT;
    }
}

/// Changes the keys of the rows that hold a value.
fn each_present<T: Copy>(
    column: Option<(&[T], &[State])>,
    rows: Range<usize>,
    keys: &mut [Key],
    change: impl Fn(Key, T) -> Key,
) {
    let Some((values, states)) = column else { return };
    let (Some(values), Some(states)) = (values.get(rows.clone()), states.get(rows)) else { return };
    for ((key, value), state) in keys.iter_mut().zip(values).zip(states) {
        let changed = change(*key, *value);
        *key = if *state == State::Present { changed } else { *key };
    }
}

/// Networks and years that are close to each other have different places.
fn place(key: Key) -> usize {
    usize::try_from(((key >> 29) ^ key) & 0xff).unwrap_or(0)
}
