//! Comments, a light fill and the list in an XLSX workbook.

mod cells;
mod comments;
mod drawing;
mod page;
mod relations;
mod styles;
mod workbook;

use super::ReturnError;
use super::list::Sayings;
use super::package::Package;
use crate::sheet::Limits;
use relations::Relations;

pub(super) fn annotate(bytes: &[u8], sayings: &Sayings, limits: &Limits) -> Result<Vec<u8>, ReturnError> {
    let mut package = Package::open(bytes, limits)?;
    let book = workbook::Book::read(&mut package)?;
    let mut styles = styles::Styles::read(&mut package, book.styles.as_deref(), book.strict)?;
    let mut types = Vec::new();
    for (&sheet, said) in &sayings.comments {
        let Some(Some(part)) = book.sheets.get(sheet) else { continue };
        let mut relations = Relations::read(&mut package, part, book.strict)?;
        let xml = package.needed(part)?;
        let free = package.free_name("xl/drawings/vmlDrawing", ".vml");
        let (xml, drawing) = cells::edit(&xml, said, &mut styles, &mut relations, &free);
        comments::write(&mut package, &mut relations, said, &mut types)?;
        drawing::write(&mut package, &drawing, said)?;
        package.put(part, xml);
        relations.write(&mut package);
    }
    let list = page::page(sayings, &mut styles);
    styles.write(&mut package);
    workbook::add_sheet(&mut package, &book, &sayings.name, list, &mut types)?;
    workbook::add_types(&mut package, &types)?;
    package.finish()
}

/// The name of the vocabulary that sheets and comments are written in.
fn main_namespace(strict: bool) -> &'static str {
    if strict {
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    } else {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }
}
