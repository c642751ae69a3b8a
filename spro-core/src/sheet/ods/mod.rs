//! OpenDocument sheets: `.ods`.

mod content;
mod duration;
mod manifest;
mod text;
mod value;

#[cfg(test)]
mod tests;

use super::builder::Budget;
use super::error::{Cause, Kind};
use super::package::Package;
use super::{Format, Limits, Workbook};

/// Reads every sheet.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Workbook, Cause> {
    if manifest::is_encrypted(package)? {
        return Err(Cause::Encrypted);
    }
    let mut budget = Budget::new(limits);
    match content::read(&mut package.xml("content.xml")?, &mut budget)? {
        content::Body::Sheets(sheets) => Ok(Workbook { format: Format::Ods, sheets }),
        content::Body::Other(kind) => Err(Cause::OtherKind(kind)),
    }
}

/// What a body that is no spreadsheet is.
fn other_kind(body: &[u8]) -> Kind {
    match body {
        b"text" => Kind::Document,
        b"presentation" => Kind::Presentation,
        b"drawing" | b"image" => Kind::Picture,
        _ => Kind::Unknown,
    }
}
