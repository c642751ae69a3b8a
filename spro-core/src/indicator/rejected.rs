//! The rows of a batch that an error keeps out of every indicator.

use super::Rejected;
use crate::batch::Batch;
use crate::finding::{Finding, Kind, Tally};
use crate::rulebook::{Rulebook, Severity};
use std::sync::Arc;

/// The rows of a batch that an error among these findings keeps out, sorted; each with the least of its codes.
///
/// `missing` is a required field that the batch was read without: then every row is kept out.
pub fn rejected(
    findings: &[Finding],
    batch: &Batch<'_>,
    missing: Option<u16>,
    rulebook: &Rulebook,
) -> Vec<Rejected> {
    rejected_with(findings, &Tally::default(), batch, missing, rulebook)
}

/// The same, with findings that were only counted, and their rows.
pub(crate) fn rejected_with(
    findings: &[Finding],
    counted: &Tally,
    batch: &Batch<'_>,
    missing: Option<u16>,
    rulebook: &Rulebook,
) -> Vec<Rejected> {
    let mut codes = Codes { rulebook, known: Vec::new() };
    let mut least = Least { rows: batch.rows, of_row: Vec::new() };
    if let Some(field) = missing {
        let mut finding = Finding::new(Kind::MissingColumn, batch.table, batch.sheet);
        finding.field = Some(field);
        let code: Arc<str> = finding.code(rulebook).into();
        (0..batch.rows).for_each(|row| least.add(row, &code));
    }
    let own = batch.first_row..batch.first_row.saturating_add(u64::try_from(batch.rows).unwrap_or(u64::MAX));
    let index = |row: u64| usize::try_from(row.saturating_sub(batch.first_row)).unwrap_or(usize::MAX);
    for finding in findings.iter().filter(|finding| finding.table == batch.table) {
        if let Some(row) = finding.row.filter(|row| own.contains(row))
            && let Some(code) = codes.of_error(finding)
        {
            least.add(index(row), &code);
        }
    }
    for (finding, rows) in counted.rows().filter(|(finding, _)| finding.table == batch.table) {
        if let Some(code) = codes.of_error(finding) {
            rows.within(own.clone()).for_each(|row| least.add(index(row), &code));
        }
    }
    let rows = least.of_row.into_iter().zip(0_u32..);
    rows.filter_map(|(code, row)| Some(Rejected { row, code: code? })).collect()
}

/// The least code of each row; no room is taken where no row has any.
struct Least {
    rows: usize,
    of_row: Vec<Option<Arc<str>>>,
}

impl Least {
    fn add(&mut self, row: usize, code: &Arc<str>) {
        if self.of_row.is_empty() {
            self.of_row.resize(self.rows, None);
        }
        if let Some(known) = self.of_row.get_mut(row)
            && known.as_ref().is_none_or(|known| **code < **known)
        {
            *known = Some(code.clone());
        }
    }
}

/// The codes of the errors met so far: the same few come again and again.
struct Codes<'r> {
    rulebook: &'r Rulebook,
    /// Of a kind and field: its code, where it is an error.
    known: Vec<(Kind, Option<u16>, Option<Arc<str>>)>,
}

impl Codes<'_> {
    /// The code of a finding of one table, where it is an error.
    fn of_error(&mut self, finding: &Finding) -> Option<Arc<str>> {
        let same = |(kind, field, _): &&(Kind, Option<u16>, Option<Arc<str>>)| {
            *kind == finding.kind && *field == finding.field
        };
        if let Some((.., code)) = self.known.iter().find(same) {
            return code.clone();
        }
        let is_error = finding.severity(self.rulebook) == Severity::Error;
        let code = is_error.then(|| finding.code(self.rulebook).into());
        self.known.push((finding.kind.clone(), finding.field, code.clone()));
        code
    }
}
