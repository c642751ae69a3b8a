//! Tests of running formulas over columns.

mod cases;
pub(crate) mod rows;
