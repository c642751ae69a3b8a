//! How many meetings a second the engine checks and aggregates on one core, from columns in memory.
//!
//! `cargo bench -p spro-core --bench engine` prints rows a second (items/s) for 10^3, 10^5 and 10^6 rows.
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

use divan::Bencher;
use divan::counter::ItemsCount;
use spro::check::RowChecks;
use spro::expression::{Program, Scratch};
use spro::indicator::{Partial, Rejected};
use spro::rulebook::Rulebook;

const ROWS: [usize; 3] = [1_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// The rules of a row, the constraints of its fields, and every indicator of the table.
#[divan::bench(args = ROWS, sample_count = 20, sample_size = 1)]
fn check_and_aggregate(bencher: Bencher<'_, '_>, rows: usize) {
    let rulebook = Rulebook::built_in();
    let batch = meetings::batch(rows);
    let checks = RowChecks::new(rulebook, batch.table).expect("the table of the batch");
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let findings = checks.run(&batch, &mut Scratch::new());
        let mut rejected: Vec<Rejected> = findings
            .iter()
            .filter_map(|f| {
                Some(Rejected { row: u32::try_from(f.row?).ok()?, code: f.code(rulebook).into() })
            })
            .collect();
        rejected.sort_unstable();
        rejected.dedup_by_key(|r| r.row);
        let mut partial = Partial::new(rulebook);
        partial.add(rulebook, &batch, &rejected);
        partial
    });
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
