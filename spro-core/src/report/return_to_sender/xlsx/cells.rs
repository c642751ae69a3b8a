//! A sheet's part: the fill of cells to mend, and the name of the drawing that holds the comments' boxes.

use super::super::list::Comments;
use super::super::scan::{Kind, Mark, Scan};
use super::super::splice::Splice;
use super::relations::Relations;
use super::styles::Styles;
use crate::sheet::Place;

/// What may come behind the drawing of the comments, in the order of the standard.
const BEHIND: [&[u8]; 8] = [
    b"legacyDrawingHF",
    b"drawingHF",
    b"picture",
    b"oleObjects",
    b"controls",
    b"webPublishItems",
    b"tableParts",
    b"extLst",
];

/// The drawing of the comments' boxes.
pub(super) enum Drawing {
    /// One that is there already; its part.
    There(String),
    /// One that is to be made; its part.
    New(String),
}

/// The part with the changes, and its drawing, which is named `free` where it is to be made. Nothing else is touched.
pub(super) fn edit(
    xml: &[u8],
    said: &Comments,
    styles: &mut Styles,
    relations: &mut Relations,
    free: &str,
) -> (Vec<u8>, Drawing) {
    let mut splice = Splice::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut root_prefix, mut root_end, mut behind, mut there) = (String::new(), xml.len(), None, None);
    let mut in_data = false;
    for mark in Scan::new(xml) {
        match (mark.depth, mark.kind, mark.name()) {
            (0, Kind::Open, _) => root_prefix = mark.prefix(),
            (0, Kind::Close, _) => root_end = mark.range.start,
            (1, Kind::Open, b"sheetData") => in_data = true,
            (1, Kind::Close, _) => in_data = false,
            (1, Kind::Open | Kind::Empty, b"legacyDrawing") => there = mark.text_of(b"id"),
            (1, Kind::Open | Kind::Empty, name) if behind.is_none() && BEHIND.contains(&name) => {
                behind = Some(mark.range.start);
            }
            (2, Kind::Open | Kind::Empty, b"row") if in_data => {
                row = mark.number_of(b"r").map_or(row, |r| r.saturating_sub(1));
                column = 0;
                if mark.kind == Kind::Empty {
                    row = row.saturating_add(1);
                }
            }
            (2, Kind::Close, b"row") if in_data => row = row.saturating_add(1),
            (3, Kind::Open | Kind::Empty, b"c") if in_data => {
                let place = place(&mark).unwrap_or(Place { row, column });
                (row, column) = (place.row, place.column.saturating_add(1));
                if let Some(comment) = said.get(&place) {
                    let old = mark.number_of(b"s").unwrap_or(0);
                    if let Some(new) = styles.filled(old, comment.severity) {
                        splice.replace(mark.range.clone(), mark.with("s", &new.to_string()));
                    }
                }
            }
            _ => {}
        }
    }
    let known = there.and_then(|id| relations.target(&id).map(|(_, part)| part.to_owned()));
    let drawing = if let Some(part) = known {
        Drawing::There(part)
    } else {
        let (id, namespace) = (relations.add("vmlDrawing", free), relations.namespace());
        let element = format!("<{root_prefix}legacyDrawing xmlns:spror=\"{namespace}\" spror:id=\"{id}\"/>");
        splice.insert(behind.unwrap_or(root_end), element);
        Drawing::New(free.to_owned())
    };
    (splice.apply(xml), drawing)
}

/// The place that a cell names.
fn place(mark: &Mark<'_>) -> Option<Place> {
    super::comments::place(mark.attribute(b"r")?.0)
}
