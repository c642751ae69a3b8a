//! CSV files headed by field codes: data that a program wrote, read in chunks of any number of rows.
//!
//! Such a file is taken as it stands: every record is a row, nothing is filled down, no line is a total. It is cut into
//! chunks at record ends; several threads read them into columns and check them, and take turns where the order matters
//! (row numbers, duplicates). Cells in their plain form are read by tight loops, all others by
//! [`crate::batch::parse_cell`], which the loops must agree with. Memory does not grow with the file, save for the keys
//! of the duplicate rule and for what was found.

mod again;
mod cell;
mod chunk;
mod clean;
mod columns;
mod drive;
mod head;
mod memo;

pub use drive::{How, Source, Streamed, stream};
pub use head::{Head, PREFIX, head};
