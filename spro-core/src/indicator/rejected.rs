//! The rows of a batch that an error keeps out of every indicator.

use super::Rejected;
use crate::batch::Batch;
use crate::finding::{Finding, Kind};
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
    let mut codes = Codes { rulebook, known: Vec::new() };
    let mut rows: Vec<Rejected> = Vec::new();
    if let Some(field) = missing {
        let mut finding = Finding::new(Kind::MissingColumn, batch.table, batch.sheet);
        finding.field = Some(field);
        let code: Arc<str> = finding.code(rulebook).into();
        let all = 0..u32::try_from(batch.rows).unwrap_or(u32::MAX);
        rows.extend(all.map(|row| Rejected { row, code: code.clone() }));
    }
    for finding in findings {
        let row = finding.row.and_then(|row| u32::try_from(row.checked_sub(batch.first_row)?).ok());
        let row = row.filter(|row| usize::try_from(*row).is_ok_and(|r| r < batch.rows));
        if let Some(row) = row.filter(|_| finding.table == batch.table)
            && let Some(code) = codes.of_error(finding)
        {
            rows.push(Rejected { row, code });
        }
    }
    // By row, then by code: the first one of a row is its least.
    rows.sort_unstable();
    rows.dedup_by_key(|rejected| rejected.row);
    rows
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
