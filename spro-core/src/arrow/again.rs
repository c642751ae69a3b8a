//! Rows of a frame that came before, looked at again one by one: the chunks stay where they are, nothing is copied.

use super::import::key_row;
use crate::batch::{Batch, Lookups};
use crate::check::Again;
use crate::rulebook::Table;
use arrow_array::RecordBatch;
use std::fmt;
use std::io;

/// A chunk of which rows are looked at again.
pub(super) struct Chunk<'r> {
    pub rows: RecordBatch,
    pub position: u16,
    pub table: &'r Table,
    pub lookups: &'r Lookups,
}

impl fmt::Debug for Chunk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunk").field("table", &self.table.code).finish_non_exhaustive()
    }
}

impl Again for Chunk<'_> {
    fn row(&self, at: u64, _latin: bool) -> io::Result<Batch<'static>> {
        let row = usize::try_from(at).ok().filter(|row| *row < self.rows.num_rows());
        let row = row.map(|row| self.rows.slice(row, 1));
        // The same chunk was read before: what fails now has changed behind our back.
        row.and_then(|row| key_row(&row, self.position, self.table, self.lookups).ok())
            .ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}
