//! Names: of sheets, and those by which a workbook knows some of its cells.

use super::place::letters;
use super::{Workbook, WorkbookError, Worksheet};

/// The longest name of a sheet, as UTF-16 counts.
const LENGTH: usize = 31;

/// A name that a sheet can have.
pub(super) fn checked(name: String) -> Result<String, WorkbookError> {
    let bad = name.is_empty()
        || name.encode_utf16().count() > LENGTH
        || name.contains(['*', '?', ':', '[', ']', '\\', '/'])
        || name.starts_with('\'')
        || name.ends_with('\'');
    if bad { Err(WorkbookError::SheetName(name)) } else { Ok(name) }
}

/// A name as formulas write it.
pub(super) fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
        && !name.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && !looks_like_a_cell(name);
    if plain { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}

/// Whether a name looks like `A1`, or begins as `R1C1` does. Quotes that need not be there do no harm.
fn looks_like_a_cell(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = name.len() - digits.len();
    let numbered = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty() && letters <= 3;
    let relative = ["R", "C", "RC"].iter().any(|start| {
        name.get(..letters).is_some_and(|found| found.eq_ignore_ascii_case(start))
            && digits.bytes().next().is_none_or(|b| b.is_ascii_digit())
    });
    numbered || relative
}

/// A name that programs know by themselves.
pub(super) struct Name {
    pub code: &'static str,
    /// Position of the sheet that it is of.
    pub sheet: usize,
    pub cells: String,
    /// How the document's properties list it; not all are.
    pub listed: Option<String>,
}

/// The names of a workbook, in the order in which they are kept.
pub(super) fn names(book: &Workbook) -> Vec<Name> {
    let mut names = Vec::new();
    for (sheet, found) in book.sheets.iter().enumerate() {
        names.extend(of_sheet(sheet, found));
    }
    // Sorted by what follows `_xlnm.`, where programs count `_` before all letters.
    names.sort_by(|a, b| (a.listed.is_some(), a.code, &a.cells).cmp(&(b.listed.is_some(), b.code, &b.cells)));
    names
}

fn of_sheet(sheet: usize, found: &Worksheet) -> impl Iterator<Item = Name> {
    let own = quoted(&found.name);
    let name = |code, cells: String, listed: Option<&str>| Name {
        code,
        sheet,
        cells: format!("{own}!{cells}"),
        listed: listed.map(|listed| format!("{own}!{listed}")),
    };
    let filter = found.filter.map(|range| name("_xlnm._FilterDatabase", range.held(), None));
    let area = found.print_area.map(|range| name("_xlnm.Print_Area", range.held(), Some("Print_Area")));
    let columns = found.repeated_columns;
    let columns = columns.map(|(a, b)| format!("${}:${}", letters(a.into()), letters(b.into())));
    let rows = found.repeated_rows.map(|(a, b)| format!("${}:${}", u64::from(a) + 1, u64::from(b) + 1));
    let titles = [columns, rows].into_iter().flatten().reduce(|a, b| format!("{a},{own}!{b}"));
    let titles = titles.map(|cells| name("_xlnm.Print_Titles", cells, Some("Print_Titles")));
    [filter, area, titles].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_need_quotes_have_them() {
        for plain in ["Notice", "Émargement", "a_b.c", "ABCD1", "A", "Rc_1", "R.1", "Réunions"] {
            assert_eq!(quoted(plain), plain);
        }
        for name in ["À signer", "1a", "A1", "xfd12", "R", "c", "RC", "r1c1", "R1 x", "a-b", ".a", "RC4"] {
            assert_eq!(quoted(name), format!("'{name}'"));
        }
        assert_eq!(quoted("l'an"), "'l''an'");
    }

    #[test]
    fn names_that_no_sheet_can_have() {
        for name in ["", "a/b", "'a", "a'", "a:b", "[a]", &"é".repeat(32)] {
            assert!(checked(name.to_owned()).is_err(), "{name}");
        }
        assert!(checked("é".repeat(31)).is_ok() && checked("l'an".to_owned()).is_ok());
    }
}
