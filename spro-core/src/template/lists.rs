//! The hidden sheet that drop-downs take their entries from.

use super::error::TemplateError;
use super::layout::{Layout, absolute};
use super::say;
use crate::batch::{Found, Lookups};
use crate::rulebook::{FieldType, Rulebook};
use crate::value::Lang;
use crate::workbook::{Workbook, Worksheet};

/// The entries of the lists as a drop-down shows them, and where they stand.
pub(super) struct Lists {
    /// Name of the hidden sheet.
    name: String,
    /// Position in the rulebook and shown entries, one a column.
    columns: Vec<(u16, Vec<String>)>,
}

impl Lists {
    /// The lists that the fields of these sheets use.
    pub fn new(rulebook: &Rulebook, layouts: &[Layout<'_>], lang: Lang) -> Self {
        let mut used: Vec<u16> = layouts
            .iter()
            .flat_map(|l| &l.table.fields)
            .filter(|f| f.kind == FieldType::Code)
            .filter_map(|f| f.list)
            .collect();
        used.sort_unstable();
        used.dedup();
        let lookups = Lookups::new(rulebook);
        let entries = |list: u16| {
            let count = rulebook.lists().get(usize::from(list)).map_or(0, |l| l.entries.len());
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            (0..count).filter_map(|entry| shown(rulebook, &lookups, list, entry, lang)).collect()
        };
        let columns = used.into_iter().map(|list| (list, entries(list))).collect();
        Self { name: say(lang, "Listes", "Lists").to_owned(), columns }
    }

    /// The entry of a list at a position, as the drop-down shows it.
    pub fn shown(&self, list: u16, entry: u32) -> Option<&str> {
        let entries = &self.columns.iter().find(|(l, _)| *l == list)?.1;
        entries.get(usize::try_from(entry).ok()?).map(String::as_str)
    }

    /// The cells of a list, for a drop-down; `None` where it has no entry.
    pub fn range(&self, list: u16) -> Option<String> {
        let column = self.columns.iter().position(|(l, _)| *l == list)?;
        let (_, entries) = self.columns.get(column)?;
        let bottom = u32::try_from(entries.len()).ok().filter(|n| *n > 0)?;
        let column = u16::try_from(column).ok()?;
        Some(format!("={}!{}:{}", self.name, absolute(1, column), absolute(bottom, column)))
    }

    /// Adds the hidden sheet.
    pub fn write(&self, book: &mut Workbook, rulebook: &Rulebook, lang: Lang) -> Result<(), TemplateError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let mut sheet = Worksheet::new(&self.name)?;
        sheet.set_hidden();
        for (column, (list, entries)) in (0u16..).zip(&self.columns) {
            let label = rulebook.lists().get(usize::from(*list)).map_or("", |l| l.label.get(lang));
            sheet.write_string(0, column, label)?;
            for (row, entry) in (1u32..).zip(entries) {
                sheet.write_string(row, column, entry)?;
            }
        }
        book.add(sheet);
        Ok(())
    }
}

/// What people choose: the label, which is read back as the same entry; the code of a network (the name that
/// everybody uses), and where the label means several entries.
pub(super) fn shown(
    rulebook: &Rulebook,
    lookups: &Lookups,
    list: u16,
    entry: u32,
    lang: Lang,
) -> Option<String> {
    let found = rulebook.lists().get(usize::from(list))?.entries.get(usize::try_from(entry).ok()?)?;
    let label = found.label.get(lang);
    let is_it = lookups.list(Some(list)).find(label) == Found::One(entry);
    Some(if list == 0 || !is_it { found.code.clone() } else { label.to_owned() })
}
