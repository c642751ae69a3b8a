//! What the workbook itself says: its sheets in order, its date system, where its other parts are.

use super::super::builder::Budget;
use super::super::error::{Cause, Fault};
use super::super::package::{Node, Package};
use super::super::{DateSystem, Limit};
use super::relations::{self, Relation};

/// A workbook's own part.
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    pub(super) dates: DateSystem,
    pub(super) results_are_due: bool,
    pub(super) styles: Option<Box<str>>,
    pub(super) shared: Option<Box<str>>,
}

/// A sheet as the workbook lists it.
pub(super) struct Entry {
    pub(super) name: Box<str>,
    pub(super) hidden: bool,
    /// Its part; none for a sheet that has no cells (charts, dialogs).
    pub(super) part: Option<Box<str>>,
}

/// Where a workbook stands that no relationship names.
const USUAL: &str = "xl/workbook.xml";

pub(super) fn read(package: &mut Package<'_>, budget: &mut Budget<'_>) -> Result<Book, Cause> {
    let root = relations::read(package, "", budget)?;
    let part = part_of_kind(&root, "officeDocument").unwrap_or_else(|| USUAL.into());
    let relations = relations::read(package, &part, budget)?;
    let mut book = Book {
        sheets: Vec::new(),
        dates: DateSystem::From1900,
        results_are_due: false,
        styles: part_of_kind(&relations, "styles").filter(|part| package.has(part)),
        shared: part_of_kind(&relations, "sharedStrings").filter(|part| package.has(part)),
    };
    let mut xml = package.xml(&part)?;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                b"sheet" => {
                    let (mut name, mut hidden, mut relation) = (Box::<str>::default(), false, None);
                    for attr in tag.attributes() {
                        match attr.name {
                            b"name" => name = attr.text().unwrap_or_default().into(),
                            b"state" => hidden = matches!(attr.bytes(), b"hidden" | b"veryHidden"),
                            b"id" => {
                                relation = relations.iter().find(|r| r.id.as_bytes() == attr.bytes());
                            }
                            _ => {}
                        }
                    }
                    let part = match relation {
                        // Charts and dialogs are sheets that hold no cells.
                        Some(relation) => (&*relation.kind == "worksheet").then(|| relation.part.clone()),
                        None => return Err(xml.damaged(Fault::MissingPart)),
                    };
                    budget.take_text(name.len(), &name)?;
                    book.sheets.push(Entry { name, hidden, part });
                    if book.sheets.len() as u64 > budget.limits().get(Limit::Sheets) {
                        return Err(xml.over(Limit::Sheets));
                    }
                }
                b"workbookPr" if tag.attributes().any(|attr| attr.name == b"date1904" && attr.is_true()) => {
                    book.dates = DateSystem::From1904;
                }
                b"calcPr" => {
                    book.results_are_due =
                        tag.attributes().any(|attr| attr.name == b"fullCalcOnLoad" && attr.is_true());
                }
                _ => {}
            },
            Node::End => return Ok(book),
            _ => {}
        }
    }
}

fn part_of_kind(relations: &[Relation], kind: &str) -> Option<Box<str>> {
    relations.iter().find(|relation| &*relation.kind == kind).map(|relation| relation.part.clone())
}
