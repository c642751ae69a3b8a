//! Columns of texts: taken as they stand where they may be, and codes looked up once for each text.

use super::cast;
use super::cells::{Reader, states};
use crate::batch::{Column, Parsed, RawCell, State, Value, Values, parse_cell};
use crate::rulebook::FieldType;
use crate::value::is_plain;
use arrow_array::cast::AsArray;
use arrow_array::iterator::ArrayIter;
use arrow_array::{Array, ArrayAccessor, ArrayRef};
use arrow_schema::DataType;
use hashbrown::HashTable;
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// Whether a column holds texts, of any layout.
pub(super) fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// A column of texts of any layout in a column of the field.
pub(super) fn texts<'a>(array: &'a ArrayRef, reader: &mut Reader<'_>) -> Option<Column<'a>> {
    Some(match array.data_type() {
        DataType::Utf8 => column(array.as_string::<i32>(), reader),
        DataType::LargeUtf8 => column(array.as_string::<i64>(), reader),
        DataType::Utf8View => column(array.as_string_view(), reader),
        _ => return None,
    })
}

fn column<'a>(array: impl ArrayAccessor<Item = &'a str> + Copy, reader: &mut Reader<'_>) -> Column<'a> {
    let cells = ArrayIter::new(array);
    match reader.field.kind {
        FieldType::Text => {
            let mut states = states(array.nulls(), array.len());
            let personal = reader.field.personal;
            let plain = |text: &&str| !personal && is_plain(text);
            let values = cells.enumerate().map(|(row, cell)| match cell {
                Some(text) if plain(&text) => Cow::Borrowed(text),
                Some(text) => {
                    let parsed = parse_cell(RawCell::Text(text), reader.field, reader.lookups);
                    reader.note(row, RawCell::Text(text), &parsed);
                    if let Some(state) = states.get_mut(row) {
                        *state = parsed.state;
                    }
                    if let Value::Text(text) = parsed.value { text } else { Cow::Borrowed("") }
                }
                None => Cow::Borrowed(""),
            });
            Column { values: Values::Text(values.collect()), states }
        }
        FieldType::Code => {
            let mut codes = Codes::new(states(array.nulls(), array.len()));
            for (row, cell) in cells.enumerate() {
                codes.push(row, cell, reader);
            }
            codes.finish()
        }
        _ => reader.ints(cells.map(|cell| cell.map_or(RawCell::Blank, RawCell::Text))),
    }
}

/// Texts whose reading is kept: those of a list, and the mistakes that come again and again.
const MOST_KNOWN: usize = 4096;

/// A column of codes in the making: what was read is not read again.
struct Codes<'a> {
    known: HashTable<(&'a str, Parsed<'static>)>,
    values: Vec<u32>,
    states: Vec<State>,
}

impl<'a> Codes<'a> {
    /// A column whose cells without a text have their state.
    fn new(states: Vec<State>) -> Self {
        Self { known: HashTable::new(), values: Vec::with_capacity(states.len()), states }
    }

    /// Adds a cell; its code, where that is taken without a word.
    #[inline]
    fn push(&mut self, row: usize, cell: Option<&'a str>, reader: &mut Reader<'_>) -> Option<u32> {
        let Some(text) = cell else {
            self.values.push(0);
            return None;
        };
        let hash = hash(text);
        if let Some((_, parsed)) = self.known.find(hash, |(name, _)| *name == text)
            && let Parsed { state: State::Present, value: Value::Code(code), note: None } = parsed
        {
            self.values.push(*code);
            return Some(*code);
        }
        self.read(row, text, hash, reader)
    }

    /// Reads a cell that is not taken without a word, or not known yet.
    #[cold]
    fn read(&mut self, row: usize, text: &'a str, hash: u64, reader: &mut Reader<'_>) -> Option<u32> {
        let known = self.known.find(hash, |(name, _)| *name == text).map(|(_, parsed)| parsed);
        let read;
        let parsed = if let Some(parsed) = known {
            parsed
        } else {
            read = parse_cell(RawCell::Text(text), reader.field, reader.lookups);
            &read
        };
        reader.note(row, RawCell::Text(text), parsed);
        let code = if let Value::Code(code) = parsed.value { code } else { 0 };
        let silent = parsed.state == State::Present && parsed.note.is_none();
        self.values.push(code);
        if let Some(state) = self.states.get_mut(row) {
            *state = parsed.state;
        }
        if known.is_none() && self.known.len() < MOST_KNOWN {
            let Parsed { state, value, note } = parsed.clone();
            let parsed = Parsed { state, value: Value::into_owned(value), note };
            self.known.insert_unique(hash, (text, parsed), |(name, _)| self::hash(name));
        }
        silent.then_some(code)
    }

    fn finish(self) -> Column<'static> {
        Column { values: Values::Code(self.values), states: self.states }
    }
}

/// A hash that costs little for short texts. It only says where to look.
#[inline]
fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let word = |part: Option<&[u8; 8]>| part.map_or(0, |part| u64::from_le_bytes(*part));
    let half = |part: Option<&[u8; 4]>| part.map_or(0, |part| u64::from(u32::from_le_bytes(*part)));
    let (first, last) = match bytes.len() {
        0..4 => {
            return bytes.iter().fold(1, |all, byte| (all << 8 | u64::from(*byte)).wrapping_mul(SPREAD));
        }
        4..8 => (half(bytes.first_chunk()), half(bytes.last_chunk())),
        8..=16 => (word(bytes.first_chunk()), word(bytes.last_chunk())),
        _ => return xxh3_64(bytes),
    };
    let mixed = (first ^ last.rotate_left(31)).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 32)
}

const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A dictionary of texts in a column of codes: each entry is looked up once, however many rows have it.
pub(super) fn dictionary(array: &ArrayRef, reader: &mut Reader<'_>) -> Option<Column<'static>> {
    let values = array.as_any_dictionary_opt()?.values();
    let entries: Vec<Option<&str>> = match values.data_type() {
        DataType::Utf8 => values.as_string::<i32>().iter().collect(),
        DataType::LargeUtf8 => values.as_string::<i64>().iter().collect(),
        DataType::Utf8View => values.as_string_view().iter().collect(),
        _ => return None,
    };
    let mut codes = Codes::new(vec![State::Present; array.len()]);
    let mut taken: Vec<Option<u32>> = vec![None; entries.len()];
    for (row, key) in cast::keys(array)?.enumerate() {
        if let Some(code) = key.and_then(|key| taken.get(key).copied().flatten()) {
            codes.values.push(code);
            continue;
        }
        let cell = key.and_then(|key| entries.get(key).copied().flatten());
        if cell.is_none()
            && let Some(state) = codes.states.get_mut(row)
        {
            *state = State::Blank;
        }
        let code = codes.push(row, cell, reader);
        if let Some(taken) = key.and_then(|key| taken.get_mut(key)) {
            *taken = code;
        }
    }
    Some(codes.finish())
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::super::cells::CellPlace;
    use super::*;
    use crate::batch::Lookups;
    use crate::rulebook::Rulebook;
    use arrow_array::StringViewArray;
    use std::sync::Arc;

    #[test]
    fn what_comes_again_is_read_and_told_again() {
        let book = Rulebook::built_in();
        let field = &book.table("reunions").unwrap().1.fields[0];
        let code = |name: &str| Value::<'static>::Code(book.network_by_name(name).unwrap());
        // Of other lengths, and some with the same beginning and end.
        let cells = [
            "Dreux",
            "",
            "Chartres",
            "dreux",
            "Dreux",
            "Chartres",
            "Cher",
            "DreuxDreux",
            "DreuxDreuxDreux",
            "-",
        ];
        let array: ArrayRef =
            Arc::new(cells.iter().copied().map(Some).chain([None]).collect::<StringViewArray>());
        let (place, mut found) = (CellPlace { table: 0, field: 0, first_row: 5 }, Vec::new());
        let lookups = Lookups::new(book);
        let mut reader = Reader { field, lookups: &lookups, place, out: &mut found };
        let column = texts(&array, &mut reader).unwrap();
        let mut expected = Vec::new();
        for (row, text) in (0..).zip(cells) {
            let parsed = parse_cell(RawCell::Text(text), field, &lookups);
            let mut told = Reader { field, lookups: &lookups, place, out: &mut expected };
            told.note(row, RawCell::Text(text), &parsed);
            assert_eq!(column.states[row], parsed.state, "{text}");
            if parsed.state == State::Present {
                let Values::Code(codes) = &column.values else { panic!("codes") };
                assert_eq!(Value::Code(codes[row]), parsed.value);
            }
        }
        assert_eq!(column.states[10], State::Blank);
        assert_eq!((column.states[0], code("Dreux")), (State::Present, code("dreux")));
        assert_eq!(found, expected);
        assert!(found.len() > 4, "{found:?}");
    }
}
