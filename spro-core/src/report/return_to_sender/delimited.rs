//! A CSV as an XLSX of the same texts, with comments.

use super::ReturnError;
use super::list::Sayings;
use super::words;
use crate::sheet::{self, CellValue};
use crate::workbook::{Align, Format, Workbook, WorkbookError, Worksheet};

pub(super) fn annotate(book: &sheet::Workbook, sayings: &Sayings) -> Result<Vec<u8>, ReturnError> {
    write(book, sayings).map_err(|_| ReturnError::Part("".into()))
}

fn write(book: &sheet::Workbook, sayings: &Sayings) -> Result<Vec<u8>, WorkbookError> {
    let mut out = Workbook::new("");
    let data = words::data_name(sayings.lang);
    // A column beyond all columns is refused where it is written to.
    let column = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    let wrong = Format::new().set_background_color(0x00FF_C7CE);
    for (i, sheet) in book.sheets.iter().enumerate() {
        let mut page = Worksheet::new(data)?;
        for cell in &sheet.cells {
            if let CellValue::Text(text) = &cell.value {
                page.write_string(cell.row, column(cell.column), text.to_string())?;
            }
        }
        for (place, comment) in sayings.comments.get(&i).into_iter().flatten() {
            page.set_cell_format(place.row, column(place.column), &wrong)?;
            page.insert_note(place.row, column(place.column), comment.paragraphs.join("\n"))?;
        }
        out.add(page);
    }
    let mut list = Worksheet::new(&sayings.name)?;
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(Align::Top));
    for ((c, heading), width) in (0_u16..).zip(words::headings(sayings.lang)).zip([12, 24, 9, 60, 60]) {
        list.set_column_width(c, width)?;
        list.write_string_with_format(0, c, heading, &bold)?;
    }
    for (r, line) in (1_u32..).zip(&sayings.lines) {
        list.write_string_with_format(r, 0, line.severity, &wrap)?;
        list.write_string_with_format(r, 1, data, &wrap)?;
        if let Some(place) = line.place {
            list.write_link(r, 2, data, place)?;
        }
        list.write_string_with_format(r, 3, &line.message, &wrap)?;
        list.write_string_with_format(r, 4, &line.help, &wrap)?;
    }
    list.freeze_rows(1);
    out.add(list);
    out.save_to_buffer()
}
