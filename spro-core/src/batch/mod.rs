//! Typed columns with validity: what the checks and the indicators work on.

mod column;

pub use column::{Batch, Column, RowPlace, State, Values};
