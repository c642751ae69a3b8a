//! Texts that a spreadsheet shows instead of running: an apostrophe in front of what could start a formula.
//!
//! **The escape, and the way back.** A text gets one apostrophe (`'`) in front where its first character that is not a
//! blank could start a formula (`=`, `+`, `-`, `@`, and their full-width forms), where it begins with a control
//! character, or where it begins with an apostrophe already. To read it back, take away one apostrophe from the
//! front of every text that begins with one. Every other text stands as it is.
//!
//! Typed numbers are not texts: `-5` in a column of numbers stays a number, which no spreadsheet runs.

use std::borrow::Cow;

/// The mark in front of an escaped text.
pub const MARK: char = '\'';

/// A text, escaped where a spreadsheet could take it for a formula.
///
/// ```
/// # use spro::report::csv_safe::{escape, unescape};
/// assert_eq!(escape("=1+1"), "'=1+1");
/// assert_eq!(escape("- point d'étape"), "'- point d'étape");
/// assert_eq!(escape("Bilan annuel"), "Bilan annuel");
/// assert_eq!(unescape("'=1+1"), "=1+1");
/// ```
pub fn escape(text: &str) -> Cow<'_, str> {
    if needs_mark(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`escape`] was given.
pub fn unescape(cell: &str) -> &str {
    cell.strip_prefix(MARK).unwrap_or(cell)
}

/// Whether a spreadsheet could read a cell that holds exactly this text as a formula.
pub fn starts_formula(text: &str) -> bool {
    let first = text.chars().next();
    let shown = text.chars().find(|c| !is_skipped(*c));
    first.is_some_and(char::is_control) || shown.is_some_and(is_operator)
}

fn needs_mark(text: &str) -> bool {
    text.starts_with(MARK) || starts_formula(text)
}

/// What begins a formula in Excel, LibreOffice or a sheet on the web; input methods of East Asia type the wide forms.
fn is_operator(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{fe66}' | '\u{fe62}'
    ) || matches!(c, '\u{fe63}' | '\u{fe6b}')
}

/// What an import may drop in front of a cell: blanks, control characters, marks without a width.
fn is_skipped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_what_could_run_and_nothing_else() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+33 2 38", "'+33 2 38"),
            ("-", "'-"),
            ("- point d'étape", "'- point d'étape"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\rx", "'\rx"),
            ("\u{a0} =1", "'\u{a0} =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("'déjà", "''déjà"),
            ("l'objet", "l'objet"),
            ("a=1", "a=1"),
            ("(=1)", "(=1)"),
            (" Bilan", " Bilan"),
            ("", ""),
            (" ", " "),
            ("12", "12"),
        ] {
            assert_eq!(escape(text), cell, "{text:?}");
            assert_eq!(unescape(cell), text, "{cell:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_cell_starts_a_formula_and_every_text_comes_back(text in "[=+@'\t\r\n \u{a0}\u{ff1d}a-]{0,5}\\PC{0,3}") {
            let cell = escape(&text);
            prop_assert!(!starts_formula(&cell), "{:?} as {:?}", text, cell);
            prop_assert_eq!(unescape(&cell), text.as_str());
        }
    }
}
