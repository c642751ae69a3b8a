//! Comments in the cells of a sheet. A cell or row that stands for several is split at the one that gets a comment.

use super::super::list::{Comment, Comments};
use super::super::scan::{Kind, Mark, Scan, escaped, open_up};
use super::super::splice::Splice;
use super::NAMESPACES;
use crate::sheet::Place;
use std::ops::Range;

/// A row, or a cell, as it is written.
struct Piece {
    range: Range<usize>,
    repeated: u32,
}

/// Adds the comments of the sheet that stands at `range`.
pub(super) fn edit(xml: &[u8], range: Range<usize>, said: &Comments, splice: &mut Splice) {
    let offset = range.start;
    let table = xml.get(range).unwrap_or_default();
    let mut row = 0_u32;
    for piece in pieces(table, &[b"table-row"], b"number-rows-repeated") {
        let next = row.saturating_add(piece.repeated);
        let noted = Place { row, column: 0 }..Place { row: next, column: 0 };
        if said.range(noted).next().is_some() {
            let text = table.get(piece.range.clone()).unwrap_or_default();
            let new = rows(text, row, piece.repeated, said);
            splice.replace(offset + piece.range.start..offset + piece.range.end, new);
        }
        row = next;
    }
}

/// The outermost elements of these names within an element, in order.
fn pieces(xml: &[u8], names: &[&[u8]], repeated: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<(usize, usize, u32)> = None;
    for mark in Scan::new(xml) {
        let is_one = names.contains(&mark.name());
        match (&open, mark.kind) {
            (None, Kind::Empty) if is_one => {
                pieces.push(Piece { repeated: times(&mark, repeated), range: mark.range });
            }
            (None, Kind::Open) if is_one => {
                open = Some((mark.depth, mark.range.start, times(&mark, repeated)));
            }
            (Some((depth, start, repeated)), Kind::Close) if *depth == mark.depth => {
                pieces.push(Piece { range: *start..mark.range.end, repeated: *repeated });
                open = None;
            }
            _ => {}
        }
    }
    pieces
}

fn times(mark: &Mark<'_>, name: &[u8]) -> u32 {
    mark.number_of(name).unwrap_or(1).max(1)
}

/// A row, or the several that it stands for, with their comments.
fn rows(text: &[u8], first: u32, repeated: u32, said: &Comments) -> Vec<u8> {
    let of_row =
        |row: u32| said.range(Place { row, column: 0 }..Place { row: row.saturating_add(1), column: 0 });
    let last = first.saturating_add(repeated);
    let mut noted: Vec<u32> = said
        .range(Place { row: first, column: 0 }..Place { row: last, column: 0 })
        .map(|(place, _)| place.row)
        .collect();
    noted.dedup();
    split(text, "table:number-rows-repeated", first, repeated, &noted, |single, row| {
        let mut splice = Splice::default();
        let mut column = 0_u32;
        for piece in pieces(single, &[b"table-cell", b"covered-table-cell"], b"number-columns-repeated") {
            let next = column.saturating_add(piece.repeated);
            let comments: Vec<(u32, &Comment)> = of_row(row)
                .map(|(place, comment)| (place.column, comment))
                .filter(|(c, _)| (column..next).contains(c))
                .collect();
            if !comments.is_empty() {
                let text = single.get(piece.range.clone()).unwrap_or_default();
                let columns: Vec<u32> = comments.iter().map(|(column, _)| *column).collect();
                let new = split(
                    text,
                    "table:number-columns-repeated",
                    column,
                    piece.repeated,
                    &columns,
                    |cell, at| match comments.iter().find(|(column, _)| *column == at) {
                        Some((_, comment)) => annotated(cell, comment),
                        None => cell.to_vec(),
                    },
                );
                splice.replace(piece.range, new);
            }
            column = next;
        }
        splice.apply(single)
    })
}

/// An element that stands for `repeated` ones from `first` on, as several: those at `single` alone and changed, the
/// others together and as they were.
fn split(
    text: &[u8],
    attribute: &str,
    first: u32,
    repeated: u32,
    single: &[u32],
    change: impl Fn(&[u8], u32) -> Vec<u8>,
) -> Vec<u8> {
    let one = |count: u32| -> Vec<u8> {
        match Scan::new(text).next() {
            Some(mark) if repeated > 1 => {
                let rest = text.get(mark.range.end..).unwrap_or_default();
                [
                    text.get(..mark.range.start).unwrap_or_default(),
                    &mark.with(attribute, &count.to_string()),
                    rest,
                ]
                .concat()
            }
            _ => text.to_vec(),
        }
    };
    let mut out = Vec::new();
    let mut next = first;
    for &at in single {
        if at > next {
            out.extend(one(at - next));
        }
        out.extend(change(&one(1), at));
        next = at.saturating_add(1);
    }
    let end = first.saturating_add(repeated);
    if end > next {
        out.extend(one(end - next));
    }
    out
}

/// A cell with a comment; one that it has already goes on with it.
fn annotated(cell: &[u8], comment: &Comment) -> Vec<u8> {
    const PARAGRAPH: &str = "<text:p xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">";
    let paragraphs: String = comment
        .paragraphs
        .iter()
        .flat_map(|text| [PARAGRAPH.to_owned(), escaped(text), "</text:p>".to_owned()])
        .collect();
    let mut splice = Splice::default();
    let there = Scan::new(cell)
        .find(|mark| mark.depth == 1 && mark.kind == Kind::Close && mark.name() == b"annotation");
    let whole = format!(
        "<office:annotation {NAMESPACES} office:display=\"false\"><dc:creator>SPRO</dc:creator>{paragraphs}</office:annotation>"
    );
    match (there, Scan::new(cell).next()) {
        (Some(end), _) => splice.insert(end.range.start, paragraphs),
        (None, Some(mark)) if mark.kind == Kind::Empty => open_up(&mark, &whole, &mut splice),
        (None, Some(mark)) => splice.insert(mark.range.end, whole),
        (None, None) => {}
    }
    splice.apply(cell)
}
