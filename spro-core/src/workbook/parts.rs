//! The parts that say what the other parts are.

use super::Worksheet;
use super::names::Name;
use super::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/";
/// The day that every workbook says it was made on.
const MADE: &str = "2017-01-01T00:00:00Z";

/// What a workbook has beside its sheets.
pub(super) struct Contents<'a> {
    pub sheets: &'a [Worksheet],
    pub names: &'a [Name],
    pub texts: bool,
}

impl Contents<'_> {
    fn pictures(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.picture.is_some()).count()
    }

    fn notes(&self) -> usize {
        self.sheets.iter().filter(|sheet| !sheet.notes.is_empty()).count()
    }

    /// `[Content_Types].xml`.
    pub fn types(&self) -> Xml {
        let mut xml = Xml::new();
        xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        let mut default = |extension: &str, kind: &str| {
            xml.raw("<Default").attribute("Extension", extension).attribute("ContentType", kind).raw("/>");
        };
        default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        default("xml", "application/xml");
        if self.notes() > 0 {
            default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
        }
        for kind in ["png", "jpeg"] {
            let has = |sheet: &Worksheet| sheet.picture.as_ref().is_some_and(|p| p.kind == kind);
            if self.sheets.iter().any(has) {
                default(kind, &format!("image/{kind}"));
            }
        }
        let mut part = |name: &str, kind: &str| {
            xml.raw("<Override").attribute("PartName", name);
            xml.attribute("ContentType", &format!("application/vnd.openxmlformats-{kind}+xml")).raw("/>");
        };
        let sheet = |kind: &str| format!("officedocument.spreadsheetml.{kind}");
        part("/docProps/app.xml", "officedocument.extended-properties");
        part("/docProps/core.xml", "package.core-properties");
        part("/xl/styles.xml", &sheet("styles"));
        part("/xl/theme/theme1.xml", "officedocument.theme");
        part("/xl/workbook.xml", &sheet("sheet.main"));
        for number in 1..=self.sheets.len() {
            part(&format!("/xl/worksheets/sheet{number}.xml"), &sheet("worksheet"));
        }
        for number in 1..=self.pictures() {
            part(&format!("/xl/drawings/drawing{number}.xml"), "officedocument.drawing");
        }
        for number in 1..=self.notes() {
            part(&format!("/xl/comments{number}.xml"), &sheet("comments"));
        }
        if self.texts {
            part("/xl/sharedStrings.xml", &sheet("sharedStrings"));
        }
        xml.raw("</Types>");
        xml
    }

    /// `xl/_rels/workbook.xml.rels`.
    pub fn relations(&self) -> Xml {
        let sheets =
            (1..=self.sheets.len()).map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
        let mut all: Vec<(&str, String)> = sheets.collect();
        all.push(("theme", "theme/theme1.xml".to_owned()));
        all.push(("styles", "styles.xml".to_owned()));
        if self.texts {
            all.push(("sharedStrings", "sharedStrings.xml".to_owned()));
        }
        relations(all.iter().map(|(kind, target)| (OFFICE, *kind, target.as_str())))
    }

    /// `xl/workbook.xml`.
    pub fn workbook(&self) -> Xml {
        let mut xml = Xml::new();
        xml.raw("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" ");
        xml.raw("xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
        xml.raw("<fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/>");
        xml.raw("<workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView xWindow=\"240\" yWindow=\"15\" ");
        xml.raw("windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets>");
        for (number, sheet) in (1..).zip(self.sheets) {
            xml.raw("<sheet").attribute("name", &sheet.name).count("sheetId", number);
            xml.raw(if sheet.hidden { " state=\"hidden\"" } else { "" });
            xml.attribute("r:id", &format!("rId{number}")).raw("/>");
        }
        xml.raw("</sheets>");
        if !self.names.is_empty() {
            xml.raw("<definedNames>");
            for name in self.names {
                xml.raw("<definedName").attribute("name", name.code);
                xml.count("localSheetId", u64::try_from(name.sheet).unwrap_or(u64::MAX));
                xml.raw(if name.listed.is_none() { " hidden=\"1\">" } else { ">" });
                xml.text(&name.cells).raw("</definedName>");
            }
            xml.raw("</definedNames>");
        }
        xml.raw("<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
        xml
    }

    /// `docProps/app.xml`.
    pub fn application(&self) -> Xml {
        let named: Vec<&str> = self.names.iter().filter_map(|name| name.listed.as_deref()).collect();
        let long = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let mut headings = vec![("Worksheets", self.sheets.len()), ("Named Ranges", named.len())];
        headings.retain(|(_, count)| *count > 0);
        let mut xml = Xml::new();
        xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\" ");
        xml.raw("xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">");
        xml.raw("<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>");
        xml.raw("<HeadingPairs><vt:vector").count("size", 2 * long(headings.len()));
        xml.raw(" baseType=\"variant\">");
        for (heading, count) in headings {
            xml.raw("<vt:variant>").element("vt:lpstr", heading).raw("</vt:variant><vt:variant><vt:i4>");
            xml.number(long(count)).raw("</vt:i4></vt:variant>");
        }
        xml.raw("</vt:vector></HeadingPairs><TitlesOfParts><vt:vector");
        xml.count("size", long(self.sheets.len() + named.len())).raw(" baseType=\"lpstr\">");
        for name in self.sheets.iter().map(|sheet| sheet.name.as_str()).chain(named) {
            xml.element("vt:lpstr", name);
        }
        xml.raw("</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate>");
        xml.raw("<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged>");
        xml.raw("<AppVersion>12.0000</AppVersion></Properties>");
        xml
    }
}

/// `_rels/.rels`.
pub(super) fn root() -> Xml {
    relations([
        (OFFICE, "officeDocument", "xl/workbook.xml"),
        (PACKAGE, "metadata/core-properties", "docProps/core.xml"),
        (OFFICE, "extended-properties", "docProps/app.xml"),
    ])
}

/// `docProps/core.xml`.
pub(super) fn core(title: &str) -> Xml {
    let mut xml = Xml::new();
    xml.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" ");
    xml.raw("xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" ");
    xml.raw("xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    if !title.is_empty() {
        xml.element("dc:title", title);
    }
    xml.raw("<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>");
    for tag in ["dcterms:created", "dcterms:modified"] {
        xml.raw("<").raw(tag).raw(" xsi:type=\"dcterms:W3CDTF\">").raw(MADE).raw("</").raw(tag).raw(">");
    }
    xml.raw("</cp:coreProperties>");
    xml
}

/// The part that names the parts that belong to another one.
pub(super) fn of_part(relations_of: &[(&str, String)]) -> Xml {
    relations(relations_of.iter().map(|(kind, target)| (OFFICE, *kind, target.as_str())))
}

fn relations<'a>(all: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Xml {
    let mut xml = Xml::new();
    xml.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (number, (start, kind, target)) in (1u32..).zip(all) {
        xml.raw("<Relationship").attribute("Id", &format!("rId{number}"));
        xml.attribute("Type", &format!("{start}{kind}")).attribute("Target", target).raw("/>");
    }
    xml.raw("</Relationships>");
    xml
}
