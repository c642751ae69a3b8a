//! The evaluation as one page that stands alone: no script, no outside file, readable on a telephone and on paper.

mod bars;
mod completeness;
mod detail;
mod diagnostics;
mod known;
mod milestones;
mod page;
mod questions;
mod summary;
mod surveys;
mod trees;
mod view;

pub use page::{html, policy};

#[cfg(all(test, feature = "csv"))]
mod tests;
