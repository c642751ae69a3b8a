//! Findings that are only counted: where a file has more than anybody reads, the rest is told by code.

use super::row_set::RowSet;
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
    known: Vec<Counted>,
}

#[derive(Debug, Clone)]
struct Counted {
    /// What they have in common.
    finding: Finding,
    count: u64,
    /// The rows that they are about, where those were asked for.
    rows: RowSet,
}

impl Tally {
    /// Keeps the first `most` findings, and counts the others.
    #[cfg(any(feature = "csv", feature = "arrow"))]
    pub fn cut(&mut self, findings: &mut Vec<Finding>, most: usize) {
        for finding in findings.drain(findings.len().min(most)..) {
            self.count_in(&finding, 1);
        }
        findings.shrink_to_fit();
    }

    /// Counts a finding, and remembers its row.
    pub fn add_row(&mut self, finding: &Finding) {
        if let (Some(counted), Some(row)) = (self.count_in(finding, 1), finding.row) {
            counted.rows.insert(row);
        }
    }

    /// Counts one less of this kind, where one is counted at the place of `finding`.
    pub fn remove_row(&mut self, kind: &Kind, finding: &Finding) {
        let at = self.find(kind, finding).and_then(|at| self.known.get_mut(at));
        if let (Some(counted), Some(row)) = (at, finding.row)
            && counted.rows.remove(row)
        {
            counted.count = counted.count.saturating_sub(1);
        }
    }

    /// Where what is like this finding, but of this kind, is counted.
    fn find(&self, kind: &Kind, finding: &Finding) -> Option<usize> {
        self.known.iter().position(|known| {
            let own = &known.finding;
            own.kind == *kind && (own.table, own.field) == (finding.table, finding.field)
        })
    }

    fn count_in(&mut self, finding: &Finding, count: u64) -> Option<&mut Counted> {
        let at = self.find(&finding.kind, finding).unwrap_or_else(|| {
            let mut one = Finding::new(finding.kind.clone(), finding.table, 0);
            one.field = finding.field;
            self.known.push(Counted { finding: one, count: 0, rows: RowSet::default() });
            self.known.len() - 1
        });
        let counted = self.known.get_mut(at)?;
        counted.count += count;
        Some(counted)
    }

    /// The rows of what was counted with its rows: what they have in common, and which they are.
    pub fn rows(&self) -> impl Iterator<Item = (&Finding, &RowSet)> {
        self.known.iter().map(|counted| (&counted.finding, &counted.rows))
    }

    /// How many of a kind were counted.
    #[cfg(test)]
    pub fn count(&self, kind: &Kind) -> u64 {
        self.known.iter().filter(|counted| counted.finding.kind == *kind).map(|counted| counted.count).sum()
    }

    /// Adds what another part has counted.
    #[cfg(feature = "csv")]
    pub fn merge(&mut self, other: &Self) {
        for counted in &other.known {
            self.count_in(&counted.finding, counted.count);
        }
    }

    /// The counts by code, sorted by it.
    pub fn finish(self, rulebook: &Rulebook) -> Vec<Omitted> {
        let of = |counted: Counted| Omitted {
            code: counted.finding.code(rulebook),
            severity: counted.finding.severity(rulebook),
            count: counted.count,
        };
        let known = self.known.into_iter().filter(|counted| counted.count > 0);
        let mut all: Vec<Omitted> = known.map(of).collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        all
    }
}

/// Where a finding stands in its file: sheet, row, table, row of the table, column, field; what is about the whole sheet
/// comes first.
pub(super) type Position = (u16, Option<u32>, u16, Option<u64>, Option<u32>, Option<u16>);

pub(super) fn position(f: &Finding) -> Position {
    (f.sheet, f.place.map(|p| p.row), f.table, f.row, f.place.map(|p| p.column), f.field)
}

/// In the order of the file: by sheet, row and column; what is about the whole sheet first.
pub(crate) fn in_order_of_file(findings: &mut [Finding]) {
    findings.sort_by_key(position);
}
