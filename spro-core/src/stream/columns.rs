//! From the records of a chunk to typed columns.

use super::cell::Cells;
use super::memo::{Remembered, Short, ShortCodes};
use super::{Head, clean};
use crate::batch::{Batch, Column, Lookups, Parsed, RawCell, RowPlace, State, Value, Values, parse_cell};
use crate::finding::{Finding, Kind};
use crate::rulebook::{Field, FieldType, Table};
use crate::sheet::Place;
use crate::value::{Why, may_be_nothing};
use std::borrow::Cow;

/// Reads chunks of one table; keeps what the cells of earlier chunks meant.
pub(super) struct ColumnReader<'r> {
    head: &'r Head,
    table: &'r Table,
    lookups: &'r Lookups,
    columns: Vec<FileColumn<'r>>,
    /// How many rows the last chunk had.
    rows: usize,
}

/// What is known of a column of the file.
struct FileColumn<'r> {
    position: u16,
    field: &'r Field,
    kind: FieldType,
    scale: u8,
    remembered: Remembered,
    codes: ShortCodes,
}

/// The rows of a chunk.
pub(super) struct Read<'t> {
    /// Its rows and records are counted from the chunk's start.
    pub batch: Batch<'t>,
    pub findings: Vec<Finding>,
    /// How many records there are, blank ones included.
    pub records: u32,
    /// Where each row starts.
    pub starts: Vec<u32>,
}

/// A column in the making.
struct Growing<'t> {
    values: Values<'t>,
    /// The rows that hold no value.
    gaps: Vec<(usize, State)>,
}

impl<'r> ColumnReader<'r> {
    pub(super) fn new(head: &'r Head, table: &'r Table, lookups: &'r Lookups) -> Self {
        let field = |position: &u16| {
            let field = table.fields.get(usize::from(*position))?;
            Some(FileColumn {
                position: *position,
                field,
                kind: field.kind,
                scale: field.kind.scale(),
                remembered: Remembered::default(),
                codes: ShortCodes::default(),
            })
        };
        Self { head, table, lookups, columns: head.columns.iter().filter_map(field).collect(), rows: 0 }
    }

    /// Reads a chunk of whole records.
    pub(super) fn read<'t>(&mut self, text: &'t str) -> Read<'t> {
        let room = if self.rows == 0 { text.len() / 32 } else { self.rows + self.rows / 8 };
        let mut growing: Vec<Growing<'t>> =
            self.columns.iter().map(|column| Growing::new(column.field.kind, room)).collect();
        let mut chunk = Chunk {
            cells: Cells::new(text, self.head.separator),
            separator: self.head.separator,
            head: self.head,
            lookups: self.lookups,
            starts: Vec::with_capacity(room),
            records: Vec::new(),
            record_count: 0,
            findings: Vec::new(),
        };
        let mut at = 0;
        while let Some(first) = text.as_bytes().get(at) {
            // A record that begins with a letter or digit is not blank.
            if !first.is_ascii_alphanumeric()
                && let Some(next) = chunk.cells.blank_record(at)
            {
                chunk.skip_record();
                at = next;
                continue;
            }
            at = chunk.row(at, &mut self.columns, &mut growing);
        }
        self.rows = chunk.starts.len();
        self.put_together(chunk, growing)
    }

    fn put_together<'t>(&self, chunk: Chunk<'_, 't>, growing: Vec<Growing<'t>>) -> Read<'t> {
        let rows = chunk.starts.len();
        let mut grown: Vec<Option<Column<'t>>> = self.table.fields.iter().map(|_| None).collect();
        for (column, growing) in self.columns.iter().zip(growing) {
            if let Some(place) = grown.get_mut(usize::from(column.position)) {
                *place = Some(growing.finish(rows));
            }
        }
        let fields = self.table.fields.iter().zip(grown);
        let columns =
            fields.map(|(field, column)| column.unwrap_or_else(|| Column::blank(field.kind, rows))).collect();
        let places = match chunk.records {
            records if records.is_empty() => RowPlace::Consecutive(0),
            records => RowPlace::Each(records),
        };
        let source = self.head.source.clone();
        let batch = Batch { table: self.head.table, sheet: 0, source, first_row: 0, rows, places, columns };
        Read { batch, findings: chunk.findings, records: chunk.record_count, starts: chunk.starts }
    }
}

/// A chunk, and what has been read of it.
struct Chunk<'a, 't> {
    cells: Cells<'t>,
    separator: u8,
    head: &'a Head,
    lookups: &'a Lookups,
    starts: Vec<u32>,
    /// The record of each row; empty as long as every record is a row.
    records: Vec<u32>,
    record_count: u32,
    findings: Vec<Finding>,
}

impl<'t> Chunk<'_, 't> {
    fn skip_record(&mut self) {
        if self.records.is_empty() {
            self.records = (0..self.record_count).collect();
        }
        self.record_count += 1;
    }

    /// Reads the record that starts at `at`; where the next one starts.
    #[inline]
    fn row(&mut self, mut at: usize, columns: &mut [FileColumn<'_>], growing: &mut [Growing<'t>]) -> usize {
        let row = self.starts.len();
        self.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        if !self.records.is_empty() || row != self.record_count as usize {
            self.records.push(self.record_count);
        }
        self.record_count += 1;
        let mut more = true;
        let last = columns.len().saturating_sub(1);
        for (number, (column, growing)) in columns.iter_mut().zip(growing).enumerate() {
            if !more {
                growing.push_gap(row, State::Blank);
                continue;
            }
            let rest = self.cells.bytes().get(at..).unwrap_or_default();
            let is_last = number == last;
            if let Some(used) = self.plain(rest, at, is_last, column, growing) {
                at += used;
                more = !is_last;
            } else {
                (at, more) = self.careful(at, number, is_last, column, growing);
            }
        }
        if more { self.too_long(at) } else { at }
    }

    /// Reads a cell in plain form; the bytes that it takes with what ends it.
    #[inline]
    fn plain(
        &self,
        rest: &[u8],
        at: usize,
        is_last: bool,
        column: &FileColumn<'_>,
        growing: &mut Growing<'t>,
    ) -> Option<usize> {
        match &mut growing.values {
            Values::Int(values) => {
                let (value, len) = match column.kind {
                    FieldType::Count => clean::whole(rest)?,
                    FieldType::Year => clean::year(rest)?,
                    FieldType::Date => clean::date(rest)?,
                    FieldType::Decimal | FieldType::Fte | FieldType::Money => {
                        clean::decimal(rest, column.scale, self.separator)?
                    }
                    _ => return None,
                };
                let used = self.ended(rest, len, is_last)?;
                values.to_mut().push(value);
                Some(used)
            }
            Values::Code(values) => {
                let short = Short::until(if is_last { b'\n' } else { self.separator }, rest)?;
                values.push(column.codes.get(short)?);
                Some(short.len + 1)
            }
            Values::Text(values) => {
                if !rest.first()?.is_ascii_alphanumeric() {
                    return None;
                }
                let len = memchr::memchr3(self.separator, b'\n', b'\r', rest)?;
                let used = self.ended(rest, len, is_last)?;
                let text = self.cells.slice(at, at + len);
                if !clean::text(text.as_bytes()) || may_be_nothing(text) {
                    return None;
                }
                values.push(Cow::Borrowed(text));
                Some(used)
            }
        }
    }

    /// The bytes that a cell of this length takes with what ends it, where that is what should: a line end behind the
    /// last cell, a separator behind the others.
    #[inline]
    fn ended(&self, rest: &[u8], len: usize, is_last: bool) -> Option<usize> {
        let end = *rest.get(len)?;
        match end {
            b'\n' if is_last => Some(len + 1),
            b'\r' if is_last && rest.get(len + 1) == Some(&b'\n') => Some(len + 2),
            _ if end == self.separator && !is_last => Some(len + 1),
            _ => None,
        }
    }

    /// Reads any cell; where what comes behind it starts, and whether that is in the same record.
    #[cold]
    fn careful(
        &mut self,
        at: usize,
        number: usize,
        is_last: bool,
        column: &mut FileColumn<'_>,
        growing: &mut Growing<'t>,
    ) -> (usize, bool) {
        let row = self.starts.len().saturating_sub(1);
        let cell = self.cells.cell(at);
        let next = self.cells.after(cell.end);
        if cell.text.is_empty() {
            growing.push_gap(row, State::Blank);
            return next;
        }
        let place =
            CellPlace { row, record: self.record_count.saturating_sub(1), number, field: column.position };
        if let Values::Text(values) = &mut growing.values {
            let (state, value) = match cell.text {
                text if clean::text(text.as_bytes()) && !may_be_nothing(&text) => {
                    (State::Present, Value::Text(text))
                }
                Cow::Borrowed(text) => {
                    let parsed = parse_cell(RawCell::Text(text), column.field, self.lookups);
                    self.note(place, text, &parsed);
                    (parsed.state, parsed.value)
                }
                Cow::Owned(text) => {
                    let parsed = parse_cell(RawCell::Text(&text), column.field, self.lookups);
                    self.note(place, &text, &parsed);
                    (parsed.state, parsed.value.into_owned())
                }
            };
            match value {
                Value::Text(text) if state == State::Present => values.push(text),
                _ => growing.push_gap(row, state),
            }
            return next;
        }
        let mut code = None;
        let text = &*cell.text;
        column.remembered.read(text, column.field, self.lookups, |parsed| {
            self.note(place, text, parsed);
            match (&mut growing.values, &parsed.value) {
                (Values::Int(values), Value::Int(value)) => values.to_mut().push(*value),
                (Values::Code(values), Value::Code(value)) => {
                    values.push(*value);
                    // Only what is taken without a word may be taken again without looking.
                    code = Some(*value).filter(|_| parsed.note.is_none());
                }
                _ => growing.push_gap(row, parsed.state),
            }
        });
        let rest = self.cells.bytes().get(at..).unwrap_or_default();
        if let Some(code) = code
            && let Some(short) = Short::until(if is_last { b'\n' } else { self.separator }, rest)
            && next == (at + short.len + 1, !is_last)
        {
            column.codes.add(short, code);
        }
        next
    }

    fn note(&mut self, place: CellPlace, text: &str, parsed: &Parsed<'_>) {
        let Some(note) = &parsed.note else { return };
        let mut finding = note.finding(self.head.table, 0);
        finding.field = Some(place.field);
        finding.row = u64::try_from(place.row).ok();
        let column = u32::try_from(place.number).unwrap_or(u32::MAX);
        finding.place = Some(Place { row: place.record, column });
        finding.raw = Some(text.into());
        self.findings.push(finding);
    }

    /// A row with more cells than headings: most likely a separator inside a text, which shifts what follows it.
    #[cold]
    fn too_long(&mut self, mut at: usize) -> usize {
        let mut told = false;
        loop {
            let cell = self.cells.cell(at);
            if !told && !cell.text.trim().is_empty() {
                told = true;
                let mut finding = Finding::new(Kind::Doubtful, self.head.table, 0);
                finding.field = self.head.columns.last().copied();
                finding.row = u64::try_from(self.starts.len().saturating_sub(1)).ok();
                let column = u32::try_from(self.head.columns.len()).unwrap_or(u32::MAX);
                finding.place = Some(Place { row: self.record_count.saturating_sub(1), column });
                finding.raw = Some(cell.text.as_ref().into());
                finding.why = Some(Why::Remark);
                self.findings.push(finding);
            }
            let (next, same_record) = self.cells.after(cell.end);
            at = next;
            if !same_record {
                return at;
            }
        }
    }
}

/// Where a cell stands, counted from the start of its chunk.
#[derive(Clone, Copy)]
struct CellPlace {
    row: usize,
    record: u32,
    /// Position of its column in the file.
    number: usize,
    field: u16,
}

impl Growing<'_> {
    fn new(kind: FieldType, room: usize) -> Self {
        let values = match kind {
            FieldType::Text => Values::Text(Vec::with_capacity(room)),
            FieldType::Code => Values::Code(Vec::with_capacity(room)),
            _ => Values::Int(Cow::Owned(Vec::with_capacity(room))),
        };
        Self { values, gaps: Vec::new() }
    }

    fn push_gap(&mut self, row: usize, state: State) {
        match &mut self.values {
            Values::Int(values) => values.to_mut().push(0),
            Values::Text(values) => values.push(Cow::Borrowed("")),
            Values::Code(values) => values.push(0),
        }
        self.gaps.push((row, state));
    }
}

impl<'t> Growing<'t> {
    fn finish(self, rows: usize) -> Column<'t> {
        let mut states = vec![State::Present; rows];
        for (row, state) in self.gaps {
            if let Some(place) = states.get_mut(row) {
                *place = state;
            }
        }
        Column { values: self.values, states }
    }
}

#[cfg(test)]
mod tests {
    use super::super::head;
    use super::*;
    use crate::rulebook::Rulebook;

    /// What is read of records under the head of `coordination`: starts, records, the findings' places and texts.
    fn read(body: &str) -> (usize, RowPlace, u32, Vec<(Option<Place>, String)>) {
        let rulebook = Rulebook::built_in();
        let file = format!("reseau,annee,structure_coordinatrice,agents,etp\n{body}");
        let head = head(file.as_bytes(), rulebook).unwrap();
        let table = &rulebook.tables()[usize::from(head.table)];
        let lookups = Lookups::new(rulebook);
        let read = ColumnReader::new(&head, table, &lookups).read(body);
        assert_eq!(read.starts.len(), read.batch.rows);
        for column in &read.batch.columns {
            assert_eq!(column.states.len(), read.batch.rows);
        }
        let findings = read.findings.into_iter().map(|f| (f.place, f.raw.unwrap().into_string()));
        (read.batch.rows, read.batch.places, read.records, findings.collect())
    }

    #[test]
    fn blank_records_are_no_rows_and_count_as_lines() {
        let row = "Cher,2017,ML,4,\"0,5\"\r\n";
        let (rows, places, records, findings) = read(&format!("{row}\r\n,,\r\n{row}"));
        assert_eq!((rows, places, records), (2, RowPlace::Each(vec![0, 3]), 4));
        assert_eq!(findings, []);
        let (rows, places, ..) = read(&format!("\n{row}"));
        assert_eq!((rows, places), (1, RowPlace::Each(vec![1])));
    }

    #[test]
    fn what_has_no_column_is_told() {
        let (rows, _, _, findings) = read("Cher,2017,ML,4,0,5\nDreux,2017,ML,4,1,\nCher,2017,\"ML\",4,1, ,x");
        assert_eq!(rows, 3);
        let place = |row, column| Some(Place { row, column });
        assert_eq!(findings, [(place(0, 5), "5".to_owned()), (place(2, 5), "x".to_owned())]);
    }

    #[test]
    fn short_records_are_filled_up() {
        let (rows, _, _, findings) = read("Cher,2017\nDreux\n\"Cher\",20x7,ML");
        assert_eq!(rows, 3);
        assert_eq!(findings, [(Some(Place { row: 2, column: 1 }), "20x7".to_owned())]);
    }
}
