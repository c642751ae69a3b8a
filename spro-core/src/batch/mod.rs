//! Typed columns with validity: what the checks and the indicators work on.

pub use crate::column::{Batch, Column, RowPlace, State, Values};
