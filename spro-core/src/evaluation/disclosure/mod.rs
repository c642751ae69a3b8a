//! Disclosure control: small cells are not shown, nor others from which they could be worked out.
//!
//! A grid has a row for each group (a network), a column for each answer, and a last row of totals. Whoever reads what
//! is shown knows that rows and columns add up and that counts are whole and not negative. A hidden cell is safe
//! where at least two different values still fit everything that is shown; hiding goes on until every hidden cell is.

mod grid;
mod rules;
mod totals;

#[cfg(test)]
mod tests;

pub use grid::{Grid, Hidden, protect};
pub use rules::{Cell, Rules};
pub use totals::{HiddenTotals, protect_totals};
