//! Frames of tables whose rows are compared with each other: all rows are read before the first is judged.

use super::FrameError;
use super::drive::{Done, networks};
use super::frames::{Chunks, Job};
use super::numbers::Numbers;
use super::quote::quote;
use crate::batch::Batch;
use crate::check::{Duplicates, row_keys, span_findings};
use crate::expression::Scratch;
use crate::indicator::{Partial, rejected};
use std::collections::BTreeSet;

/// Reads a frame, then judges its rows against each other and against those that `duplicates` has seen.
pub(super) fn whole(
    chunks: Chunks<'_>,
    job: &Job<'_>,
    duplicates: &mut Duplicates<'_>,
) -> Result<Done, FrameError> {
    let chunks = chunks.collect::<Result<Vec<_>, _>>()?;
    let mut batches: Vec<Batch<'_>> = Vec::with_capacity(chunks.len());
    let mut findings = Vec::new();
    let mut rows = 0_u64;
    let mut numbers: Option<Numbers> = None;
    for chunk in &chunks {
        let (mut batch, found) = job.import(chunk, rows)?;
        if let Some(more) = Numbers::of(chunk, job.numbers)? {
            batch.places = more.places();
            numbers.get_or_insert_default().append(more);
        }
        rows += u64::try_from(batch.rows).unwrap_or(0);
        findings.extend(found);
        batches.push(batch);
    }
    let mut scratch = Scratch::default();
    let mut seen = BTreeSet::new();
    for batch in &batches {
        findings.extend(job.checks.run(batch, &mut scratch));
        findings.extend(duplicates.visit(batch, &row_keys(job.table, batch)));
        seen.extend(networks(batch, job.table));
    }
    findings.extend(span_findings(&batches.iter().collect::<Vec<_>>(), job.rulebook));
    let mut done = Done {
        rows,
        rejected: 0,
        findings: Vec::new(),
        networks: seen,
        partial: Partial::new(job.rulebook),
        kept: Vec::new(),
    };
    for (batch, chunk) in batches.into_iter().zip(&chunks) {
        for finding in &mut findings {
            quote(finding, &batch, chunk, job.table);
        }
        let rejected = rejected(&findings, &batch, None, job.rulebook);
        done.partial.add(job.rulebook, &batch, &rejected);
        done.rejected += u64::try_from(rejected.len()).unwrap_or(0);
        if job.keeps(batch.first_row) {
            done.kept.push((batch.into_owned(), rejected));
        }
    }
    if let Some(numbers) = numbers {
        numbers.renumber(&mut findings, 0);
    }
    done.findings = findings;
    Ok(done)
}
