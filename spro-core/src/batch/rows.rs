//! Rows of raw cells made into a batch, with a finding for every cell that was repaired or refused.

use super::builder::ColumnBuilder;
use super::parse::{parse_cell_in, parse_text};
use super::{Batch, Lookups, Note, Parsed, RawCell, RowPlace, Value};
use crate::finding::{Finding, Findings};
use crate::rulebook::{Rulebook, Table};
use crate::sheet::{DateSystem, Place};

/// Where the rows of a batch come from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Position of the table in the rulebook.
    pub table: u16,
    /// Position of the sheet in the file; 0 where the file has no sheets.
    pub sheet: u16,
    /// Index of the first row within its table in the file, from 0.
    pub first_row: u64,
    /// For each field, the sheet column (from 0) that it is read from; `None` where there is none.
    pub source: Vec<Option<u32>>,
    /// What a bare number means in a date column.
    pub dates: DateSystem,
}

/// Reads row after row of one table.
#[derive(Debug)]
pub struct RowReader<'r> {
    table: &'r Table,
    lookups: &'r Lookups,
    origin: Origin,
    columns: Vec<ColumnBuilder>,
    places: Vec<u32>,
    findings: Findings,
}

impl<'r> RowReader<'r> {
    /// A reader of rows of this table, with room for some rows.
    pub fn new(table: &'r Table, lookups: &'r Lookups, mut origin: Origin, rows: usize) -> Self {
        origin.source.resize(table.fields.len(), None);
        let columns = table.fields.iter().map(|field| ColumnBuilder::new(field.kind, rows)).collect();
        Self { table, lookups, origin, columns, places: Vec::with_capacity(rows), findings: Findings::all() }
    }

    /// The same, adding what it finds to what was found before it.
    #[must_use]
    pub(crate) fn adding_to(self, findings: Findings) -> Self {
        Self { findings, ..self }
    }

    /// The index that the next row gets within its table in the file.
    pub fn next_row(&self) -> u64 {
        self.origin.first_row.saturating_add(u64::try_from(self.places.len()).unwrap_or(u64::MAX))
    }

    /// Adds a row that stands at this sheet row; `cell` gives the raw cell of each field, by the field's position.
    pub fn push<'c>(&mut self, sheet_row: u32, mut cell: impl FnMut(usize) -> RowCell<'c>) {
        let row = self.next_row();
        for (index, (field, column)) in self.table.fields.iter().zip(&mut self.columns).enumerate() {
            let (raw, parsed, place) = match cell(index) {
                RowCell::Here(RawCell::Blank) => {
                    column.push(Parsed::blank());
                    continue;
                }
                RowCell::Here(raw) => (raw, parse_cell_in(raw, field, self.lookups, self.origin.dates), None),
                RowCell::At(raw, place) => {
                    (raw, parse_cell_in(raw, field, self.lookups, self.origin.dates), Some(place))
                }
                RowCell::Known(value) => {
                    column.push(Parsed::present(value));
                    continue;
                }
            };
            if let Some(note) = &parsed.note {
                let source = self.origin.source.get(index).copied().flatten();
                let mut finding = told(note, &self.origin, index, row, raw.shown());
                finding.place = place.or(source.map(|column| Place { row: sheet_row, column }));
                self.findings.push(finding);
            }
            column.push(parsed);
        }
        self.places.push(sheet_row);
    }

    /// Adds a row of a form; `cell` gives each field as it was typed.
    ///
    /// The same as [`Self::push`] with texts: a form needs no code for cells of spreadsheets.
    pub fn push_typed<'c>(&mut self, sheet_row: u32, cell: &mut dyn FnMut(usize) -> TypedCell<'c>) {
        let row = self.next_row();
        for (index, (field, column)) in self.table.fields.iter().zip(&mut self.columns).enumerate() {
            let text = match cell(index) {
                TypedCell::Known(code) => {
                    column.push(Parsed::present(Value::Code(code)));
                    continue;
                }
                TypedCell::Text(text) => text,
            };
            let parsed =
                if text.is_empty() { Parsed::blank() } else { parse_text(text, field, self.lookups) };
            if let Some(note) = &parsed.note {
                self.findings.push(told(note, &self.origin, index, row, text.into()));
            }
            column.push(parsed);
        }
        self.places.push(sheet_row);
    }

    /// Adds a finding among those of the rows read so far.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The batch and its findings, in the order of the rows, then of the fields.
    pub fn finish(self) -> (Batch<'static>, Vec<Finding>) {
        let (batch, findings) = self.finish_bounded();
        (batch, findings.into_parts().0)
    }

    /// The batch, and the findings that were added to.
    pub(crate) fn finish_bounded(self) -> (Batch<'static>, Findings) {
        let rows = self.places.len();
        let first = self.places.first().copied().unwrap_or(0);
        let consecutive = self.places.iter().zip(first..).all(|(row, expected)| *row == expected);
        let places = if consecutive { RowPlace::Consecutive(first) } else { RowPlace::Each(self.places) };
        let batch = Batch {
            table: self.origin.table,
            sheet: self.origin.sheet,
            source: self.origin.source,
            first_row: self.origin.first_row,
            rows,
            places,
            columns: self.columns.into_iter().map(ColumnBuilder::finish).collect(),
        };
        (batch, self.findings)
    }
}

/// What is to be told of a cell.
fn told(note: &Note, origin: &Origin, field: usize, row: u64, raw: Box<str>) -> Finding {
    let mut finding = note.finding(origin.table, origin.sheet);
    finding.field = u16::try_from(field).ok();
    finding.row = Some(row);
    finding.raw = Some(raw);
    finding
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowCell<'a> {
    /// In the column of its field.
    Here(RawCell<'a>),
    /// Somewhere else: the year that was written once, above.
    At(RawCell<'a>, Place),
    /// A value that was read before, such as the network in the head of the sheet.
    Known(Value<'a>),
}

/// A cell of a form's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedCell<'a> {
    /// What was typed; empty where nothing was.
    Text(&'a str),
    /// A code that the form knows, such as its network.
    Known(u32),
}

/// Rows of raw cells in the order of the table's fields, as a form holds them; a row that is too short ends in blanks.
///
/// Sheet rows are counted from 0 and there are no sheet columns: a finding's place is its row and field.
pub fn from_text_rows<'c, R>(
    rulebook: &Rulebook,
    table: u16,
    rows: impl IntoIterator<Item = R>,
) -> (Batch<'static>, Vec<Finding>)
where
    R: AsRef<[RawCell<'c>]>,
{
    let lookups = Lookups::new(rulebook);
    let Some(definition) = rulebook.tables().get(usize::from(table)) else {
        let none = Batch {
            table,
            sheet: 0,
            source: Vec::new(),
            first_row: 0,
            rows: 0,
            places: RowPlace::Consecutive(0),
            columns: Vec::new(),
        };
        return (none, Vec::new());
    };
    let origin = Origin { table, ..Origin::default() };
    let mut reader = RowReader::new(definition, &lookups, origin, 0);
    for (row, sheet_row) in rows.into_iter().zip(0_u32..) {
        let cells = row.as_ref();
        reader.push(sheet_row, |field| RowCell::Here(cells.get(field).copied().unwrap_or_default()));
    }
    reader.finish()
}

#[cfg(test)]
mod tests;
