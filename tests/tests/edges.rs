//! Each rule of the built-in rulebook has a row that it accepts, one that it rejects and one on its edge: `edges.toml`
//! names them, and the expected answers of the conformance cases, which every face gives, say so too.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use serde::Deserialize;
use serde_json::Value;
use spro::rulebook::Rulebook;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edges {
    accepted: String,
    rejected: String,
    edge: Option<String>,
    no_edge: Option<String>,
}

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The codes found at a row of the rule's table; nothing where there is no such row.
fn codes(rule: &str, row: &str, folder: &Path) -> Option<BTreeSet<String>> {
    let (case, row) = row.split_once(' ')?;
    let row: u64 = row.parse().ok()?;
    let table = rule.split_once('.')?.0;
    let text = fs::read_to_string(folder.join("conformance").join(case).join("diagnostics.json")).ok()?;
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    let mut found = None;
    for file in answer["files"].as_array()? {
        let rows = file["tables"].as_array()?.iter().find(|t| t["table"] == table)?["rows"].as_u64()?;
        if row < rows {
            let here =
                file["diagnostics"].as_array()?.iter().filter(|d| d["table"] == table && d["row"] == row);
            let here = here.filter_map(|d| d["code"].as_str().map(str::to_owned));
            found.get_or_insert_with(BTreeSet::new).extend(here);
        }
    }
    found
}

#[test]
fn every_rule_has_a_row_on_each_side_and_on_the_edge() {
    let folder = tests();
    let text = fs::read_to_string(folder.join("edges.toml")).expect("the file");
    let edges: BTreeMap<String, Edges> = toml::from_str(&text).expect("TOML");
    let rules: BTreeSet<String> = Rulebook::built_in()
        .tables()
        .iter()
        .flat_map(|table| table.rules.iter().map(|rule| format!("{}.{}", table.code, rule.code)))
        .collect();
    let named: BTreeSet<String> = edges.keys().cloned().collect();
    assert_eq!(named, rules, "the rules of edges.toml are those of the rulebook");
    let mut wrong = Vec::new();
    for (rule, rows) in &edges {
        let mut check = |what: &str, row: &str, broken: bool| match codes(rule, row, &folder) {
            None => wrong.push(format!("{rule}, {what}: there is no row {row}")),
            Some(codes) if codes.contains(rule) != broken => {
                wrong.push(format!("{rule}, {what}: at {row} there is {codes:?}"));
            }
            Some(_) => {}
        };
        check("accepted", &rows.accepted, false);
        check("rejected", &rows.rejected, true);
        if let Some(edge) = &rows.edge {
            check("edge", edge, false);
        }
        let one = rows.edge.is_some() != rows.no_edge.is_some();
        let different = rows.edge.as_ref() != Some(&rows.accepted);
        if !one || !different {
            wrong.push(format!("{rule} needs an edge of its own, or a reason why it has none"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
