//! How many meetings a second a campaign reads from a CSV file on one core: cells typed, constraints, rules and duplicates
//! checked with their places, and every indicator summed up.
//!
//! `cargo bench -p spro-core --features csv,parallel --bench from_csv` prints rows a second (items/s) and the memory asked
//! for (alloc, max alloc) for 10^3, 10^5 and 10^6 rows; the file is read from the disk's cache.
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
use spro::campaign::{Campaign, Input, Options};
use spro::rulebook::Rulebook;
use std::path::{Path, PathBuf};

const ROWS: [usize; 3] = [1_000, 100_000, 1_000_000];

/// Counts allocations, so that the peak memory is shown beside the time.
#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A file that is there as long as it is measured.
struct Written(PathBuf);

impl Written {
    fn new(rows: usize, french: bool) -> Self {
        let form = if french { "fr" } else { "iso" };
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("meetings-{form}-{rows}.csv"));
        std::fs::write(&path, meetings::csv(rows, french))
            .expect("the folder of the build can be written to");
        Self(path)
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        // What is left behind in the folder of the build harms nobody.
        let _ = std::fs::remove_file(&self.0);
    }
}

fn read(bencher: Bencher<'_, '_>, rows: usize, french: bool, threads: usize) {
    let file = Written::new(rows, french);
    let inputs = [Input::Path(file.0.clone())];
    let rulebook = Rulebook::built_in();
    let options = Options::default().on_threads(threads);
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let campaign = Campaign::read(&inputs, rulebook, &options, |_| ());
        assert!(campaign.failures().is_empty());
        campaign
    });
}

/// `,`, 2017-03-02.
#[divan::bench(args = ROWS, sample_count = 10, sample_size = 1)]
fn iso(bencher: Bencher<'_, '_>, rows: usize) {
    read(bencher, rows, false, 1);
}

/// `;`, 02/03/2017.
#[divan::bench(args = ROWS, sample_count = 10, sample_size = 1)]
fn french(bencher: Bencher<'_, '_>, rows: usize) {
    read(bencher, rows, true, 1);
}

/// On two cores.
#[divan::bench(args = ROWS, sample_count = 10, sample_size = 1)]
fn iso_on_two_threads(bencher: Bencher<'_, '_>, rows: usize) {
    read(bencher, rows, false, 2);
}
