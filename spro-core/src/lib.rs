#![cfg_attr(all(feature = "toml", feature = "csv"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "toml", feature = "csv")),
    doc = "Rulebook, validation and indicators for the French regional guidance networks (SPRO)."
)]
#![forbid(unsafe_code)]

/// The version of this crate, such as `0.1.0`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod batch;
pub mod bind;
pub mod campaign;
pub mod charter;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod column;
pub mod convention;
pub mod evaluation;
pub mod exchange;
pub mod expression;
pub mod finding;
pub mod indicator;
pub mod network;
pub mod prescription;
#[cfg(feature = "report")]
pub mod report;
pub mod rulebook;
pub mod schema;
pub mod sheet;
#[cfg(feature = "csv")]
pub mod stream;
#[cfg(feature = "template")]
pub mod template;
pub mod value;
pub mod wire;
#[cfg(feature = "template")]
pub mod workbook;
