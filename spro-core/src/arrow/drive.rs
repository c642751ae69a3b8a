//! Several threads over the chunks of a frame: they read and check pieces at once, and take turns where the order
//! matters.

use super::FrameError;
use super::frames::{Chunks, Job, Kept};
use super::numbers::Numbers;
use super::quote::quote;
use crate::batch::{Batch, Column, State, Values};
use crate::check::{Duplicates, row_keys};
use crate::expression::Scratch;
use crate::finding::Finding;
use crate::indicator::{Partial, rejected};
use crate::rulebook::Table;
use arrow_array::RecordBatch;
use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Rows of a piece: enough to spread its costs, few enough for all threads to have some.
const ROWS: usize = if cfg!(test) { 7 } else { 1 << 15 };

/// The rows of one frame, checked and summed up.
pub(super) struct Done {
    pub rows: u64,
    pub rejected: u64,
    pub findings: Vec<Finding>,
    /// The networks that rows name.
    pub networks: BTreeSet<u32>,
    pub partial: Partial,
    pub kept: Vec<Kept>,
}

/// Works on a frame piece by piece. The rows are judged against those that `duplicates` has seen.
pub(super) fn pieces<'r>(
    chunks: Chunks<'_>,
    job: &Job<'r>,
    duplicates: &mut Duplicates<'r>,
) -> Result<Done, FrameError> {
    let source = Mutex::new(Source { chunks, rest: None, next: 0, rows: 0, done: false });
    let order =
        Order { turn: Mutex::new(Turn { next: 0, failed: None, duplicates }), changed: Condvar::new() };
    let answers = on_threads(job.options.threads, || Worker::new(job).run(&source, &order));
    let turn = order.turn.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, error)) = turn.failed {
        return Err(error);
    }
    let rows = source.into_inner().unwrap_or_else(PoisonError::into_inner).rows;
    Ok(put_together(answers, rows, job))
}

fn put_together(answers: Vec<Answer>, rows: u64, job: &Job<'_>) -> Done {
    let mut done = Done {
        rows,
        rejected: 0,
        findings: Vec::new(),
        networks: BTreeSet::new(),
        partial: Partial::new(job.rulebook),
        kept: Vec::new(),
    };
    let mut pieces = Vec::new();
    for answer in answers {
        // All were gathered by the same rulebook: there is nothing that could not be put together.
        let _ = done.partial.merge(&answer.partial);
        done.networks.extend(answer.networks);
        pieces.extend(answer.pieces);
    }
    pieces.sort_by_key(|piece| piece.index);
    for piece in pieces {
        done.rejected += u64::try_from(piece.rejected).unwrap_or(0);
        done.findings.extend(piece.findings);
        done.kept.extend(piece.kept);
    }
    done
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

/// Where the pieces come from.
struct Source<'f> {
    chunks: Chunks<'f>,
    /// What is left of a long chunk.
    rest: Option<RecordBatch>,
    next: u64,
    rows: u64,
    done: bool,
}

/// Some rows, with their number among the pieces and the index of their first row.
struct Piece {
    index: u64,
    first_row: u64,
    rows: RecordBatch,
    /// How many rows of their chunk there are from here on.
    left: usize,
}

impl Source<'_> {
    fn next(&mut self) -> Option<(u64, Result<Piece, FrameError>)> {
        let chunk = loop {
            if self.done {
                return None;
            }
            match self.rest.take().map(Ok).or_else(|| self.chunks.next()) {
                Some(Ok(chunk)) if chunk.num_rows() == 0 => {}
                Some(Ok(chunk)) => break chunk,
                Some(Err(error)) => {
                    self.done = true;
                    return Some((self.next, Err(error.into())));
                }
                None => {
                    self.done = true;
                    return None;
                }
            }
        };
        let all = chunk.num_rows();
        let rows = if all > ROWS { chunk.slice(0, ROWS) } else { chunk.clone() };
        self.rest = (all > ROWS).then(|| chunk.slice(ROWS, all - ROWS));
        let piece = Piece { index: self.next, first_row: self.rows, rows, left: all };
        self.next += 1;
        self.rows += u64::try_from(piece.rows.num_rows()).unwrap_or(0);
        Some((piece.index, Ok(piece)))
    }
}

/// Whose turn it is, and what the pieces before it left behind.
struct Order<'d, 'r> {
    turn: Mutex<Turn<'d, 'r>>,
    changed: Condvar,
}

struct Turn<'d, 'r> {
    next: u64,
    /// The first piece that failed.
    failed: Option<(u64, FrameError)>,
    duplicates: &'d mut Duplicates<'r>,
}

impl Order<'_, '_> {
    fn fail(&self, index: u64, error: FrameError) {
        let mut turn = lock(&self.turn);
        if turn.failed.as_ref().is_none_or(|(at, _)| index < *at) {
            turn.failed = Some((index, error));
        }
        drop(turn);
        self.changed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panicking worker left is not looked at: its panic goes on when it is joined.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a worker did.
struct Answer {
    partial: Partial,
    networks: BTreeSet<u32>,
    pieces: Vec<DonePiece>,
}

struct DonePiece {
    index: u64,
    rejected: usize,
    findings: Vec<Finding>,
    kept: Option<Kept>,
}

struct Worker<'j, 'r> {
    job: &'j Job<'r>,
    scratch: Scratch,
    answer: Answer,
}

impl<'j, 'r> Worker<'j, 'r> {
    fn new(job: &'j Job<'r>) -> Self {
        let partial = Partial::new(job.rulebook);
        let answer = Answer { partial, networks: BTreeSet::new(), pieces: Vec::new() };
        Self { job, scratch: Scratch::default(), answer }
    }

    fn run(mut self, source: &Mutex<Source<'_>>, order: &Order<'_, 'r>) -> Answer {
        loop {
            let next = lock(source).next();
            let Some((index, piece)) = next else { break };
            if self.job.options.is_stopped() {
                lock(source).done = true;
                order.fail(index, FrameError::Broken("stopped".to_owned()));
                break;
            }
            let piece = piece.and_then(|piece| {
                let numbers = Numbers::of(&piece.rows, self.job.numbers)?;
                Ok((piece, numbers))
            });
            let failed = match piece {
                Ok((piece, numbers)) => self.piece(&piece, numbers.as_ref(), order).err(),
                Err(error) => Some(error),
            };
            if let Some(error) = failed {
                lock(source).done = true;
                order.fail(index, error);
                break;
            }
        }
        self.answer
    }

    /// Works on a piece; stops without a word where one before it has failed.
    fn piece(
        &mut self,
        piece: &Piece,
        numbers: Option<&Numbers>,
        order: &Order<'_, 'r>,
    ) -> Result<(), FrameError> {
        let job = self.job;
        let (mut batch, mut findings) = job.import(&piece.rows, piece.first_row)?;
        if let Some(numbers) = numbers {
            batch.places = numbers.places();
        }
        findings.extend(job.checks.run(&batch, &mut self.scratch));
        let keys = row_keys(job.table, &batch);
        self.answer.networks.extend(networks(&batch, job.table));
        let mut turn = lock(&order.turn);
        while turn.next != piece.index {
            if turn.failed.as_ref().is_some_and(|(at, _)| *at < piece.index) {
                return Ok(());
            }
            turn = order.changed.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        turn.duplicates.expect(job.position, piece.left);
        let visited = turn.duplicates.visit_streamed(&batch, &keys, job.place(&piece.rows));
        findings.extend(visited.map_err(|error| FrameError::Broken(error.to_string()))?);
        turn.next += 1;
        drop(turn);
        order.changed.notify_all();
        for finding in &mut findings {
            quote(finding, &batch, &piece.rows, job.table);
        }
        let rejected = rejected(&findings, &batch, None, job.rulebook);
        self.answer.partial.add(job.rulebook, &batch, &rejected);
        if let Some(numbers) = numbers {
            numbers.renumber(&mut findings, piece.first_row);
        }
        self.answer.pieces.push(DonePiece {
            index: piece.index,
            rejected: rejected.len(),
            findings,
            kept: job.keeps(piece.first_row).then(|| (batch.into_owned(), rejected)),
        });
        Ok(())
    }
}

/// The networks that a batch names.
pub(super) fn networks(batch: &Batch<'_>, table: &Table) -> BTreeSet<u32> {
    let position = table.fields.iter().position(|f| f.list == Some(0));
    let column = position.and_then(|p| batch.columns.get(p));
    let Some(Column { values: Values::Code(codes), states }) = column else { return BTreeSet::new() };
    // By the position in the list: rows in no order name the same few again and again.
    let mut named: Vec<bool> = Vec::new();
    for (code, state) in codes.iter().zip(states) {
        let at = usize::try_from(*code).unwrap_or(usize::MAX);
        match named.get_mut(at) {
            Some(named) => *named |= *state == State::Present,
            None if *state == State::Present => {
                named.resize(at.saturating_add(1), false);
                if let Some(last) = named.last_mut() {
                    *last = true;
                }
            }
            None => {}
        }
    }
    (0..).zip(named).filter(|(_, named)| *named).map(|(code, _)| code).collect()
}
