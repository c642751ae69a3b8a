//! The part of a sheet, its elements in the order that the format asks for.

use super::cells::{Cell, Outcome, ROW_HEIGHT, Row, Value};
use super::place::Range;
use super::shared::Texts;
use super::sheet::Mark;
use super::styles::Styles;
use super::xml::Xml;
use super::{Worksheet, page};
use crate::sheet::Place;

/// Rows that share what is said of their width.
const BLOCK: u32 = 16;

/// A sheet that is ready to be put into the package.
pub(super) struct Part {
    /// Up to the last row.
    pub before: Xml,
    /// What follows the last row.
    pub after: Xml,
    /// The numbers of the sheet's looks in the workbook.
    pub looks: Vec<u64>,
}

pub(super) fn part<'a>(
    sheet: &'a Worksheet,
    selected: bool,
    styles: &mut Styles,
    texts: &mut Texts<'a>,
) -> Part {
    let mut looks = vec![0];
    looks.extend(sheet.formats.iter().map(|format| styles.format(format)));
    let mut before = Xml::new();
    before.raw("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" ");
    before.raw("xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
    // Whoever says how many pages there may be has the sheet made to fit them.
    if sheet.page.is_some() {
        before.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
    }
    before.raw("<dimension").attribute("ref", &dimension(sheet)).raw("/>");
    view(&mut before, sheet, selected);
    columns(&mut before, sheet);
    let mut after = Xml::bare();
    if sheet.rows.all().is_empty() && sheet.expected.is_none() {
        before.raw("<sheetData/>");
    } else {
        before.raw("<sheetData>");
        rows(&mut before, sheet, &looks, texts);
        after.raw("</sheetData>");
    }
    rest(&mut after, sheet, styles);
    Part { before, after, looks }
}

/// The cells from the first that holds something to the last.
fn dimension(sheet: &Worksheet) -> String {
    let rows = sheet.rows.all();
    let cells = || rows.iter().flat_map(|row| &row.cells).map(|cell| u32::from(cell.column));
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return "A1".to_owned() };
    let (left, right) = (cells().min().unwrap_or(0), cells().max().unwrap_or(0));
    let bottom = sheet.expected.unwrap_or(0).max(last.number);
    let first = Place { row: first.number, column: left };
    Range { first, last: Place { row: bottom, column: right } }.to_string()
}

fn view(xml: &mut Xml, sheet: &Worksheet, selected: bool) {
    xml.raw("<sheetViews><sheetView");
    xml.raw(if sheet.without_gridlines { " showGridLines=\"0\"" } else { "" });
    xml.raw(if selected { " tabSelected=\"1\"" } else { "" });
    xml.raw(" workbookViewId=\"0\"");
    let frozen = sheet.frozen_rows > 0;
    if frozen || sheet.selection.is_some() {
        xml.raw(">");
        if frozen {
            xml.raw("<pane").count("ySplit", sheet.frozen_rows.into());
            xml.attribute("topLeftCell", &Place { row: sheet.frozen_rows, column: 0 }.to_string());
            xml.raw(" activePane=\"bottomLeft\" state=\"frozen\"/>");
        }
        xml.raw("<selection").raw(if frozen { " pane=\"bottomLeft\"" } else { "" });
        if let Some(cell) = sheet.selection.map(|cell| cell.to_string()) {
            xml.attribute("activeCell", &cell).attribute("sqref", &cell);
        }
        xml.raw("/></sheetView>");
    } else {
        xml.raw("/>");
    }
    xml.raw("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
}

fn columns(xml: &mut Xml, sheet: &Worksheet) {
    if sheet.widths.is_empty() {
        return;
    }
    xml.raw("<cols>");
    for same in sheet.widths.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0) {
        let (Some((first, width)), Some((last, _))) = (same.first(), same.last()) else { continue };
        xml.raw("<col").count("min", u64::from(*first) + 1).count("max", u64::from(*last) + 1);
        xml.attribute("width", &characters(*width)).raw(" customWidth=\"1\"/>");
    }
    xml.raw("</cols>");
}

/// A width in characters of seven pixels, to the 256th.
fn characters(pixels: u32) -> String {
    let parts = pixels * 256 / 7;
    let digits = format!("{}.{:08}", parts / 256, parts % 256 * 390_625);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn rows<'a>(xml: &mut Xml, sheet: &'a Worksheet, looks: &[u64], texts: &mut Texts<'a>) {
    for block in sheet.rows.all().chunk_by(|a, b| a.number / BLOCK == b.number / BLOCK) {
        let columns = || block.iter().flat_map(|row| &row.cells).map(|cell| u64::from(cell.column) + 1);
        let span = columns().min().zip(columns().max()).map(|(left, right)| format!("{left}:{right}"));
        for row in block {
            write_row(xml, row, span.as_deref(), looks, texts);
        }
    }
}

fn write_row<'a>(xml: &mut Xml, row: &'a Row, span: Option<&str>, looks: &[u64], texts: &mut Texts<'a>) {
    xml.raw("<row").count("r", u64::from(row.number) + 1);
    if let Some(span) = span {
        xml.attribute("spans", span);
    }
    if let Some(height) = row.height.filter(|height| *height != ROW_HEIGHT) {
        xml.attribute("ht", &page::points(height.into())).raw(" customHeight=\"1\"");
    }
    if row.cells.is_empty() {
        xml.raw("/>");
        return;
    }
    xml.raw(">");
    for cell in &row.cells {
        let place = Place { row: row.number, column: cell.column.into() };
        write_cell(xml, place, cell, looks.get(cell.style).copied().unwrap_or(0), texts);
    }
    xml.raw("</row>");
}

fn write_cell<'a>(xml: &mut Xml, place: Place, cell: &'a Cell, look: u64, texts: &mut Texts<'a>) {
    if look == 0 && cell.value == Value::Blank {
        return;
    }
    xml.raw("<c").attribute("r", &place.to_string());
    if look > 0 {
        xml.count("s", look);
    }
    match &cell.value {
        Value::Blank => xml.raw("/>"),
        Value::Text(text) => xml.raw(" t=\"s\"><v>").number(texts.position(text)).raw("</v></c>"),
        Value::Number(number) => xml.raw(">").element("v", number).raw("</c>"),
        Value::Bool(value) => xml.raw(" t=\"b\"><v>").number((*value).into()).raw("</v></c>"),
        Value::Formula(formula, Outcome::Number(number)) => {
            xml.raw(">").element("f", formula).element("v", number).raw("</c>")
        }
        Value::Formula(formula, Outcome::Text(text)) => {
            xml.raw(" t=\"str\">").element("f", formula).element("v", text).raw("</c>")
        }
    };
}

/// What follows the rows.
fn rest(xml: &mut Xml, sheet: &Worksheet, styles: &mut Styles) {
    if let Some(filter) = &sheet.filter {
        xml.raw("<autoFilter").attribute("ref", &filter.to_string()).raw("/>");
    }
    if !sheet.merges.is_empty() {
        xml.raw("<mergeCells").count("count", count(&sheet.merges)).raw(">");
        for merge in &sheet.merges {
            xml.raw("<mergeCell").attribute("ref", &merge.to_string()).raw("/>");
        }
        xml.raw("</mergeCells>");
    }
    marks(xml, sheet, styles);
    if !sheet.checks.is_empty() {
        xml.raw("<dataValidations").count("count", count(&sheet.checks)).raw(">");
        for (cells, check) in &sheet.checks {
            check.write(xml, cells);
        }
        xml.raw("</dataValidations>");
    }
    if !sheet.links.is_empty() {
        xml.raw("<hyperlinks>");
        for link in &sheet.links {
            let location = format!("'{}'!{}", link.sheet.replace('\'', "''"), link.to);
            xml.raw("<hyperlink").attribute("ref", &link.from.to_string());
            xml.attribute("location", &location).attribute("display", &link.to.to_string()).raw("/>");
        }
        xml.raw("</hyperlinks>");
    }
    page::write(xml, sheet.page.as_ref());
    let mut relations = 0;
    for (tag, there) in [("drawing", sheet.picture.is_some()), ("legacyDrawing", !sheet.notes.is_empty())] {
        if there {
            relations += 1;
            xml.raw("<").raw(tag).attribute("r:id", &format!("rId{relations}")).raw("/>");
        }
    }
    xml.raw("</worksheet>");
}

/// The marks, by the cells that they are for; each has its rank among all of the sheet.
fn marks(xml: &mut Xml, sheet: &Worksheet, styles: &mut Styles) {
    let looks = sheet.marks.iter().map(|mark| styles.mark(&mark.format));
    let mut left: Vec<(u64, u64, &Mark)> =
        (1..).zip(looks).zip(&sheet.marks).map(|((rank, look), mark)| (rank, look, mark)).collect();
    while let Some((_, _, first)) = left.first() {
        let cells = first.cells;
        xml.raw("<conditionalFormatting").attribute("sqref", &cells.to_string()).raw(">");
        left.retain(|(rank, look, mark)| {
            let here = mark.cells == cells;
            if here {
                xml.raw("<cfRule type=\"expression\"").count("dxfId", *look).count("priority", *rank);
                xml.raw(" stopIfTrue=\"1\">").element("formula", &mark.formula).raw("</cfRule>");
            }
            !here
        });
        xml.raw("</conditionalFormatting>");
    }
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn widths_are_in_characters() {
        assert_eq!([89, 64, 7, 1790].map(characters), ["12.7109375", "9.140625", "1", "255.7109375"]);
    }
}
