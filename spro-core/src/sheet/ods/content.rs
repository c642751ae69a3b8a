//! The sheets of a content part, cell by cell; repeated blank cells and rows are never written out.

use super::super::builder::{Budget, Builder};
use super::super::error::{Cause, Fault, Kind};
use super::super::package::{Node, Tag, Xml, moment};
use super::super::{DateSystem, Limit, MergedRange, Sheet};
use super::other_kind;
use super::text::paragraph;
use super::value::Head;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What stands in the body of a document.
pub(super) enum Body {
    /// Sheets.
    Sheets(Vec<Sheet>),
    /// Something that is no spreadsheet.
    Other(Kind),
}

/// Styles of one kind that are kept; a name is short, and a workbook has few.
const MAX_STYLES: usize = 1_000;
const MAX_NAME: usize = 256;

/// Reads the content part.
pub(super) fn read(xml: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<Body, Cause> {
    let mut reader = Reader {
        budget,
        // What OpenDocument counts from where it says nothing.
        dates: NaiveDate::from_ymd_opt(1899, 12, 30).map_or(DateSystem::From1900, DateSystem::From),
        hiding: BTreeSet::new(),
        raising: BTreeSet::new(),
        sheets: Vec::new(),
        text: String::new(),
    };
    let mut body = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                b"document-content" => {}
                b"automatic-styles" => reader.styles(xml)?,
                b"body" => body = true,
                b"spreadsheet" if body => {
                    reader.spreadsheet(xml)?;
                    // To the end: the last bytes carry the checksum.
                    while !matches!(xml.next()?, Node::End) {}
                    return Ok(Body::Sheets(reader.sheets));
                }
                other if body => return Ok(Body::Other(other_kind(other))),
                _ => xml.skip()?,
            },
            Node::End => return Err(xml.damaged(Fault::Xml)),
            _ => {}
        }
    }
}

struct Reader<'r, 'l> {
    budget: &'r mut Budget<'l>,
    dates: DateSystem,
    /// Names of the styles that hide a sheet.
    hiding: BTreeSet<Box<str>>,
    /// Names of the styles that set a text above the line.
    raising: BTreeSet<Box<str>>,
    sheets: Vec<Sheet>,
    /// The text of the cell at hand.
    text: String,
}

/// A sheet in the making, and where it is at.
struct Table {
    sheet: Builder,
    row: u32,
    column: u32,
}

impl Reader<'_, '_> {
    /// Notes the styles of sheets that are not shown, and of texts that are raised.
    fn styles(&mut self, xml: &mut Xml<'_>) -> Result<(), Cause> {
        let mut depth = 0_u32;
        let mut name: Box<str> = Box::default();
        loop {
            match xml.next()? {
                Node::Open(tag) => {
                    depth += 1;
                    let find = |wanted: &[u8]| tag.attributes().find(|attr| attr.name == wanted);
                    if tag.name() == b"style" {
                        let family =
                            find(b"family").is_some_and(|attr| matches!(attr.bytes(), b"table" | b"text"));
                        let named = find(b"name").filter(|attr| family && attr.bytes().len() <= MAX_NAME);
                        name = named.and_then(|attr| attr.text().map(Box::from)).unwrap_or_default();
                    } else if tag.name() == b"table-properties" && !name.is_empty() {
                        let hides = find(b"display").is_some_and(|attr| attr.bytes() == b"false");
                        if hides && self.hiding.len() < MAX_STYLES {
                            self.hiding.insert(std::mem::take(&mut name));
                        }
                    } else if tag.name() == b"text-properties" && !name.is_empty() {
                        // `super 58%`, or how far above the line: `33% 58%`.
                        let above = |value: &str| {
                            let first = value.split(' ').next().unwrap_or_default();
                            let share = first.strip_suffix('%').and_then(|share| share.parse::<f64>().ok());
                            first == "super" || share.is_some_and(|share| share > 0.0)
                        };
                        let raises = find(b"text-position").and_then(|attr| attr.text().map(|v| above(&v)));
                        if raises == Some(true) && self.raising.len() < MAX_STYLES {
                            self.raising.insert(std::mem::take(&mut name));
                        }
                    }
                }
                Node::Close => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return Ok(()),
                },
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn spreadsheet(&mut self, xml: &mut Xml<'_>) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    b"calculation-settings" => self.settings(xml)?,
                    b"table" => {
                        let table = self.table(&tag)?;
                        if self.sheets.len() as u64 >= self.budget.limits().get(Limit::Sheets) {
                            return Err(xml.over(Limit::Sheets));
                        }
                        self.rows(xml, table)?;
                    }
                    _ => xml.skip()?,
                },
                Node::Close => return Ok(()),
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn settings(&mut self, xml: &mut Xml<'_>) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Node::Open(tag) => {
                    if tag.name() == b"null-date" {
                        let value = tag.attributes().find(|attr| attr.name == b"date-value");
                        let origin = value.and_then(|attr| moment(&attr.text()?));
                        self.dates = origin.map_or(self.dates, |origin| DateSystem::From(origin.date()));
                    }
                    xml.skip()?;
                }
                Node::Close => return Ok(()),
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn table(&mut self, tag: &Tag<'_>) -> Result<Table, Cause> {
        let (mut name, mut hidden) = (Box::default(), false);
        for attr in tag.attributes() {
            match attr.name {
                b"name" => name = attr.text().map(Box::from).unwrap_or_default(),
                b"style-name" => hidden = attr.text().is_some_and(|style| self.hiding.contains(&*style)),
                _ => {}
            }
        }
        let mut sheet = Builder::new(&name, self.budget)?;
        sheet.sheet_mut().hidden = hidden;
        sheet.sheet_mut().dates = self.dates;
        Ok(Table { sheet, row: 0, column: 0 })
    }

    /// Reads the rows of a sheet, those in groups too.
    fn rows(&mut self, xml: &mut Xml<'_>, mut table: Table) -> Result<(), Cause> {
        let mut depth = 0_u32;
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    b"table-row" => {
                        let repeated = repeated(&tag, b"number-rows-repeated");
                        let start = table.sheet.len();
                        table.column = 0;
                        self.cells(xml, &mut table)?;
                        let end = table.sheet.len();
                        if end > start {
                            for down in 1..repeated {
                                table.sheet.repeat(start, end, down, 0, self.budget)?;
                            }
                        }
                        table.row = table.row.saturating_add(repeated);
                    }
                    b"table-row-group" | b"table-header-rows" | b"table-rows" => depth += 1,
                    _ => xml.skip()?,
                },
                Node::Close => {
                    if let Some(less) = depth.checked_sub(1) {
                        depth = less;
                    } else {
                        self.sheets.push(table.sheet.finish());
                        return Ok(());
                    }
                }
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn cells(&mut self, xml: &mut Xml<'_>, table: &mut Table) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    b"table-cell" => {
                        let head = Head::read(&tag);
                        self.cell(xml, &head, table)?;
                    }
                    // Under a merged cell; what it may still hold is not shown to anybody.
                    b"covered-table-cell" => {
                        table.column =
                            table.column.saturating_add(repeated(&tag, b"number-columns-repeated"));
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Node::Close => return Ok(()),
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    /// Reads a cell to its end and keeps what it holds.
    fn cell(&mut self, xml: &mut Xml<'_>, head: &Head, table: &mut Table) -> Result<(), Cause> {
        self.text.clear();
        let mut is_first = true;
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    b"p" | b"h" => {
                        if !is_first {
                            self.text.push('\n');
                        }
                        is_first = false;
                        let limit = self.budget.limits().get(Limit::CellBytes);
                        paragraph(xml, &mut self.text, limit, &self.raising)?;
                    }
                    // Comments, drawings, charts.
                    _ => xml.skip()?,
                },
                Node::Close => break,
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
        let (row, column) = (table.row, table.column);
        let start = table.sheet.len();
        head.add(row, column, &self.text, self.dates, &mut table.sheet, self.budget)?;
        if head.columns_spanned > 1 || head.rows_spanned > 1 {
            let range = MergedRange {
                top: row,
                bottom: row.saturating_add(head.rows_spanned - 1),
                left: column,
                right: column.saturating_add(head.columns_spanned - 1),
            };
            table.sheet.merge(range, self.budget)?;
        }
        let end = table.sheet.len();
        if end > start {
            for right in 1..head.repeated {
                table.sheet.repeat(start, end, 0, right, self.budget)?;
            }
        }
        table.column = column.saturating_add(head.repeated);
        Ok(())
    }
}

fn repeated(tag: &Tag<'_>, name: &[u8]) -> u32 {
    tag.attributes().find(|attr| attr.name == name).and_then(|attr| attr.number()).unwrap_or(1).max(1)
}
