//! The boxes in which comments are shown; a comment without one is not shown by every program.

use super::super::ReturnError;
use super::super::list::Comments;
use super::super::package::Package;
use super::super::scan::Scan;
use super::super::splice::Splice;
use super::cells::Drawing;
use crate::sheet::Place;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const NAMESPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
const SHAPE_TYPE: &str = "_x0000_t202";

/// Writes a box for each comment that has none.
pub(super) fn write(
    package: &mut Package<'_>,
    drawing: &Drawing,
    said: &Comments,
) -> Result<(), ReturnError> {
    let (part, xml) = match drawing {
        Drawing::There(part) => (part, package.needed(part)?),
        Drawing::New(part) => {
            let empty = format!(
                "<xml {NAMESPACES}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>"
            );
            (part, empty.into_bytes())
        }
    };
    let end =
        memchr::memmem::rfind(&xml, b"</xml>").ok_or_else(|| ReturnError::Part(part.as_str().into()))?;
    let there = boxed(&xml);
    let mut added = String::new();
    if memchr::memmem::find(&xml, SHAPE_TYPE.as_bytes()).is_none() {
        // Writing to a text cannot fail.
        let _ = write!(
            added,
            "<v:shapetype {NAMESPACES} id=\"{SHAPE_TYPE}\" coordsize=\"21600,21600\" o:spt=\"202\" \
             path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
             o:connecttype=\"rect\"/></v:shapetype>"
        );
    }
    let unboxed = said.iter().filter(|(place, _)| !there.contains(*place));
    for (id, (place, comment)) in (first_free_id(&xml)..).zip(unboxed) {
        let lines: usize = comment.paragraphs.iter().map(|p| 1 + p.chars().count() / 45).sum();
        added.push_str(&shape(*place, id, lines));
    }
    let mut splice = Splice::default();
    splice.insert(end, added);
    package.put(part, splice.apply(&xml));
    Ok(())
}

fn shape(place: Place, id: u64, lines: usize) -> String {
    let Place { row, column } = place;
    // Left column, offset, top row, offset, right column, offset, bottom row, offset.
    let bottom = row.saturating_add(u32::try_from(lines.clamp(3, 20)).unwrap_or(3));
    let anchor =
        format!("{}, 15, {row}, 2, {}, 15, {bottom}, 4", column.saturating_add(1), column.saturating_add(5));
    format!(
        "<v:shape {NAMESPACES} id=\"_x0000_s{id}\" type=\"#{SHAPE_TYPE}\" style=\"position:absolute;margin-left:60pt;\
         margin-top:2pt;width:240pt;height:90pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path \
         o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div>\
         </v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
}

/// The places that have a box.
fn boxed(xml: &[u8]) -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    let (mut row, mut is_note) = (None, false);
    let number = |at: usize| -> Option<u32> {
        let text = xml.get(at..)?;
        let text = text.get(..text.iter().position(|&b| b == b'<')?)?;
        std::str::from_utf8(text).ok()?.trim().parse().ok()
    };
    for mark in Scan::new(xml) {
        if mark.begins(b"ClientData") {
            is_note = mark.attribute(b"ObjectType").is_some_and(|(value, _)| value == b"Note");
            row = None;
        } else if mark.begins(b"Row") {
            row = number(mark.range.end);
        } else if mark.begins(b"Column")
            && let (true, Some(row), Some(column)) = (is_note, row, number(mark.range.end))
        {
            places.insert(Place { row, column });
        }
    }
    places
}

/// A number that no shape has.
fn first_free_id(xml: &[u8]) -> u64 {
    let ids = Scan::new(xml).filter_map(|mark| {
        mark.text_of(b"id")?.strip_prefix("_x0000_s")?.parse::<u64>().ok().filter(|id| *id < 1 << 40)
    });
    ids.max().map_or(1025, |id| id.saturating_add(1).max(1025))
}
