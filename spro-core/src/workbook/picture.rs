//! A picture at the top of a sheet.

use super::xml::Xml;
use super::{WorkbookError, Worksheet};
use crate::sheet::Place;

/// The units of drawings in a pixel.
const UNITS: u64 = 9525;
/// The longest words for who does not see the picture, as UTF-16 counts them.
const WORDS: usize = 255;

/// The room that a picture fits in, in pixels, and how far from the corner it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    pub width: u32,
    pub height: u32,
    pub margin: u32,
}

/// A picture.
#[derive(Debug)]
pub(super) struct Picture {
    pub bytes: Vec<u8>,
    /// `png` or `jpeg`: also the end of its media type.
    pub kind: &'static str,
    words: String,
    /// Width and height, in the units of drawings.
    size: (u64, u64),
    margin: u64,
}

impl Picture {
    pub fn new(bytes: &[u8], words: &str, room: Room) -> Result<Self, WorkbookError> {
        let png = png(bytes).map(|shape| ("png", shape));
        let found = png.or_else(|| jpeg(bytes).map(|shape| ("jpeg", shape)));
        let (kind, shape) = found.ok_or(WorkbookError::Picture)?;
        let size = shape.within(room).ok_or(WorkbookError::Picture)?;
        let fits = words.encode_utf16().count() <= WORDS;
        let words = if fits { words.to_owned() } else { String::new() };
        Ok(Self { bytes: bytes.to_vec(), kind, words, size, margin: room.margin.into() })
    }
}

/// Dots across and down, and how many of them go into a length, across and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    dots: (u32, u32),
    density: (u32, u32),
}

impl Shape {
    /// The largest size of this shape in a room; none for a picture without any dot.
    fn within(self, room: Room) -> Option<(u64, u64)> {
        let (across, down) = (u128::from(self.dots.0), u128::from(self.dots.1));
        let across = across * u128::from(self.density.1);
        let down = down * u128::from(self.density.0);
        if across == 0 || down == 0 {
            return None;
        }
        let (width, height) = (u128::from(room.width), u128::from(room.height));
        let units = u128::from(UNITS);
        let scaled = |length: u128, by: u128, over: u128| (length * units * by + over / 2) / over;
        let (width, height) = if width * down <= height * across {
            (width * units, scaled(width, down, across))
        } else {
            (scaled(height, across, down), height * units)
        };
        Some((u64::try_from(width).ok()?, u64::try_from(height).ok()?))
    }
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}

fn png(bytes: &[u8]) -> Option<Shape> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut shape = Shape { dots: (0, 0), density: (1, 1) };
    // Each chunk: its length, its kind, so many bytes, a checksum.
    while let (Some(length), Some(kind)) = (long(rest, 0), rest.get(4..8)) {
        match kind {
            b"IHDR" => shape.dots = (long(rest, 8)?, long(rest, 12)?),
            b"pHYs" => {
                let density = (long(rest, 8)?, long(rest, 12)?);
                if rest.get(16) == Some(&1) && density.0 > 0 && density.1 > 0 {
                    shape.density = density;
                }
            }
            b"IEND" => break,
            _ => {}
        }
        rest = rest.get(usize::try_from(length).ok()?.checked_add(12)?..)?;
    }
    Some(shape)
}

fn jpeg(bytes: &[u8]) -> Option<Shape> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    let mut shape = Shape { dots: (0, 0), density: (1, 1) };
    // Each segment: its kind, its length with the two bytes that say it, so many bytes.
    while let (Some(kind), Some(length)) = (short(rest, 0), short(rest, 2)) {
        match kind {
            // The tables of DHT, JPG and DAC have numbers among those of the frames.
            0xFFC4 | 0xFFC8 | 0xFFCC => {}
            0xFFC0..=0xFFCF => shape.dots = (short(rest, 7)?.into(), short(rest, 5)?.into()),
            0xFFE0 if rest.get(4..9) == Some(b"JFIF\0") => {
                let density = (u32::from(short(rest, 12)?), u32::from(short(rest, 14)?));
                let told = matches!(rest.get(11), Some(1 | 2)) && density.0 > 1 && density.1 > 1;
                if told {
                    shape.density = density;
                }
            }
            // Here the dots begin.
            0xFFDA => break,
            _ => {}
        }
        rest = rest.get(usize::from(length).checked_add(2)?..)?;
    }
    Some(shape)
}

/// A corner: a cell, and how far from the cell's own corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corner {
    pub column: u32,
    pub aside: u64,
    pub row: u32,
    pub down: u64,
}

/// The cells that hold two corners of what stands on a sheet, in a unit of which there are so many in a pixel.
pub(super) fn anchor(
    sheet: &Worksheet,
    at: Place,
    offset: (u64, u64),
    size: (u64, u64),
    unit: u64,
) -> (Corner, Corner) {
    let width = |column: u32| u64::from(sheet.width(u16::try_from(column).unwrap_or(u16::MAX))) * unit;
    let height = |row: u32| u64::from(sheet.rows.height(row)) * unit;
    let corner = |aside, down| {
        let ((column, aside), (row, down)) = (along(at.column, aside, width), along(at.row, down, height));
        Corner { column, aside, row, down }
    };
    (corner(offset.0, offset.1), corner(offset.0 + size.0, offset.1 + size.1))
}

/// The column or row that is reached from the start of another one, and how far into it.
fn along(mut from: u32, mut length: u64, size: impl Fn(u32) -> u64) -> (u32, u64) {
    while length >= size(from) && from < u32::MAX {
        length -= size(from);
        from += 1;
    }
    (from, length)
}

/// The part that says where the picture stands.
pub(super) fn drawing(sheet: &Worksheet, picture: &Picture) -> Xml {
    let margin = picture.margin * UNITS;
    let (from, to) = anchor(sheet, Place { row: 0, column: 0 }, (margin, margin), picture.size, UNITS);
    let mut xml = Xml::new();
    xml.raw("<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" ");
    xml.raw("xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:twoCellAnchor editAs=\"oneCell\">");
    for (name, corner) in [("xdr:from", from), ("xdr:to", to)] {
        xml.raw("<").raw(name).raw("><xdr:col>").number(corner.column.into());
        xml.raw("</xdr:col><xdr:colOff>").number(corner.aside).raw("</xdr:colOff><xdr:row>");
        xml.number(corner.row.into()).raw("</xdr:row><xdr:rowOff>").number(corner.down);
        xml.raw("</xdr:rowOff></").raw(name).raw(">");
    }
    xml.raw("<xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"2\" name=\"Picture 1\"");
    if !picture.words.is_empty() {
        xml.attribute("descr", &picture.words);
    }
    xml.raw("/><xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill>");
    xml.raw("<a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:embed=\"rId1\"/>");
    xml.raw("<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off");
    xml.count("x", margin).count("y", margin).raw("/><a:ext").count("cx", picture.size.0);
    xml.count("cy", picture.size.1)
        .raw("/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr>");
    xml.raw("</xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 220, height: 84, margin: 4 };

    fn png_of(width: u32, height: u32, density: Option<(u32, u32)>) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend_from_slice(kind);
            bytes.extend_from_slice(data);
            bytes.extend([0; 4]);
        };
        chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat());
        if let Some((x, y)) = density {
            chunk(b"pHYs", &[&x.to_be_bytes()[..], &y.to_be_bytes(), &[1]].concat());
        }
        chunk(b"IEND", &[]);
        bytes
    }

    fn pixels(bytes: &[u8]) -> (u64, u64) {
        let size = Picture::new(bytes, "", ROOM).unwrap().size;
        (size.0 / UNITS, size.1 / UNITS)
    }

    #[test]
    fn a_picture_fills_the_room_in_one_direction() {
        assert_eq!(pixels(&png_of(1000, 50, None)), (220, 11));
        assert_eq!(pixels(&png_of(20, 20, None)), (84, 84));
        // Dots that are three times as high as they are wide.
        assert_eq!(pixels(&png_of(20, 20, Some((3000, 1000)))), (28, 84));
        assert_eq!(pixels(&png_of(20, 20, Some((0, 7)))), (84, 84));
    }

    #[test]
    fn a_jpeg_says_its_size_in_its_frame() {
        let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\x01\0\x48\0\x90\0\0".to_vec();
        bytes.extend(b"\xFF\xC4\0\x06abcd\xFF\xC2\0\x0B\x08\0\x54\0\x54\x01\x01\x11\0\xFF\xDA\0\x02");
        let picture = Picture::new(&bytes, "", ROOM).unwrap();
        assert_eq!((picture.kind, pixels(&bytes)), ("jpeg", (168, 84)));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let whole = png_of(20, 20, None);
        for bytes in
            [b"GIF89a".as_slice(), b"", b"\xFF\xD8", &whole[..20], &png_of(0, 20, None), b"\x89PNG\r\n\x1a\n"]
        {
            assert!(matches!(Picture::new(bytes, "", ROOM), Err(WorkbookError::Picture)), "{bytes:?}");
        }
        // A length that leads beyond the end of the file.
        let mut wild = whole.clone();
        wild[8..12].copy_from_slice(&[0xFF; 4]);
        assert!(Picture::new(&wild, "", ROOM).is_err());
    }
}
