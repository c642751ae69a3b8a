//! A workbook back to whoever filled it in: the file as it was, a comment on each cell to mend, and a sheet that lists
//! what to mend, where and how.
//!
//! In XLSX and ODS every other cell stays as it is, in value and in format: parts that need no change are copied byte
//! for byte, and the others are changed only where something is added. In XLSX a cell to mend is also filled with a
//! light colour. A CSV holds no comments: it comes back as an XLSX of the same texts.

mod annotate;
mod delimited;
mod list;
mod names;
mod note;
mod notes;
mod ods;
mod package;
mod scan;
mod splice;
mod words;
mod xlsx;

#[cfg(test)]
mod tests;

pub use annotate::{Returned, annotate};
pub use names::ReturnedNames;
pub use note::{Note, ReturnError};
pub use notes::notes;
