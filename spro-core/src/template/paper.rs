//! What all written workbooks share: a fixed date of making, names of sheets, paper, exact numbers and days.

use crate::value::Decimal;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The longest name that a sheet may have.
const NAME_LENGTH: usize = 31;
/// How euros are shown, in the number codes of spreadsheets.
pub(crate) const EUROS: &str = "#,##0.00\\ \"€\"";
/// The paper size of A4 in the format's numbering.
const A4: u8 = 9;
/// The first day that every spreadsheet counts alike: earlier ones fall before the leap day that never was.
const FIRST_DAY: (i32, u32, u32) = (1900, 3, 1);

/// An empty workbook that says nothing of when it was made, so that the same content gives the same bytes.
pub(crate) fn workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2017, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    Ok(book)
}

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
pub(crate) fn a4_landscape(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
}

/// A4 upright, one page wide.
pub(crate) fn a4_portrait(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_portrait().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3);
}

/// The double that a spreadsheet keeps for a number; `None` where it would show another one.
pub(crate) fn double(number: Decimal) -> Option<f64> {
    let double: f64 = number.to_string().parse().ok()?;
    (Decimal::from_spreadsheet(double) == Some(number)).then_some(double)
}

/// The number by which spreadsheets keep a day, for who writes cells by hand; `None` where they do not agree on it.
#[cfg(feature = "report")]
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
) -> Result<(), XlsxError> {
    let (year, month, dom) = (day.year(), day.month(), day.day());
    let parts = (u16::try_from(year), u8::try_from(month), u8::try_from(dom));
    match parts {
        (Ok(y), Ok(m), Ok(d)) if (year, month, dom) >= FIRST_DAY && y <= 9999 => {
            sheet.write_datetime_with_format(row, column, &ExcelDateTime::from_ymd(y, m, d)?, format)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, day.to_string(), format)?;
        }
    }
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
    fn numbers_that_a_double_cannot_show_are_refused() {
        assert_eq!(double("0.1".parse().unwrap()), Some(0.1));
        assert_eq!(double("-12".parse().unwrap()), Some(-12.0));
        assert_eq!(double("0.857142857142857".parse().unwrap()), Some(0.857_142_857_142_857));
        assert_eq!(double("1234567890.1234567".parse().unwrap()), None);
    }
}
