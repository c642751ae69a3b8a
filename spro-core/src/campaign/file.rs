//! One file: read, bound, checked. What needs the other files (duplicates, sums) comes after.

use super::{Failure, FailureCause, Input, Options, Submission, SubmittedTable};
use crate::batch::{Batch, RawCell};
use crate::bind;
use crate::check::{Duplicates, RowChecks, row_keys};
use crate::expression::Scratch;
use crate::finding::{Finding, Kind};
use crate::indicator::{Partial, Rejected};
use crate::rulebook::{Rulebook, Severity};
use crate::sheet::{self, Workbook};
use std::collections::BTreeMap;

/// A file after everything that it can be told on its own.
pub(super) struct Prepared {
    path: String,
    network: Option<u32>,
    sheets: Vec<String>,
    parts: Vec<Part>,
    findings: Vec<Finding>,
}

struct Part {
    batch: Batch<'static>,
    keys: Vec<Option<u128>>,
    /// The required field that the table was read without.
    missing: Option<u16>,
}

/// The checks of every table.
pub(super) struct Checks<'r> {
    rulebook: &'r Rulebook,
    tables: Vec<Option<RowChecks<'r>>>,
}

impl<'r> Checks<'r> {
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let tables = (0..).zip(rulebook.tables()).map(|(i, _)| RowChecks::new(rulebook, i));
        Self { rulebook, tables: tables.collect() }
    }

    fn of(&self, table: u16) -> Option<&RowChecks<'r>> {
        self.tables.get(usize::from(table))?.as_ref()
    }
}

/// Reads, binds and checks a file.
pub(super) fn prepare(input: &Input, checks: &Checks<'_>, options: &Options) -> Result<Prepared, Failure> {
    let path = input.name();
    let book = match input {
        Input::Path(file) => sheet::read_path(file, &options.limits),
        Input::Bytes { name, bytes } => sheet::read(bytes, name, &options.limits),
    };
    let book = match book {
        Ok(book) => book,
        Err(error) => return Err(Failure { path, cause: FailureCause::Read(error) }),
    };
    let how = bind::Options::new(&path).for_network(options.network);
    let bound = bind::read_workbook(&book, checks.rulebook, &how);
    if bound.batches.is_empty() {
        let tables = checks.rulebook.tables().iter().map(|t| t.label.clone()).collect();
        return Err(Failure { path, cause: FailureCause::NoTable { tables } });
    }
    let mut findings = bound.findings;
    let mut scratch = Scratch::default();
    let parts = bound.batches.into_iter().map(|batch| {
        let row_checks = checks.of(batch.table);
        let missing = row_checks.and_then(|c| c.missing_field(&batch));
        if let Some(c) = row_checks {
            findings.extend(c.run(&batch, &mut scratch));
        }
        let table = checks.rulebook.tables().get(usize::from(batch.table));
        let keys = table.map(|t| row_keys(t, &batch)).unwrap_or_default();
        Part { batch, keys, missing }
    });
    let parts = parts.collect();
    for finding in &mut findings {
        quote_cell(finding, &book);
    }
    let sheets = book.sheets.iter().map(|s| s.name.clone()).collect();
    Ok(Prepared { path, network: bound.network, sheets, parts, findings })
}

/// Keeps what was typed in the cell that a finding points at.
fn quote_cell(finding: &mut Finding, book: &Workbook) {
    let (None, Some(place)) = (&finding.raw, finding.place) else { return };
    let Some(sheet) = book.sheets.get(usize::from(finding.sheet)) else { return };
    let found = sheet.cells.binary_search_by_key(&(place.row, place.column), |c| (c.row, c.column));
    finding.raw = found.ok().and_then(|i| sheet.cells.get(i)).map(|cell| RawCell::from(cell).shown());
}

/// What the files before this one left behind.
pub(super) struct Gathered {
    pub duplicates: Duplicates,
    pub partial: Partial,
}

impl Prepared {
    /// Judges the file's rows against those of the files before it, adds them to the sums, and closes the file.
    pub fn gather(mut self, rulebook: &Rulebook, options: &Options, all: &mut Gathered) -> Submission {
        all.duplicates.begin_file(&self.path);
        for part in &self.parts {
            self.findings.extend(all.duplicates.visit(&part.batch, &part.keys));
        }
        sort(&mut self.findings);
        let errors = errors(&self.findings, rulebook);
        let mut tables: BTreeMap<u16, SubmittedTable> = BTreeMap::new();
        for part in self.parts {
            let rejected = rejected(&part, &errors, rulebook);
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
            findings: self.findings,
        }
    }
}

/// In the order of the file: by sheet, row and column; what is about the whole sheet first.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |f: &Finding| {
            (f.sheet, f.place.map(|p| p.row), f.table, f.row, f.place.map(|p| p.column), f.field)
        };
        place(a).cmp(&place(b))
    });
}

/// For each row with an error, by table: the least of its codes.
fn errors(findings: &[Finding], rulebook: &Rulebook) -> BTreeMap<(u16, u64), String> {
    let mut out: BTreeMap<(u16, u64), String> = BTreeMap::new();
    for finding in findings {
        let Some(row) = finding.row else { continue };
        if finding.severity(rulebook) != Severity::Error {
            continue;
        }
        let code = finding.code(rulebook);
        let least = out.entry((finding.table, row)).or_insert_with(|| code.clone());
        if code < *least {
            *least = code;
        }
    }
    out
}

/// The rows of a batch that an error keeps out; all of them where a required column is missing.
fn rejected(part: &Part, errors: &BTreeMap<(u16, u64), String>, rulebook: &Rulebook) -> Vec<Rejected> {
    let batch = &part.batch;
    let rows = u64::try_from(batch.rows).unwrap_or(0);
    let of_batch =
        errors.range((batch.table, batch.first_row)..(batch.table, batch.first_row.saturating_add(rows)));
    let of_batch = of_batch
        .filter_map(|(&(_, row), code)| Some((u32::try_from(row - batch.first_row).ok()?, code.as_str())));
    let Some(field) = part.missing else {
        return of_batch.map(|(row, code)| Rejected { row, code: code.into() }).collect();
    };
    let mut finding = Finding::new(Kind::MissingColumn, batch.table, batch.sheet);
    finding.field = Some(field);
    let missing = finding.code(rulebook);
    let codes: BTreeMap<u32, &str> = of_batch.collect();
    let all = 0..u32::try_from(batch.rows).unwrap_or(u32::MAX);
    let least = |row| codes.get(&row).copied().map_or(missing.as_str(), |code| code.min(missing.as_str()));
    all.map(|row| Rejected { row, code: least(row).into() }).collect()
}
