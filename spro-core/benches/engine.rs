//! How many meetings a second the engine checks and aggregates on one core, from columns in memory.
//!
//! `cargo bench -p spro-core --bench engine` prints rows a second (items/s) and the memory asked for (alloc, max alloc)
//! for 10^3, 10^5 and 10^6 rows.
#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly, and its numbers are small"
)]

mod meetings;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use spro::batch::Batch;
use spro::check::{Duplicates, Finding, RowChecks, row_keys};
use spro::expression::{Program, Scratch};
use spro::indicator::{Partial, Rejected};
use spro::rulebook::Rulebook;

const ROWS: [usize; 3] = [1_000, 100_000, 1_000_000];

/// Counts allocations, so that the peak memory of each step is shown beside its time.
#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Gathers every indicator over the rows that no finding keeps out.
fn aggregated(rulebook: &Rulebook, batch: &Batch<'_>, findings: &[Finding]) -> Partial {
    let mut rejected: Vec<Rejected> = findings
        .iter()
        .filter_map(|f| Some(Rejected { row: u32::try_from(f.row?).ok()?, code: f.code(rulebook).into() }))
        .collect();
    rejected.sort_unstable();
    rejected.dedup_by_key(|r| r.row);
    let mut partial = Partial::new(rulebook);
    partial.add(rulebook, batch, &rejected);
    partial
}

/// The rules of a row, the constraints of its fields, and every indicator of the table.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn check_and_aggregate(bencher: Bencher<'_, '_>, rows: usize) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(rows);
    let checks = RowChecks::new(rulebook, batch.table).expect("the table of the batch");
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let findings = checks.run(&batch, &mut Scratch::new());
        aggregated(rulebook, &batch, &findings)
    });
}

/// The same with the duplicate rule, which remembers the key of every row of a campaign.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn check_duplicates_and_aggregate(bencher: Bencher<'_, '_>, rows: usize) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(rows);
    let table = &rulebook.tables()[usize::from(batch.table)];
    let checks = RowChecks::new(rulebook, batch.table).expect("the table of the batch");
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let mut findings = checks.run(&batch, &mut Scratch::new());
        let mut duplicates = Duplicates::new(rulebook);
        duplicates.begin_file("a.csv");
        findings.extend(duplicates.visit_borrowed(&batch, &row_keys(table, &batch)));
        aggregated(rulebook, &batch, &findings)
    });
}

/// The keys by which the duplicate rule tells rows apart.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn keys(bencher: Bencher<'_, '_>, rows: usize) {
    let batch = meetings::batch(rows);
    let table = &Rulebook::built_in().tables()[usize::from(batch.table)];
    bencher.counter(ItemsCount::new(rows)).bench_local(|| row_keys(table, &batch));
}

/// The conditions of the rules alone.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn rules(bencher: Bencher<'_, '_>, rows: usize) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(rows);
    let table = &rulebook.tables()[usize::from(batch.table)];
    let conditions = table.rules.iter().filter_map(|rule| rule.check.as_ref());
    let programs: Vec<_> = conditions.map(|c| Program::new(&c.expr, table, rulebook)).collect();
    let mut scratch = Scratch::new();
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let broken = programs.iter().map(|program| program.broken_rows(&batch, &mut scratch).len());
        broken.sum::<usize>()
    });
}

/// Every indicator of the table.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn aggregates(bencher: Bencher<'_, '_>, rows: usize) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(rows);
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let mut partial = Partial::new(rulebook);
        partial.add(rulebook, &batch, &[]);
        partial
    });
}

/// Every indicator of a file of a dozen meetings, as one network returns it: a campaign has thousands of them.
#[divan::bench(sample_count = 20, sample_size = 10)]
fn small_file(bencher: Bencher<'_, '_>) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(12);
    let mut partial = Partial::new(rulebook);
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| partial.add(rulebook, &batch, &[]));
}
