//! One file: read, bound, checked. What needs the other files (duplicates, sums) comes after.

use super::{Failure, FailureCause, Form, Input, Options, Submission, SubmittedTable};
use crate::batch::{Batch, Lookups, RawCell, read_form_rows};
use crate::bind::{self, Binder};
use crate::check::{Attendance, Duplicates, RowChecks, RowKeys, row_keys, span_findings};
use crate::expression::Scratch;
use crate::finding::{Finding, Findings};
use crate::indicator::{Partial, rejected_with};
use crate::rulebook::{Rulebook, Table};
use crate::sheet::{self, Workbook};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file after everything that can be told of it on its own.
pub(super) enum Prepared<'i> {
    /// Read, bound and checked.
    Sheets(Sheets),
    /// A CSV of field codes: it is read by several threads when its turn comes.
    #[cfg(feature = "csv")]
    Stream(super::streamed::StreamFile<'i>),
    /// Without the reader of CSV there is no such file: nobody makes this one.
    #[cfg(not(feature = "csv"))]
    #[allow(dead_code, reason = "it only carries the lifetime")]
    Never(std::convert::Infallible, std::marker::PhantomData<&'i Input>),
}

/// The tables of a file.
#[allow(clippy::struct_field_names, reason = "the sheets' names are what they are")]
pub(super) struct Sheets {
    path: String,
    network: Option<u32>,
    sheets: Vec<String>,
    parts: Vec<Part>,
    findings: Findings,
}

struct Part {
    batch: Batch<'static>,
    keys: RowKeys,
    /// The required field that the table was read without.
    missing: Option<u16>,
}

/// The checks of every table.
pub(super) struct Checks<'r> {
    pub(super) rulebook: &'r Rulebook,
    binder: Binder<'r>,
    /// The lists, for forms and CSV files of field codes.
    pub(super) lookups: Lookups,
    tables: Arc<TableChecks>,
}

/// The row checks of every table, kept with the rulebook.
struct TableChecks(Vec<Option<RowChecks>>);

impl<'r> Checks<'r> {
    pub fn new(rulebook: &'r Rulebook, options: &Options) -> Self {
        let of_all = |r: &Rulebook| (0..).zip(r.tables()).map(|(i, _)| RowChecks::new(r, i)).collect();
        let tables = rulebook.prepared(|r| TableChecks(of_all(r)));
        let binder = Binder::new(rulebook);
        let binder = if options.keep_names { binder.keeping_names() } else { binder };
        Self { rulebook, binder, lookups: Lookups::new(rulebook), tables }
    }

    pub(super) fn of(&self, table: u16) -> Option<&RowChecks> {
        self.tables.0.get(usize::from(table))?.as_ref()
    }
}

/// Reads, binds and checks a file.
pub(super) fn prepare<'i>(
    input: &'i Input,
    checks: &Checks<'_>,
    options: &Options,
) -> Result<Prepared<'i>, Failure> {
    #[cfg(feature = "csv")]
    if let Some(file) = super::streamed::StreamFile::open(input, checks.rulebook, options) {
        return Ok(Prepared::Stream(file));
    }
    prepare_sheets(input, checks, options).map(Prepared::Sheets)
}

/// The same for a file of sheets, or one that is read as such.
pub(super) fn prepare_sheets(
    input: &Input,
    checks: &Checks<'_>,
    options: &Options,
) -> Result<Sheets, Failure> {
    let path = input.name();
    let book = match input {
        Input::Path(file) => sheet::read_path(file, &options.limits),
        Input::Bytes { name, bytes } => sheet::read(bytes, name, &options.limits),
        Input::Form(form) => return Ok(prepare_form(form, checks, options)),
    };
    let book = match book {
        Ok(book) => book,
        Err(error) => return Err(Failure { path, cause: FailureCause::Read(error) }),
    };
    let how = bind::Options { file_name: &path, network: options.network };
    let (bound, mut findings) = checks.binder.read_into(&book, &how, Findings::first(options.most_findings));
    if bound.batches.is_empty() && !bound.undecided.is_empty() {
        let all = checks.rulebook.tables();
        let tables = bound.undecided.iter().filter_map(|at| Some(all.get(*at)?.code.clone())).collect();
        return Err(Failure { path, cause: FailureCause::SeveralTables { tables } });
    }
    if bound.batches.is_empty() {
        let tables = checks.rulebook.tables().iter().map(|t| t.label.clone()).collect();
        return Err(Failure { path, cause: FailureCause::NoTable { tables } });
    }
    let parts = check(bound.batches, &mut findings, checks);
    for finding in findings.told_mut() {
        quote_cell(finding, &book);
    }
    let sheets = book.sheets.iter().map(|s| s.name.clone()).collect();
    Ok(Sheets { path, network: bound.network, sheets, parts, findings })
}

/// Reads and checks a form.
fn prepare_form(form: &Form, checks: &Checks<'_>, options: &Options) -> Sheets {
    let network = options.network.or(form.network);
    let mut findings = Findings::first(options.most_findings);
    let mut read: BTreeMap<u16, u64> = BTreeMap::new();
    let mut batches = Vec::with_capacity(form.tables.len());
    for rows in &form.tables {
        let Some(table) = checks.rulebook.tables().get(usize::from(rows.table)) else { continue };
        let (mut batch, found) = read_form_rows(table, &checks.lookups, rows.table, network, &rows.rows);
        let first = read.entry(rows.table).or_default();
        batch.first_row = *first;
        findings.extend(found.into_iter().map(|mut finding| {
            finding.row = finding.row.map(|row| row.saturating_add(*first));
            finding
        }));
        *first = first.saturating_add(u64::try_from(batch.rows).unwrap_or(0));
        batches.push(batch);
    }
    let network = network.or_else(|| only_network(&batches, checks.rulebook));
    let parts = check(batches, &mut findings, checks);
    Sheets { path: form.name.clone(), network, sheets: Vec::new(), parts, findings }
}

/// The network of the rows, where they name one only.
fn only_network(batches: &[Batch<'_>], rulebook: &Rulebook) -> Option<u32> {
    let mut named = batches.iter().flat_map(|batch| {
        let table = rulebook.tables().get(usize::from(batch.table));
        let field = table.and_then(Table::network_field);
        (0..batch.rows).filter_map(move |row| batch.code(field?, row))
    });
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// What can be told of each batch, and of the batches of the file together.
fn check(batches: Vec<Batch<'static>>, findings: &mut Findings, checks: &Checks<'_>) -> Vec<Part> {
    let mut scratch = Scratch::default();
    let parts = batches.into_iter().map(|batch| {
        let row_checks = checks.of(batch.table);
        let missing = row_checks.and_then(|c| c.missing_field(&batch));
        if let Some(c) = row_checks {
            c.each(&batch, &mut scratch, &mut |finding| findings.push(finding));
        }
        let table = checks.rulebook.tables().get(usize::from(batch.table));
        let keys = table.map(|t| row_keys(t, &batch)).unwrap_or_default();
        Part { batch, keys, missing }
    });
    let parts: Vec<Part> = parts.collect();
    let batches: Vec<&Batch<'_>> = parts.iter().map(|part| &part.batch).collect();
    findings.extend(span_findings(&batches, checks.rulebook));
    parts
}

/// Keeps what was typed in the cell that a finding points at.
fn quote_cell(finding: &mut Finding, book: &Workbook) {
    let (None, Some(place)) = (&finding.raw, finding.place) else { return };
    let Some(sheet) = book.sheets.get(usize::from(finding.sheet)) else { return };
    let found = sheet.cells.binary_search_by_key(&(place.row, place.column), |c| (c.row, c.column));
    finding.raw = found.ok().and_then(|i| sheet.cells.get(i)).map(|cell| RawCell::from(cell).shown());
}

/// What the files before this one left behind.
pub(super) struct Gathered<'a> {
    pub duplicates: Duplicates<'a>,
    pub partial: Partial,
    pub attendance: Attendance,
}

#[cfg(feature = "csv")]
impl Gathered<'_> {
    /// Adds the sums of a file.
    pub fn add(&mut self, partial: &Partial) {
        // Both were gathered by the same rulebook: there is nothing that could not be put together.
        let _ = self.partial.merge(partial);
    }
}

impl<'i> Prepared<'i> {
    /// Judges the file's rows against those of the files before it, adds them to the sums, and closes the file.
    #[cfg_attr(
        not(feature = "csv"),
        allow(clippy::unnecessary_wraps, reason = "only a streamed file fails this late")
    )]
    pub fn gather(
        self,
        checks: &'i Checks<'_>,
        options: &Options,
        all: &mut Gathered<'i>,
    ) -> Result<Submission, Failure> {
        match self {
            Self::Sheets(sheets) => Ok(sheets.gather(checks.rulebook, options, all)),
            #[cfg(feature = "csv")]
            Self::Stream(file) => file.gather(checks, options, all),
            #[cfg(not(feature = "csv"))]
            Self::Never(never, _) => match never {},
        }
    }
}

impl Sheets {
    pub(super) fn gather(
        mut self,
        rulebook: &Rulebook,
        options: &Options,
        all: &mut Gathered<'_>,
    ) -> Submission {
        all.duplicates.begin_file(&self.path);
        for part in &self.parts {
            self.findings.extend(all.duplicates.visit(&part.batch, &part.keys));
        }
        all.attendance.add_file(self.parts.iter().map(|part| &part.batch), rulebook);
        self.findings.cut();
        let (findings, counted) = self.findings.into_parts();
        let mut tables: BTreeMap<u16, SubmittedTable> = BTreeMap::new();
        for part in self.parts {
            let rejected = rejected_with(&findings, &counted, &part.batch, part.missing, rulebook);
            all.partial.add(rulebook, &part.batch, &rejected);
            let position = part.batch.table;
            let table = tables.entry(position).or_insert_with(|| SubmittedTable {
                table: position,
                rows: 0,
                rejected_rows: 0,
                batches: Vec::new(),
                rejected: Vec::new(),
            });
            table.rows += u64::try_from(part.batch.rows).unwrap_or(0);
            table.rejected_rows += u64::try_from(rejected.len()).unwrap_or(0);
            if options.keep_rows {
                table.batches.push(part.batch);
                table.rejected.push(rejected);
            }
        }
        Submission {
            path: self.path,
            network: self.network,
            sheets: self.sheets,
            tables: tables.into_values().collect(),
            findings,
            omitted: counted.finish(rulebook),
        }
    }
}
