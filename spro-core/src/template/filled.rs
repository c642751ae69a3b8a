//! The template with rows in it.

use super::error::TemplateError;
use super::layout::is_network;
use super::sheet::Content;
use super::write::{self, SheetRows};
use crate::batch::{Batch, Column, Lookups, State, Values};
use crate::expression::{Program, Scratch};
use crate::finding::Finding;
use crate::rulebook::{Field, FieldType, Rulebook, Table};
use crate::value::{Decimal, Lang, print};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A workbook with these rows in it, ready to be gone on with: one sheet a table, in the order in which the tables
/// first appear. What was refused stands as it was typed, taken from the findings; computed columns hold their formula,
/// and a typed value that differs from what it gives. Columns of names are left blank.
///
/// Where all rows are of one network, it stands at the head of the sheets; otherwise in a column.
pub fn filled(
    rulebook: &Rulebook,
    batches: &[Batch<'_>],
    findings: &[Finding],
    lang: Lang,
) -> Result<Vec<u8>, TemplateError> {
    let raw = raw_texts(findings);
    let lookups = Lookups::new(rulebook);
    let mut sheets: Vec<SheetRows> = Vec::new();
    for batch in batches {
        let table = rulebook
            .tables()
            .get(usize::from(batch.table))
            .ok_or(TemplateError::UnknownTable(batch.table))?;
        let filler = Filler { rulebook, table, batch, raw: &raw, lookups: &lookups, lang };
        let rows = filler.rows();
        match sheets.iter_mut().find(|s| s.table == batch.table) {
            Some(sheet) => sheet.rows.extend(rows),
            None => sheets.push(SheetRows { table: batch.table, several: false, rows }),
        }
    }
    let network = one_network(rulebook, &sheets);
    for sheet in &mut sheets {
        sheet.several = network.is_none();
    }
    write::write(rulebook, &sheets, network.as_deref(), lang)
}

/// What was typed, by table, row and field.
type Raw<'a> = HashMap<(u16, u64, u16), &'a str>;

fn raw_texts(findings: &[Finding]) -> Raw<'_> {
    findings.iter().filter_map(|f| Some(((f.table, f.row?, f.field?), f.raw.as_deref()?))).collect()
}

/// The network that every row says; none where rows differ, say nothing, or there are none.
fn one_network(rulebook: &Rulebook, sheets: &[SheetRows]) -> Option<String> {
    let mut found: Option<&str> = None;
    for sheet in sheets {
        let table = rulebook.tables().get(usize::from(sheet.table))?;
        let Some(field) = table.fields.iter().position(is_network) else { continue };
        for row in &sheet.rows {
            match (row.get(field), found) {
                (Some(Content::Text(name)), None) => found = Some(name),
                (Some(Content::Text(name)), Some(before)) if name == before => {}
                _ => return None,
            }
        }
    }
    // A name that the list does not have stays beside its row, where the check finds it.
    let known =
        |name: &&str| rulebook.lists().first().is_some_and(|l| l.entries.iter().any(|e| e.code == **name));
    found.filter(known).map(str::to_owned)
}

struct Filler<'a> {
    rulebook: &'a Rulebook,
    table: &'a Table,
    batch: &'a Batch<'a>,
    raw: &'a Raw<'a>,
    lookups: &'a Lookups,
    lang: Lang,
}

impl Filler<'_> {
    fn rows(&self) -> Vec<Vec<Content>> {
        let mut rows = vec![vec![Content::Blank; self.table.fields.len()]; self.batch.rows];
        for (position, field) in (0u16..).zip(&self.table.fields) {
            let Some(column) = self.batch.columns.get(usize::from(position)) else { continue };
            // Names were let go when the rows were read; what stands in their place is no name to be typed.
            if field.personal {
                continue;
            }
            let computed = self.computed(field);
            for (index, row) in rows.iter_mut().enumerate() {
                let own = self.content(position, field, column, index);
                let content = match (&computed, own) {
                    (None, own) => own,
                    (Some(values), own) => {
                        let value = values.get(index).copied().flatten();
                        match own {
                            Content::Blank => Content::Computed(value),
                            Content::Number(typed) if Some(typed) == value => Content::Computed(value),
                            other => other,
                        }
                    }
                };
                if let Some(place) = row.get_mut(usize::from(position)) {
                    *place = content;
                }
            }
        }
        rows
    }

    /// What a computed column of numbers gives on each row, at the scale of its type; `None` for any other column.
    fn computed(&self, field: &Field) -> Option<Vec<Option<Decimal>>> {
        let formula = field.computed.as_ref()?;
        formula.result.unit()?;
        let program = Program::new(&formula.expr, self.table, self.rulebook);
        let numbers = program.numbers(self.batch, &mut Scratch::new());
        let scale = field.kind.scale();
        let value = |row| Some(print::round(numbers.decimal(row).ok()?, scale));
        Some((0..self.batch.rows).map(value).collect())
    }

    fn content(&self, position: u16, field: &Field, column: &Column<'_>, row: usize) -> Content {
        match column.states.get(row) {
            Some(State::Present) => self.present(field, column, row),
            Some(State::Refused) => {
                let at = self.batch.first_row.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
                let typed = self.raw.get(&(self.batch.table, at, position));
                typed.map_or(Content::Blank, |text| Content::Text((*text).to_owned()))
            }
            Some(State::Blank) | None => Content::Blank,
        }
    }

    fn present(&self, field: &Field, column: &Column<'_>, row: usize) -> Content {
        let content = match &column.values {
            Values::Int(values) => values.get(row).and_then(|value| self.number(field.kind, *value)),
            Values::Text(texts) => texts.get(row).map(|text| Content::Text(text.clone().into_owned())),
            Values::Code(entries) => {
                let shown = entries.get(row).and_then(|e| {
                    super::lists::shown(self.rulebook, self.lookups, field.list?, *e, self.lang)
                });
                shown.map(Content::Text)
            }
        };
        content.unwrap_or(Content::Blank)
    }

    fn number(&self, kind: FieldType, value: i64) -> Option<Content> {
        Some(match kind {
            FieldType::Date => {
                let epoch = NaiveDate::default();
                let days = Days::new(value.unsigned_abs());
                Content::Day(if value < 0 {
                    epoch.checked_sub_days(days)
                } else {
                    epoch.checked_add_days(days)
                }?)
            }
            FieldType::Bool => Content::Text(print::boolean(value != 0, self.lang).to_owned()),
            _ => Content::Number(Decimal::new(i128::from(value), kind.scale())?),
        })
    }
}
