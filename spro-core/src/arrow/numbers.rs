//! Which row of the whole each row is, where a frame is a part of one.

use super::FrameError;
use crate::batch::RowPlace;
use crate::finding::Finding;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;

/// The number of each row, from 0.
#[derive(Default)]
pub(super) struct Numbers(Vec<u64>);

impl Numbers {
    /// The numbers in this column of a chunk; `None` where there is no such column.
    pub fn of(chunk: &RecordBatch, column: Option<usize>) -> Result<Option<Self>, FrameError> {
        let Some(array) = column.and_then(|c| chunk.columns().get(c)) else { return Ok(None) };
        if array.data_type() != &DataType::Int64 || array.null_count() > 0 {
            return Err(FrameError::Broken(format!("row numbers of type {}", array.data_type())));
        }
        let numbers = array.as_primitive::<Int64Type>().values().iter();
        Ok(Some(Self(numbers.map(|n| u64::try_from(*n).unwrap_or(0)).collect())))
    }

    /// Adds the numbers of the chunk behind.
    pub fn append(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Where the rows stand: lines are counted over the whole.
    pub fn places(&self) -> RowPlace {
        RowPlace::Each(self.0.iter().map(|n| u32::try_from(*n).unwrap_or(u32::MAX)).collect())
    }

    /// Rows of findings, counted from the first one of this part, as rows of the whole.
    pub fn renumber(&self, findings: &mut [Finding], first_row: u64) {
        for finding in findings {
            let row = finding.row.and_then(|row| usize::try_from(row.checked_sub(first_row)?).ok());
            finding.row = row.and_then(|row| self.0.get(row).copied());
        }
    }
}
