//! Workbooks to fill in: one sheet a table, with drop-downs, checks of what is typed, hints and formulas.
//!
//! Everything in them comes from the rulebook: titles, headers, hints, examples, bounds, lists, formulas and rules.
//! [`workbook`] makes an empty one, [`filled`] one with rows in it; reading either back gives the same values.

mod attendance;
mod error;
mod filled;
mod formula;
mod highlight;
mod layout;
mod lists;
mod notice;
pub(crate) mod paper;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod validation;
mod write;

#[cfg(feature = "report")]
pub use attendance::attendance_page;
pub use attendance::{ROWS as ATTENDANCE_ROWS, attendance_workbook, is_attendance};
pub use error::TemplateError;
pub use filled::filled;
pub use layout::READY_ROWS;
pub use write::workbook;

use crate::value::Lang;

/// The text in the language.
fn say<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}
