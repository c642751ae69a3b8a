//! The workbook's own parts: where its sheets and styles are, and a sheet more.

use super::super::ReturnError;
use super::super::package::Package;
use super::super::scan::{Kind, Scan, append_to, escaped};
use super::super::splice::Splice;
use super::relations::{Relations, namespace};
use std::fmt::Write as _;

/// What the workbook's own part says.
pub(super) struct Book {
    part: String,
    /// The part of each sheet; none for a sheet of charts.
    pub(super) sheets: Vec<Option<String>>,
    pub(super) styles: Option<String>,
    /// Whether it is in the strict form of the standard.
    pub(super) strict: bool,
    next_id: u32,
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReturnError> {
        let root = Relations::read(package, "", false)?;
        let part = root.of_kind("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
        let xml = package.needed(&part)?;
        let strict = memchr::memmem::find(&xml, b"purl.oclc.org/ooxml").is_some();
        let relations = Relations::read(package, &part, strict)?;
        let (mut sheets, mut next_id) = (Vec::new(), 1);
        for mark in Scan::new(&xml).filter(|mark| mark.begins(b"sheet")) {
            next_id = next_id.max(mark.number_of(b"sheetId").unwrap_or(0).saturating_add(1));
            let id = mark.text_of(b"id").unwrap_or_default();
            let found = relations.target(&id).filter(|(kind, _)| *kind == "worksheet");
            sheets.push(found.map(|(_, part)| part.to_owned()));
        }
        let styles = relations.of_kind("styles").filter(|part| package.has(part)).map(str::to_owned);
        Ok(Self { part, sheets, styles, strict, next_id })
    }
}

/// Adds a sheet behind the others: what names sheets by their position stays right.
pub(super) fn add_sheet(
    package: &mut Package<'_>,
    book: &Book,
    name: &str,
    xml: Vec<u8>,
    types: &mut Vec<String>,
) -> Result<(), ReturnError> {
    let part = package.free_name("xl/worksheets/sheet", ".xml");
    package.put(&part, xml);
    types.push(over(&part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"));
    let mut relations = Relations::read(package, &book.part, book.strict)?;
    let id = relations.add("worksheet", &part);
    relations.write(package);
    let xml = package.needed(&book.part)?;
    let prefix = Scan::new(&xml).next().map(|root| root.prefix()).unwrap_or_default();
    let sheet = format!(
        "<{prefix}sheet xmlns:spror=\"{}\" name=\"{}\" sheetId=\"{}\" spror:id=\"{id}\"/>",
        namespace(book.strict),
        escaped(name),
        book.next_id,
    );
    let mut splice = Splice::default();
    if !append_to(&xml, b"sheets", &sheet, &mut splice) {
        return Err(ReturnError::Part(book.part.as_str().into()));
    }
    package.put(&book.part, splice.apply(&xml));
    Ok(())
}

/// The line that says what a part is.
pub(super) fn over(part: &str, kind: &str) -> String {
    format!("Override PartName=\"/{}\" ContentType=\"{kind}\"", escaped(part))
}

/// Says what the new parts are.
pub(super) fn add_types(package: &mut Package<'_>, types: &[String]) -> Result<(), ReturnError> {
    const PART: &str = "[Content_Types].xml";
    let xml = package.needed(PART)?;
    let prefix = Scan::new(&xml).next().map(|root| root.prefix()).unwrap_or_default();
    let has_vml =
        Scan::new(&xml).filter(|mark| mark.kind != Kind::Close && mark.name() == b"Default").any(|mark| {
            mark.text_of(b"Extension").is_some_and(|extension| extension.eq_ignore_ascii_case("vml"))
        });
    let mut added = String::new();
    if !has_vml {
        // Writing to a text cannot fail.
        let _ = write!(
            added,
            "<{prefix}Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
        );
    }
    for line in types {
        // Writing to a text cannot fail.
        let _ = write!(added, "<{prefix}{line}/>");
    }
    let mut splice = Splice::default();
    if !append_to(&xml, b"Types", &added, &mut splice) {
        return Err(ReturnError::Part(PART.into()));
    }
    package.put(PART, splice.apply(&xml));
    Ok(())
}
