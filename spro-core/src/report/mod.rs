//! Results as files for people: grids of cells as CSV and XLSX, in which no text can run as a formula.

mod csv_file;
pub mod csv_safe;
mod form;
mod grid;
pub mod html;
mod long;
pub mod return_to_sender;
mod sheets;
mod words;
mod xlsx_file;
mod xlsx_rows;

pub use csv_file::{Dialect, csv, csv_long, csv_parts};
pub use form::{Form, file};
pub use grid::{Entry, Grid};
pub use long::LongGrid;
pub use sheets::{figures, sheets, surveys};
pub use xlsx_file::{GridError, xlsx, xlsx_long};
