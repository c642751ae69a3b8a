//! The rows seen so far by the hash of their key, in a table made for millions of them: 8 bytes a slot, nothing else.

/// How many hashes are looked up together: their slots are touched first, so that the memory fetches overlap.
const BLOCK: usize = 64;

/// Where rows with a hash were first seen. Rows are numbered in the order in which they come.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// For each slot: 0 where it is free, otherwise 32 bits of the hash and the row's number, from 1. The first of the
    /// 32 bits say where the slot is looked for, so that a table grows without a jump through memory.
    // INVARIANT: a power of two long, never full; kept by `grow`.
    slots: Vec<u64>,
    used: usize,
}

impl Seen {
    /// Adds rows by their hashes, 0 for those that are not judged; `first` is the number of the first one. `same` says
    /// whether the row with this number and the row at this position are the same: their hashes nearly are. `again`
    /// takes the position of each row that was there before, and the number of that one.
    pub(super) fn visit(
        &mut self,
        hashes: &[u64],
        first: u32,
        mut same: impl FnMut(u32, usize) -> bool,
        mut again: impl FnMut(usize, u32),
    ) {
        self.grow(hashes.len());
        for (block, hashes) in hashes.chunks(BLOCK).enumerate() {
            // Only reads: the loads do not wait for each other.
            let touched = hashes
                .iter()
                .fold(0, |all, hash| all | self.slots.get(self.place(*hash)).copied().unwrap_or(0));
            std::hint::black_box(touched);
            for (i, hash) in hashes.iter().enumerate() {
                if *hash == 0 {
                    continue;
                }
                let row = block * BLOCK + i;
                // Four thousand million rows of one table are more than any machine holds.
                let Some(number) = u32::try_from(row).ok().and_then(|row| first.checked_add(row)) else {
                    return;
                };
                if let Some(before) = self.insert(*hash, number, |number| same(number, row)) {
                    again(row, before);
                }
            }
        }
    }

    /// Adds a row; the number of the same one where it was there before.
    #[inline]
    fn insert(&mut self, hash: u64, number: u32, mut same: impl FnMut(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.place(hash);
        loop {
            let slot = self.slots.get_mut(at)?;
            if *slot == 0 {
                *slot = hash & TAG | (u64::from(number) + 1);
                self.used += 1;
                return None;
            }
            if *slot & TAG == hash & TAG {
                let before = u32::try_from((*slot & !TAG).wrapping_sub(1)).ok()?;
                if same(before) {
                    return Some(before);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Where the slot of a hash is looked for first: its highest bits.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let bits = self.slots.len().trailing_zeros().min(32);
        usize::try_from(hash.checked_shr(64 - bits).unwrap_or(0)).unwrap_or(0)
    }

    /// Makes room for so many more rows: at most five slots of eight are taken.
    pub(super) fn grow(&mut self, more: usize) {
        let wanted = (self.used + more).saturating_mul(8) / 5;
        if wanted < self.slots.len() {
            return;
        }
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; (wanted + 1).next_power_of_two().max(64)];
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = self.place(slot);
            while self.slots.get(at).is_some_and(|taken| *taken != 0) {
                at = (at + 1) & mask;
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = slot;
            }
        }
    }
}

/// The bits of a slot that come from the hash.
pub(super) const TAG: u64 = !0 << 32;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// As a map would say it, also for different keys with the same hash.
        #[test]
        fn each_key_has_one_first_row(
            keys in prop::collection::vec(prop::option::of((0_u64..3, 0_u64..40)), 0..2000),
            cut in 0_usize..2000,
            spread in prop::sample::select(&[1_u64 << 32, 1 << 40, 1 << 58][..]),
        ) {
            // The first part tells the keys apart, the second one alone is in the hash.
            let hash = |key: &Option<(u64, u64)>| key.map_or(0, |(_, low)| (low + 1).wrapping_mul(spread));
            let cut = cut.min(keys.len());
            let mut seen = Seen::default();
            let mut found = Vec::new();
            for (part, from) in [(&keys[..cut], 0), (&keys[cut..], cut)] {
                let hashes: Vec<u64> = part.iter().map(hash).collect();
                let first = u32::try_from(from).unwrap();
                let same = |number: u32, row: usize| keys[usize::try_from(number).unwrap()] == part[row];
                seen.visit(&hashes, first, same, |row, before| found.push((from + row, before)));
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
    fn a_million_rows() {
        let hashes: Vec<u64> = (1..=1_000_000_u64).map(|k| k.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        let mut seen = Seen::default();
        for (part, first) in hashes.chunks(3_000).zip((0..).step_by(3_000)) {
            let same = |number: u32, row: usize| hashes[usize::try_from(number).unwrap()] == part[row];
            seen.visit(part, first, same, |row, _| panic!("row {row} was not there before"));
        }
        let (mut again, mut asked) = (0, 0);
        let same = |number: u32, row: usize| {
            asked += 1;
            usize::try_from(number).unwrap() == row
        };
        seen.visit(&hashes, 1_000_000, same, |row, before| {
            assert_eq!(usize::try_from(before).unwrap(), row);
            again += 1;
        });
        assert_eq!(again, hashes.len());
        // Few rows are asked for in vain.
        assert!(asked < again + again / 100, "{asked}");
    }
}
