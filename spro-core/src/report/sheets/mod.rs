//! The content of the report as grids: one sheet a subject in a workbook, one part a subject in a CSV.

mod all;
mod cell;
mod figures;
mod findings;
mod matrix;
mod returns;
mod surveys;

pub use all::sheets;
pub use figures::figures;
pub use surveys::surveys;
