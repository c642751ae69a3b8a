//! A workbook of tables, empty.

use super::error::TemplateError;
use super::layout::Layout;
use super::lists::Lists;
use super::sheet::{self, Content, Context};
use super::{notice, say};
use crate::rulebook::Rulebook;
use crate::value::Lang;
use crate::workbook::{Workbook, Worksheet};

/// A workbook to fill in, with one sheet for each of the tables, in their order; the same rulebook gives the same bytes.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// # use spro::{rulebook::Rulebook, template, value::Lang};
/// let rulebook = Rulebook::built_in();
/// let (reunions, _) = rulebook.table("reunions").unwrap();
/// let bytes = template::workbook(rulebook, &[u16::try_from(reunions).unwrap()], Lang::Fr).unwrap();
/// assert!(bytes.starts_with(b"PK"));
/// # }
/// ```
pub fn workbook(rulebook: &Rulebook, tables: &[u16], lang: Lang) -> Result<Vec<u8>, TemplateError> {
    let sheets: Vec<SheetRows> = tables.iter().map(|table| SheetRows::empty(*table)).collect();
    write(rulebook, &sheets, None, lang)
}

/// The rows of one table, one content a field of the table.
pub(super) struct SheetRows {
    pub table: u16,
    /// Whether the rows are of several networks, so that each says its own.
    pub several: bool,
    pub rows: Vec<Vec<Content>>,
}

impl SheetRows {
    pub fn empty(table: u16) -> Self {
        Self { table, several: false, rows: Vec::new() }
    }
}

/// Writes a workbook of these rows; `network` is what the head of the sheets says.
pub(super) fn write(
    rulebook: &Rulebook,
    sheets: &[SheetRows],
    network: Option<&str>,
    lang: Lang,
) -> Result<Vec<u8>, TemplateError> {
    write_behind(None, rulebook, sheets, network, lang)
}

/// A sheet before all others.
pub(super) struct Front<'a> {
    pub name: &'a str,
    pub write: &'a dyn Fn(&mut Worksheet) -> Result<(), TemplateError>,
}

/// The same behind a sheet of another kind.
pub(super) fn write_behind(
    front: Option<&Front<'_>>,
    rulebook: &Rulebook,
    sheets: &[SheetRows],
    network: Option<&str>,
    lang: Lang,
) -> Result<Vec<u8>, TemplateError> {
    if sheets.is_empty() {
        return Err(TemplateError::NoTable);
    }
    let mut layouts: Vec<Layout<'_>> = Vec::new();
    // Names that the sheets beside the tables have.
    let mut taken = vec![say(lang, "Notice", "Notice").to_owned(), say(lang, "Listes", "Lists").to_owned()];
    taken.extend(front.map(|f| f.name.to_owned()));
    for rows in sheets {
        let layout = Layout::new(rulebook, rows.table, &taken, rows.several, rows.rows.len())?;
        taken.push(layout.name.clone());
        layouts.push(layout);
    }
    let lists = Lists::new(rulebook, &layouts, lang);
    let mut book = Workbook::new(rulebook.label().get(lang));
    if let Some(front) = front {
        let mut sheet = Worksheet::new(front.name)?;
        (front.write)(&mut sheet)?;
        book.add(sheet);
    }
    book.add(notice::notice(rulebook, &layouts, lang)?);
    let mut first_sheet: Option<&str> = None;
    for (layout, rows) in layouts.iter().zip(sheets) {
        let context = Context { rulebook, lists: &lists, lang, network, first_sheet };
        let by_column: Vec<Vec<Content>> = rows.rows.iter().map(|row| in_columns(layout, row)).collect();
        book.add(sheet::sheet(layout, &by_column, &context)?);
        if layout.head.is_some() && first_sheet.is_none() {
            first_sheet = Some(&layout.name);
        }
    }
    lists.write(&mut book, rulebook, lang)?;
    Ok(book.save_to_buffer()?)
}

/// The contents of a row in the order of the columns.
fn in_columns(layout: &Layout<'_>, row: &[Content]) -> Vec<Content> {
    layout
        .columns
        .iter()
        .map(|field| row.get(usize::from(*field)).cloned().unwrap_or(Content::Blank))
        .collect()
}
