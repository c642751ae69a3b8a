//! A CSV as an XLSX of the same texts, with comments.

use super::ReturnError;
use super::list::Sayings;
use super::words;
use crate::sheet::{CellValue, Workbook};
use rust_xlsxwriter::{Format, FormatAlign, Note, Url, XlsxError};

pub(super) fn annotate(book: &Workbook, sayings: &Sayings) -> Result<Vec<u8>, ReturnError> {
    write(book, sayings).map_err(|_| ReturnError::Part("".into()))
}

fn write(book: &Workbook, sayings: &Sayings) -> Result<Vec<u8>, XlsxError> {
    let mut out = rust_xlsxwriter::Workbook::new();
    // The day that the file says it was made on, the same each time.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2017, 1, 1)?;
    out.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let data = words::data_name(sayings.lang);
    let column = |n: u32| u16::try_from(n).map_err(|_| XlsxError::RowColumnLimitError);
    let wrong = Format::new().set_background_color("#FFC7CE");
    for (i, sheet) in book.sheets.iter().enumerate() {
        let page = out.add_worksheet();
        page.set_name(data)?;
        for cell in &sheet.cells {
            if let CellValue::Text(text) = &cell.value {
                page.write_string(cell.row, column(cell.column)?, text.to_string())?;
            }
        }
        for (place, comment) in sayings.comments.get(&i).into_iter().flatten() {
            page.set_cell_format(place.row, column(place.column)?, &wrong)?;
            let note =
                Note::new(comment.paragraphs.join("\n")).set_author("SPRO").set_width(320).set_height(120);
            page.insert_note(place.row, column(place.column)?, &note)?;
        }
    }
    let list = out.add_worksheet();
    list.set_name(&sayings.name)?;
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    for ((c, heading), width) in (0_u16..).zip(words::headings(sayings.lang)).zip([12, 24, 9, 60, 60]) {
        list.set_column_width(c, width)?;
        list.write_string_with_format(0, c, heading, &bold)?;
    }
    for (r, line) in (1_u32..).zip(&sayings.lines) {
        list.write_string_with_format(r, 0, line.severity, &wrap)?;
        list.write_string_with_format(r, 1, data, &wrap)?;
        if let Some(place) = line.place {
            let url = Url::new(format!("internal:'{data}'!{place}")).set_text(place.to_string());
            list.write_url(r, 2, url)?;
        }
        list.write_string_with_format(r, 3, &line.message, &wrap)?;
        list.write_string_with_format(r, 4, &line.help, &wrap)?;
    }
    list.set_freeze_panes(1, 0)?;
    out.save_to_buffer()
}
