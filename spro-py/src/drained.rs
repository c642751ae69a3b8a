//! Frames read to their end, whose chunks stay with a campaign.

use crate::capsule::Reader;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, SchemaRef};
use spro::arrow::Frame;
use std::sync::atomic::{AtomicBool, Ordering};

/// The chunks of a frame, which can be read again.
pub struct Drained {
    table: u16,
    name: String,
    schema: SchemaRef,
    chunks: Vec<RecordBatch>,
}

impl Drained {
    /// Reads a frame to its end, or until the work is to stop.
    pub fn new(table: u16, name: &str, reader: Reader, stop: &AtomicBool) -> Result<Self, ArrowError> {
        let schema = reader.schema();
        let chunks = reader.take_while(|_| !stop.load(Ordering::Relaxed)).collect::<Result<_, _>>()?;
        Ok(Self { table, name: name.to_owned(), schema, chunks })
    }

    /// The frame, to be read once more: its rows are not copied.
    pub fn frame(&self) -> Frame<'static> {
        let chunks: Vec<_> = self.chunks.iter().cloned().map(Ok).collect();
        Frame::new(self.table, &self.name, RecordBatchIterator::new(chunks, self.schema.clone()))
    }
}
