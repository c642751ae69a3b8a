//! Workbooks written: XLSX with what the project's workbooks need, and nothing else.
//!
//! A `Workbook` holds sheets, a `Worksheet` cells; each cell has a `Format`. Saving writes every part of the
//! package as Excel itself writes it, in Excel's order; nothing asks the clock, so that the same content gives the same
//! bytes.

#[cfg(feature = "report")]
mod aids;
mod book;
mod cells;
mod check;
mod error;
mod format;
mod names;
mod note;
mod page;
mod parts;
mod picture;
mod place;
mod shared;
mod sheet;
mod sheet_part;
mod styles;
// They look at all that the writer can, some of which reports alone need.
#[cfg(feature = "report")]
#[cfg(test)]
mod tests;
mod xml;
mod zip;

pub(crate) use book::Workbook;
pub(crate) use cells::Outcome;
pub(crate) use check::{Bounds, DataValidation};
pub use error::WorkbookError;
pub(crate) use format::{Align, Format, Line};
pub(crate) use page::Page;
pub(crate) use picture::Room;
#[cfg(feature = "report")]
pub(crate) use sheet::CELL_LENGTH;
pub(crate) use sheet::Worksheet;
#[cfg(feature = "report")]
pub(crate) use xml::cell_text;
#[cfg(feature = "report")]
pub(crate) use zip::{Packed, Zip};
