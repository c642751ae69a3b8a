//! Findings that are only counted: where a file has more than anybody reads, the rest is told by code.

use super::{Finding, Kind};
use crate::rulebook::{Rulebook, Severity};
use serde::{Deserialize, Serialize};

/// How many findings of a code are counted beside those that are told one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Omitted {
    /// The code: `reunions.date.type`.
    pub code: String,
    /// How bad they are.
    pub severity: Severity,
    /// How many.
    pub count: u64,
}

/// Findings counted by what they are about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    known: Vec<(Finding, u64)>,
}

impl Tally {
    /// Keeps the first `most` findings, and counts the others.
    pub fn cut(&mut self, findings: &mut Vec<Finding>, most: usize) {
        for finding in findings.drain(findings.len().min(most)..) {
            self.add(&finding, 1);
        }
        findings.shrink_to_fit();
    }

    fn add(&mut self, finding: &Finding, count: u64) {
        let key = |f: &Finding| -> (Kind, u16, Option<u16>) { (f.kind.clone(), f.table, f.field) };
        let wanted = key(finding);
        if let Some((_, known)) = self.known.iter_mut().find(|(known, _)| key(known) == wanted) {
            *known += count;
            return;
        }
        let mut one = Finding::new(finding.kind.clone(), finding.table, 0);
        one.field = finding.field;
        self.known.push((one, count));
    }

    /// Adds what another part has counted.
    #[cfg(feature = "csv")]
    pub fn merge(&mut self, other: &Self) {
        for (finding, count) in &other.known {
            self.add(finding, *count);
        }
    }

    /// The counts by code, sorted by it.
    pub fn finish(self, rulebook: &Rulebook) -> Vec<Omitted> {
        let of = |(finding, count): (Finding, u64)| Omitted {
            code: finding.code(rulebook),
            severity: finding.severity(rulebook),
            count,
        };
        let mut all: Vec<Omitted> = self.known.into_iter().map(of).collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        all
    }
}

/// In the order of the file: by sheet, row and column; what is about the whole sheet first.
pub(crate) fn in_order_of_file(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |f: &Finding| {
            (f.sheet, f.place.map(|p| p.row), f.table, f.row, f.place.map(|p| p.column), f.field)
        };
        place(a).cmp(&place(b))
    });
}
