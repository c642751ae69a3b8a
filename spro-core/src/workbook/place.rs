//! Where something stands on a sheet.

use super::WorkbookError;
use crate::sheet::{Place, write_letters};
use std::fmt;

/// Rows and columns that a sheet has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u16 = 16_384;

/// A cell of a sheet.
pub(super) fn place(row: u32, column: u16) -> Result<Place, WorkbookError> {
    if row < ROWS && column < COLUMNS {
        return Ok(Place { row, column: column.into() });
    }
    Err(WorkbookError::Place { row: u64::from(row) + 1, column: u64::from(column) + 1 })
}

/// Cells from one corner to the other.
// INVARIANT: `first` is above and left of `last`, or the same; kept by `new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub first: Place,
    pub last: Place,
}

impl Range {
    pub fn new(row: u32, column: u16, last_row: u32, last_column: u16) -> Result<Self, WorkbookError> {
        let (a, b) = (place(row, column)?, place(last_row, last_column)?);
        let (first, last) = (
            Place { row: a.row.min(b.row), column: a.column.min(b.column) },
            Place { row: a.row.max(b.row), column: a.column.max(b.column) },
        );
        Ok(Self { first, last })
    }

    pub fn meets(&self, other: &Self) -> bool {
        let apart = |a: u32, b: u32| a < b;
        !(apart(self.last.row, other.first.row)
            || apart(other.last.row, self.first.row)
            || apart(self.last.column, other.first.column)
            || apart(other.last.column, self.first.column))
    }

    /// `$A$1:$B$2`.
    pub fn held(&self) -> String {
        if self.first == self.last {
            held(self.first)
        } else {
            format!("{}:{}", held(self.first), held(self.last))
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

fn held(place: Place) -> String {
    format!("${}${}", letters(place.column), u64::from(place.row) + 1)
}

/// The letters of a column.
pub(super) fn letters(column: u32) -> String {
    let mut text = String::new();
    // Writing into a text cannot fail.
    let _ = write_letters(&mut text, column);
    text
}
