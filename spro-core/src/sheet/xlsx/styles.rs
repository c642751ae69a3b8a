//! What the formats of a workbook make of a number: a number, a percentage, a date.

use super::super::error::Cause;
use super::super::package::{Node, Package};
use super::format;
use std::collections::BTreeMap;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    /// As a number.
    #[default]
    Number,
    /// As a percentage.
    Percent,
    /// As a date or a time of day.
    Date,
    /// As a month of a year.
    Month,
}

/// A spreadsheet writes at most 65 490 formats of cells; what comes after is not kept.
const MAX_STYLES: usize = 1 << 17;

/// The style of each cell format, in the order in which cells refer to them.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Style>, Cause> {
    let mut own: BTreeMap<u32, Style> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut xml = package.xml(part)?;
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                b"numFmt" => {
                    let (mut id, mut style) = (None, Style::Number);
                    for attr in tag.attributes() {
                        match attr.name {
                            b"numFmtId" => id = attr.number(),
                            b"formatCode" => {
                                style = attr.text().map_or(Style::Number, |code| format::style(&code));
                            }
                            _ => {}
                        }
                    }
                    if let Some(id) = id.filter(|_| own.len() < MAX_STYLES) {
                        own.insert(id, style);
                    }
                }
                b"cellXfs" => in_cells = true,
                // The formats that cells refer to; those of named styles come first and those of differences later.
                b"cellStyleXfs" | b"cellStyles" | b"dxfs" => in_cells = false,
                b"xf" if in_cells && styles.len() < MAX_STYLES => {
                    let id =
                        tag.attributes().find(|attr| attr.name == b"numFmtId").and_then(|attr| attr.number());
                    let id = id.unwrap_or(0);
                    styles.push(own.get(&id).copied().unwrap_or_else(|| format::built_in(id)));
                }
                _ => {}
            },
            Node::End => return Ok(styles),
            _ => {}
        }
    }
}
