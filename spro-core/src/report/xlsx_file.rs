//! Grids as a workbook: one sheet each, headers that stay in sight, numbers and days that are numbers and days.

use super::xlsx_rows::{Styles, write_row};
use super::{Entry, Grid, LongGrid};
use crate::template::paper::{self, sheet_name};
use crate::value::Decimal;
use crate::workbook::{Align, Format, Line, Workbook, WorkbookError, Worksheet};

/// Why a workbook could not be written: too many rows, columns or characters for the format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GridError {
    /// Something does not fit the format.
    #[error("the workbook could not be written: {0}")]
    Format(#[from] WorkbookError),
}

/// A workbook of these grids. Texts are written as texts: none of them can run as a formula. The same grids give the
/// same bytes.
pub fn xlsx(grids: &[Grid]) -> Result<Vec<u8>, GridError> {
    let (book, _) = workbook(grids.iter().map(|grid| (grid, grid.rows.len())))?;
    Ok(book.save_to_buffer()?)
}

/// The same for grids whose rows are made while they are written: a hundred thousand of them take no memory.
pub fn xlsx_long(mut grids: Vec<LongGrid<'_>>) -> Result<Vec<u8>, GridError> {
    let (book, looks) = workbook(grids.iter().map(|grid| (&grid.head, grid.rows)))?;
    let mut buffer = String::new();
    Ok(book.save_with(&mut |position, numbers, out| {
        let (Some(grid), Some(looks)) = (grids.get_mut(position), looks.get(position)) else { return Ok(()) };
        let styles = looks.map(|look| numbers.get(look).copied().unwrap_or(0));
        let first = grid.head.rows.len() + 2;
        for (row, entries) in (first..).zip(&mut grid.more) {
            write_row(out, &mut buffer, row, &entries, styles)?;
        }
        Ok(())
    })?)
}

/// The workbook with the rows that are there, and the looks of the cells of those that are to come.
fn workbook<'g>(
    grids: impl Iterator<Item = (&'g Grid, usize)>,
) -> Result<(Workbook, Vec<Styles<usize>>), GridError> {
    let mut book = Workbook::new("SPRO");
    let (mut taken, mut looks) = (Vec::new(), Vec::new());
    for (grid, rows) in grids {
        let name = sheet_name(&grid.title, &taken);
        let mut sheet = Worksheet::new(&name)?;
        taken.push(name);
        looks.push(fill(&mut sheet, grid, rows)?);
        book.add(sheet);
    }
    if taken.is_empty() {
        book.add(Worksheet::new("Sheet1")?);
    }
    Ok((book, looks))
}

struct Formats {
    header: Format,
    number_header: Format,
    text: Format,
    number: Format,
    share: Format,
    money: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(Align::Top);
        let header = || cell().set_bold().set_text_wrap().set_border_bottom(Line::Medium);
        Self {
            header: header().set_indent(1),
            number_header: header().set_align(Align::Right),
            // A number before it ends where the text begins.
            text: cell().set_text_wrap().set_indent(1),
            number: cell(),
            share: cell().set_num_format("0.0%"),
            money: cell().set_num_format(paper::EUROS),
            date: cell().set_num_format("dd/mm/yyyy"),
        }
    }
}

fn fill(sheet: &mut Worksheet, grid: &Grid, rows: usize) -> Result<Styles<usize>, GridError> {
    let formats = Formats::new();
    for (column, header) in (0u16..).zip(&grid.headers) {
        let format =
            if numbers(grid, usize::from(column)) { &formats.number_header } else { &formats.header };
        sheet.write_string_with_format(0, column, header, format)?;
    }
    for (row, entries) in (1u32..).zip(&grid.rows) {
        for (column, entry) in (0u16..).zip(entries) {
            write(sheet, row, column, entry, &formats)?;
        }
    }
    let last = u32::try_from(rows).unwrap_or(u32::MAX);
    let mut looks = Styles::default();
    if rows > grid.rows.len() {
        let mut look = |format| sheet.look(format);
        looks = Styles {
            text: look(&formats.text),
            number: look(&formats.number),
            share: look(&formats.share),
            money: look(&formats.money),
            date: look(&formats.date),
        };
        sheet.expect_rows(last)?;
    }
    let columns = u16::try_from(grid.width()).unwrap_or(u16::MAX);
    let widths: Vec<u8> = (0..columns).map(|column| width(grid, usize::from(column))).collect();
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, (*width).into())?;
    }
    for (row, entries) in (1u32..).zip(&grid.rows) {
        let lines = lines(entries, &widths);
        if lines > 1 {
            sheet.set_row_height(row, u16::from(lines) * LINE)?;
        }
    }
    sheet.freeze_rows(1);
    if columns > 0 {
        sheet.autofilter(0, 0, last, columns - 1)?;
        sheet.set_repeat_rows(0, 0)?;
    }
    let mut page = paper::a4_landscape();
    page.pages.0 = pages(&widths);
    if page.pages.0 > 1 {
        sheet.set_repeat_columns(0, 1)?;
    }
    sheet.set_page(page);
    Ok(looks)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    entry: &Entry,
    formats: &Formats,
) -> Result<(), GridError> {
    let number = |sheet: &mut Worksheet, number: Decimal, format: &Format| -> Result<(), GridError> {
        match paper::number(number) {
            Some(digits) => sheet.write_number_with_format(row, column, digits, format)?,
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

/// The height of a line, in points.
const LINE: u16 = 15;
/// Most lines that a row may be high: a sheet allows 409 points.
const MOST_LINES: u8 = 27;

/// Whether a column holds numbers or days, which stand at its right side.
fn numbers(grid: &Grid, column: usize) -> bool {
    let mut filled = grid.rows.iter().filter_map(|row| row.get(column)).filter(|e| **e != Entry::Empty);
    filled.next().is_some_and(|entry| !matches!(entry, Entry::Text(_) | Entry::Bool(_)))
}

/// The width that shows most of a column's texts, within reason, in characters.
fn width(grid: &Grid, column: usize) -> u8 {
    // A header breaks between words and nowhere else.
    let header = grid.headers.get(column).map_or("", String::as_str);
    let header = header.split(' ').map(|word| word.chars().count() + 2).max().unwrap_or(0);
    let longest = grid.rows.iter().filter_map(|row| row.get(column)).map(|entry| match entry {
        Entry::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        Entry::Number(n) => n.to_string().len(),
        Entry::Money(n) => n.to_string().len() + 6,
        Entry::Date(_) => 11,
        Entry::Empty | Entry::Share(_) | Entry::Bool(_) => 8,
    });
    let characters = longest.max().unwrap_or(0).max(header).clamp(9, 60) + 3;
    u8::try_from(characters).unwrap_or(63)
}

/// How many pages side by side the columns print on: on one, many columns would be too small to be read.
fn pages(widths: &[u8]) -> u16 {
    /// The characters across a page at the least size that is still read.
    const ACROSS: usize = 200;
    let characters: usize = widths.iter().map(|width| usize::from(*width)).sum();
    u16::try_from(characters.div_ceil(ACROSS)).unwrap_or(u16::MAX).max(1)
}

/// How many lines a row takes where its texts are broken at the width of their columns: not every program works that
/// out when it opens the file.
fn lines(entries: &[Entry], widths: &[u8]) -> u8 {
    let needed = entries.iter().zip(widths).map(|(entry, width)| match entry {
        Entry::Text(text) => {
            let room = usize::from(width.saturating_sub(3)).max(1);
            text.lines().map(|line| line.chars().count().div_ceil(room).max(1)).sum::<usize>()
        }
        _ => 1,
    });
    u8::try_from(needed.max().unwrap_or(1)).unwrap_or(MOST_LINES).min(MOST_LINES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read as _};
    use zip::ZipArchive;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
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

    /// Written row by row, the cells that a reader finds are those of the whole grid.
    #[test]
    fn long_grids_hold_the_same_cells() {
        let grid = |from: u32, to: u32| {
            let mut grid = Grid::new("Long", ["Texte", "Nombre", "Part", "Euros", "Jour", "Oui"]);
            for n in from..to {
                let text = if n % 7 == 0 { Entry::Empty } else { format!("=<{n}> _x0041_ \u{1}").into() };
                let number: Decimal = format!("{n}.5").parse().unwrap();
                let day = chrono::NaiveDate::from_ymd_opt(2017, 1 + n % 12, 1).unwrap();
                let long = Entry::Number("1234567890.12345678".parse().unwrap());
                let money = if n % 5 == 0 { long } else { Entry::Money(number) };
                grid.push([
                    text,
                    Entry::Number(number),
                    Entry::Share(number),
                    money,
                    day.into(),
                    Entry::Bool(n % 2 == 0),
                ]);
            }
            grid
        };
        let rows = grid(0, 2500).rows.into_iter();
        let long = xlsx_long(vec![sample().into(), LongGrid::new(grid(0, 0), 2500, rows)]).unwrap();
        let whole = xlsx(&[sample(), grid(0, 2500)]).unwrap();
        let read = |bytes: &[u8]| {
            let limits = crate::sheet::Limits::default();
            let book = crate::sheet::read(bytes, "long.xlsx", &limits).unwrap();
            format!("{:?}", book.sheets)
        };
        assert!(read(&long) == read(&whole), "the cells differ");
        let sheet = part(&long, "xl/worksheets/sheet2.xml");
        assert!(
            sheet.contains("<dimension ref=\"A1:F2501\"/>")
                && sheet.contains("<autoFilter ref=\"A1:F2501\"/>")
        );
        assert_eq!(sheet.matches("<row ").count(), 2501);
    }

    #[test]
    fn long_texts_get_the_lines_that_they_need() {
        let mut grid = Grid::new("Textes", ["a_long_name_of_a_column", "b"]);
        grid.push(["court".into(), "x".repeat(125).into()]);
        grid.push(["un\ndeux\ntrois".into(), Entry::Empty]);
        grid.push(["court".into(), "x".repeat(9000).into()]);
        assert_eq!([0, 1].map(|column| width(&grid, column)), [28, 63]);
        let high = grid.rows.iter().map(|row| lines(row, &[28, 63]));
        assert_eq!(high.collect::<Vec<_>>(), [3, 3, MOST_LINES]);
        let sheet = part(&xlsx(&[grid]).unwrap(), "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("ht=\"45\"") && sheet.contains("ht=\"405\""), "{sheet}");
    }

    #[test]
    fn many_columns_print_on_several_pages() {
        assert_eq!((pages(&[]), pages(&[50; 4]), pages(&[20; 26])), (1, 1, 3));
        let mut wide = Grid::new("Large", (0..26).map(|n| format!("colonne_{n}")));
        wide.push((0..26).map(|_| Entry::from("texte")).collect::<Vec<_>>());
        let sheet = part(&xlsx(&[wide]).unwrap(), "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("fitToWidth=\"2\"") && sheet.contains("fitToHeight=\"0\""), "{sheet}");
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
