//! Reading workbooks: one of thirty rows, one of fifty thousand in three sheets.
//!
//! `cargo bench -p spro-core --features xlsx,template --bench workbook`

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail loudly")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rust_xlsxwriter::{Format, Workbook};
use spro::sheet::{Limits, read};

fn main() {
    divan::main();
}

/// The three tables, a third of the rows each.
fn workbook(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Réunions").unwrap();
    for row in 0..rows / 3 {
        sheet.write(row, 0, 2017).unwrap();
        sheet.write_with_format(row, 1, 42_736.0 + f64::from(row % 365), &date).unwrap();
        sheet.write(row, 2, 10 + row % 20).unwrap();
        sheet.write(row, 3, 5 + row % 7).unwrap();
        sheet.write(row, 4, format!("Réunion de réseau n° {}", row % 500)).unwrap();
        sheet.write(row, 5, 0.5).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Formation").unwrap();
    for row in 0..rows / 3 {
        sheet.write(row, 0, 2017).unwrap();
        sheet.write(row, 1, if row % 2 == 0 { "ML" } else { "CIO" }).unwrap();
        sheet.write(row, 2, format!("Structure {row}")).unwrap();
        for column in 3..7 {
            sheet.write(row, column, row % 40 + u32::from(column)).unwrap();
        }
    }
    let sheet = book.add_worksheet().set_name("Coordination").unwrap();
    for row in 0..rows / 3 {
        sheet.write(row, 0, 2017).unwrap();
        sheet.write(row, 1, if row % 2 == 0 { "ML" } else { "CIO" }).unwrap();
        sheet.write(row, 2, row % 9).unwrap();
        sheet.write(row, 3, 0.25 * f64::from(row % 9)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[divan::bench(args = [30, 50_000])]
fn xlsx(bencher: Bencher<'_, '_>, rows: u32) {
    let bytes = workbook(rows);
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench_local(|| read(black_box(&bytes), "essai.xlsx", &Limits::default()).unwrap());
}

#[divan::bench]
fn ods(bencher: Bencher<'_, '_>) {
    let bytes = include_bytes!("../examples/data/SPRO Dreux tableaux de bord 2017.ods");
    bencher.bench_local(|| read(black_box(bytes), "essai.ods", &Limits::default()).unwrap());
}
