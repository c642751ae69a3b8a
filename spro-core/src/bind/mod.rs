//! Sheets as people leave them, bound to the tables of the rulebook: which sheet is which table, which column is which
//! field, which line is a row.
//!
//! A table is recognised by its headers, wherever they stand; the sheet's name only helps. The year and the network may
//! stand in a column, on a line of their own, above the table or in a name. A line that is no row is left out and told; a
//! cell that is not certain is asked. `docs/reading.md` says it all for users.

mod bound;
mod fill;
mod grid;
mod heading;
mod headings;
mod known;
mod layout;
mod lines;
mod locate;
mod month_first;
mod network;
mod phrases;
mod section;
mod source;
mod workbook;
mod year;

#[cfg(all(test, feature = "toml"))]
mod tests;

pub use bound::{Bound, Options};
pub use workbook::{Binder, read_workbook};
