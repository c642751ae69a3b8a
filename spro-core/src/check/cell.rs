//! The cells of a batch, one at a time: for rules that compare few rows with each other.

use crate::batch::{Batch, State};

/// The number, day or truth value of a cell; `None` where it holds none.
pub(super) fn int(batch: &Batch<'_>, field: u16, row: usize) -> Option<i64> {
    batch.int(usize::from(field), row)
}

/// The position of a cell's code in its list; `None` where it holds none.
pub(super) fn code(batch: &Batch<'_>, field: u16, row: usize) -> Option<u32> {
    batch.code(usize::from(field), row)
}

/// The text of a cell, folded so that accents, case and spaces make no difference; `None` where it holds none.
pub(super) fn folded(batch: &Batch<'_>, field: u16, row: usize) -> Option<String> {
    batch.text(usize::from(field), row).map(|text| crate::value::folded(text).collect())
}

/// Whatever a cell holds, comparable with other cells of its column; blank cells are equal. `None` where the cell was
/// refused: nobody knows what it would have been.
pub(super) fn key(batch: &Batch<'_>, field: u16, row: usize) -> Option<Key> {
    let column = batch.columns.get(usize::from(field))?;
    match column.states.get(row)? {
        State::Refused => None,
        State::Blank => Some(Key::Blank),
        State::Present => int(batch, field, row)
            .map(Key::Int)
            .or_else(|| code(batch, field, row).map(Key::Code))
            .or_else(|| folded(batch, field, row).map(Key::Text)),
    }
}

/// See [`key`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Blank,
    Int(i64),
    Code(u32),
    Text(String),
}
