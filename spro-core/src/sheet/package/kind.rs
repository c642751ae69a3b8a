//! What a zip holds: a workbook, or one of the other things that people send.

use super::super::error::{Cause, Damage, Fault, Kind};
use super::archive::Package;

/// A workbook's format, by the parts that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Content {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Names what the package holds.
pub(in super::super) fn content(package: &Package<'_>) -> Result<Content, Cause> {
    let within = |folder: &str| package.names().any(|name| name.starts_with(folder));
    if package.has("xl/workbook.bin") {
        Err(Cause::OtherKind(Kind::Xlsb))
    } else if package.has("xl/workbook.xml") {
        Ok(Content::Xlsx)
    } else if within("word/") {
        Err(Cause::OtherKind(Kind::Document))
    } else if within("ppt/") {
        Err(Cause::OtherKind(Kind::Presentation))
    } else if package.has("index/document.iwa") || package.has("index.zip") {
        Err(Cause::OtherKind(Kind::Numbers))
    } else if package.has("content.xml") || package.has("encrypted-package") {
        Ok(Content::Ods)
    } else if package.has("META-INF/manifest.xml") && package.has("mimetype") {
        Err(Cause::Damaged(Damage::new("content.xml", Fault::MissingPart)))
    } else if package.has("_rels/.rels") && package.has("[Content_Types].xml") {
        // The workbook may stand anywhere: its reader follows the relationships to it.
        Ok(Content::Xlsx)
    } else {
        Err(Cause::OtherKind(Kind::Archive))
    }
}
