//! Comments and the list in an OpenDocument sheet. The look of its cells stays as it is: programs mark a comment.

mod cells;
mod page;

use super::ReturnError;
use super::list::Sayings;
use super::package::Package;
use super::scan::{Kind, Scan, append_to};
use super::splice::Splice;
use crate::sheet::Limits;
use std::ops::Range;

const PART: &str = "content.xml";

/// The vocabularies of what is added; declared there, since a file may have names of its own for them.
const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

pub(super) fn annotate(bytes: &[u8], sayings: &Sayings, limits: &Limits) -> Result<Vec<u8>, ReturnError> {
    let mut package = Package::open(bytes, limits)?;
    let xml = package.needed(PART)?;
    let tables = tables(&xml);
    let mut splice = Splice::default();
    for (sheet, said) in &sayings.comments {
        if let Some(range) = tables.get(*sheet) {
            cells::edit(&xml, range.clone(), said, &mut splice);
        }
    }
    let failed = || ReturnError::Part(PART.into());
    let end = tables.last().ok_or_else(failed)?.end;
    let styled = append_to(&xml, b"automatic-styles", &page::styles(), &mut splice);
    splice.insert(end, page::page(sayings, styled));
    package.put(PART, splice.apply(&xml));
    package.finish()
}

/// Where each sheet stands, in the order of the file; tables elsewhere (in cells, in changes) are none.
fn tables(xml: &[u8]) -> Vec<Range<usize>> {
    let (mut found, mut home, mut start) = (Vec::new(), None, 0);
    for mark in Scan::new(xml) {
        match (mark.kind, mark.name()) {
            (Kind::Open, b"spreadsheet") if home.is_none() => home = Some(mark.depth + 1),
            (Kind::Open, b"table") if home == Some(mark.depth) => start = mark.range.start,
            (Kind::Empty, b"table") if home == Some(mark.depth) => found.push(mark.range),
            (Kind::Close, b"table") if home == Some(mark.depth) => found.push(start..mark.range.end),
            (Kind::Close, b"spreadsheet") => home = None,
            _ => {}
        }
    }
    found
}
