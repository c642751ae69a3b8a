//! The attendance sheet to be printed and signed, under a brand charter: as a workbook and as a page.
//!
//! Its head and columns are those of the table that the rulebook compares with the meetings. Names are for signing only:
//! no indicator needs them, and reading lets them go.

mod model;
#[cfg(feature = "report")]
mod page;
mod workbook;

pub use model::{ROWS, is_attendance};
#[cfg(feature = "report")]
pub use page::attendance_page;
pub use workbook::attendance_workbook;
