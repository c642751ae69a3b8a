//! What was read before and may be taken again without reading it.

use crate::batch::{Lookups, Parsed, RawCell, Value, parse_cell};
use crate::rulebook::Field;
use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// The bytes of a short cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Short {
    words: [u64; 3],
    pub len: usize,
}

impl Short {
    /// The cell in front of the next `end`; `None` where it has more than 23 bytes, or where little is left to read.
    #[inline]
    pub(super) fn until(end: u8, rest: &[u8]) -> Option<Self> {
        const LOW: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = LOW << 7;
        let block: &[u8; 24] = rest.first_chunk()?;
        let [a, b, c] = [0, 8, 16].map(|from| {
            let part = block.get(from..).and_then(|part| part.first_chunk::<8>());
            u64::from_le_bytes(*part.unwrap_or(&[0; 8]))
        });
        // Of the bytes that are `end`, the lowest one surely leaves its highest bit.
        let found = [a, b, c].map(|word| {
            let same = word ^ (LOW * u64::from(end));
            same.wrapping_sub(LOW) & !same & HIGH
        });
        // All at once, without branches that cannot be foreseen: 8 bytes where none was found.
        let [in_a, in_b, in_c] = found.map(|found| found.trailing_zeros() / 8);
        let len = if in_a < 8 {
            in_a
        } else if in_b < 8 {
            8 + in_b
        } else {
            16 + in_c
        };
        if len == 24 {
            return None;
        }
        let kept = |word: u64, from: u32| {
            let bits = len.saturating_sub(from).min(8) * 8;
            word & !u64::MAX.checked_shl(bits).unwrap_or(0)
        };
        let words = [kept(a, 0), kept(b, 8), kept(c, 16)];
        Some(Self { words, len: usize::try_from(len).unwrap_or(0) })
    }

    fn place(self) -> usize {
        let [a, b, c] = self.words;
        let mixed = (a ^ b.rotate_left(23) ^ c.rotate_left(41)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 56).unwrap_or(0)
    }
}

/// Short cells that are entries of a list, at places that follow from their bytes.
#[derive(Debug, Default)]
pub(super) struct ShortCodes {
    /// Empty until there is one.
    known: Vec<(Short, u32)>,
}

impl ShortCodes {
    #[inline]
    pub(super) fn get(&self, cell: Short) -> Option<u32> {
        let place = cell.place();
        let at = |place: usize| self.known.get(place).filter(|(known, _)| *known == cell);
        at(place).or_else(|| at(place ^ 1)).filter(|_| cell.len > 0).map(|(_, code)| *code)
    }

    pub(super) fn add(&mut self, cell: Short, code: u32) {
        self.known.resize(256, (Short::default(), 0));
        let place = cell.place();
        let taken = self.known.get(place).is_some_and(|(known, _)| known.len > 0);
        if let Some(known) = self.known.get_mut(if taken { place ^ 1 } else { place }) {
            *known = (cell, code);
        }
    }
}

/// Cells of one column that are in no plain form: the same few mistakes come again and again.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    known: HashTable<(Box<str>, Parsed<'static>)>,
}

impl Remembered {
    const MOST: usize = 1024;
    const LONGEST: usize = 64;

    /// What the cell is read as; not for texts, of which few are alike.
    pub(super) fn read(
        &mut self,
        text: &str,
        field: &Field,
        lookups: &Lookups,
        take: impl FnOnce(&Parsed<'_>),
    ) {
        let hash = xxh3_64(text.as_bytes());
        if let Some((_, parsed)) = self.known.find(hash, |(known, _)| **known == *text) {
            return take(parsed);
        }
        let parsed = parse_cell(RawCell::Text(text), field, lookups);
        take(&parsed);
        if text.len() <= Self::LONGEST && self.known.len() < Self::MOST {
            let Parsed { state, value, note } = parsed;
            let parsed = Parsed { state, value: Value::into_owned(value), note };
            self.known.insert_unique(hash, (text.into(), parsed), |(known, _)| xxh3_64(known.as_bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_cells_end_before_their_separator() {
        let long = " ".repeat(24);
        let until = |text: &str| Short::until(b';', format!("{text}{long}").as_bytes()).map(|s| s.len);
        assert_eq!(until("Cher;2017;"), Some(4));
        assert_eq!(until(";"), Some(0));
        assert_eq!(until("Nogent/Châteaudun;"), Some(18));
        assert_eq!(until(&format!("{};", "x".repeat(23))), Some(23));
        assert_eq!(until(&format!("{};", "x".repeat(24))), None);
        assert_eq!(Short::until(b';', b"Cher;2017"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Whatever is answered was said of the same bytes.
        #[test]
        fn a_code_is_that_of_its_own_bytes(cells in prop::collection::vec("[a-cé\u{1}\u{80};:<]{0,20}", 1..300)) {
            let mut codes = ShortCodes::default();
            let short = |cell: &str| Short::until(b';', format!("{cell};{}", " ".repeat(24)).as_bytes());
            for (code, cell) in (0..).zip(&cells) {
                let Some(found) = short(cell) else { continue };
                prop_assert_eq!(found.len, cell.find(';').unwrap_or(cell.len()));
                if let Some(known) = codes.get(found) {
                    let same = &cells[usize::try_from(known).unwrap()];
                    prop_assert_eq!(same.split(';').next(), cell.split(';').next());
                } else if found.len > 0 {
                    codes.add(found, code);
                }
            }
        }
    }
}
