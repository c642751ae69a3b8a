//! Raw cells, each with where it stood. The first step of the data's way: nothing here knows what a table means.

mod cell;

pub use cell::{Cell, CellValue, DateSystem, Format, MergedRange, Place, Sheet, Workbook};
