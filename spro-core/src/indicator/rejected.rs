//! The rows of a batch that an error keeps out of every indicator.

use super::Rejected;
use crate::batch::Batch;
use crate::finding::{Finding, Kind};
use crate::rulebook::{Rulebook, Severity};
use std::collections::BTreeMap;

/// The rows of a batch that an error among these findings keeps out, sorted; each with the least of its codes.
///
/// `missing` is a required field that the batch was read without: then every row is kept out.
pub fn rejected(
    findings: &[Finding],
    batch: &Batch<'_>,
    missing: Option<u16>,
    rulebook: &Rulebook,
) -> Vec<Rejected> {
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    if let Some(field) = missing {
        let mut finding = Finding::new(Kind::MissingColumn, batch.table, batch.sheet);
        finding.field = Some(field);
        let code = finding.code(rulebook);
        let rows = u32::try_from(batch.rows).unwrap_or(u32::MAX);
        codes.extend((0..rows).map(|row| (row, code.clone())));
    }
    for finding in findings {
        let row = finding.row.and_then(|row| u32::try_from(row.checked_sub(batch.first_row)?).ok());
        let Some(row) = row.filter(|row| usize::try_from(*row).is_ok_and(|r| r < batch.rows)) else {
            continue;
        };
        if finding.table != batch.table || finding.severity(rulebook) != Severity::Error {
            continue;
        }
        let code = finding.code(rulebook);
        let least = codes.entry(row).or_insert_with(|| code.clone());
        if code < *least {
            *least = code;
        }
    }
    codes.into_iter().map(|(row, code)| Rejected { row, code: code.into() }).collect()
}
