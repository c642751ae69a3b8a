//! Tests of running formulas over columns.

mod agreement;
mod cases;
mod generated;
mod reference;
pub(crate) mod rows;
