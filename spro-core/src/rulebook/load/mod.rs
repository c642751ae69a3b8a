//! Rulebooks from TOML: everything is checked, and everything that is wrong is told with its place.

mod between;
mod builder;
mod computed;
mod error;
mod evaluation;
mod example;
mod fields;
mod gather;
mod indicators;
mod layers;
mod lists;
mod parameters;
mod problems;
mod records;
mod rules;
mod section;
mod start;
mod surveys;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod units;

pub use error::{RulebookError, RulebookErrors};
