//! The sheet that lists what to mend.

use super::super::list::Sayings;
use super::super::scan::escaped;
use super::super::words;
use super::styles::{Look, Styles};
use crate::sheet::Place;
use std::fmt::Write as _;

/// How many characters a line of each column holds.
const WIDTHS: [usize; 5] = [10, 19, 8, 42, 42];

pub(super) fn page(sayings: &Sayings, styles: &mut Styles) -> Vec<u8> {
    let (heading, plain, link) =
        (styles.look(Look::Heading), styles.look(Look::Wrapped), styles.look(Look::Link));
    let mut rows = String::new();
    let mut links = String::new();
    let mut write_row = |number: u32, cells: [(&str, u32); 5]| {
        // Not every program finds the height of wrapped lines by itself: it is written for the longest cell.
        let wrapped =
            cells.iter().zip(WIDTHS).map(|((text, _), width)| 1 + text.chars().count() / width).max();
        let height = 15 * wrapped.unwrap_or(1).min(20);
        // Writing to a text cannot fail.
        let _ = write!(rows, "<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">");
        for (column, (text, style)) in (0_u32..).zip(cells) {
            if !text.is_empty() {
                let place = Place { row: number - 1, column };
                let text = escaped(text).replace("_x", "_x005F_x");
                let _ = write!(
                    rows,
                    "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                );
            }
        }
        rows.push_str("</row>");
    };
    write_row(1, words::headings(sayings.lang).map(|text| (text, heading)));
    for (number, line) in (2_u32..).zip(&sayings.lines) {
        let place = line.place.map(|place| place.to_string()).unwrap_or_default();
        write_row(
            number,
            [
                (line.severity, plain),
                (&line.sheet, plain),
                (&place, link),
                (&line.message, plain),
                (&line.help, plain),
            ],
        );
        if !place.is_empty() {
            let target = escaped(&format!("'{}'!{place}", line.sheet.replace('\'', "''")));
            let _ = write!(links, "<hyperlink ref=\"C{number}\" location=\"{target}\" display=\"{place}\"/>");
        }
    }
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet \
         xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane \
         ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols><col \
         min=\"1\" max=\"1\" width=\"12\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"22\" customWidth=\"1\"/><col \
         min=\"3\" max=\"3\" width=\"9\" customWidth=\"1\"/><col min=\"4\" max=\"5\" width=\"46\" customWidth=\"1\"/></cols>\
         <sheetData>{rows}</sheetData>{links}<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>\
         </worksheet>",
        styles.namespace(),
    )
    .into_bytes()
}
