//! The example workbooks read as what is true of them: every cell equals the truth, and no row is lost or made up.
#![cfg(all(feature = "toml", feature = "xlsx"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use serde_json::Value as Json;
use spro::batch::{Batch, State, Values};
use spro::bind::{Options, read_workbook};
use spro::finding::Kind;
use spro::rulebook::{FieldType, Rulebook};
use spro::sheet::{Limits, read_path};
use spro::value::Decimal;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn truth() -> serde_json::Map<String, Json> {
    let text = std::fs::read_to_string(root().join("tests/truth.json")).unwrap();
    serde_json::from_str::<Json>(&text).unwrap().as_object().unwrap().clone()
}

/// A cell as the truth writes it.
fn cell(batch: &Batch<'_>, field: usize, row: usize, rulebook: &Rulebook) -> Json {
    let definition = &rulebook.tables()[usize::from(batch.table)].fields[field];
    let column = &batch.columns[field];
    match column.states[row] {
        State::Present => {}
        State::Blank => return Json::Null,
        State::Refused => return Json::from("refused"),
    }
    match &column.values {
        Values::Text(all) => Json::from(all[row].as_ref()),
        Values::Code(all) => {
            let list = &rulebook.lists()[usize::from(definition.list.unwrap())];
            Json::from(list.entries[all[row] as usize].code.as_str())
        }
        Values::Int(all) => match definition.kind {
            FieldType::Date => {
                let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
                Json::from((epoch + chrono::TimeDelta::days(all[row])).to_string())
            }
            FieldType::Year | FieldType::Count => Json::from(all[row]),
            kind => Json::from(Decimal::new(i128::from(all[row]), kind.scale()).unwrap().to_string()),
        },
    }
}

#[test]
fn every_cell_of_the_examples_is_read_as_it_is_true() {
    let rulebook = Rulebook::built_in();
    let mut problems = Vec::new();
    let (mut cells, mut files) = (0, 0);
    for (name, file) in truth() {
        let book = read_path(root().join("spro-core/examples/data").join(&name), &Limits::default()).unwrap();
        let bound = read_workbook(&book, rulebook, &Options { file_name: &name, network: None });
        let network = bound.network.map(|n| rulebook.networks()[n as usize].code.as_str());
        if network != file["reseau"].as_str() {
            problems.push(format!("{name}: network {network:?}"));
        }
        for (code, rows) in file["tables"].as_object().unwrap() {
            let (table, definition) = rulebook.table(code).unwrap();
            let rows = rows.as_array().unwrap();
            let batches: Vec<_> = bound.batches.iter().filter(|b| usize::from(b.table) == table).collect();
            let found: usize = batches.iter().map(|b| b.rows).sum();
            if batches.len() != 1 || found != rows.len() {
                problems.push(format!("{name} {code}: {found} rows for {}", rows.len()));
                continue;
            }
            for (at, row) in rows.iter().enumerate() {
                let expected_network = (&"reseau".to_owned(), &file["reseau"]);
                for (field, value) in row.as_object().unwrap().iter().chain([expected_network]) {
                    let read = cell(batches[0], definition.field_index(field).unwrap(), at, rulebook);
                    cells += 1;
                    if read != *value {
                        problems.push(format!("{name} {code} row {at} {field}: {read} for {value}"));
                    }
                }
            }
        }
        for finding in &bound.findings {
            // Nothing in these files has to be asked, and no required column is missing.
            if !matches!(finding.kind, Kind::Repaired | Kind::UnknownColumn | Kind::SkippedLine) {
                problems.push(format!("{name}: {finding:?}"));
            }
        }
        files += 1;
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!((files, cells), (9, 1089));
}
