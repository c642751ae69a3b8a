//! Typed columns with validity: what the checks and the indicators work on, and how raw cells become them.
//!
//! [`parse_cell`] reads one cell as a value of its field; [`RowReader`] reads rows into a [`Batch`] and tells every
//! repair and refusal as a finding. [`FormRows`] are the rows of a form.

mod builder;
mod form;
mod lookups;
mod parse;
mod parsed;
mod raw;
mod rows;
mod typed;

pub use crate::column::{Batch, Column, RowPlace, State, Values};
pub use builder::ColumnBuilder;
pub use form::{FormRows, read_form_rows};
pub use lookups::{Found, ListLookup, Lookups};
pub use parse::{NAME_LET_GO, parse_cell};
pub use parsed::{Note, Parsed, Value};
pub use raw::RawCell;
pub use rows::{Origin, RowCell, RowReader, TypedCell, from_text_rows};
pub use typed::typed_again;
