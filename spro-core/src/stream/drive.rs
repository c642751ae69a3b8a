//! Several threads over one file: they split, parse and check chunks at once, and take turns where the order matters.

use super::Head;
use super::again::Rereader;
use super::cell::Cells;
use super::chunk::{ChunkError, Chunks};
use super::columns::{ColumnReader, Read as Chunk};
use crate::batch::{Batch, Column, Lookups, RowPlace, State, Values};
use crate::check::{Again, Duplicates, Place as RowsAgain, RowChecks, row_keys};
use crate::expression::Scratch;
use crate::finding::{Finding, Omitted, Tally, in_order_of_file};
use crate::indicator::{Partial, Rejected, rejected};
use crate::rulebook::{Rulebook, Table};
use crate::sheet::csv::{Dialect, Encoding, check};
use crate::sheet::{Cause, Limit, Limits};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

/// The rows of one file, checked and summed up.
#[derive(Debug)]
pub struct Streamed {
    /// How many rows.
    pub rows: u64,
    /// How many of them an error keeps out of the indicators.
    pub rejected_rows: u64,
    /// What was found, chunk after chunk; of the last chunk that is told one by one, the first in the order of the file.
    pub findings: Vec<Finding>,
    /// What was found beyond [`How::most_findings`], by code.
    pub omitted: Vec<Omitted>,
    /// Position of the network that all rows are about, where it is one.
    pub network: Option<u32>,
    /// The sums over the rows that no error keeps out.
    pub partial: Partial,
    /// The typed rows, where they were asked for, each batch with the rows that an error keeps out.
    pub batches: Vec<(Batch<'static>, Vec<Rejected>)>,
}

/// Where the bytes of a file are, its heading included.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// On disk.
    Path(&'a Path),
    /// In memory.
    Bytes(&'a [u8]),
}

/// How a file is streamed.
#[derive(Debug, Clone, Copy)]
pub struct How<'a> {
    /// How the file is written.
    pub head: &'a Head,
    /// The definitions.
    pub rulebook: &'a Rulebook,
    /// Its lists, ready to be looked up.
    pub lookups: &'a Lookups,
    /// The checks of its table.
    pub checks: &'a RowChecks,
    /// What the file may hold.
    pub limits: &'a Limits,
    /// Whether the typed rows are kept.
    pub keep_rows: bool,
    /// Number of threads; 0 for as many as there are cores.
    pub threads: usize,
    /// Set by another thread to have the work ended; what is answered then is not whole.
    pub stop: &'a AtomicBool,
    /// How many findings are kept one by one.
    pub most_findings: usize,
}

/// Reads the rows of a file from behind its heading on. The rows are judged against those that `duplicates` has seen,
/// and are read again where a later row may be the same.
pub fn stream<'d>(
    source: Source<'d>,
    how: How<'_>,
    definitions: (&'d Rulebook, &'d Lookups),
    duplicates: &mut Duplicates<'d>,
) -> Result<Streamed, Cause> {
    let table = usize::from(how.head.table);
    let table = definitions.0.tables().get(table).ok_or(Cause::Empty)?;
    let again = Rereader::new(how.head.clone(), table, definitions.1, source);
    let io = |error: std::io::Error| Cause::io(error.kind());
    match source {
        Source::Path(path) => {
            let start = u64::try_from(how.head.body_start).unwrap_or(u64::MAX);
            let mut file = File::open(path).map_err(io)?;
            file.seek(SeekFrom::Start(start)).map_err(io)?;
            again.keep_open(true).map_err(io)?;
            let again = Arc::new(again);
            let bytes = file.metadata().map_or(0, |metadata| metadata.len());
            let answer = read((file, bytes), how, table, &again, duplicates);
            again.keep_open(false).map_err(io)?;
            answer
        }
        Source::Bytes(bytes) => {
            let body = bytes.get(how.head.body_start..).unwrap_or_default();
            let bytes = u64::try_from(body.len()).unwrap_or(0);
            read((Cursor::new(body), bytes), how, table, &Arc::new(again), duplicates)
        }
    }
}

fn read<'d>(
    (reader, bytes): (impl Read + Send, u64),
    how: How<'_>,
    table: &Table,
    again: &Arc<Rereader<'d>>,
    duplicates: &mut Duplicates<'d>,
) -> Result<Streamed, Cause> {
    let longest = usize::try_from(how.limits.get(Limit::CellBytes)).unwrap_or(usize::MAX);
    let chunks = Chunks::new(reader, how.head.separator, longest);
    let source = Mutex::new(Feed { chunks, next: 0, done: false });
    let turn = Turn {
        next: 0,
        rows: 0,
        found: 0,
        records: 1,
        offset: 0,
        bytes,
        latin: false,
        utf8: false,
        failed: None,
        duplicates,
        again: again.clone(),
    };
    let order = Order { turn: Mutex::new(turn), changed: Condvar::new() };
    let worker = || Worker::new(how, table).run(&source, &order);
    let answers = on_threads(how.threads, worker);
    let turn = order.turn.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(cause) = turn.failed {
        return Err(cause);
    }
    Ok(put_together(answers, turn.rows, how.rulebook))
}

fn put_together(answers: Vec<Answer>, rows: u64, rulebook: &Rulebook) -> Streamed {
    let mut partial: Option<Partial> = None;
    let mut chunks = Vec::new();
    let mut omitted = Tally::default();
    let mut networks = BTreeSet::<u32>::new();
    for answer in answers {
        networks.extend((0..).zip(answer.networks).filter(|(_, named)| *named).map(|(network, _)| network));
        chunks.extend(answer.chunks);
        omitted.merge(&answer.omitted);
        match &mut partial {
            Some(all) => {
                // All were gathered by the same rulebook: there is nothing that could not be put together.
                let _ = all.merge(&answer.partial);
            }
            None => partial = Some(answer.partial),
        }
    }
    chunks.sort_by_key(|c| c.index);
    let mut out = Streamed {
        rows,
        rejected_rows: 0,
        omitted: omitted.finish(rulebook),
        findings: Vec::with_capacity(chunks.iter().map(|c| c.findings.len()).sum()),
        network: if networks.len() == 1 { networks.first().copied() } else { None },
        partial: partial.unwrap_or_else(|| Partial::new(rulebook)),
        batches: Vec::new(),
    };
    for chunk in chunks {
        out.rejected_rows += u64::try_from(chunk.rejected).unwrap_or(0);
        out.findings.extend(chunk.findings);
        out.batches.extend(chunk.kept);
    }
    out
}

#[cfg(feature = "parallel")]
fn on_threads(threads: usize, worker: impl Fn() -> Answer + Sync) -> Vec<Answer> {
    let available = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if threads == 0 { available } else { threads };
    if threads <= 1 {
        return vec![worker()];
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(&worker)).collect();
        // A worker that panicked has nothing to give; the panic itself goes on.
        running
            .into_iter()
            .map(|w| w.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(not(feature = "parallel"))]
fn on_threads(_threads: usize, worker: impl Fn() -> Answer) -> Vec<Answer> {
    vec![worker()]
}

/// Where the chunks come from.
struct Feed<R> {
    chunks: Chunks<R>,
    next: u64,
    done: bool,
}

/// Fewer bytes than a row of any table has, as a rule: more rows than would follow from it are not expected.
const LEAST_ROW: u64 = 16;

/// Whose turn it is, and what the chunks before it left behind.
struct Order<'t, 'd> {
    turn: Mutex<Turn<'t, 'd>>,
    changed: Condvar,
}

struct Turn<'t, 'd> {
    next: u64,
    rows: u64,
    /// How many findings.
    found: usize,
    records: u32,
    /// How many bytes.
    offset: u64,
    /// How many the file has.
    bytes: u64,
    /// Whether a chunk in Windows-1252, and one in UTF-8 beyond ASCII, went before.
    latin: bool,
    utf8: bool,
    failed: Option<Cause>,
    duplicates: &'t mut Duplicates<'d>,
    again: Arc<Rereader<'d>>,
}

/// What a worker did.
struct Answer {
    partial: Partial,
    /// For each network whether a row is about it.
    networks: Vec<bool>,
    chunks: Vec<Done>,
    omitted: Tally,
}

struct Done {
    index: u64,
    rejected: usize,
    findings: Vec<Finding>,
    kept: Option<(Batch<'static>, Vec<Rejected>)>,
}

struct Worker<'a> {
    how: How<'a>,
    table: &'a Table,
    columns: ColumnReader<'a>,
    scratch: Scratch,
    answer: Answer,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panicking worker left is not looked at: its panic goes on when it is joined.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl<'a> Worker<'a> {
    fn new(how: How<'a>, table: &'a Table) -> Self {
        Self {
            how,
            table,
            columns: ColumnReader::new(how.head, table, how.lookups),
            scratch: Scratch::default(),
            answer: Answer {
                partial: Partial::new(how.rulebook),
                networks: vec![false; how.rulebook.networks().len()],
                chunks: Vec::new(),
                omitted: Tally::default(),
            },
        }
    }

    fn run<R: Read>(mut self, source: &Mutex<Feed<R>>, order: &Order<'_, '_>) -> Answer {
        let mut buffer = Vec::new();
        while let Some((index, chunk)) = next(source, buffer) {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    fail(order, index, |records| match error {
                        ChunkError::Io(error) => Cause::io(error.kind()),
                        ChunkError::OpenQuote(lines) => Cause::open_quote(records + lines + 1),
                        ChunkError::TooLong => {
                            Cause::over(Limit::CellBytes, self.how.limits.get(Limit::CellBytes))
                        }
                    });
                    break;
                }
            };
            if self.how.stop.load(Ordering::Relaxed) {
                fail(order, index, |_| Cause::Empty);
                break;
            }
            let (text, latin) = match decode(&chunk, self.how.head.encoding) {
                Ok(decoded) => decoded,
                Err(cause) => {
                    fail(order, index, |records| cause.behind(records));
                    break;
                }
            };
            if !self.chunk((index, chunk.len()), &text, latin, order) {
                break;
            }
            buffer = chunk;
        }
        self.answer
    }

    /// Works on a chunk; false where another one has failed.
    fn chunk(
        &mut self,
        (index, bytes): (u64, usize),
        text: &str,
        latin: bool,
        order: &Order<'_, '_>,
    ) -> bool {
        let Chunk { mut batch, mut findings, records, starts } = self.columns.read(text);
        findings.extend(self.how.checks.run(&batch, &mut self.scratch));
        let cells = Cells::new(text, self.how.head.separator);
        for finding in &mut findings {
            quote(finding, &cells, &starts, self.how.head);
        }
        let starts = if latin { in_bytes(text, starts) } else { starts };
        let keys = row_keys(self.table, &batch);
        mark_networks(&batch, self.table, &mut self.answer.networks);
        let utf8 = !latin && !text.is_ascii();
        let mut turn = order.wait_for(index);
        turn.latin |= latin;
        turn.utf8 |= utf8;
        if turn.latin && turn.utf8 {
            let line = u64::from(turn.records) + 1;
            turn.failed.get_or_insert(Cause::encoding(line));
        }
        if turn.failed.is_some() {
            drop(turn);
            order.changed.notify_all();
            return false;
        }
        let (first_row, first_record) = (turn.rows, turn.records);
        place(&mut batch, first_row, first_record);
        let again: Arc<dyn Again + '_> = turn.again.clone();
        let rows = RowsAgain { file: again, offset: turn.offset, starts, latin };
        let again = match turn.duplicates.visit_streamed(&batch, &keys, rows) {
            Ok(again) => again,
            Err(error) => {
                turn.failed.get_or_insert(Cause::io(error.kind()));
                drop(turn);
                order.changed.notify_all();
                return false;
            }
        };
        if index == 0 {
            // The other chunks have about as many rows.
            let rest = turn.bytes.saturating_sub(u64::try_from(bytes).unwrap_or(0)) / LEAST_ROW;
            let rows = u64::try_from(batch.rows).unwrap_or(0).saturating_mul(turn.bytes);
            let rows = rows.checked_div(u64::try_from(bytes).unwrap_or(0)).unwrap_or(0).min(rest);
            turn.duplicates.expect(batch.table, usize::try_from(rows).unwrap_or(0));
        }
        let found_before = turn.found;
        turn.found = found_before.saturating_add(findings.len()).saturating_add(again.len());
        turn.offset += u64::try_from(bytes).unwrap_or(0);
        turn.rows += u64::try_from(batch.rows).unwrap_or(0);
        turn.records = turn.records.saturating_add(records);
        turn.next += 1;
        drop(turn);
        order.changed.notify_all();
        for finding in &mut findings {
            finding.row = finding.row.map(|row| row.saturating_add(first_row));
            finding.place = finding.place.map(|mut place| {
                place.row = place.row.saturating_add(first_record);
                place
            });
        }
        findings.extend(again);
        let rejected = rejected(&findings, &batch, None, self.how.rulebook);
        self.answer.partial.add(self.how.rulebook, &batch, &rejected);
        let count = rejected.len();
        let most = self.how.most_findings.saturating_sub(found_before);
        if findings.len() > most {
            in_order_of_file(&mut findings);
            self.answer.omitted.cut(&mut findings, most);
        }
        let kept = if self.how.keep_rows {
            Some((batch.into_owned(), rejected))
        } else {
            self.columns.recycle(batch);
            None
        };
        self.answer.chunks.push(Done { index, rejected: count, findings, kept });
        true
    }
}

impl<'t, 'd> Order<'t, 'd> {
    /// Waits until all chunks before this one have had their turn, or one has failed.
    fn wait_for(&self, index: u64) -> MutexGuard<'_, Turn<'t, 'd>> {
        let mut turn = lock(&self.turn);
        while turn.next != index && turn.failed.is_none() {
            turn = self.changed.wait(turn).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        turn
    }
}

/// Where rows start in the bytes of a chunk in Windows-1252, a byte a character, from where they do in its text.
fn in_bytes(text: &str, mut starts: Vec<u32>) -> Vec<u32> {
    let (mut at, mut bytes) = (0, 0_u32);
    for start in &mut starts {
        let here = usize::try_from(*start).unwrap_or(usize::MAX);
        let between = text.get(at..here).unwrap_or_default().chars().count();
        bytes = bytes.saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        (at, *start) = (here, bytes);
    }
    starts
}

/// Marks the networks that a chunk names.
fn mark_networks(batch: &Batch<'_>, table: &Table, marks: &mut [bool]) {
    let position = table.fields.iter().position(|f| f.list == Some(0));
    let column = position.and_then(|p| batch.columns.get(p));
    if let Some(Column { values: Values::Code(codes), states }) = column {
        for (code, state) in codes.iter().zip(states) {
            if let Some(mark) = marks.get_mut(*code as usize) {
                *mark |= *state == State::Present;
            }
        }
    }
}

/// The next chunk with its number, or why it cannot be had; `None` behind the last one.
fn next<R: Read>(source: &Mutex<Feed<R>>, buffer: Vec<u8>) -> Option<(u64, Result<Vec<u8>, ChunkError>)> {
    let mut source = lock(source);
    if source.done {
        return None;
    }
    let chunk = source.chunks.next(buffer).transpose();
    source.done = !matches!(chunk, Some(Ok(_)));
    source.next += 1;
    Some((source.next - 1, chunk?))
}

/// Gives the reason why a chunk cannot be used, from how many records went before it.
fn fail(order: &Order<'_, '_>, index: u64, cause: impl FnOnce(u64) -> Cause) {
    let mut turn = order.wait_for(index);
    let records = u64::from(turn.records);
    turn.failed.get_or_insert_with(|| cause(records));
    drop(turn);
    order.changed.notify_all();
}

/// The text of a chunk, and whether it was in Windows-1252.
fn decode(chunk: &[u8], encoding: Encoding) -> Result<(Cow<'_, str>, bool), Cause> {
    match simdutf8::basic::from_utf8(chunk) {
        Ok(text) if encoding == Encoding::Utf8 || text.is_ascii() => {
            if memchr::memchr(0, chunk).is_some() {
                check(chunk, &dialect(Encoding::Utf8))?;
            }
            Ok((Cow::Borrowed(text), false))
        }
        _ => {
            check(chunk, &dialect(Encoding::Windows1252))?;
            Ok((Encoding::Windows1252.decode(chunk), true))
        }
    }
}

fn dialect(encoding: Encoding) -> Dialect {
    Dialect::of(b',', encoding)
}

/// Keeps what was typed in the cell that a finding points at.
fn quote(finding: &mut Finding, cells: &Cells<'_>, starts: &[u32], head: &Head) {
    let (None, Some(row), Some(field)) = (&finding.raw, finding.row, finding.field) else { return };
    let column = head.source.get(usize::from(field)).copied().flatten();
    let start = usize::try_from(row).ok().and_then(|row| starts.get(row));
    let (Some(Ok(column)), Some(Ok(start))) =
        (column.map(usize::try_from), start.map(|s| usize::try_from(*s)))
    else {
        return;
    };
    let text = cells.nth(start, column);
    if !text.is_empty() {
        finding.raw = Some(text.as_ref().into());
    }
}

/// Counts the rows and records of a batch from the start of the file.
fn place(batch: &mut Batch<'_>, first_row: u64, first_record: u32) {
    batch.first_row = first_row;
    match &mut batch.places {
        RowPlace::Consecutive(record) => *record = record.saturating_add(first_record),
        RowPlace::Each(records) => records.iter_mut().for_each(|r| *r = r.saturating_add(first_record)),
    }
}
