//! The key of each row, by which the duplicate rule tells rows apart.

use crate::column::{Batch, Column, State, Values};
use crate::rulebook::{Requirement, Table};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Rows whose keys are hashed together: their hashes stay in the fastest memory.
const BLOCK: usize = 512;

/// A hash of each row's key: what makes equal rows quick to find. That two hashes are equal says nothing; the fields
/// themselves are compared then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowKeys {
    /// 0 for a row that is not judged.
    pub(super) hashes: Vec<u64>,
}

impl RowKeys {
    /// Whether a row is judged: every key field that it must have is there, and none was refused.
    pub fn is_judged(&self, row: usize) -> bool {
        self.hashes.get(row).is_some_and(|hash| *hash != 0)
    }

    /// The hash of a row; `None` for one that is not judged.
    pub fn hash(&self, row: usize) -> Option<u64> {
        self.hashes.get(row).copied().filter(|hash| *hash != 0)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

/// The keys of the rows of a batch. A row whose required key field is absent is not judged; optional key fields that are
/// blank compare equal.
pub fn row_keys(table: &Table, batch: &Batch<'_>) -> RowKeys {
    let parts: Vec<(&Column<'_>, bool)> = table
        .key
        .iter()
        .filter_map(|&i| {
            let required = table.fields.get(usize::from(i))?.required == Requirement::Required;
            Some((batch.columns.get(usize::from(i))?, required))
        })
        .collect();
    if parts.is_empty() {
        return RowKeys { hashes: vec![0; batch.rows] };
    }
    let mut hashes = vec![START; batch.rows];
    let mut not_judged = Vec::new();
    for start in (0..batch.rows).step_by(BLOCK) {
        let rows = start..batch.rows.min(start + BLOCK);
        let Some(hashes) = hashes.get_mut(rows.clone()) else { break };
        for (column, required) in &parts {
            let block = Block { states: part(&column.states, &rows), required: *required };
            match &column.values {
                Values::Int(all) => {
                    block.mix_in(hashes, part(all, &rows), &mut not_judged, |n| n.cast_unsigned());
                }
                Values::Code(all) => {
                    block.mix_in(hashes, part(all, &rows), &mut not_judged, |code| u64::from(*code));
                }
                Values::Text(all) => {
                    block.mix_in(hashes, part(all, &rows), &mut not_judged, |text| xxh3_64(text.as_bytes()));
                }
            }
        }
        for hash in hashes.iter_mut() {
            *hash = (*hash).max(1);
        }
        for row in not_judged.drain(..) {
            if let Some(hash) = hashes.get_mut(row) {
                *hash = 0;
            }
        }
    }
    RowKeys { hashes }
}

const START: u64 = 0x9E37_79B9_7F4A_7C15;
/// In place of a value that is not there.
const BLANK: u64 = 0xD6E8_FEB8_6659_FD93;

fn part<'c, T>(all: &'c [T], rows: &Range<usize>) -> &'c [T] {
    all.get(rows.clone()).unwrap_or_default()
}

/// A key field in a block of rows.
struct Block<'b> {
    states: &'b [State],
    required: bool,
}

impl Block<'_> {
    fn mix_in<T>(
        &self,
        hashes: &mut [u64],
        values: &[T],
        not_judged: &mut Vec<usize>,
        of: impl Fn(&T) -> u64,
    ) {
        let all_present = self.states.iter().fold(0, |any, s| any | u8::from(*s != State::Present)) == 0;
        let cells = hashes.iter_mut().zip(values);
        if all_present {
            for (hash, value) in cells {
                *hash = mix(*hash, of(value));
            }
            return;
        }
        for (row, ((hash, value), state)) in cells.zip(self.states).enumerate() {
            *hash = mix(*hash, if *state == State::Present { of(value) } else { BLANK });
            if *state == State::Refused || (*state == State::Blank && self.required) {
                not_judged.push(row);
            }
        }
    }
}

/// Both halves of a product, in which every bit of either number reaches half of the bits.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "each half is meant")]
fn mix(hash: u64, value: u64) -> u64 {
    let product = u128::from(hash ^ value) * 0xA076_1D64_78BD_642F;
    product as u64 ^ (product >> 64) as u64
}

/// Whether two judged rows of a table have the same key.
pub(super) fn same(key: &[u16], (one, row): (&Batch<'_>, usize), (other, at): (&Batch<'_>, usize)) -> bool {
    key.iter().all(|&field| {
        let columns = one.columns.get(usize::from(field)).zip(other.columns.get(usize::from(field)));
        columns.is_some_and(|(a, b)| {
            let present = |column: &Column<'_>, row: usize| column.states.get(row) == Some(&State::Present);
            match (present(a, row), present(b, at)) {
                (true, true) => match (&a.values, &b.values) {
                    (Values::Int(a), Values::Int(b)) => a.get(row) == b.get(at),
                    (Values::Code(a), Values::Code(b)) => a.get(row) == b.get(at),
                    (Values::Text(a), Values::Text(b)) => a.get(row) == b.get(at),
                    _ => false,
                },
                (a, b) => a == b,
            }
        })
    })
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use crate::column::RowPlace;
    use proptest::prelude::*;
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    type Row = (Option<u32>, Option<i64>, Option<&'static str>);

    /// The table `reunions`, whose key is the network, the day and the subject, which may be blank. What stands where
    /// nothing is does not count.
    #[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    fn meetings(rows: &[Row], nothing: i64) -> (Batch<'static>, Table) {
        let (_, table) = crate::rulebook::Rulebook::built_in().table("reunions").unwrap();
        let states = |there: fn(&Row) -> bool| {
            let state = |row| if there(row) { State::Present } else { State::Blank };
            rows.iter().map(state).collect::<Vec<_>>()
        };
        let columns = table.fields.iter().map(|field| match field.code.as_str() {
            "reseau" => Column {
                values: Values::Code(rows.iter().map(|r| r.0.unwrap_or(0)).collect()),
                states: states(|r| r.0.is_some()),
            },
            "objet" => Column {
                values: Values::Text(rows.iter().map(|r| Cow::Borrowed(r.2.unwrap_or(""))).collect()),
                states: states(|r| r.2.is_some()),
            },
            // All other numbers alike: they are not in the key.
            _ => Column {
                values: Values::Int(rows.iter().map(|r| r.1.unwrap_or(nothing)).collect()),
                states: states(|r| r.1.is_some()),
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
            optional_day: bool,
        ) {
            let rows: Vec<_> = rows.iter().cycle().take(rows.len() * often).copied().collect();
            let (batch, mut table) = meetings(&rows, 0);
            if optional_day {
                for field in table.fields.iter_mut().filter(|f| f.kind == crate::rulebook::FieldType::Date) {
                    field.required = Requirement::Optional;
                }
            }
            let keys = row_keys(&table, &batch);
            prop_assert_eq!(keys.len(), rows.len());
            prop_assert_eq!(&keys, &row_keys(&table, &meetings(&rows, 7).0));
            let mut known = BTreeMap::new();
            let mut back = BTreeMap::new();
            for (at, row) in rows.iter().enumerate() {
                prop_assert_eq!(keys.is_judged(at), row.0.is_some() && (optional_day || row.1.is_some()));
                if !keys.is_judged(at) {
                    continue;
                }
                prop_assert_eq!(*known.entry(*row).or_insert(keys.hashes[at]), keys.hashes[at]);
                // Hashes of so few keys differ, and the rows are told apart by their fields.
                let first = *back.entry(keys.hashes[at]).or_insert(at);
                prop_assert_eq!(rows[first], *row);
                for (other, earlier) in rows.iter().enumerate().take(at.min(8)) {
                    let equal = same(&table.key, (&batch, other), (&batch, at));
                    prop_assert!(!keys.is_judged(other) || equal == (earlier == row));
                }
            }
        }
    }
}
