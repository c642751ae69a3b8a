//! What all written workbooks share: a fixed date of making, names of sheets, paper, exact numbers and days.

use crate::value::Decimal;
use crate::workbook::{Format, Page, WorkbookError, Worksheet};
use chrono::{Datelike, NaiveDate};

/// The longest name that a sheet may have.
const NAME_LENGTH: usize = 31;
/// How euros are shown, in the number codes of spreadsheets.
pub(crate) const EUROS: &str = "#,##0.00\\ \"€\"";
/// The first day that every spreadsheet counts alike: earlier ones fall before the leap day that never was.
const FIRST_DAY: (i32, u32, u32) = (1900, 3, 1);

/// A name for a sheet: without the characters that names may not have, short enough, and not one of `taken` (names
/// are compared without case).
pub(crate) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let replaced: String =
        wanted.chars().map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = replaced.split_whitespace().collect();
    let clean = words.join(" ");
    let clean = clean.trim_matches('\'');
    let base = if clean.is_empty() { "Feuille" } else { clean };
    let mut number = 1u32;
    loop {
        let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
        let name = format!("{}{suffix}", cut(base, NAME_LENGTH - suffix.len()));
        if !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// The start of a text, in at most `length` of the units that spreadsheets count (UTF-16), without a blank at its end.
pub(crate) fn cut(text: &str, length: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > length {
            return text.get(..at).unwrap_or_default().trim_end();
        }
    }
    text
}

/// A text in at most `length` units, ended by an ellipsis where it was longer.
pub(crate) fn shorten(text: &str, length: usize) -> String {
    if text.encode_utf16().count() <= length {
        return text.to_owned();
    }
    let short = cut(text, length.saturating_sub(1));
    // Better a whole word less than half a word more.
    let end = short.rfind(' ').filter(|at| at.saturating_mul(4) > short.len().saturating_mul(3));
    format!("{}…", end.and_then(|at| short.get(..at)).unwrap_or(short).trim_end())
}

/// One page wide, A4 on its side, with page numbers.
pub(crate) fn a4_landscape() -> Page {
    let margins = ["0.5", "0.5", "0.6", "0.6", "0.3", "0.3"];
    Page { landscape: true, margins, pages: (1, 0), footer: "&L&A&R&P / &N" }
}

/// A4 upright, all on one page.
pub(crate) fn a4_portrait() -> Page {
    Page { landscape: false, margins: ["0.5", "0.5", "0.5", "0.6", "0.3", "0.3"], pages: (1, 1), footer: "" }
}

/// A number as a spreadsheet keeps it; `None` where it would lose digits.
pub(crate) fn number(number: Decimal) -> Option<String> {
    let size = number.mantissa().unsigned_abs().to_string();
    // Kept in a double, of which programs show fifteen digits.
    (size.trim_end_matches('0').len() <= 15).then(|| number.to_string())
}

/// The number by which spreadsheets keep a day; `None` where they do not agree on it.
pub(crate) fn day_number(day: NaiveDate) -> Option<i64> {
    let (year, month, dom) = FIRST_DAY;
    let first = NaiveDate::from_ymd_opt(year, month, dom)?;
    // That day has the number 61.
    (day >= first && day.year() <= 9999).then(|| (day - first).num_days() + 61)
}

/// Writes a day: as a number shown as a day, or as a text where spreadsheets do not agree on the number.
pub(crate) fn write_date(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: NaiveDate,
    format: &Format,
) -> Result<(), WorkbookError> {
    match day_number(day) {
        Some(number) => sheet.write_number_with_format(row, column, number.to_string(), format)?,
        None => sheet.write_string_with_format(row, column, day.to_string(), format)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets() {
        assert_eq!(sheet_name("Réunions", &[]), "Réunions");
        assert_eq!(sheet_name("a/b [c]: d", &[]), "a b c d");
        assert_eq!(sheet_name("'", &[]), "Feuille");
        let long = "Nombre de réunions du réseau local et taux de présence";
        assert_eq!(sheet_name(long, &[]), "Nombre de réunions du réseau lo");
        let taken = [sheet_name(long, &[]).to_uppercase()];
        assert_eq!(sheet_name(long, &taken), "Nombre de réunions du résea (2)");
    }

    #[test]
    fn texts_are_shortened_at_a_word() {
        assert_eq!(shorten("court", 5), "court");
        assert_eq!(shorten("une phrase plus longue", 18), "une phrase plus…");
        assert_eq!(shorten("😀😀😀", 5), "😀😀…");
    }

    #[test]
    fn numbers_that_a_spreadsheet_cannot_keep_are_refused() {
        for kept in
            ["0.1", "-12", "0.857142857142857", "123456789012345", "0.0000000001", "1000000000000000000"]
        {
            assert_eq!(number(kept.parse().unwrap()).as_deref(), Some(kept));
        }
        for lost in ["1234567890.1234567", "1234567890123456", "-0.8571428571428571"] {
            assert_eq!(number(lost.parse().unwrap()), None);
        }
    }
}

#[cfg(test)]
mod laws {
    use super::*;

    proptest::proptest! {
        /// A number that is kept comes back from the double that a program makes of it; any other one would not.
        #[test]
        fn what_is_kept_comes_back(mantissa in -10_i128.pow(18)..10_i128.pow(18), scale in 0_u8..25) {
            let decimal = Decimal::new(mantissa, scale).unwrap();
            let double: f64 = decimal.to_string().parse().unwrap();
            let comes_back = Decimal::from_spreadsheet(double) == Some(decimal);
            proptest::prop_assert_eq!(number(decimal).is_some(), comes_back);
            if let Some(text) = number(decimal) {
                proptest::prop_assert_eq!(text, double.to_string());
            }
        }
    }
}
