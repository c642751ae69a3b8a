//! The cells of a sheet, one after the other.

use super::super::CellValue;
use super::super::builder::{Budget, Builder};
use super::super::error::{Cause, Fault};
use super::super::package::{Node, Tag, Xml, is_first, moment, number};
use super::Context;
use super::escape::unescape;
use super::place::{place, range};
use super::shared::rich;
use super::styles::Style;

/// Reads a sheet's part into `sheet`; the dimension that it claims is not looked at.
pub(super) fn read(
    xml: &mut Xml<'_>,
    context: &Context<'_>,
    sheet: &mut Builder,
    budget: &mut Budget<'_>,
) -> Result<(), Cause> {
    let mut reader = Reader { context, sheet, budget, row: 0, column: 0, scratch: Scratch::default() };
    let mut level = 0_u32;
    loop {
        match xml.next()? {
            Node::Open(tag) => match (level, tag.name()) {
                // The root, and what holds the merged ranges.
                (0, _) | (1, b"mergeCells") => level += 1,
                (1, b"sheetData") => reader.rows(xml)?,
                (2, b"mergeCell") => {
                    let place = tag.attributes().find(|a| a.name == b"ref").map(|a| range(a.bytes()));
                    match place {
                        Some(Some(range)) => reader.sheet.merge(range, reader.budget)?,
                        Some(None) => return Err(xml.damaged(Fault::Place)),
                        None => {}
                    }
                    xml.skip()?;
                }
                _ => xml.skip()?,
            },
            Node::Close => level = level.saturating_sub(1),
            Node::End => return Ok(()),
            Node::Text(_) | Node::Nothing => {}
        }
    }
}

struct Reader<'r, 'l> {
    context: &'r Context<'r>,
    sheet: &'r mut Builder,
    budget: &'r mut Budget<'l>,
    /// Where a cell stands that does not say it.
    row: u32,
    column: u32,
    scratch: Scratch,
}

/// Texts of the cell at hand; kept so that their memory is used again.
#[derive(Default)]
struct Scratch {
    value: String,
    formula: String,
}

/// What the beginning of a cell says.
#[derive(Clone, Copy)]
struct Head {
    row: u32,
    column: u32,
    kind: Kind,
    style: Style,
}

/// The type that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    /// The text that a formula gave.
    Text,
    Bool,
    Error,
    Date,
}

impl Reader<'_, '_> {
    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Cause> {
        self.row = 0;
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == b"row" => {
                    let named = tag.attributes().find(|a| a.name == b"r").map(|a| a.number());
                    match named {
                        Some(Some(number)) if number > 0 => self.row = number - 1,
                        Some(_) => return Err(xml.damaged(Fault::Place)),
                        None => {}
                    }
                    self.column = 0;
                    self.cells(xml)?;
                    self.row = self.row.saturating_add(1);
                }
                Node::Open(_) => xml.skip()?,
                Node::Close => return Ok(()),
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn cells(&mut self, xml: &mut Xml<'_>) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == b"c" => {
                    let Some(head) = self.head(&tag) else { return Err(xml.damaged(Fault::Place)) };
                    self.cell(xml, head)?;
                    self.row = head.row;
                    self.column = head.column.saturating_add(1);
                }
                Node::Open(_) => xml.skip()?,
                Node::Close => return Ok(()),
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
    }

    fn head(&self, tag: &Tag<'_>) -> Option<Head> {
        let mut head = Head { row: self.row, column: self.column, kind: Kind::Number, style: Style::Number };
        for attr in tag.attributes() {
            match attr.name {
                b"r" => (head.row, head.column) = place(attr.bytes())?,
                b"s" => {
                    let index = attr.number().and_then(|n| usize::try_from(n).ok());
                    head.style = index.and_then(|i| self.context.styles.get(i)).copied().unwrap_or_default();
                }
                b"t" => {
                    head.kind = match attr.bytes() {
                        b"s" => Kind::Shared,
                        b"inlineStr" => Kind::Inline,
                        b"str" => Kind::Text,
                        b"b" => Kind::Bool,
                        b"e" => Kind::Error,
                        b"d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        Some(head)
    }

    /// Reads a cell to its end and keeps what it holds.
    fn cell(&mut self, xml: &mut Xml<'_>, head: Head) -> Result<(), Cause> {
        let (mut has_value, mut has_formula) = (false, false);
        self.scratch.value.clear();
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    b"v" => {
                        has_value = true;
                        xml.text_into(&mut self.scratch.value)?;
                    }
                    b"f" => {
                        has_formula = true;
                        self.scratch.formula.clear();
                        self.scratch.formula.push('=');
                        xml.text_into(&mut self.scratch.formula)?;
                    }
                    b"is" => {
                        has_value = true;
                        rich(xml, &mut self.scratch.value)?;
                    }
                    _ => xml.skip()?,
                },
                Node::Close => break,
                Node::End => return Err(xml.damaged(Fault::Xml)),
                Node::Text(_) | Node::Nothing => {}
            }
        }
        if has_formula && self.result_is_missing(head.kind, has_value) {
            return self.worded(head, CellValue::Formula, false);
        }
        if has_value { self.value(xml, head) } else { Ok(()) }
    }

    /// Whether a formula has no result to go by: none, an empty one that is no text, or the 0 that a program which
    /// cannot calculate puts there.
    fn result_is_missing(&self, kind: Kind, has_value: bool) -> bool {
        let value = self.scratch.value.trim();
        let number = kind == Kind::Number;
        !has_value || number && (value.is_empty() || self.context.results_are_due && value == "0")
    }

    fn value(&mut self, xml: &Xml<'_>, head: Head) -> Result<(), Cause> {
        let value = self.scratch.value.trim();
        match head.kind {
            Kind::Shared if value.is_empty() => Ok(()),
            Kind::Shared => {
                let text = value.parse().ok().and_then(|index| self.context.shared.get(index));
                let Some(text) = text else { return Err(xml.damaged(Fault::Index)) };
                self.sheet.text(head.row, head.column, text, self.budget)
            }
            Kind::Inline | Kind::Text => self.worded(head, CellValue::Text, true),
            Kind::Error => self.worded(head, CellValue::Error, true),
            Kind::Bool => match value {
                "1" | "true" => self.keep(head, CellValue::Bool(true), false),
                "0" | "false" => self.keep(head, CellValue::Bool(false), false),
                _ => self.worded(head, CellValue::Text, true),
            },
            Kind::Date => match moment(value) {
                Some(moment) => self.keep(head, CellValue::Date(moment), false),
                None => self.worded(head, CellValue::Text, true),
            },
            Kind::Number => match number(value) {
                Some(number) if matches!(head.style, Style::Date | Style::Month) => {
                    match self.context.dates.datetime(number) {
                        Some(moment) if head.style == Style::Month && is_first(moment) => {
                            self.keep(head, CellValue::Month(moment.date()), false)
                        }
                        Some(moment) => self.keep(head, CellValue::Date(moment), false),
                        None => self.keep(head, CellValue::Number(number), false),
                    }
                }
                Some(number) => self.keep(head, CellValue::Number(number), head.style == Style::Percent),
                None => self.worded(head, CellValue::Text, true),
            },
        }
    }

    fn keep(&mut self, head: Head, value: CellValue, percent: bool) -> Result<(), Cause> {
        self.sheet.value(head.row, head.column, value, percent, self.budget)
    }

    /// Keeps the text of the value, or that of the formula.
    fn worded(&mut self, head: Head, make: fn(Box<str>) -> CellValue, value: bool) -> Result<(), Cause> {
        let text = if value { unescape(&self.scratch.value) } else { (&*self.scratch.formula).into() };
        self.sheet.worded(head.row, head.column, &text, make, self.budget)
    }
}
