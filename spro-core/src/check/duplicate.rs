//! The duplicate rule: over a whole campaign, no two rows of a table have the same key.

use super::constraint::of_row;
use super::rows::shown;
use super::seen::{Place, Seen};
use crate::column::Batch;
use crate::finding::{Finding, Kind, Shown};
use crate::rulebook::Rulebook;

/// The keys seen so far in a campaign. Files are visited in their order: of two equal rows the later one is flagged.
#[derive(Debug)]
pub struct Duplicates {
    tables: Vec<OfTable>,
    files: Vec<Box<str>>,
}

#[derive(Debug)]
struct OfTable {
    /// Position of the duplicate rule among the table's rules.
    rule: Option<u16>,
    /// The fields whose values the rule's sentences show.
    shown: Vec<u16>,
    seen: Seen,
}

impl Duplicates {
    /// Nothing seen yet.
    pub fn new(rulebook: &Rulebook) -> Self {
        let tables = rulebook.tables().iter().map(|table| {
            let rule = (0..).zip(&table.rules).find(|(_, rule)| rule.is_duplicate());
            let shown = rule.map_or_else(Vec::new, |(_, rule)| shown(rule, table));
            OfTable { rule: rule.map(|(position, _)| position), shown, seen: Seen::default() }
        });
        Self { tables: tables.collect(), files: Vec::new() }
    }

    /// Begins a file; the batches visited from now on are its own.
    pub fn begin_file(&mut self, path: &str) {
        self.files.push(path.into());
    }

    /// Adds the rows of a batch, whose keys are [`row_keys`](super::row_keys), and gives a finding for each that was there before.
    pub fn visit(&mut self, batch: &Batch<'_>, keys: &[Option<u128>]) -> Vec<Finding> {
        let here = u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let Some(table) = self.tables.get_mut(usize::from(batch.table)) else { return Vec::new() };
        let Some(rule) = table.rule else { return Vec::new() };
        let mut out = Vec::new();
        let (files, shown) = (&self.files, &table.shown);
        let place = |row| Place { file: here, sheet_row: batch.sheet_row(row) };
        table.seen.visit(keys, place, |row, first| {
            let mut finding = of_row(batch, Kind::Rule(rule), row);
            finding.place = first_cell(batch, row);
            let line = u64::from(first.sheet_row) + 1;
            let file = usize::try_from(first.file).ok().and_then(|f| files.get(f));
            finding.detail = Some(match file {
                Some(file) if first.file != here => format!("{line}\t{file}").into(),
                _ => line.to_string().into(),
            });
            finding.shown = shown.iter().map(|&field| (field, Shown::of(batch, field, row))).collect();
            out.push(finding);
        });
        out
    }
}

/// The first cell of a row, where the rows stand in columns.
fn first_cell(batch: &Batch<'_>, row: usize) -> Option<crate::sheet::Place> {
    let column = batch.source.iter().flatten().min()?;
    Some(crate::sheet::Place { row: batch.sheet_row(row), column: *column })
}
