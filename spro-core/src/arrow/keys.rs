//! The keys of rows as a column, by which rows that stand on several machines are brought together.

use super::FrameError;
use crate::batch::Lookups;
use crate::check::row_keys;
use crate::rulebook::Rulebook;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use std::sync::Arc;

/// For each row a hash of its key: rows that the duplicate rule holds for equal have equal ones. A row that the rule
/// does not judge has null.
///
/// # Errors
/// Where a key column is missing or of a type that its field does not take.
pub fn key_batch(
    frame: &RecordBatch,
    table: u16,
    rulebook: &Rulebook,
    lookups: &Lookups,
) -> Result<RecordBatch, FrameError> {
    let definition = rulebook.tables().get(usize::from(table));
    let definition = definition.ok_or_else(|| super::import::unknown(table, rulebook))?;
    let (batch, _) = super::import::batch(frame, table, 0, rulebook, lookups)?;
    let keys = row_keys(definition, &batch);
    let keys = (0..batch.rows).map(|row| keys.hash(row).map(u64::cast_signed)).collect::<Int64Array>();
    Ok(RecordBatch::try_from_iter([("key", Arc::new(keys) as ArrayRef)])?)
}
