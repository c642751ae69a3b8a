//! The rulebook as schemas that other tools know: JSON Schema, Frictionless Table Schema, XLSForm.
//!
//! A schema says what the *canonical* form of a row is, the one that `spro read` writes; the reader of this project
//! takes more (a unit behind a number, a date in words). What a standard cannot say is not dropped: it stands in the
//! schema under `x-spro-rules`, with its code, its expression and its message.

mod cell;
mod json_schema;
mod note;
mod table_schema;
#[cfg(test)]
mod tests;
#[cfg(feature = "template")]
mod xlsform;

pub use json_schema::{row_schema, submission_schema};
pub use table_schema::{data_package, table_schema};
#[cfg(feature = "template")]
pub use xlsform::{XlsFormError, xlsform};
