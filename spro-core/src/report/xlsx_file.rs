//! Grids as a workbook: one sheet each, headers that stay in sight, numbers and days that are numbers and days.

use super::{Entry, Grid};
use crate::template::paper::{self, sheet_name};
use crate::value::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Why a workbook could not be written: too many rows, columns or characters for the format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[error("the workbook could not be written: {0}")]
pub struct GridError(#[from] XlsxError);

/// A workbook of these grids. Texts are written as texts: none of them can run as a formula. The same grids give the
/// same bytes.
pub fn xlsx(grids: &[Grid]) -> Result<Vec<u8>, GridError> {
    let mut book = paper::workbook("SPRO")?;
    let mut taken = Vec::new();
    for grid in grids {
        let sheet = book.add_worksheet();
        let name = sheet_name(&grid.title, &taken);
        sheet.set_name(&name)?;
        taken.push(name);
        fill(sheet, grid)?;
    }
    if grids.is_empty() {
        book.add_worksheet();
    }
    save(&mut book)
}

fn save(book: &mut Workbook) -> Result<Vec<u8>, GridError> {
    Ok(book.save_to_buffer()?)
}

struct Formats {
    header: Format,
    text: Format,
    number: Format,
    share: Format,
    money: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            header: cell().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium),
            text: cell().set_text_wrap(),
            number: cell(),
            share: cell().set_num_format("0.0%"),
            money: cell().set_num_format(paper::EUROS),
            date: cell().set_num_format("dd/mm/yyyy"),
        }
    }
}

fn fill(sheet: &mut Worksheet, grid: &Grid) -> Result<(), GridError> {
    let formats = Formats::new();
    for (column, header) in (0u16..).zip(&grid.headers) {
        sheet.write_string_with_format(0, column, header, &formats.header)?;
    }
    for (row, entries) in (1u32..).zip(&grid.rows) {
        for (column, entry) in (0u16..).zip(entries) {
            write(sheet, row, column, entry, &formats)?;
        }
    }
    let columns = u16::try_from(grid.width()).unwrap_or(u16::MAX);
    for column in 0..columns {
        sheet.set_column_width(column, width(grid, usize::from(column)))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if columns > 0 {
        let last = u32::try_from(grid.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, last, columns - 1)?;
        sheet.set_repeat_rows(0, 0)?;
    }
    paper::a4_landscape(sheet);
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    entry: &Entry,
    formats: &Formats,
) -> Result<(), GridError> {
    let number = |sheet: &mut Worksheet, number: Decimal, format: &Format| -> Result<(), GridError> {
        match paper::double(number) {
            Some(double) => sheet.write_number_with_format(row, column, double, format)?,
            // A spreadsheet keeps fifteen digits: a longer number stands as a text, with all of them.
            None => sheet.write_string_with_format(row, column, number.to_string(), &formats.text)?,
        };
        Ok(())
    };
    match entry {
        Entry::Empty => {}
        Entry::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        Entry::Number(n) => number(sheet, *n, &formats.number)?,
        Entry::Share(n) => number(sheet, *n, &formats.share)?,
        Entry::Money(n) => number(sheet, *n, &formats.money)?,
        Entry::Date(day) => paper::write_date(sheet, row, column, *day, &formats.date)?,
        Entry::Bool(value) => {
            sheet.write_boolean_with_format(row, column, *value, &formats.text)?;
        }
    }
    Ok(())
}

/// The width that shows most of a column's texts, within reason.
fn width(grid: &Grid, column: usize) -> f64 {
    let header = grid.headers.get(column).map_or(0, |h| h.chars().count() / 2 + 2);
    let longest = grid.rows.iter().filter_map(|row| row.get(column)).map(|entry| match entry {
        Entry::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        Entry::Number(n) => n.to_string().len(),
        Entry::Money(n) => n.to_string().len() + 6,
        Entry::Date(_) => 11,
        Entry::Empty | Entry::Share(_) | Entry::Bool(_) => 8,
    });
    let characters = longest.max().unwrap_or(0).max(header).clamp(9, 60) + 2;
    f64::from(u8::try_from(characters).unwrap_or(62))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    }

    fn sample() -> Grid {
        let mut grid = Grid::new("Résultats : 1/2", ["Réseau", "Valeur"]);
        grid.push(["=1+1".into(), Entry::Number("0.25".parse().unwrap())]);
        grid.push(["@x".into(), Entry::Number("1234567890.12345678".parse().unwrap())]);
        grid.push([Entry::Bool(true), Entry::Date("2017-11-29".parse().unwrap())]);
        grid
    }

    #[test]
    fn nothing_is_a_formula_and_no_digit_is_lost() {
        let bytes = xlsx(&[sample()]).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains("<v>0.25</v>") && sheet.contains("<v>43068</v>"), "{sheet}");
        let texts = part(&bytes, "xl/sharedStrings.xml");
        assert!(texts.contains("<t>=1+1</t>") && texts.contains("<t>1234567890.12345678</t>"), "{texts}");
        assert!(part(&bytes, "xl/workbook.xml").contains("name=\"Résultats 1 2\""));
    }

    #[test]
    fn the_same_grids_give_the_same_bytes() {
        assert_eq!(xlsx(&[sample()]).unwrap(), xlsx(&[sample()]).unwrap());
        assert!(!xlsx(&[]).unwrap().is_empty());
        let core = part(&xlsx(&[sample()]).unwrap(), "docProps/core.xml");
        assert!(core.contains("2017-01-01T00:00:00Z"), "{core}");
    }

    #[test]
    fn two_grids_of_one_title_get_two_names() {
        let book = part(&xlsx(&[sample(), sample()]).unwrap(), "xl/workbook.xml");
        assert!(
            book.contains("name=\"Résultats 1 2\"") && book.contains("name=\"Résultats 1 2 (2)\""),
            "{book}"
        );
    }
}
