//! Several threads over one file: they split, parse and check chunks at once, and take turns where the order matters.

use super::Head;
use super::chunk::{ChunkError, Chunks};
use super::columns::ColumnReader;
use super::split::Cells;
use crate::batch::{Batch, Column, Lookups, RowPlace, State, Values};
use crate::check::{Duplicates, RowChecks, row_keys};
use crate::expression::Scratch;
use crate::finding::Finding;
use crate::indicator::{Partial, Rejected, rejected};
use crate::rulebook::{Rulebook, Table};
use crate::sheet::csv::{Dialect, Encoding, check};
use crate::sheet::{Cause, Limit, Limits};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::{Condvar, Mutex, MutexGuard};

/// The rows of one file, checked and summed up.
#[derive(Debug)]
pub struct Streamed {
    /// How many rows.
    pub rows: u64,
    /// How many of them an error keeps out of the indicators.
    pub rejected_rows: u64,
    /// What was found, chunk after chunk.
    pub findings: Vec<Finding>,
    /// Position of the network that all rows are about, where it is one.
    pub network: Option<u32>,
    /// The sums over the rows that no error keeps out.
    pub partial: Partial,
    /// The typed rows, where they were asked for, each batch with the rows that an error keeps out.
    pub batches: Vec<(Batch<'static>, Vec<Rejected>)>,
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
    pub checks: &'a RowChecks<'a>,
    /// What the file may hold.
    pub limits: &'a Limits,
    /// Whether the typed rows are kept.
    pub keep_rows: bool,
    /// Number of threads; 0 for as many as there are cores.
    pub threads: usize,
}

/// Reads the rows of a file from behind its heading on. The rows are judged against those that `duplicates` has seen.
pub fn stream(
    reader: impl Read + Send,
    how: How<'_>,
    duplicates: &mut Duplicates,
) -> Result<Streamed, Cause> {
    let table = how.rulebook.tables().get(usize::from(how.head.table)).ok_or(Cause::Empty)?;
    let longest = usize::try_from(how.limits.get(Limit::CellBytes)).unwrap_or(usize::MAX);
    let source = Mutex::new(Source { chunks: Chunks::new(reader, longest), next: 0, done: false });
    let turn = Turn { next: 0, rows: 0, records: 1, latin: false, utf8: false, failed: None, duplicates };
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
    let mut networks = BTreeSet::new();
    for answer in answers {
        networks.extend(answer.networks);
        chunks.extend(answer.chunks);
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
struct Source<R> {
    chunks: Chunks<R>,
    next: u64,
    done: bool,
}

/// Whose turn it is, and what the chunks before it left behind.
struct Order<'d> {
    turn: Mutex<Turn<'d>>,
    changed: Condvar,
}

struct Turn<'d> {
    next: u64,
    rows: u64,
    records: u32,
    /// Whether a chunk in Windows-1252, and one in UTF-8 beyond ASCII, went before.
    latin: bool,
    utf8: bool,
    failed: Option<Cause>,
    duplicates: &'d mut Duplicates,
}

/// What a worker did.
struct Answer {
    partial: Partial,
    networks: BTreeSet<u32>,
    chunks: Vec<Done>,
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
                networks: BTreeSet::new(),
                chunks: Vec::new(),
            },
        }
    }

    fn run<R: Read>(mut self, source: &Mutex<Source<R>>, order: &Order<'_>) -> Answer {
        while let Some((index, chunk)) = next(source, order) {
            let (text, latin) = match decode(&chunk, self.how.head.encoding) {
                Ok(decoded) => decoded,
                Err(cause) => {
                    fail(order, cause);
                    break;
                }
            };
            if !self.chunk(index, &text, latin, order) {
                break;
            }
        }
        self.answer
    }

    /// Works on a chunk; false where another one has failed.
    fn chunk(&mut self, index: u64, text: &str, latin: bool, order: &Order<'_>) -> bool {
        let cells = Cells::split(text, self.how.head.separator, self.how.head.columns.len());
        let (mut batch, mut findings) = self.columns.read(&cells);
        findings.extend(self.how.checks.run(&batch, &mut self.scratch));
        for finding in &mut findings {
            quote(finding, &cells, self.how.head);
        }
        let keys = row_keys(self.table, &batch);
        self.answer.networks.extend(networks(&batch, self.table));
        let mut turn = lock(&order.turn);
        while turn.next != index && turn.failed.is_none() {
            turn = order.changed.wait(turn).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        turn.latin |= latin;
        turn.utf8 |= !latin && !text.is_ascii();
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
        let again = turn.duplicates.visit(&batch, &keys);
        turn.rows += u64::try_from(batch.rows).unwrap_or(0);
        turn.records = turn.records.saturating_add(cells.record_count);
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
        let kept = self.how.keep_rows.then(|| (batch.into_owned(), rejected));
        self.answer.chunks.push(Done { index, rejected: count, findings, kept });
        true
    }
}

/// The networks that a chunk names.
fn networks(batch: &Batch<'_>, table: &Table) -> BTreeSet<u32> {
    let mut seen = BTreeSet::new();
    let position = table.fields.iter().position(|f| f.list == Some(0));
    let column = position.and_then(|p| batch.columns.get(p));
    if let Some(Column { values: Values::Code(codes), states }) = column {
        let mut last = None;
        for (code, state) in codes.iter().zip(states) {
            if *state == State::Present && last != Some(*code) {
                last = Some(*code);
                seen.insert(*code);
            }
        }
    }
    seen
}

/// The next chunk with its number; `None` at the end, or where it cannot be had.
fn next<R: Read>(source: &Mutex<Source<R>>, order: &Order<'_>) -> Option<(u64, Vec<u8>)> {
    let mut source = lock(source);
    if source.done {
        return None;
    }
    match source.chunks.next() {
        Ok(Some(chunk)) => {
            source.next += 1;
            Some((source.next - 1, chunk))
        }
        Ok(None) => {
            source.done = true;
            None
        }
        Err(error) => {
            source.done = true;
            drop(source);
            fail(
                order,
                match error {
                    ChunkError::Io(error) => Cause::io(error.kind()),
                    ChunkError::EndlessRecord => Cause::open_quote(u64::from(lock(&order.turn).records) + 1),
                },
            );
            None
        }
    }
}

fn fail(order: &Order<'_>, cause: Cause) {
    lock(&order.turn).failed.get_or_insert(cause);
    order.changed.notify_all();
}

/// The text of a chunk, and whether it was in Windows-1252.
fn decode(chunk: &[u8], encoding: Encoding) -> Result<(Cow<'_, str>, bool), Cause> {
    match std::str::from_utf8(chunk) {
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
fn quote(finding: &mut Finding, cells: &Cells<'_>, head: &Head) {
    let (None, Some(row), Some(field)) = (&finding.raw, finding.row, finding.field) else { return };
    let column = head.source.get(usize::from(field)).copied().flatten();
    let (Some(column), Ok(row)) = (column.and_then(|c| usize::try_from(c).ok()), usize::try_from(row)) else {
        return;
    };
    let text = cells.get(row, column);
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
