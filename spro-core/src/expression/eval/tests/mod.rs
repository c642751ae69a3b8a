//! Tests of running formulas over columns.

mod agreement;
mod cases;
mod cel;
mod generated;
mod reference;
pub(crate) mod rows;
