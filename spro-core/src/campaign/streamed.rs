//! A CSV of field codes in a campaign.

use super::file::{Checks, Gathered};
use super::{Failure, FailureCause, Input, Options, Submission, SubmittedTable};
use crate::finding::{Finding, Kind, in_order_of_file};
use crate::rulebook::Rulebook;
use crate::sheet::{Cause, ReadError};
use crate::stream::{Head, How, PREFIX, Source, Streamed, head, stream};
use std::fs::File;
use std::io::Read;

/// A CSV of field codes, its head understood.
pub(super) struct StreamFile<'i> {
    path: String,
    input: &'i Input,
    head: Head,
}

impl<'i> StreamFile<'i> {
    /// The file, where it is headed by the codes of a table; `None` where it is to be read as sheets (or refused, as
    /// where its name says that it is no CSV), and where a network is given from outside, which the rows may contradict.
    pub(super) fn open(input: &'i Input, rulebook: &Rulebook, options: &Options) -> Option<Self> {
        if options.network.is_some() || !crate::sheet::may_be_csv(&input.name()) {
            return None;
        }
        let head = match input {
            Input::Bytes { bytes, .. } => head(bytes.get(..PREFIX).unwrap_or(bytes), rulebook)?,
            // What is read from a pipe cannot be read again from its start.
            Input::Path(path) if std::fs::metadata(path).is_ok_and(|about| about.is_file()) => {
                let mut prefix = Vec::new();
                let bytes = u64::try_from(PREFIX).unwrap_or(u64::MAX);
                File::open(path).ok()?.take(bytes).read_to_end(&mut prefix).ok()?;
                head(&prefix, rulebook)?
            }
            Input::Path(_) | Input::Form(_) => return None,
        };
        let table = rulebook.tables().get(usize::from(head.table))?;
        // Names are let go where sheets are bound.
        if table.has_spans() || table.fields.iter().any(|field| field.personal) {
            return None;
        }
        Some(Self { path: input.name(), input, head })
    }

    /// Reads the file; its rows are judged against those of the files before it and added to the sums.
    pub(super) fn gather(
        self,
        checks: &'i Checks<'_>,
        options: &Options,
        all: &mut Gathered<'i>,
    ) -> Result<Submission, Failure> {
        all.duplicates.begin_file(&self.path);
        let streamed = self.stream(checks, options, all);
        let streamed = match streamed {
            Ok(streamed) => streamed,
            Err(cause) => {
                let cause = FailureCause::Read(ReadError::new(&self.path, cause));
                return Err(Failure { path: self.path, cause });
            }
        };
        all.add(&streamed.partial);
        all.attendance.add_file(streamed.batches.iter().map(|(batch, _)| batch), checks.rulebook);
        let mut findings = streamed.findings;
        findings.extend(self.missing_columns(checks.rulebook));
        in_order_of_file(&mut findings);
        let kept = streamed.batches.into_iter().filter(|_| options.keep_rows);
        let (batches, rejected) = kept.unzip();
        let table = SubmittedTable {
            table: self.head.table,
            rows: streamed.rows,
            rejected_rows: streamed.rejected_rows,
            batches,
            rejected,
        };
        Ok(Submission {
            path: self.path,
            network: streamed.network,
            sheets: vec![String::new()],
            tables: vec![table],
            findings,
            omitted: streamed.omitted,
        })
    }

    /// The columns that are asked for and not there; those of required fields are, or the file is read as a sheet.
    fn missing_columns(&self, rulebook: &Rulebook) -> Vec<Finding> {
        let fields = rulebook.tables().get(usize::from(self.head.table)).map(|table| &table.fields);
        let missing = fields
            .into_iter()
            .flatten()
            .zip(0_u16..)
            .filter(|(field, position)| field.is_asked() && !self.head.columns.contains(position));
        let tell = |(_, position)| {
            let mut finding = Finding::new(Kind::MissingColumn, self.head.table, 0);
            finding.field = Some(position);
            finding
        };
        missing.map(tell).collect()
    }

    /// Whether its rows may be kept for a while, to be compared with attendance sheets: no network has so many
    /// meetings that their file is not small.
    fn is_small(&self) -> bool {
        const MOST_BYTES: u64 = 1 << 20;
        let bytes = match self.input {
            Input::Bytes { bytes, .. } => u64::try_from(bytes.len()).ok(),
            Input::Path(path) => std::fs::metadata(path).ok().map(|m| m.len()),
            Input::Form(_) => None,
        };
        bytes.is_some_and(|bytes| bytes <= MOST_BYTES)
    }

    fn stream(
        &self,
        checks: &'i Checks<'_>,
        options: &Options,
        all: &mut Gathered<'i>,
    ) -> Result<Streamed, Cause> {
        let Some(of_table) = checks.of(self.head.table) else { return Err(Cause::Empty) };
        let how = How {
            head: &self.head,
            rulebook: checks.rulebook,
            lookups: &checks.lookups,
            checks: of_table,
            limits: &options.limits,
            keep_rows: options.keep_rows || self.is_small(),
            threads: options.threads,
            stop: &options.stop,
            most_findings: options.most_findings,
        };
        let source = match self.input {
            Input::Path(path) => Source::Path(path),
            Input::Bytes { bytes, .. } => Source::Bytes(bytes),
            // `open` gives none of a form.
            Input::Form(_) => return Err(Cause::Empty),
        };
        stream(source, how, (checks.rulebook, &checks.lookups), &mut all.duplicates)
    }
}
