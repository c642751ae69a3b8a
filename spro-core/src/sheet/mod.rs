//! Raw cells, each with where it stood. The first step of the data's way: nothing here knows what a table means.
//!
//! [`read`] and [`read_path`] take XLSX and ODS workbooks (feature `xlsx`), CSV (feature `csv`), JSON and TOML
//! dossiers (feature `toml`). They are a boundary: whatever the bytes are, the answer is a [`Workbook`] or a
//! [`ReadError`] that says what to do, within the memory that [`Limits`] allow. What a file claims about itself (dimensions, counts, sizes) is never believed.
//!
//! Not read: `.xls`, `.xlsb`, `.fods`, Numbers, and workbooks under a password; each is recognised and named.

mod builder;
mod cell;
#[cfg(feature = "csv")]
pub mod csv;
mod detect;
mod error;
mod extension;
mod json;
mod limits;
mod message;
#[cfg(feature = "xlsx")]
mod ods;
#[cfg(feature = "xlsx")]
mod package;
mod read;
mod serial;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "xlsx")]
mod xlsx;

#[cfg(feature = "template")]
pub(crate) use cell::write_letters;
pub use cell::{Cell, CellValue, DateSystem, Format, MergedRange, Place, Sheet, Workbook};
pub use error::{
    AtLine, Cause, Damage, Fault, IoFailure, JsonFault, Kind, OverLimit, ReadError, RepeatedKey,
    WrongExtension,
};
#[cfg(feature = "csv")]
pub(crate) use extension::may_be_csv;
pub(crate) use extension::name_parts;
pub use limits::{Limit, Limits};
pub use read::{read, read_path};

// For whoever changes a workbook: a part as it is inflated and as it is named, a text of XML with its entities resolved.
#[cfg(feature = "report")]
pub(crate) use package::{inflated, part_key, unescape as xml_text};
#[cfg(feature = "toml")]
pub(crate) use toml::json as toml_as_json;

#[cfg(feature = "csv")]
use csv::looks_like_table as looks_delimited;

#[cfg(not(feature = "csv"))]
fn looks_delimited(_: &[u8]) -> bool {
    false
}
