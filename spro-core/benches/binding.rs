//! How long a large sheet of meetings takes to be bound and parsed, from cells in memory.
//!
//! `cargo bench -p spro-core --bench binding` prints rows a second (items/s) for a sheet of 50 000 rows as a spreadsheet
//! program writes it (numbers and dates) and as a CSV holds it (texts).
#![allow(missing_docs, clippy::expect_used, reason = "a benchmark may fail loudly")]

use chrono::{Datelike, Days, NaiveDate};
use divan::Bencher;
use divan::counter::ItemsCount;
use spro::bind::{Binder, Options};
use spro::rulebook::Rulebook;
use spro::sheet::{Cell, CellValue, Format, Sheet, Workbook};

const ROWS: u32 = 50_000;
const HEADER: [&str; 5] = [
    "Année",
    "Date de la réunion",
    "Nombre de structures invitées",
    "Nombre de structures participantes",
    "Objet",
];
const SUBJECTS: [&str; 4] =
    ["Comité de pilotage", "- point d'étape", "Semaine des métiers", "Total des actions"];

fn main() {
    divan::main();
}

fn workbook(as_text: bool) -> Workbook {
    let mut sheet = Sheet { name: "Feuil1".to_owned(), ..Sheet::default() };
    let mut put = |row: u32, column: u32, value: CellValue| {
        sheet.cells.push(Cell { row, column, value, percent: false });
    };
    for (text, column) in HEADER.into_iter().zip(0..) {
        put(0, column, CellValue::Text(text.into()));
    }
    let first = NaiveDate::from_ymd_opt(2016, 1, 1).expect("a day");
    for row in 1..=ROWS {
        let day = first.checked_add_days(Days::new(u64::from(row % 1096))).expect("a day");
        let (year, invited, came) = (day.year(), row % 30 + 1, row % 7);
        let number = |n: i64, text: String| {
            if as_text {
                CellValue::Text(text.into())
            } else {
                CellValue::Number(f64::from(i32::try_from(n).expect("small")))
            }
        };
        let date = if as_text {
            CellValue::Text(day.format("%d/%m/%Y").to_string().into())
        } else {
            CellValue::Date(day.and_hms_opt(0, 0, 0).expect("a moment"))
        };
        put(row, 0, number(i64::from(year), year.to_string()));
        put(row, 1, date);
        put(row, 2, number(i64::from(invited), invited.to_string()));
        put(row, 3, number(i64::from(came), came.to_string()));
        let subject = SUBJECTS.get(usize::try_from(row % 4).expect("small")).expect("a subject");
        put(row, 4, CellValue::Text((*subject).into()));
    }
    Workbook { format: if as_text { Format::Csv } else { Format::Xlsx }, sheets: vec![sheet] }
}

#[divan::bench(args = [false, true], sample_count = 20, sample_size = 1)]
fn bind_and_parse(bencher: Bencher<'_, '_>, as_text: bool) {
    let book = workbook(as_text);
    let binder = Binder::new(Rulebook::built_in());
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let bound = binder.read(&book, &Options { file_name: "SPRO Dreux.xlsx", network: None });
        assert!(bound.batches.first().is_some_and(|b| b.rows == 50_000) && bound.findings.is_empty());
        bound
    });
}
