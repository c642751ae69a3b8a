//! The attendance sheet as a workbook: the sheet to be signed, then the table to be typed in.

use super::super::error::TemplateError;
use super::super::write::{Front, SheetRows, write_behind};
use super::super::{paper, say};
use super::model::{Model, ROWS};
use crate::charter::Charter;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use crate::workbook::{Align, Format, Line, Room, Worksheet};

/// The room for the logo, in pixels.
const LOGO: Room = Room { width: 220, height: 84, margin: 4 };
/// The rows of the head.
const LOGO_ROWS: u32 = 2;
/// Heights of rows: a signature takes room.
const TALL: u16 = 38;

/// A workbook whose first sheet is printed and signed; the table behind it is what is sent back.
pub fn attendance_workbook(
    rulebook: &Rulebook,
    charter: &Charter,
    lang: Lang,
) -> Result<Vec<u8>, TemplateError> {
    let model = Model::new(rulebook, lang).ok_or(TemplateError::NoAttendance)?;
    let rows = [SheetRows::empty(model.position)];
    let name = say(lang, "À signer", "To be signed");
    let front = Front { name, write: &|sheet| sign(sheet, &model, charter, lang) };
    write_behind(Some(&front), rulebook, &rows, None, lang)
}

struct Ink<'a> {
    charter: &'a Charter,
}

impl Ink<'_> {
    fn body(&self) -> Format {
        Format::new()
            .set_font_name(&self.charter.body_font)
            .set_font_color(self.charter.ink.rgb())
            .set_align(Align::VerticalCenter)
    }

    fn title(&self, size: u8) -> Format {
        self.body().set_font_name(&self.charter.title_font).set_bold().set_font_size(size)
    }

    fn header(&self) -> Format {
        self.cell()
            .set_bold()
            .set_background_color(self.charter.main.rgb())
            .set_font_color(self.charter.on_main().rgb())
    }

    fn cell(&self) -> Format {
        self.body().set_text_wrap().set_border(Line::Thin)
    }

    fn line(&self) -> Format {
        self.body().set_border_bottom(Line::Dotted)
    }
}

fn sign(
    sheet: &mut Worksheet,
    model: &Model<'_>,
    charter: &Charter,
    lang: Lang,
) -> Result<(), TemplateError> {
    let ink = Ink { charter };
    let last = u16::try_from(model.columns.len()).unwrap_or(0) + 1;
    sheet.set_column_width(0, 6)?;
    for column in 1..=last {
        sheet.set_column_width(column, 34)?;
    }
    sheet.hide_gridlines();

    let title_column = if let Some(logo) = &charter.logo {
        sheet.insert_picture(&logo.bytes, &logo.text, LOGO)?;
        2
    } else {
        0
    };
    for row in 0..LOGO_ROWS {
        sheet.set_row_height(row, 34)?;
    }
    sheet.write_string_with_format(0, title_column, &charter.organisation, &ink.title(12))?;
    sheet.write_string_with_format(1, title_column, model.title, &ink.title(18))?;

    let mut row = LOGO_ROWS + 1;
    for label in &model.head {
        sheet.set_row_height(row, 22)?;
        let label = format!("{label}{}", say(lang, " :", ":"));
        sheet.merge_range(row, 0, row, 1, &label, &ink.body().set_bold())?;
        for column in 2..=last {
            sheet.write_blank(row, column, &ink.line())?;
        }
        row += 1;
    }
    row += 1;
    let header = row;
    sheet.set_row_height(header, 24)?;
    sheet.write_string_with_format(header, 0, "N°", &ink.header().set_align(Align::Center))?;
    for (column, label) in (1u16..).zip(&model.columns) {
        sheet.write_string_with_format(header, column, *label, &ink.header())?;
    }
    sheet.write_string_with_format(header, last, model.signature, &ink.header())?;
    for number in 1..=ROWS {
        row += 1;
        sheet.set_row_height(row, TALL)?;
        sheet.write_number_with_format(row, 0, number.to_string(), &ink.cell().set_align(Align::Center))?;
        for column in 1..=last {
            sheet.write_blank(row, column, &ink.cell())?;
        }
    }
    row += 2;
    let small = ink.body().set_font_size(9).set_text_wrap();
    for text in std::iter::once(model.privacy).chain(charter.mentions.iter().map(String::as_str)) {
        // Merged cells do not grow with their text: about a hundred letters stand on a line.
        let lines = u8::try_from(text.chars().count().div_ceil(100)).unwrap_or(u8::MAX);
        sheet.set_row_height(row, 13 * u16::from(lines.max(1)))?;
        sheet.merge_range(row, 0, row, last, text, &small)?;
        row += 1;
    }
    sheet.set_page(paper::a4_portrait()).set_repeat_rows(header, header)?;
    Ok(())
}
