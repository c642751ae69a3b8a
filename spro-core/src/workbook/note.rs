//! Notes on cells, and the boxes that show them.

use super::picture::anchor;
use super::xml::Xml;
use super::{Worksheet, page};
use crate::sheet::Place;

/// The size of a box, in pixels.
const WIDTH: u64 = 320;
const HEIGHT: u64 = 120;
/// Where a box begins, in pixels from the cell beside the noted one.
const ASIDE: u64 = 15;
const DOWN: u64 = 10;
/// The last row and column where a box may begin: it reaches over the next ones.
const LAST_BOX: (u32, u32) = (1_048_568, 16_376);
/// How many boxes a block of numbers is for.
const BLOCK: u64 = 1024;

/// A note.
#[derive(Debug)]
pub(super) struct Note {
    pub on: Place,
    text: String,
}

#[cfg(feature = "report")]
impl Note {
    pub fn new(on: Place, text: String) -> Result<Self, super::WorkbookError> {
        // Room is kept for the author before the text.
        const MOST: usize = super::CELL_LENGTH - 54;
        let length = text.encode_utf16().count();
        if length > MOST {
            return Err(super::WorkbookError::TextLength(length));
        }
        Ok(Self { on, text })
    }
}

/// The part that holds the notes' texts.
pub(super) fn comments(notes: &[Note]) -> Xml {
    const LOOK: &str =
        "<sz val=\"8\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>";
    let mut xml = Xml::new();
    xml.raw("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    xml.raw("<authors><author>Author</author><author>SPRO</author></authors><commentList>");
    for note in notes {
        xml.raw("<comment").attribute("ref", &note.on.to_string());
        xml.raw(" authorId=\"1\"><text><r><rPr><b/>").raw(LOOK).raw("<t>SPRO:</t></r><r><rPr>").raw(LOOK);
        xml.note_text(&format!("\n{}", note.text)).raw("</r></text></comment>");
    }
    xml.raw("</commentList></comments>");
    xml
}

/// The blocks of numbers that the boxes of so many notes take.
pub(super) fn blocks(notes: usize) -> u64 {
    u64::try_from(notes).unwrap_or(u64::MAX) / BLOCK + 1
}

/// The part that holds the notes' boxes, whose numbers begin with those of a block.
pub(super) fn boxes(sheet: &Worksheet, block: u64) -> Xml {
    let ids: Vec<String> = (block..block + blocks(sheet.notes.len())).map(|id| id.to_string()).collect();
    let mut xml = Xml::bare();
    xml.raw(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" ",
    );
    xml.raw("xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\"");
    xml.attribute("data", &ids.join(",")).raw("/></o:shapelayout>");
    xml.raw("<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">");
    xml.raw(
        "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>",
    );
    // Notes stand in the order of their rows: what is above one is added up from the one before.
    let (mut reached, mut above) = (0, 0);
    for (number, note) in (1..).zip(&sheet.notes) {
        let corner = corner(note.on);
        above += (reached..corner.row).map(|row| u64::from(sheet.rows.height(row))).sum::<u64>();
        reached = corner.row;
        write_box(&mut xml, sheet, note.on, above, block * BLOCK + number, number);
    }
    xml.raw("</xml>");
    xml
}

/// The cell that a box begins in: beside the noted one, and above it.
fn corner(on: Place) -> Place {
    Place { row: on.row.saturating_sub(1).min(LAST_BOX.0), column: (on.column + 1).min(LAST_BOX.1) }
}

fn write_box(xml: &mut Xml, sheet: &Worksheet, on: Place, above: u64, id: u64, depth: u64) {
    // Above the first row there is no room.
    let down = if on.row == 0 { 2 } else { DOWN };
    let corner = corner(on);
    let (from, to) = anchor(sheet, corner, (ASIDE, down), (WIDTH, HEIGHT), 1);
    let width = |column: u32| u64::from(sheet.width(u16::try_from(column).unwrap_or(u16::MAX)));
    let left = (0..corner.column).map(width).sum::<u64>() + ASIDE;
    let top = above + down;
    xml.raw("<v:shape id=\"_x0000_s").number(id).raw("\" type=\"#_x0000_t202\" style=\"position:absolute");
    for (name, pixels) in [("margin-left", left), ("margin-top", top), ("width", WIDTH), ("height", HEIGHT)] {
        xml.raw(";").raw(name).raw(":").raw(&page::points(pixels)).raw("pt");
    }
    xml.raw(";z-index:")
        .number(depth)
        .raw(";visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">");
    xml.raw("<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>");
    xml.raw("<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">");
    xml.raw("<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\">");
    xml.raw("<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>");
    let corners = [from, to].map(|c| format!("{}, {}, {}, {}", c.column, c.aside, c.row, c.down));
    xml.raw(&corners.join(", ")).raw("</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>");
    xml.number(on.row.into()).raw("</x:Row><x:Column>").number(on.column.into());
    xml.raw("</x:Column></x:ClientData></v:shape>");
}
