//! The keys seen so far, in a table made for millions of them: 8 bytes a slot, the keys themselves in the order in which
//! they came.

/// How many keys are looked up together: their slots are touched first, so that the memory fetches overlap.
const BLOCK: usize = 64;

/// Keys with the place where each was first seen.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// For each slot: 0 where it is free, otherwise 32 bits of the key and the key's position, from 1.
    // INVARIANT: a power of two long, at most half full; kept by `grow`.
    slots: Vec<u64>,
    keys: Vec<u128>,
    places: Vec<Place>,
}

/// Where a row stands in a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub file: u32,
    pub sheet_row: u32,
}

impl Seen {
    /// Adds the keys of rows, `None` for those that are not judged. Calls `again` with the row and the place where its
    /// key was first seen, for each that was there before.
    pub(super) fn visit(
        &mut self,
        keys: &[Option<u128>],
        place: impl Fn(usize) -> Place,
        mut again: impl FnMut(usize, Place),
    ) {
        self.grow(keys.len());
        for (block, keys) in keys.chunks(BLOCK).enumerate() {
            // Only reads: the loads do not wait for each other.
            let touched = keys
                .iter()
                .flatten()
                .fold(0, |all, key| all | self.slots.get(self.slot(*key)).copied().unwrap_or(0));
            std::hint::black_box(touched);
            for (i, key) in keys.iter().enumerate() {
                let Some(key) = *key else { continue };
                let row = block * BLOCK + i;
                if let Some(first) = self.insert(key, || place(row)) {
                    again(row, first);
                }
            }
        }
    }

    /// Adds a key; the place of the first one where it was there before.
    fn insert(&mut self, key: u128, place: impl FnOnce() -> Place) -> Option<Place> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.slot(key);
        loop {
            let slot = self.slots.get_mut(at)?;
            if *slot == 0 {
                let position = u32::try_from(self.keys.len() + 1).ok()?;
                *slot = tag(key) | u64::from(position);
                self.keys.push(key);
                self.places.push(place());
                return None;
            }
            if *slot & TAG == tag(key) {
                let position = usize::try_from(*slot & !TAG).ok()?.checked_sub(1)?;
                if self.keys.get(position) == Some(&key) {
                    return self.places.get(position).copied();
                }
            }
            at = (at + 1) & mask;
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "some of the bits of the key are meant")]
    fn slot(&self, key: u128) -> usize {
        key as usize & self.slots.len().wrapping_sub(1)
    }

    /// Makes room for so many more keys.
    fn grow(&mut self, more: usize) {
        let wanted = (self.keys.len() + more).saturating_mul(2).next_power_of_two().max(1024);
        if wanted <= self.slots.len() {
            return;
        }
        self.slots = vec![0; wanted];
        let mask = wanted - 1;
        for (key, position) in self.keys.iter().zip(1_u64..) {
            let mut at = self.slot(*key);
            while let Some(slot) = self.slots.get_mut(at) {
                if *slot == 0 {
                    *slot = tag(*key) | position;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }
}

/// The bits of a slot that come from the key.
const TAG: u64 = !0 << 32;

#[allow(clippy::cast_possible_truncation, reason = "some of the bits of the key are meant")]
fn tag(key: u128) -> u64 {
    (key >> 64) as u64 & TAG
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// As a map would say it, also for keys that share slot and tag.
        #[test]
        fn each_key_has_one_first_place(
            rows in prop::collection::vec(prop::option::of((0_u128..3, 0_u128..40)), 0..400),
            cut in 0_usize..400,
        ) {
            let keys: Vec<Option<u128>> = rows.iter().map(|r| r.map(|(high, low)| (high << 64) | (low * 4096))).collect();
            let cut = cut.min(keys.len());
            let mut seen = Seen::default();
            let mut found = Vec::new();
            for (part, from) in [(&keys[..cut], 0), (&keys[cut..], cut)] {
                let place = |row: usize| Place { file: 0, sheet_row: u32::try_from(from + row).unwrap() };
                seen.visit(part, place, |row, first| found.push((from + row, first.sheet_row)));
            }
            let mut first = HashMap::new();
            let expected: Vec<(usize, u32)> = keys.iter().enumerate().filter_map(|(row, key)| {
                let there = *first.entry((*key)?).or_insert(row);
                (there != row).then(|| (row, u32::try_from(there).unwrap()))
            }).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_million_keys() {
        let keys: Vec<Option<u128>> =
            (0..1_000_000_u128).map(|k| Some(k.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C))).collect();
        let mut seen = Seen::default();
        seen.visit(&keys, |_| Place::default(), |row, _| panic!("row {row} is not a duplicate"));
        let mut again = 0;
        seen.visit(&keys, |_| Place::default(), |_, _| again += 1);
        assert_eq!(again, keys.len());
    }
}
