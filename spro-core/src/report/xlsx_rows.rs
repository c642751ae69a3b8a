//! Rows of a sheet written as they are made, into the place that the workbook's frame leaves for them.

use super::Entry;
use crate::sheet::write_letters;
use crate::template::paper;
use crate::workbook::{CELL_LENGTH, cell_text};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The looks of the cells of a row: by the number that a file or a sheet has for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Styles<N> {
    pub text: N,
    pub number: N,
    pub share: N,
    pub money: N,
    pub date: N,
}

impl<N> Styles<N> {
    pub fn map<M>(self, map: impl Fn(N) -> M) -> Styles<M> {
        Styles {
            text: map(self.text),
            number: map(self.number),
            share: map(self.share),
            money: map(self.money),
            date: map(self.date),
        }
    }
}

/// Writes a row; `row` counts from 1, as the cells do.
pub(super) fn write_row(
    out: &mut dyn Write,
    buffer: &mut String,
    row: usize,
    entries: &[Entry],
    styles: Styles<u64>,
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

fn cell(out: &mut String, row: usize, column: usize, entry: &Entry, styles: Styles<u64>) {
    let place = |out: &mut String, style: u64| {
        out.push_str("<c r=\"");
        let _ = write_letters(out, u32::try_from(column).unwrap_or(u32::MAX));
        let _ = write!(out, "{row}\" s=\"{style}\"");
    };
    let text = |out: &mut String, text: &str| {
        place(out, styles.text);
        out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        cell_text(out, paper::cut(text, CELL_LENGTH));
        out.push_str("</t></is></c>");
    };
    let number = |out: &mut String, number, style| match paper::number(number) {
        Some(digits) => {
            place(out, style);
            let _ = write!(out, "><v>{digits}</v></c>");
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
}
