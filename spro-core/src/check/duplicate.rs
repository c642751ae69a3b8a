//! The duplicate rule: over a whole campaign, no two rows of a table have the same key.

use super::constraint::of_row;
use super::key::{RowKeys, same};
use super::rows::shown;
use super::seen::Seen;
#[cfg(any(feature = "csv", feature = "arrow"))]
use super::{key::row_keys, seen::TAG};
use crate::column::{Batch, Column, RowPlace, Values};
use crate::finding::{Finding, Kind, Shown};
use crate::rulebook::{Rulebook, Table};
use std::borrow::Cow;
use std::io;
#[cfg(any(feature = "csv", feature = "arrow"))]
use std::{fmt::Debug, sync::Arc};

/// The rows seen so far in a campaign. Files are visited in their order: of two equal rows the later one is flagged.
///
/// Rows are found by a hash and told apart by their fields: no row is flagged that is not the same. The fields of rows
/// seen earlier are kept, or borrowed, or read again from their file.
#[derive(Debug)]
pub struct Duplicates<'a> {
    tables: Vec<OfTable<'a>>,
    files: Vec<Box<str>>,
}

/// A file or a frame whose rows can be read again.
#[cfg(any(feature = "csv", feature = "arrow"))]
pub(crate) trait Again: Debug + Send + Sync {
    /// The row that starts `at` so many bytes behind the heading of a file, or is at this index of a frame, in a batch of
    /// its own; `latin` says whether it was read as Windows-1252.
    fn row(&self, at: u64, latin: bool) -> io::Result<Batch<'static>>;
}

/// Where the rows of a batch can be read again.
#[cfg(any(feature = "csv", feature = "arrow"))]
#[derive(Debug, Clone)]
pub(crate) struct Place<'a> {
    pub file: Arc<dyn Again + 'a>,
    /// Where the batch starts.
    pub offset: u64,
    /// Where each row starts, from there.
    pub starts: Vec<u32>,
    pub latin: bool,
}

#[derive(Debug)]
struct OfTable<'a> {
    definition: &'a Table,
    /// Position of the duplicate rule among the table's rules.
    rule: Option<u16>,
    seen: Seen,
    /// The number of the next row.
    next: u32,
    parts: Vec<Part<'a>>,
}

/// The rows of a batch that was visited.
#[derive(Debug)]
struct Part<'a> {
    /// The number of its first row.
    first: u32,
    file: usize,
    places: RowPlace,
    rows: Rows<'a>,
}

/// How the fields of rows seen earlier are had.
#[derive(Debug)]
enum Rows<'a> {
    Kept(Batch<'static>),
    Borrowed(&'a Batch<'a>),
    #[cfg(any(feature = "csv", feature = "arrow"))]
    Again(Place<'a>),
}

impl<'a> Duplicates<'a> {
    /// Nothing seen yet.
    pub fn new(rulebook: &'a Rulebook) -> Self {
        let tables = rulebook.tables().iter().map(|table| {
            let rule = (0..).zip(&table.rules).find(|(_, rule)| rule.is_duplicate());
            OfTable {
                definition: table,
                rule: rule.map(|(position, _)| position),
                seen: Seen::default(),
                next: 0,
                parts: Vec::new(),
            }
        });
        Self { tables: tables.collect(), files: Vec::new() }
    }

    /// Begins a file; the batches visited from now on are its own.
    pub fn begin_file(&mut self, path: &str) {
        self.files.push(path.into());
    }

    /// Makes room for so many more rows of a table.
    #[cfg(any(feature = "csv", feature = "arrow"))]
    pub(crate) fn expect(&mut self, table: u16, rows: usize) {
        if let Some(table) = self.tables.get_mut(usize::from(table)).filter(|table| table.rule.is_some()) {
            table.seen.grow(rows);
        }
    }

    /// Adds the rows of a batch, whose keys are [`row_keys`], and gives a finding for each that was there before. Their
    /// key fields are copied.
    pub fn visit(&mut self, batch: &Batch<'_>, keys: &RowKeys) -> Vec<Finding> {
        let kept = |key: &[u16]| Rows::Kept(key_fields(batch, key));
        // Only reading again can fail.
        self.add(batch, keys, kept).unwrap_or_default()
    }

    /// The same without a copy, for batches that stay where they are.
    pub fn visit_borrowed(&mut self, batch: &'a Batch<'a>, keys: &RowKeys) -> Vec<Finding> {
        self.add(batch, keys, |_| Rows::Borrowed(batch)).unwrap_or_default()
    }

    /// The same for rows that are not kept at all.
    ///
    /// # Errors
    /// A row that was there before could not be read again, or is another one by now.
    #[cfg(any(feature = "csv", feature = "arrow"))]
    pub(crate) fn visit_streamed(
        &mut self,
        batch: &Batch<'_>,
        keys: &RowKeys,
        place: Place<'a>,
    ) -> io::Result<Vec<Finding>> {
        self.add(batch, keys, |_| Rows::Again(place))
    }

    fn add(
        &mut self,
        batch: &Batch<'_>,
        keys: &RowKeys,
        rows: impl FnOnce(&[u16]) -> Rows<'a>,
    ) -> io::Result<Vec<Finding>> {
        let here = self.files.len().saturating_sub(1);
        let Some(table) = self.tables.get_mut(usize::from(batch.table)) else { return Ok(Vec::new()) };
        let Some(rule) = table.rule else { return Ok(Vec::new()) };
        let OfTable { definition, seen, parts, next, .. } = table;
        let first = *next;
        let (mut again, mut failure) = (Vec::new(), None);
        let is_same = |number: u32, row: usize| {
            let Some(inside) = number.checked_sub(first) else {
                let found =
                    part_of(parts, number).map(|(part, at)| part.is(at, batch, row, keys, definition));
                return found.unwrap_or(Ok(false)).unwrap_or_else(|error| {
                    failure.get_or_insert(error);
                    false
                });
            };
            usize::try_from(inside).is_ok_and(|at| same(&definition.key, (batch, at), (batch, row)))
        };
        seen.visit(&keys.hashes, first, is_same, |row, number| again.push((row, number)));
        if let Some(error) = failure {
            return Err(error);
        }
        parts.push(Part { first, file: here, places: batch.places.clone(), rows: rows(&definition.key) });
        *next = first.saturating_add(u32::try_from(batch.rows).unwrap_or(u32::MAX));
        if again.is_empty() {
            return Ok(Vec::new());
        }
        // The fields whose values the rule's sentences show.
        let sentences = definition.rules.get(usize::from(rule));
        let shown = sentences.map_or_else(Vec::new, |rule| shown(rule, definition));
        let finding = |(row, number): (usize, u32)| {
            let mut finding = of_row(batch, Kind::Rule(rule), row);
            finding.place = first_cell(batch, row);
            let (part, at) = part_of(&table.parts, number)?;
            let line = u64::from(part.places.sheet_row(at)) + 1;
            finding.detail = Some(match self.files.get(part.file) {
                Some(file) if part.file != here => format!("{line}\t{file}").into(),
                _ => line.to_string().into(),
            });
            finding.shown = shown.iter().map(|&field| (field, Shown::of(batch, field, row))).collect();
            Some(finding)
        };
        Ok(again.into_iter().filter_map(finding).collect())
    }
}

/// The part that the row with this number is in, and its position there.
fn part_of<'p, 'a>(parts: &'p [Part<'a>], number: u32) -> Option<(&'p Part<'a>, usize)> {
    let part = parts.get(parts.partition_point(|part| part.first <= number).checked_sub(1)?)?;
    Some((part, usize::try_from(number - part.first).ok()?))
}

impl Part<'_> {
    /// Whether its row at this position has the same key as a row of a batch.
    #[cfg_attr(
        not(any(feature = "csv", feature = "arrow")),
        allow(
            clippy::unnecessary_wraps,
            unused_variables,
            reason = "only reading again can fail, and asks for the keys"
        )
    )]
    fn is(
        &self,
        at: usize,
        batch: &Batch<'_>,
        row: usize,
        keys: &RowKeys,
        table: &Table,
    ) -> io::Result<bool> {
        match &self.rows {
            Rows::Kept(kept) => Ok(same(&table.key, (kept, at), (batch, row))),
            Rows::Borrowed(other) => Ok(same(&table.key, (other, at), (batch, row))),
            #[cfg(any(feature = "csv", feature = "arrow"))]
            Rows::Again(place) => {
                let start = place.starts.get(at).copied().unwrap_or(0);
                let there = place.file.row(place.offset.saturating_add(u64::from(start)), place.latin)?;
                // It was looked for by these bits of its hash: another row has come into its place.
                let bits = |keys: &RowKeys, row: usize| keys.hashes.get(row).map(|hash| hash & TAG);
                if bits(&row_keys(table, &there), 0) != bits(keys, row) {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                Ok(same(&table.key, (&there, 0), (batch, row)))
            }
        }
    }
}

/// A batch of the key fields alone.
fn key_fields(batch: &Batch<'_>, key: &[u16]) -> Batch<'static> {
    let columns = (0..).zip(&batch.columns).map(|(field, column)| {
        let values = match &column.values {
            _ if !key.contains(&field) => {
                return Column { values: Values::Code(Vec::new()), states: Vec::new() };
            }
            Values::Int(all) => Values::Int(Cow::Owned(all.to_vec())),
            Values::Code(all) => Values::Code(all.clone()),
            Values::Text(all) => {
                Values::Text(all.iter().map(|text| Cow::Owned(text.as_ref().to_owned())).collect())
            }
        };
        Column { values, states: column.states.clone() }
    });
    Batch {
        table: batch.table,
        sheet: batch.sheet,
        source: Vec::new(),
        first_row: batch.first_row,
        rows: batch.rows,
        places: RowPlace::Consecutive(0),
        columns: columns.collect(),
    }
}

/// The first cell of a row, where the rows stand in columns.
fn first_cell(batch: &Batch<'_>, row: usize) -> Option<crate::sheet::Place> {
    let column = batch.source.iter().flatten().min()?;
    Some(crate::sheet::Place { row: batch.sheet_row(row), column: *column })
}
