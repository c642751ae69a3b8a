//! From the records of a chunk to typed columns.

use super::cell::Cells;
use super::memo::{Remembered, Short, ShortCodes};
use super::{Head, clean};
use crate::batch::{Batch, Column, Lookups, Parsed, RawCell, RowPlace, State, Value, Values, parse_cell};
use crate::finding::{Finding, Kind};
use crate::rulebook::{Field, FieldType, Table};
use crate::sheet::Place;
use crate::value::{Why, is_plain};
use std::borrow::Cow;

/// Reads chunks of one table; keeps what the cells of earlier chunks meant.
pub(super) struct ColumnReader<'r> {
    head: &'r Head,
    table: &'r Table,
    lookups: &'r Lookups,
    columns: Vec<FileColumn<'r>>,
    /// How many rows the last chunk had.
    rows: usize,
    spare: Spare,
}

/// What is known of a column of the file.
struct FileColumn<'r> {
    position: u16,
    field: &'r Field,
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
    values: GrowingValues<'t>,
    /// The rows that hold no value.
    gaps: Vec<(usize, State)>,
}

/// The values of a column in the making; integers by the plain form of their cells.
enum GrowingValues<'t> {
    Whole(Vec<i64>),
    Year(Vec<i64>),
    Date(Vec<i64>),
    Decimal(Vec<i64>, u8),
    /// Of no plain form.
    Other(Vec<i64>),
    Text(Vec<Cow<'t, str>>),
    Code(Vec<u32>),
}

/// Memory of columns that nobody needs any more.
#[derive(Default)]
struct Spare {
    ints: Vec<Vec<i64>>,
    codes: Vec<Vec<u32>>,
    states: Vec<Vec<State>>,
}

impl Spare {
    fn ints(&mut self, room: usize) -> Vec<i64> {
        emptied(&mut self.ints, room)
    }

    fn codes(&mut self, room: usize) -> Vec<u32> {
        emptied(&mut self.codes, room)
    }

    fn states(&mut self, state: State, rows: usize) -> Vec<State> {
        let mut states = emptied(&mut self.states, rows);
        states.resize(rows, state);
        states
    }

    /// A column in which every cell is blank.
    fn blank(&mut self, kind: FieldType, rows: usize) -> Column<'static> {
        let values = match kind {
            FieldType::Text => Values::Text(vec![Cow::Borrowed(""); rows]),
            FieldType::Code => {
                let mut codes = self.codes(rows);
                codes.resize(rows, 0);
                Values::Code(codes)
            }
            _ => {
                let mut ints = self.ints(rows);
                ints.resize(rows, 0);
                Values::Int(Cow::Owned(ints))
            }
        };
        Column { values, states: self.states(State::Blank, rows) }
    }
}

fn emptied<T>(spare: &mut Vec<Vec<T>>, room: usize) -> Vec<T> {
    let mut values = spare.pop().unwrap_or_default();
    values.clear();
    values.reserve(room);
    values
}

impl<'r> ColumnReader<'r> {
    pub(super) fn new(head: &'r Head, table: &'r Table, lookups: &'r Lookups) -> Self {
        let field = |position: &u16| {
            let field = table.fields.get(usize::from(*position))?;
            let (remembered, codes) = (Remembered::default(), ShortCodes::default());
            Some(FileColumn { position: *position, field, remembered, codes })
        };
        let columns = head.columns.iter().filter_map(field).collect();
        Self { head, table, lookups, columns, rows: 0, spare: Spare::default() }
    }

    /// Takes the memory of a chunk back that was worked on.
    pub(super) fn recycle(&mut self, batch: Batch<'_>) {
        for Column { values, states } in batch.columns {
            match values {
                Values::Int(Cow::Owned(values)) => self.spare.ints.push(values),
                Values::Code(values) => self.spare.codes.push(values),
                Values::Int(Cow::Borrowed(_)) | Values::Text(_) => {}
            }
            self.spare.states.push(states);
        }
    }

    /// Reads a chunk of whole records.
    pub(super) fn read<'t>(&mut self, text: &'t str) -> Read<'t> {
        let room = if self.rows == 0 { text.len() / 32 } else { self.rows + self.rows / 8 };
        let mut growing: Vec<Growing<'t>> = self
            .columns
            .iter()
            .map(|column| Growing::new(column.field.kind, room, &mut self.spare))
            .collect();
        let mut chunk = Chunk {
            cells: Cells::new(text, self.head.separator),
            separator: self.head.separator,
            head: self.head,
            lookups: self.lookups,
            // An error in a computed column, which is computed again, would keep no row out.
            last_typed: self.columns.iter().rev().find(|c| c.field.computed.is_none()).map(|c| c.position),
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

    fn put_together<'t>(&mut self, chunk: Chunk<'_, 't>, growing: Vec<Growing<'t>>) -> Read<'t> {
        let rows = chunk.starts.len();
        let mut grown: Vec<Option<Column<'t>>> = self.table.fields.iter().map(|_| None).collect();
        for (column, growing) in self.columns.iter().zip(growing) {
            if let Some(place) = grown.get_mut(usize::from(column.position)) {
                *place = Some(growing.finish(rows, &mut self.spare));
            }
        }
        let fields = self.table.fields.iter().zip(grown);
        let columns = fields
            .map(|(field, column)| column.unwrap_or_else(|| self.spare.blank(field.kind, rows)))
            .collect();
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
    /// The field of the last column that is not computed.
    last_typed: Option<u16>,
    starts: Vec<u32>,
    /// The record of each row; empty as long as every record is a row.
    records: Vec<u32>,
    record_count: u32,
    findings: Vec<Finding>,
}

impl<'t> Chunk<'_, 't> {
    fn skip_record(&mut self) {
        if self.records.is_empty() {
            // So far every record was a row.
            self.records = (0..).take(self.starts.len()).collect();
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
        let (value, len, values) = match &mut growing.values {
            GrowingValues::Whole(values) => with(clean::whole(rest)?, values),
            GrowingValues::Year(values) => with(clean::year(rest)?, values),
            GrowingValues::Date(values) => with(clean::date(rest)?, values),
            GrowingValues::Decimal(values, scale) => {
                with(clean::decimal(rest, *scale, self.separator)?, values)
            }
            GrowingValues::Other(_) => return None,
            GrowingValues::Code(values) => {
                let short = Short::until(if is_last { b'\n' } else { self.separator }, rest)?;
                values.push(column.codes.get(short)?);
                return Some(short.len + 1);
            }
            GrowingValues::Text(values) => {
                if !rest.first()?.is_ascii_alphanumeric() {
                    return None;
                }
                let len = memchr::memchr3(self.separator, b'\n', b'\r', rest)?;
                let used = self.ended(rest, len, is_last)?;
                let text = self.cells.slice(at, at + len);
                if !is_plain(text) {
                    return None;
                }
                values.push(Cow::Borrowed(text));
                return Some(used);
            }
        };
        let used = self.ended(rest, len, is_last)?;
        values.push(value);
        Some(used)
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
        if let GrowingValues::Text(values) = &mut growing.values {
            let (state, value) = match cell.text {
                text if is_plain(&text) => (State::Present, Value::Text(text)),
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
                (GrowingValues::Code(values), Value::Code(value)) => {
                    values.push(*value);
                    // Only what is taken without a word may be taken again without looking.
                    code = Some(*value).filter(|_| parsed.note.is_none());
                }
                (values, Value::Int(value)) => match values.ints() {
                    Some(values) => values.push(*value),
                    None => growing.push_gap(row, parsed.state),
                },
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
                finding.field = self.last_typed;
                finding.row = u64::try_from(self.starts.len().saturating_sub(1)).ok();
                let column = u32::try_from(self.head.columns.len()).unwrap_or(u32::MAX);
                finding.place = Some(Place { row: self.record_count.saturating_sub(1), column });
                finding.raw = Some(cell.text.as_ref().into());
                finding.why = Some(Why::ExtraCell);
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

fn with((value, len): (i64, usize), values: &mut Vec<i64>) -> (i64, usize, &mut Vec<i64>) {
    (value, len, values)
}

impl GrowingValues<'_> {
    fn new(kind: FieldType, room: usize, spare: &mut Spare) -> Self {
        match kind {
            FieldType::Text => Self::Text(Vec::with_capacity(room)),
            FieldType::Code => Self::Code(spare.codes(room)),
            FieldType::Count => Self::Whole(spare.ints(room)),
            FieldType::Year => Self::Year(spare.ints(room)),
            FieldType::Date => Self::Date(spare.ints(room)),
            FieldType::Decimal | FieldType::Fte | FieldType::Money => {
                Self::Decimal(spare.ints(room), kind.scale())
            }
            _ => Self::Other(spare.ints(room)),
        }
    }

    /// Where it holds integers.
    fn ints(&mut self) -> Option<&mut Vec<i64>> {
        match self {
            Self::Whole(values)
            | Self::Year(values)
            | Self::Date(values)
            | Self::Decimal(values, _)
            | Self::Other(values) => Some(values),
            Self::Text(_) | Self::Code(_) => None,
        }
    }
}

impl<'t> Growing<'t> {
    fn new(kind: FieldType, room: usize, spare: &mut Spare) -> Self {
        Self { values: GrowingValues::new(kind, room, spare), gaps: Vec::new() }
    }

    fn push_gap(&mut self, row: usize, state: State) {
        match &mut self.values {
            GrowingValues::Text(values) => values.push(Cow::Borrowed("")),
            GrowingValues::Code(values) => values.push(0),
            ints => ints.ints().into_iter().for_each(|values| values.push(0)),
        }
        self.gaps.push((row, state));
    }

    fn finish(self, rows: usize, spare: &mut Spare) -> Column<'t> {
        let mut states = spare.states(State::Present, rows);
        for (row, state) in self.gaps {
            if let Some(place) = states.get_mut(row) {
                *place = state;
            }
        }
        let values = match self.values {
            GrowingValues::Text(values) => Values::Text(values),
            GrowingValues::Code(values) => Values::Code(values),
            GrowingValues::Whole(values)
            | GrowingValues::Year(values)
            | GrowingValues::Date(values)
            | GrowingValues::Decimal(values, _)
            | GrowingValues::Other(values) => Values::Int(Cow::Owned(values)),
        };
        Column { values, states }
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
        let (rows, places, ..) = read(&format!("\n\n{row}{row}"));
        assert_eq!((rows, places), (2, RowPlace::Each(vec![2, 3])));
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
