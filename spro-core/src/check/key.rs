//! The key of each row, by which the duplicate rule tells rows apart.

use crate::column::{Batch, Column, State, Values};
use crate::rulebook::{Requirement, Table};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_128;

/// Rows whose keys are laid out together: their bytes stay in the fastest memory.
const BLOCK: usize = 512;

/// The key of each row, as 128 bits of a hash; `None` where the row is not judged, because a key field that it must
/// have is not there. Optional key fields that are blank compare equal.
///
/// Two different keys have the same 128 bits once in 10^20 campaigns of 10^9 rows: never, for all that matters here.
pub fn row_keys(table: &Table, batch: &Batch<'_>) -> Vec<Option<u128>> {
    let mut length = 0;
    let parts: Vec<Part<'_>> = table
        .key
        .iter()
        .filter_map(|&i| {
            let column = batch.columns.get(usize::from(i))?;
            let required = table.fields.get(usize::from(i))?.required == Requirement::Required;
            let part = Part { column, required, start: length };
            length += part.length();
            Some(part)
        })
        .collect();
    if parts.is_empty() {
        return vec![None; batch.rows];
    }
    let mut keys = Vec::with_capacity(batch.rows);
    let mut layout = Layout { length, bytes: vec![0; BLOCK * length], judged: vec![true; BLOCK] };
    for start in (0..batch.rows).step_by(BLOCK) {
        let rows = start..batch.rows.min(start + BLOCK);
        layout.judged.fill(true);
        for part in &parts {
            part.lay_out(rows.clone(), &mut layout);
        }
        let laid_out = layout.bytes.chunks_exact(length).zip(&layout.judged).take(rows.len());
        keys.extend(laid_out.map(|(bytes, judged)| judged.then(|| xxh3_128(bytes))));
    }
    keys
}

/// One field of the key.
struct Part<'b> {
    column: &'b Column<'b>,
    required: bool,
    /// Where its bytes begin among those of a row.
    start: usize,
}

/// The bytes of the keys of a block, a row after the other, each part at its place: what differs has other bytes.
struct Layout {
    length: usize,
    bytes: Vec<u8>,
    judged: Vec<bool>,
}

impl Part<'_> {
    /// A mark that there is a value, and the value; of a text 128 bits of its hash.
    fn length(&self) -> usize {
        match self.column.values {
            Values::Int(_) => 1 + size_of::<i64>(),
            Values::Code(_) => 1 + size_of::<u32>(),
            Values::Text(_) => 1 + size_of::<u128>(),
        }
    }

    fn lay_out(&self, rows: Range<usize>, layout: &mut Layout) {
        match &self.column.values {
            Values::Int(all) => self.each(rows, all, layout, |n| n.to_le_bytes()),
            Values::Code(all) => self.each(rows, all, layout, |code| code.to_le_bytes()),
            Values::Text(all) => self.each(rows, all, layout, |text| xxh3_128(text.as_bytes()).to_le_bytes()),
        }
    }

    fn each<T, const N: usize>(
        &self,
        rows: Range<usize>,
        all: &[T],
        layout: &mut Layout,
        bytes_of: impl Fn(&T) -> [u8; N],
    ) {
        let states = self.column.states.get(rows.clone()).unwrap_or_default();
        let cells = all.get(rows).unwrap_or_default().iter().zip(states);
        let places = layout.bytes.chunks_exact_mut(layout.length).zip(&mut layout.judged);
        for ((value, state), (row, judged)) in cells.zip(places) {
            let Some([mark, place @ ..]) = row.get_mut(self.start..=self.start + N) else { continue };
            if *state == State::Present {
                *mark = 1;
                place.copy_from_slice(&bytes_of(value));
            } else {
                *mark = 0;
                place.fill(0);
                *judged &= *state == State::Blank && !self.required;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::RowPlace;
    use proptest::prelude::*;
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    /// The table `reunions`, whose key is the network, the day and the subject, which may be blank.
    #[cfg(feature = "toml")]
    fn meetings(rows: &[(Option<u32>, Option<i64>, Option<&'static str>)]) -> (Batch<'static>, Table) {
        let (_, table) = crate::rulebook::Rulebook::built_in().table("reunions").unwrap();
        let states = |there: Vec<bool>| {
            there
                .into_iter()
                .map(|there| if there { State::Present } else { State::Blank })
                .collect::<Vec<_>>()
        };
        let columns = table.fields.iter().map(|field| match field.code.as_str() {
            "reseau" => Column {
                values: Values::Code(rows.iter().map(|r| r.0.unwrap_or(0)).collect()),
                states: states(rows.iter().map(|r| r.0.is_some()).collect()),
            },
            "objet" => Column {
                values: Values::Text(rows.iter().map(|r| Cow::Borrowed(r.2.unwrap_or(""))).collect()),
                states: states(rows.iter().map(|r| r.2.is_some()).collect()),
            },
            // All other numbers alike: they are not in the key.
            _ => Column {
                values: Values::Int(rows.iter().map(|r| r.1.unwrap_or(0)).collect()),
                states: states(rows.iter().map(|r| r.1.is_some()).collect()),
            },
        });
        let batch = Batch {
            table: 0,
            sheet: 0,
            source: vec![None; table.fields.len()],
            first_row: 0,
            rows: rows.len(),
            places: RowPlace::Consecutive(1),
            columns: columns.collect(),
        };
        (batch, table.clone())
    }

    #[cfg(feature = "toml")]
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn keys_are_equal_where_the_fields_are(
            rows in prop::collection::vec(
                (
                    prop::option::weighted(0.9, 0_u32..2),
                    prop::option::weighted(0.9, 0_i64..2),
                    prop::option::of(prop::sample::select(&["", "a", "b"][..])),
                ),
                0..30,
            ),
            often in prop::sample::select(&[1_usize, 40][..]),
        ) {
            let rows: Vec<_> = rows.iter().cycle().take(rows.len() * often).copied().collect();
            let (batch, table) = meetings(&rows);
            let keys = row_keys(&table, &batch);
            prop_assert_eq!(keys.len(), rows.len());
            let mut known = BTreeMap::new();
            let mut back = BTreeMap::new();
            for (row, key) in rows.iter().zip(keys) {
                prop_assert_eq!(key.is_some(), row.0.is_some() && row.1.is_some());
                if let Some(key) = key {
                    prop_assert_eq!(*known.entry(*row).or_insert(key), key);
                    prop_assert_eq!(*back.entry(key).or_insert(*row), *row);
                }
            }
        }
    }
}
