//! The table of all looks of a workbook: each font, fill and border once.

use super::format::{Alignment, Border, Font, Format, Line};
use super::xml::Xml;

/// The first number of a number format that a workbook brings along.
const FIRST_NUMBER: usize = 164;
/// Fills that every workbook begins with.
const OWN_FILLS: usize = 2;

/// Every look of a workbook once; cells name it by its position.
#[derive(Debug)]
pub(super) struct Styles {
    formats: Vec<Format>,
    /// The looks of cells that meet a condition.
    marks: Vec<Format>,
    links: bool,
    notes: bool,
}

impl Styles {
    /// A table with the look of cells without one, and that of links where there are `links`.
    pub fn new(links: bool, notes: bool) -> Self {
        let mut formats = vec![Format::new()];
        if links {
            formats.push(Format::link());
        }
        Self { formats, marks: Vec::new(), links, notes }
    }

    /// The position of a look.
    pub fn format(&mut self, format: &Format) -> u64 {
        long(position(&mut self.formats, format))
    }

    /// The position of a look among those of conditions.
    pub fn mark(&mut self, format: &Format) -> u64 {
        long(position(&mut self.marks, format))
    }

    pub fn part(&self) -> Xml {
        let (mut fonts, mut fills, mut borders, mut numbers) = (vec![], vec![], vec![], vec![]);
        let mut cells = Xml::bare();
        for format in &self.formats {
            let number = format.number.map(|n| FIRST_NUMBER + position(&mut numbers, &n));
            let fill = format.fill.map(|fill| OWN_FILLS + position(&mut fills, &fill));
            let font = position(&mut fonts, &format.font);
            let border = position(&mut borders, &format.border);
            cell(&mut cells, format, [number.unwrap_or(0), font, fill.unwrap_or(0), border]);
        }
        let mut xml = Xml::new();
        xml.raw("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        if !numbers.is_empty() {
            open(&mut xml, "numFmts", numbers.len());
            for (id, code) in (FIRST_NUMBER..).zip(&numbers) {
                xml.raw("<numFmt").count("numFmtId", long(id)).attribute("formatCode", code).raw("/>");
            }
            xml.raw("</numFmts>");
        }
        self.fonts(&mut xml, &fonts);
        open(&mut xml, "fills", OWN_FILLS + fills.len());
        xml.raw("<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>");
        for colour in fills {
            xml.raw("<fill><patternFill patternType=\"solid\"><fgColor");
            rgb(&mut xml, colour).raw("/><bgColor indexed=\"64\"/></patternFill></fill>");
        }
        xml.raw("</fills>");
        open(&mut xml, "borders", borders.len());
        for border in &borders {
            write_border(&mut xml, border);
        }
        xml.raw("</borders>");
        let link = fonts.iter().position(|font| font.link).filter(|_| self.links);
        open(&mut xml, "cellStyleXfs", 1 + usize::from(self.links));
        xml.raw("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>");
        if let Some(font) = link {
            xml.raw("<xf numFmtId=\"0\"").count("fontId", long(font)).raw(
                " fillId=\"0\" borderId=\"0\" applyNumberFormat=\"0\" applyFill=\"0\" applyBorder=\"0\" \
                 applyAlignment=\"0\" applyProtection=\"0\"><alignment vertical=\"top\"/><protection locked=\"0\"/></xf>",
            );
        }
        xml.raw("</cellStyleXfs>");
        open(&mut xml, "cellXfs", self.formats.len());
        xml.append(&cells).raw("</cellXfs>");
        open(&mut xml, "cellStyles", 1 + usize::from(self.links));
        if self.links {
            xml.raw("<cellStyle name=\"Hyperlink\" xfId=\"1\" builtinId=\"8\"/>");
        }
        xml.raw("<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>");
        self.conditions(&mut xml);
        xml.raw("<tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium9\" defaultPivotStyle=\"PivotStyleLight16\"/></styleSheet>");
        xml
    }

    fn fonts(&self, xml: &mut Xml, fonts: &[Font]) {
        open(xml, "fonts", fonts.len() + usize::from(self.notes));
        for font in fonts {
            xml.raw("<font>").raw(shape(font)).raw(if font.link { "<u/>" } else { "" });
            xml.raw("<sz").count("val", font.size.into()).raw("/><color");
            match (font.link, font.colour) {
                (true, _) => xml.raw(" theme=\"10\""),
                (false, Some(colour)) => rgb(xml, colour),
                (false, None) => xml.raw(" theme=\"1\""),
            };
            xml.raw("/><name").attribute("val", font.name.as_deref().unwrap_or("Calibri"));
            xml.raw("/><family val=\"2\"/>");
            // A font of its own does not change with the theme.
            let themed = font.name.is_none() && !font.link;
            xml.raw(if themed { "<scheme val=\"minor\"/></font>" } else { "</font>" });
        }
        if self.notes {
            xml.raw("<font><sz val=\"8\"/><color indexed=\"81\"/><name val=\"Tahoma\"/><family val=\"2\"/></font>");
        }
        xml.raw("</fonts>");
    }

    fn conditions(&self, xml: &mut Xml) {
        if self.marks.is_empty() {
            xml.raw("<dxfs count=\"0\"/>");
            return;
        }
        open(xml, "dxfs", self.marks.len());
        for mark in &self.marks {
            xml.raw("<dxf>");
            if mark.font.bold || mark.font.italic || mark.font.colour.is_some() {
                xml.raw("<font>").raw(shape(&mark.font));
                if let Some(colour) = mark.font.colour {
                    rgb(xml.raw("<color"), colour).raw("/>");
                }
                xml.raw("</font>");
            }
            if let Some(fill) = mark.fill {
                rgb(xml.raw("<fill><patternFill><bgColor"), fill).raw("/></patternFill></fill>");
            }
            xml.raw("</dxf>");
        }
        xml.raw("</dxfs>");
    }
}

/// The position of an item in a list of different ones; it is added where it is new.
fn position<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) -> usize {
    list.iter().position(|other| other == item).unwrap_or_else(|| {
        list.push(item.clone());
        list.len() - 1
    })
}

fn long(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn open(xml: &mut Xml, tag: &str, count: usize) {
    xml.raw("<").raw(tag).count("count", long(count)).raw(">");
}

fn rgb(xml: &mut Xml, colour: u32) -> &mut Xml {
    xml.attribute("rgb", &format!("FF{colour:06X}"))
}

fn shape(font: &Font) -> &'static str {
    match (font.bold, font.italic) {
        (true, true) => "<b/><i/>",
        (true, false) => "<b/>",
        (false, true) => "<i/>",
        (false, false) => "",
    }
}

fn write_border(xml: &mut Xml, border: &Border) {
    xml.raw("<border>");
    let sides =
        [("left", border.left), ("right", border.right), ("top", border.top), ("bottom", border.bottom)];
    for (side, line) in sides {
        xml.raw("<").raw(side);
        if line == Line::None {
            xml.raw("/>");
            continue;
        }
        xml.attribute("style", line.code()).raw("><color");
        match border.colour {
            Some(colour) => rgb(xml, colour),
            None => xml.raw(" auto=\"1\""),
        };
        xml.raw("/></").raw(side).raw(">");
    }
    xml.raw("<diagonal/></border>");
}

/// `[number, font, fill, border]` are their positions.
fn cell(xml: &mut Xml, format: &Format, positions: [usize; 4]) {
    let names = ["numFmtId", "fontId", "fillId", "borderId"];
    let applied = [" applyNumberFormat=\"1\"", " applyFont=\"1\"", " applyFill=\"1\"", " applyBorder=\"1\""];
    xml.raw("<xf");
    for (name, position) in names.iter().zip(positions) {
        xml.count(name, long(position));
    }
    if format.font.link {
        xml.raw(" xfId=\"1\" applyAlignment=\"1\" applyProtection=\"1\"/>");
        return;
    }
    xml.raw(" xfId=\"0\"");
    for (applied, position) in applied.iter().zip(positions) {
        xml.raw(if position > 0 { applied } else { "" });
    }
    let Alignment { horizontal, vertical, wrapped, indent } = format.alignment;
    if format.alignment == Alignment::default() {
        xml.raw("/>");
        return;
    }
    xml.raw(" applyAlignment=\"1\"><alignment");
    // Programs take notice of a step only where it says from which side.
    if let Some(side) = horizontal.or((indent > 0).then_some("left")) {
        xml.attribute("horizontal", side);
    }
    if let Some(vertical) = vertical {
        xml.attribute("vertical", vertical);
    }
    if indent > 0 {
        xml.count("indent", indent.into());
    }
    xml.raw(if wrapped { " wrapText=\"1\"" } else { "" }).raw("/></xf>");
}
