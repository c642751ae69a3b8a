//! From the cells of a chunk to typed columns, column by column.

use super::split::Cells;
use super::{Head, clean};
use crate::batch::{Batch, Column, Lookups, Parsed, RawCell, RowPlace, State, Value, Values, parse_cell};
use crate::finding::{Finding, Kind};
use crate::rulebook::{Field, FieldType, Table};
use crate::sheet::Place;
use crate::value::{Why, may_be_nothing};
use hashbrown::HashTable;
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// Reads chunks of one table; keeps what the codes of earlier chunks meant.
pub(super) struct ColumnReader<'r> {
    head: &'r Head,
    table: &'r Table,
    lookups: &'r Lookups,
    codes: Vec<HashTable<(Box<str>, u32)>>,
}

impl<'r> ColumnReader<'r> {
    pub(super) fn new(head: &'r Head, table: &'r Table, lookups: &'r Lookups) -> Self {
        Self { head, table, lookups, codes: table.fields.iter().map(|_| HashTable::new()).collect() }
    }

    /// The rows of a chunk as a batch whose rows and records are counted from the chunk's start, and what was found.
    pub(super) fn read<'t>(&mut self, cells: &Cells<'t>) -> (Batch<'t>, Vec<Finding>) {
        let rows = cells.rows();
        let mut findings = Vec::new();
        let mut columns = Vec::with_capacity(self.table.fields.len());
        for (position, (field, source)) in (0..).zip(self.table.fields.iter().zip(&self.head.source)) {
            let column = match source.and_then(|c| usize::try_from(c).ok()) {
                Some(column) => {
                    let mut notes =
                        Notes { cells, column, position, field, head: self.head, out: &mut findings };
                    let codes = self.codes.get_mut(usize::from(position));
                    read_column(cells, column, field, self.lookups, codes, &mut notes)
                }
                None => Column::blank(field.kind, rows),
            };
            columns.push(column);
        }
        for &(row, text) in &cells.too_long {
            findings.push(self.too_long(cells, row, text));
        }
        let places = match cells.records() {
            Some(records) => RowPlace::Each(records.to_vec()),
            None => RowPlace::Consecutive(0),
        };
        let source = self.head.source.clone();
        let batch = Batch { table: self.head.table, sheet: 0, source, first_row: 0, rows, places, columns };
        (batch, findings)
    }

    /// A row with more cells than headings: most likely a separator inside a text, which shifts what follows it.
    fn too_long(&self, cells: &Cells<'_>, row: usize, text: &str) -> Finding {
        let mut finding = Finding::new(Kind::Doubtful, self.head.table, 0);
        finding.field = self.head.columns.last().copied();
        finding.row = u64::try_from(row).ok();
        let column = u32::try_from(self.head.columns.len()).unwrap_or(u32::MAX);
        finding.place = Some(Place { row: record(cells, row), column });
        finding.raw = Some(text.into());
        finding.why = Some(Why::Remark);
        finding
    }
}

fn record(cells: &Cells<'_>, row: usize) -> u32 {
    let here = u32::try_from(row).unwrap_or(u32::MAX);
    cells.records().map_or(here, |records| records.get(row).copied().unwrap_or(here))
}

/// Where notes on the cells of a column go.
struct Notes<'a, 't> {
    cells: &'a Cells<'t>,
    column: usize,
    position: u16,
    field: &'a Field,
    head: &'a Head,
    out: &'a mut Vec<Finding>,
}

impl<'t> Notes<'_, 't> {
    /// Reads a cell with care.
    #[cold]
    fn parse(&mut self, row: usize, lookups: &Lookups) -> (State, Value<'t>) {
        match self.cells.get(row, self.column) {
            Cow::Borrowed(text) => {
                let parsed = parse_cell(RawCell::Text(text), self.field, lookups);
                self.note(row, text, &parsed);
                (parsed.state, parsed.value)
            }
            Cow::Owned(text) => {
                let parsed = parse_cell(RawCell::Text(&text), self.field, lookups);
                self.note(row, &text, &parsed);
                let value = parsed.value.into_owned();
                (parsed.state, value)
            }
        }
    }

    fn note(&mut self, row: usize, text: &str, parsed: &Parsed<'_>) {
        let Some(note) = &parsed.note else { return };
        let mut finding = note.finding(self.head.table, 0);
        finding.field = Some(self.position);
        finding.row = u64::try_from(row).ok();
        let column = u32::try_from(self.column).unwrap_or(u32::MAX);
        finding.place = Some(Place { row: record(self.cells, row), column });
        finding.raw = Some(text.into());
        self.out.push(finding);
    }
}

fn read_column<'t>(
    cells: &Cells<'t>,
    column: usize,
    field: &Field,
    lookups: &Lookups,
    codes: Option<&mut HashTable<(Box<str>, u32)>>,
    notes: &mut Notes<'_, 't>,
) -> Column<'t> {
    let scale = field.kind.scale();
    match (field.kind, codes) {
        (FieldType::Text, _) => texts(cells, column, lookups, notes),
        (FieldType::Code, Some(codes)) => read_codes(cells, column, lookups, codes, notes),
        (FieldType::Count, _) => ints(cells, column, lookups, notes, clean::whole),
        (FieldType::Year, _) => ints(cells, column, lookups, notes, clean::year),
        (FieldType::Date, _) => ints(cells, column, lookups, notes, clean::date),
        (FieldType::Decimal | FieldType::Fte | FieldType::Money, _) => {
            ints(cells, column, lookups, notes, |text| clean::decimal(text, scale))
        }
        _ => ints(cells, column, lookups, notes, |_| None),
    }
}

fn ints<'t>(
    cells: &Cells<'t>,
    column: usize,
    lookups: &Lookups,
    notes: &mut Notes<'_, 't>,
    plain: impl Fn(&[u8]) -> Option<i64>,
) -> Column<'t> {
    let rows = cells.rows();
    let mut values = Vec::with_capacity(rows);
    let mut states = Vec::with_capacity(rows);
    for (row, cell) in cells.column_bytes(column).enumerate() {
        let (value, state) = match plain(cell) {
            Some(value) => (value, State::Present),
            None if cell.is_empty() => (0, State::Blank),
            None => match notes.parse(row, lookups) {
                (state, Value::Int(value)) => (value, state),
                (state, _) => (0, state),
            },
        };
        values.push(value);
        states.push(state);
    }
    Column { values: Values::Int(Cow::Owned(values)), states }
}

fn read_codes<'t>(
    cells: &Cells<'t>,
    column: usize,
    lookups: &Lookups,
    codes: &mut HashTable<(Box<str>, u32)>,
    notes: &mut Notes<'_, 't>,
) -> Column<'t> {
    let rows = cells.rows();
    let mut values = Vec::with_capacity(rows);
    let mut states = Vec::with_capacity(rows);
    for (row, cell) in cells.column_bytes(column).enumerate() {
        if cell.is_empty() {
            values.push(0);
            states.push(State::Blank);
            continue;
        }
        let hash = xxh3_64(cell);
        if let Some((_, code)) = codes.find(hash, |(name, _)| name.as_bytes() == cell) {
            values.push(*code);
            states.push(State::Present);
            continue;
        }
        let before = notes.out.len();
        let (state, value) = notes.parse(row, lookups);
        let code = if let Value::Code(code) = value { code } else { 0 };
        // Only what is taken without a word may be taken again without looking.
        if state == State::Present && notes.out.len() == before {
            let name: Box<str> = String::from_utf8_lossy(cell).into();
            codes.insert_unique(hash, (name, code), |(name, _)| xxh3_64(name.as_bytes()));
        }
        values.push(code);
        states.push(state);
    }
    Column { values: Values::Code(values), states }
}

fn texts<'t>(cells: &Cells<'t>, column: usize, lookups: &Lookups, notes: &mut Notes<'_, 't>) -> Column<'t> {
    let rows = cells.rows();
    let mut values = Vec::with_capacity(rows);
    let mut states = Vec::with_capacity(rows);
    for (row, cell) in cells.column(column).enumerate() {
        if cell.is_empty() {
            values.push(Cow::Borrowed(""));
            states.push(State::Blank);
        } else if clean::text(&cell) && !may_be_nothing(&cell) {
            values.push(cell);
            states.push(State::Present);
        } else {
            let (state, value) = notes.parse(row, lookups);
            values.push(if let Value::Text(text) = value { text } else { Cow::Borrowed("") });
            states.push(state);
        }
    }
    Column { values: Values::Text(values), states }
}
