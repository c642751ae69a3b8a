//! Tables that stand in data frames, read and checked as those of files are.

use super::FrameError;
use super::again::Chunk;
use super::columns::columns;
use super::drive::{self, Done};
use super::whole::whole;
use crate::batch::{Batch, Lookups};
use crate::campaign::{Campaign, Options, Submission, SubmittedTable};
use crate::check::{Attendance, Duplicates, Place, RowChecks};
use crate::finding::{Finding, Tally};
use crate::indicator::{Partial, Rejected};
use crate::rulebook::{Rulebook, Table};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Meetings are compared with attendance sheets in frames of at most so many rows: no network has more in a year.
const MOST_COMPARED: u64 = 10_000;

/// The rows of one table, in chunks.
pub struct Frame<'f> {
    table: u16,
    name: String,
    schema: SchemaRef,
    chunks: Chunks<'f>,
    numbers: Option<usize>,
}

/// The chunks of a frame, as their source gives them.
pub(super) type Chunks<'f> = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'f>;

impl<'f> Frame<'f> {
    /// The rows of the table at this position. The name is what diagnostics show in the place of a file's path.
    pub fn new(table: u16, name: &str, chunks: impl RecordBatchReader + Send + 'f) -> Self {
        Self {
            table,
            name: name.to_owned(),
            schema: chunks.schema(),
            chunks: Box::new(chunks),
            numbers: None,
        }
    }

    /// The same where a column of 64-bit integers says which row of the whole each row is, from 0: a part of a frame
    /// that stands on several machines.
    ///
    /// # Errors
    /// Where there is no such column.
    pub fn numbered_by(self, column: &str) -> Result<Self, FrameError> {
        let numbers = Some(self.schema.index_of(column)?);
        Ok(Self { numbers, ..self })
    }
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("table", &self.table).field("name", &self.name).finish_non_exhaustive()
    }
}

/// What the rows of one frame are judged by.
pub(super) struct Job<'r> {
    pub rulebook: &'r Rulebook,
    pub lookups: &'r Lookups,
    pub checks: RowChecks,
    pub options: &'r Options,
    pub position: u16,
    pub table: &'r Table,
    /// For each field, the column of the frame.
    pub source: Vec<Option<u32>>,
    /// The column of row numbers.
    pub numbers: Option<usize>,
    /// Rows up to which batches are kept though nobody asked for them.
    pub keep_until: u64,
}

/// Reads, checks and aggregates frames, in the order given; the duplicate rule is judged over all of them.
///
/// The answers are those of files with the same rows, save that a frame has no sheets and no cells, and that its lines
/// are counted from 1 without a heading. An attached [`Options::network`] is not looked at: each row says its own.
///
/// # Errors
/// A column that is missing, misnamed or of a type that its field does not take, and a source that fails.
pub fn read_frames(
    frames: Vec<Frame<'_>>,
    rulebook: &Rulebook,
    options: &Options,
) -> Result<Campaign, FrameError> {
    let lookups = Lookups::new(rulebook);
    let lookups = if options.keep_names { lookups.keeping_names() } else { lookups };
    let mut duplicates = Duplicates::new(rulebook);
    let mut partial = Partial::new(rulebook);
    let mut attendance = Attendance::default();
    let mut submissions = Vec::with_capacity(frames.len());
    let keep_until = if frames.len() > 1 { MOST_COMPARED } else { 0 };
    for frame in frames {
        let unknown = || super::import::unknown(frame.table, rulebook);
        let table = rulebook.tables().get(usize::from(frame.table)).ok_or_else(unknown)?;
        let checks = RowChecks::new(rulebook, frame.table).ok_or_else(unknown)?;
        let (source, about_columns) = columns(&frame.schema, frame.table, table, frame.numbers)?;
        let job = Job {
            rulebook,
            lookups: &lookups,
            checks,
            options,
            position: frame.table,
            table,
            source,
            numbers: frame.numbers,
            keep_until,
        };
        // A frame of no chunks has columns too.
        job.import(&RecordBatch::new_empty(frame.schema.clone()), 0)?;
        duplicates.begin_file(&frame.name);
        let done = if table.has_spans() {
            whole(frame.chunks, &job, &mut duplicates)?
        } else {
            drive::pieces(frame.chunks, &job, &mut duplicates)?
        };
        // Gathered by the same rulebook: there is nothing that could not be put together.
        let _ = partial.merge(&done.partial);
        let few = done.rows <= MOST_COMPARED;
        attendance.add_file(done.kept.iter().filter(|_| few).map(|(batch, _)| batch), rulebook);
        let mut submission = submission(&frame.name, &job, done);
        submission.findings.splice(0..0, about_columns);
        submissions.push((submission, job.source));
    }
    for (file, finding) in attendance.finish() {
        if let Some((submission, source)) = submissions.get_mut(file) {
            submission.findings.push(finding);
            submission.findings = super::quote::sorted(std::mem::take(&mut submission.findings), source);
        }
    }
    Ok(Campaign::from_parts(submissions.into_iter().map(|(submission, _)| submission).collect(), partial))
}

fn submission(name: &str, job: &Job<'_>, done: Done) -> Submission {
    let kept = done.kept.into_iter().filter(|_| job.options.keep_rows);
    let (batches, rejected) = kept.unzip();
    let table = SubmittedTable {
        table: job.position,
        rows: done.rows,
        rejected_rows: done.rejected,
        batches,
        rejected,
    };
    let mut findings = super::quote::sorted(done.findings, &job.source);
    let mut omitted = Tally::default();
    omitted.cut(&mut findings, job.options.most_findings);
    Submission {
        path: name.to_owned(),
        network: one(&done.networks),
        sheets: vec![String::new()],
        tables: vec![table],
        findings,
        omitted: omitted.finish(job.rulebook),
    }
}

/// The network that all rows are about, where it is one.
fn one(networks: &BTreeSet<u32>) -> Option<u32> {
    if networks.len() == 1 { networks.first().copied() } else { None }
}

impl<'r> Job<'r> {
    /// The rows of a chunk as a batch of the table.
    pub(super) fn import<'c>(
        &self,
        chunk: &'c RecordBatch,
        first_row: u64,
    ) -> Result<(Batch<'c>, Vec<Finding>), FrameError> {
        let (mut batch, findings) =
            super::import::batch(chunk, self.position, first_row, self.rulebook, self.lookups)?;
        batch.source.clone_from(&self.source);
        Ok((batch, findings))
    }

    /// Where the rows of a chunk are looked at again.
    pub(super) fn place(&self, chunk: &RecordBatch) -> Place<'r> {
        let rows = u32::try_from(chunk.num_rows()).unwrap_or(u32::MAX);
        let (position, table, lookups) = (self.position, self.table, self.lookups);
        let chunk = Chunk { rows: chunk.clone(), position, table, lookups };
        Place { file: Arc::new(chunk), offset: 0, starts: (0..rows).collect(), latin: false }
    }

    /// Whether a batch that starts at this row is kept.
    pub(super) fn keeps(&self, first_row: u64) -> bool {
        self.options.keep_rows || first_row < self.keep_until
    }
}

/// A batch with the rows that an error keeps out.
pub(super) type Kept = (Batch<'static>, Vec<Rejected>);

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use crate::value::Lang;
    use crate::wire::validation;
    use arrow_array::builder::{Date32Builder, Int64Builder, StringBuilder};
    use arrow_array::{ArrayRef, RecordBatchIterator};
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Meetings of which some repeat others, and some have more taking part than invited, in chunks of other lengths
    /// than the pieces.
    fn chunks() -> Vec<RecordBatch> {
        let day = 17_167;
        let chunk = |rows: std::ops::Range<i32>| {
            let mut network = StringBuilder::new();
            let (mut date, mut year) = (Date32Builder::new(), Int64Builder::new());
            let (mut invited, mut came) = (Int64Builder::new(), Int64Builder::new());
            for row in rows {
                network.append_value(if row % 5 == 0 { "Chartres" } else { "Dreux" });
                date.append_value(day + row % 83);
                year.append_value(2017);
                invited.append_option((row % 13 != 0).then_some(10));
                came.append_value(i64::from(row % 12));
            }
            let columns: [(&str, ArrayRef); 5] = [
                ("reseau", Arc::new(network.finish())),
                ("annee", Arc::new(year.finish())),
                ("date", Arc::new(date.finish())),
                ("structures_invitees", Arc::new(invited.finish())),
                ("structures_participantes", Arc::new(came.finish())),
            ];
            RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)))
                .unwrap()
        };
        vec![chunk(0..3), chunk(3..3), chunk(3..53), chunk(53..100)]
    }

    fn frame(chunks: Vec<Result<RecordBatch, ArrowError>>) -> Frame<'static> {
        let schema = chunks.iter().flatten().next().unwrap().schema();
        Frame::new(0, "a", RecordBatchIterator::new(chunks, schema))
    }

    fn read(options: &Options) -> Result<Campaign, FrameError> {
        let chunks = chunks().into_iter().map(Ok).collect();
        read_frames(vec![frame(chunks)], Rulebook::built_in(), options)
    }

    #[test]
    fn threads_and_pieces_change_nothing() {
        let rulebook = Rulebook::built_in();
        let alone = read(&Options::default().on_threads(1)).unwrap();
        let words = validation(&alone, rulebook, Lang::Fr);
        let codes: BTreeSet<&str> =
            words.files.iter().flat_map(|f| &f.diagnostics).map(|d| d.code.as_str()).collect();
        assert_eq!(
            codes.into_iter().collect::<Vec<_>>(),
            [
                "reunions.doublon",
                "reunions.participantes-au-plus-invitees",
                "reunions.reseau.liste",
                "reunions.structures_invitees.requis",
            ]
        );
        for threads in [2, 3, 8] {
            let other = read(&Options::default().on_threads(threads).keeping_rows(true)).unwrap();
            assert_eq!(validation(&other, rulebook, Lang::Fr), words, "{threads} threads");
            assert_eq!(other.partial().to_bytes(), alone.partial().to_bytes());
            let table = other.submissions().first().and_then(|s| s.table(0)).unwrap();
            assert_eq!((table.rows, table.batches.iter().map(|b| b.rows).sum::<usize>()), (100, 100));
        }
    }

    #[test]
    fn the_first_failure_is_told_and_work_can_be_stopped() {
        let mut failing: Vec<Result<RecordBatch, ArrowError>> = chunks().into_iter().map(Ok).collect();
        failing.push(Err(ArrowError::CDataInterface("gone".to_owned())));
        let told = read_frames(vec![frame(failing)], Rulebook::built_in(), &Options::default());
        assert!(matches!(told, Err(FrameError::Broken(why)) if why.contains("gone")));
        let stop = Arc::new(AtomicBool::new(false));
        let options = Options::default().stopped_by(stop.clone());
        assert!(read(&options).is_ok());
        stop.store(true, Ordering::Relaxed);
        assert!(read(&options).is_err());
    }
}
