//! The formats of cells to mend: as they were, with a light fill. They come behind the others, which keep their places.

use super::super::ReturnError;
use super::super::package::Package;
use super::super::scan::{Kind, Mark, Scan, append_to};
use super::super::splice::Splice;
use crate::rulebook::Severity;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A fill for what is wrong and one for what is doubtful; dark text on either is readable, in print too.
const FILLS: [&str; 2] = ["FFFFC7CE", "FFFFEB9C"];

/// How many fonts the list brings: the bold one and that of links.
const LIST_FONTS: usize = 2;

/// Whether a font's colour is white or nearly so; dark and strong colours are the sender's, and stay.
fn is_light(colour: &Mark<'_>) -> bool {
    if let Some(rgb) = colour.text_of(b"rgb") {
        let rgb = rgb.get(rgb.len().saturating_sub(6)..).and_then(|rgb| u32::from_str_radix(rgb, 16).ok());
        // As bright as the eye sees it, in thousandths.
        let bright = |rgb: u32| (rgb >> 16 & 255) * 299 + (rgb >> 8 & 255) * 587 + (rgb & 255) * 114;
        return rgb.is_some_and(|rgb| bright(rgb) > 180_000);
    }
    // White among the numbered colours, and the background of the theme.
    let white = matches!(colour.number_of(b"indexed"), Some(1 | 9)) || colour.number_of(b"theme") == Some(0);
    white && !colour.text_of(b"tint").is_some_and(|tint| tint.starts_with('-'))
}

/// Formats that the list uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Heading,
    Wrapped,
    Link,
}

/// The styles of a workbook and what is added to them.
pub(super) struct Styles {
    /// Its part and the part's bytes; none where the workbook has no styles, or writes them in a way not foreseen.
    part: Option<(String, Vec<u8>)>,
    prefix: String,
    strict: bool,
    /// The fonts, as they are written.
    fonts: Vec<Vec<u8>>,
    fills: usize,
    /// The formats of cells, as they are written.
    formats: Vec<Vec<u8>>,
    added: Vec<Vec<u8>>,
    filled: BTreeMap<(u32, bool), u32>,
    /// Dark copies of light fonts, by the position of the font.
    darkened: Vec<(usize, Vec<u8>)>,
}

impl Styles {
    pub(super) fn read(
        package: &mut Package<'_>,
        part: Option<&str>,
        strict: bool,
    ) -> Result<Self, ReturnError> {
        let mut styles = Self {
            part: None,
            prefix: String::new(),
            strict,
            fonts: Vec::new(),
            fills: 0,
            formats: Vec::new(),
            added: Vec::new(),
            filled: BTreeMap::new(),
            darkened: Vec::new(),
        };
        let Some(part) = part else { return Ok(styles) };
        let xml = package.needed(part)?;
        let (mut whose, mut start, mut font) = (None, None, None);
        let (mut has_fonts, mut has_fills, mut has_formats) = (false, false, false);
        for mark in Scan::new(&xml) {
            match (mark.depth, mark.kind, mark.name()) {
                (0, Kind::Open, _) => styles.prefix = mark.prefix(),
                (1, Kind::Open, name) => {
                    whose = Some(name);
                    has_fonts |= name == b"fonts";
                    has_fills |= name == b"fills";
                    has_formats |= name == b"cellXfs";
                }
                (1, Kind::Close, _) => whose = None,
                (2, Kind::Empty, b"font") if whose == Some(b"fonts") => styles.fonts.push(mark.text.to_vec()),
                (2, Kind::Open, b"font") if whose == Some(b"fonts") => font = Some(mark.range.start),
                (2, Kind::Close, b"font") if whose == Some(b"fonts") => {
                    let from = font.take().unwrap_or(mark.range.start);
                    styles.fonts.push(xml.get(from..mark.range.end).unwrap_or_default().to_vec());
                }
                (2, Kind::Open | Kind::Empty, b"fill") if whose == Some(b"fills") => styles.fills += 1,
                (2, Kind::Empty, b"xf") if whose == Some(b"cellXfs") => {
                    styles.formats.push(mark.text.to_vec());
                }
                (2, Kind::Open, b"xf") if whose == Some(b"cellXfs") => start = Some(mark.range.start),
                (2, Kind::Close, b"xf") if whose == Some(b"cellXfs") => {
                    let from = start.take().unwrap_or(mark.range.start);
                    styles.formats.push(xml.get(from..mark.range.end).unwrap_or_default().to_vec());
                }
                _ => {}
            }
        }
        if has_fonts && has_fills && has_formats {
            styles.part = Some((part.to_owned(), xml));
        }
        Ok(styles)
    }

    /// The name of the vocabulary that sheets are written in.
    pub(super) fn namespace(&self) -> &'static str {
        super::main_namespace(self.strict)
    }

    fn push(&mut self, format: Vec<u8>) -> u32 {
        self.added.push(format);
        u32::try_from(self.formats.len() + self.added.len() - 1).unwrap_or(0)
    }

    /// The format `old` with a light fill; none where there are no formats to go by.
    pub(super) fn filled(&mut self, old: u32, severity: Severity) -> Option<u32> {
        self.part.as_ref()?;
        let doubtful = severity != Severity::Error;
        if let Some(&known) = self.filled.get(&(old, doubtful)) {
            return Some(known);
        }
        let format = self.formats.get(usize::try_from(old).ok()?)?.clone();
        let fill = (self.fills + usize::from(doubtful)).to_string();
        let first = Scan::new(&format).next()?;
        let with_fill = first.with("fillId", &fill);
        let mut with_both = Scan::new(&with_fill).next()?.with("applyFill", "1");
        if let Some(dark) = first.number_of(b"fontId").and_then(|font| self.dark(font)) {
            let with_font = Scan::new(&with_both).next()?.with("fontId", &dark.to_string());
            with_both = Scan::new(&with_font).next()?.with("applyFont", "1");
        }
        let rest = format.get(first.range.end..).unwrap_or_default();
        let new = self.push([&with_both, rest].concat());
        self.filled.insert((old, doubtful), new);
        Some(new)
    }

    /// The font to take in the place of a light one, which nobody could read on a light fill.
    fn dark(&mut self, font: u32) -> Option<usize> {
        let font = usize::try_from(font).ok()?;
        // The list's two fonts come behind the workbook's own.
        let first = self.fonts.len() + LIST_FONTS;
        if let Some(known) = self.darkened.iter().position(|(of, _)| *of == font) {
            return Some(first + known);
        }
        let xml = self.fonts.get(font)?;
        let colour = Scan::new(xml).find(|mark| mark.kind == Kind::Empty && mark.name() == b"color")?;
        if !is_light(&colour) {
            return None;
        }
        let mut splice = Splice::default();
        splice.replace(colour.range.clone(), format!("<{}color rgb=\"FF000000\"/>", self.prefix));
        let dark = splice.apply(xml);
        self.darkened.push((font, dark));
        Some(first + self.darkened.len() - 1)
    }

    /// A format of the list; 0, the plain one, where there are none to go by.
    pub(super) fn look(&mut self, look: Look) -> u32 {
        if self.part.is_none() {
            return 0;
        }
        let p = &self.prefix;
        let (bold, link) = (self.fonts.len(), self.fonts.len() + 1);
        let align = format!("<{p}alignment vertical=\"top\" wrapText=\"1\"/></{p}xf>");
        let text = match look {
            Look::Heading => {
                format!(
                    "<{p}xf numFmtId=\"0\" fontId=\"{bold}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
                )
            }
            Look::Wrapped => format!(
                "<{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">{align}"
            ),
            Look::Link => format!(
                "<{p}xf numFmtId=\"0\" fontId=\"{link}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" \
                 applyAlignment=\"1\">{align}"
            ),
        };
        self.push(text.into_bytes())
    }

    /// Writes what was added.
    pub(super) fn write(self, package: &mut Package<'_>) {
        let Some((part, xml)) = self.part else { return };
        let p = &self.prefix;
        let mut splice = Splice::default();
        let mut fills = String::new();
        for colour in FILLS {
            // Writing to a text cannot fail.
            let _ = write!(
                fills,
                "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"{colour}\"/><{p}bgColor \
                 indexed=\"64\"/></{p}patternFill></{p}fill>"
            );
        }
        let mut fonts = format!(
            "<{p}font><{p}b/><{p}sz val=\"11\"/><{p}name val=\"Calibri\"/></{p}font><{p}font><{p}u/><{p}sz \
             val=\"11\"/><{p}color rgb=\"FF0563C1\"/><{p}name val=\"Calibri\"/></{p}font>"
        );
        for (_, font) in &self.darkened {
            fonts.push_str(&String::from_utf8_lossy(font));
        }
        let formats = String::from_utf8_lossy(&self.added.concat()).into_owned();
        for (name, inner, count) in [
            ("fonts", fonts, self.fonts.len() + LIST_FONTS + self.darkened.len()),
            ("fills", fills, self.fills + FILLS.len()),
            ("cellXfs", formats, self.formats.len() + self.added.len()),
        ] {
            append_to(&xml, name.as_bytes(), &inner, &mut splice);
            // The count is a hint that some programs check.
            let opening =
                Scan::new(&xml).find(|mark| mark.kind == Kind::Open && mark.name() == name.as_bytes());
            if let Some((mark, (_, range))) =
                opening.and_then(|mark| Some((mark.clone(), mark.attribute(b"count")?)))
            {
                let from = mark.range.start;
                splice.replace(from + range.start..from + range.end, count.to_string());
            }
        }
        package.put(&part, splice.apply(&xml));
    }
}
