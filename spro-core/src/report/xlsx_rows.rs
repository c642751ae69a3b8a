//! Rows of a sheet written as they are made, into the place that the workbook's frame leaves for them.

use super::Entry;
use crate::template::paper;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The numbers of the cell formats in the workbook's styles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Styles {
    pub text: u32,
    pub number: u32,
    pub share: u32,
    pub money: u32,
    pub date: u32,
}

/// A sheet of the frame, cut open: what stands before the rows to come, and after them.
pub(super) struct Opened<'a> {
    pub before: &'a str,
    pub after: &'a str,
    pub styles: Styles,
}

/// Cuts a sheet at its last row, which holds nothing but a cell of each format, in the order of [`Styles`].
pub(super) fn open(sheet: &str) -> Option<Opened<'_>> {
    let end = sheet.rfind("</sheetData>")?;
    let start = sheet.get(..end)?.rfind("<row ")?;
    let marks = sheet.get(start..end)?;
    let mut styles = marks.split("<c ").skip(1).map(|cell| {
        let number = cell.split_once(" s=\"")?.1.split_once('"')?.0;
        number.parse::<u32>().ok()
    });
    let mut next = || styles.next().flatten();
    let styles = Styles { text: next()?, number: next()?, share: next()?, money: next()?, date: next()? };
    Some(Opened { before: sheet.get(..start)?, after: sheet.get(end..)?, styles })
}

/// Writes a row; `row` counts from 1, as the cells do.
pub(super) fn write_row(
    out: &mut impl Write,
    buffer: &mut String,
    row: usize,
    entries: &[Entry],
    styles: Styles,
) -> io::Result<()> {
    buffer.clear();
    // Writing into a text cannot fail.
    let _ = write!(buffer, "<row r=\"{row}\">");
    for (column, entry) in entries.iter().enumerate() {
        cell(buffer, row, column, entry, styles);
    }
    buffer.push_str("</row>");
    out.write_all(buffer.as_bytes())
}

fn cell(out: &mut String, row: usize, column: usize, entry: &Entry, styles: Styles) {
    let place = |out: &mut String, style: u32| {
        out.push_str("<c r=\"");
        letters(out, column);
        let _ = write!(out, "{row}\" s=\"{style}\"");
    };
    let text = |out: &mut String, text: &str| {
        place(out, styles.text);
        out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escape(out, paper::cut(text, 32_767));
        out.push_str("</t></is></c>");
    };
    let number = |out: &mut String, number, style| match paper::double(number) {
        Some(double) => {
            place(out, style);
            let _ = write!(out, "><v>{double}</v></c>");
        }
        // A spreadsheet keeps fifteen digits: a longer number stands as a text, with all of them.
        None => text(out, &number.to_string()),
    };
    match entry {
        Entry::Empty => {}
        Entry::Text(content) => text(out, content),
        Entry::Number(n) => number(out, *n, styles.number),
        Entry::Share(n) => number(out, *n, styles.share),
        Entry::Money(n) => number(out, *n, styles.money),
        Entry::Date(day) => match paper::day_number(*day) {
            Some(days) => {
                place(out, styles.date);
                let _ = write!(out, "><v>{days}</v></c>");
            }
            None => text(out, &day.to_string()),
        },
        Entry::Bool(value) => {
            place(out, styles.text);
            let _ = write!(out, " t=\"b\"><v>{}</v></c>", u8::from(*value));
        }
    }
}

/// The letters of a column, the first one being 0.
fn letters(out: &mut String, column: usize) {
    if let Some(before) = (column / 26).checked_sub(1) {
        letters(out, before);
    }
    out.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
}

/// A text in XML. What XML cannot hold is written `_x0007_`, as spreadsheets do; a text that looks like that already
/// has its underscore written so.
fn escape(out: &mut String, text: &str) {
    let looks_escaped = |at: usize| {
        let mut next = text.get(at..).unwrap_or_default().bytes().skip(1);
        next.next() == Some(b'x')
            && next.by_ref().take(4).filter(u8::is_ascii_hexdigit).count() == 4
            && next.next() == Some(b'_')
    };
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            '_' if looks_escaped(at) => out.push_str("_x005F_"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_spreadsheets_read_them() {
        let styles = Styles { text: 1, number: 2, share: 3, money: 4, date: 5 };
        let entries = [
            Entry::from("<R&D> _x0041_ \u{7}_x"),
            Entry::Empty,
            Entry::Number("-0.5".parse().unwrap()),
            Entry::Share("0.25".parse().unwrap()),
            Entry::Money("1200".parse().unwrap()),
            Entry::Date("2017-11-29".parse().unwrap()),
            Entry::Bool(true),
            Entry::Number("1234567890.12345678".parse().unwrap()),
        ];
        let (mut out, mut buffer) = (Vec::new(), String::new());
        write_row(&mut out, &mut buffer, 7, &entries, styles).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<row r=\"7\">\
             <c r=\"A7\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&lt;R&amp;D&gt; _x005F_x0041_ _x0007__x</t></is></c>\
             <c r=\"C7\" s=\"2\"><v>-0.5</v></c><c r=\"D7\" s=\"3\"><v>0.25</v></c><c r=\"E7\" s=\"4\"><v>1200</v></c>\
             <c r=\"F7\" s=\"5\"><v>43068</v></c><c r=\"G7\" s=\"1\" t=\"b\"><v>1</v></c>\
             <c r=\"H7\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">1234567890.12345678</t></is></c></row>"
        );
    }

    #[test]
    fn columns_have_letters() {
        let name = |column| {
            let mut out = String::new();
            letters(&mut out, column);
            out
        };
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(name), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
