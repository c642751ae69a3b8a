//! How a sheet is printed.

use super::xml::Xml;

/// A page of A4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub landscape: bool,
    /// Left, right, top, bottom, header, footer, in inches as the format writes them.
    pub margins: [&'static str; 6],
    /// The most pages across, and down; 0 for as many as there are.
    pub pages: (u16, u16),
    /// Codes such as `&P`, the number of the page.
    pub footer: &'static str,
}

/// The margins of a sheet that sets none.
const MARGINS: [&str; 6] = ["0.7", "0.7", "0.75", "0.75", "0.3", "0.3"];

/// The elements that tell how a sheet is printed.
pub(super) fn write(xml: &mut Xml, page: Option<&Page>) {
    xml.raw("<pageMargins");
    let names = ["left", "right", "top", "bottom", "header", "footer"];
    for (name, margin) in names.iter().zip(page.map_or(MARGINS, |page| page.margins)) {
        xml.attribute(name, margin);
    }
    xml.raw("/>");
    let Some(page) = page else { return };
    xml.raw("<pageSetup paperSize=\"9\"");
    let (across, down) = page.pages;
    for (name, pages) in [("fitToWidth", across), ("fitToHeight", down)] {
        if pages != 1 {
            xml.count(name, pages.into());
        }
    }
    xml.attribute("orientation", if page.landscape { "landscape" } else { "portrait" });
    xml.raw(" horizontalDpi=\"200\" verticalDpi=\"200\"/>");
    if !page.footer.is_empty() {
        xml.raw("<headerFooter>").element("oddFooter", page.footer).raw("</headerFooter>");
    }
}

/// Pixels as points: four are three.
pub(super) fn points(pixels: u64) -> String {
    let part = ["", ".25", ".5", ".75"].get(usize::try_from(pixels * 3 % 4).unwrap_or(0)).unwrap_or(&"");
    format!("{}{part}", pixels * 3 / 4)
}
