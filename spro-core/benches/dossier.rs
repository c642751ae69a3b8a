//! A dossier of 50 requests: checked as records, and read from JSON, checked and answered.
//!
//! `cargo bench -p spro-core --features toml --bench dossier`

#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark may fail loudly")]

use spro::campaign::{Campaign, Input, Options};
use spro::convention::{FundingRequest, check_requests};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;

fn main() {
    divan::main();
}

/// Half of them ask a cent too much, and one in five is late.
fn json() -> String {
    let networks = ["Dreux", "Cher", "Orléans", "Montargis", "Pithiviers"];
    let rows: Vec<serde_json::Value> = (0..50)
        .map(|i| {
            serde_json::json!({
                "reseau": networks[i % 5],
                "annee": 2017,
                "structure": format!("Structure {i}"),
                "porte_convention_financiere": true,
                "coordonne": true,
                "subvention_totale": "10000.00",
                "subvention_coordination": if i % 2 == 0 { "3000.00" } else { "3000.01" },
                "date_envoi": format!("2017-01-{:02}", 9 + i % 5),
            })
        })
        .collect();
    serde_json::json!({ "demandes": rows }).to_string()
}

#[divan::bench]
fn records(bencher: divan::Bencher<'_, '_>) {
    let rulebook = Rulebook::built_in();
    let value: serde_json::Value = serde_json::from_str(&json()).expect("JSON");
    let requests: Vec<FundingRequest> = serde_json::from_value(value["demandes"].clone()).expect("requests");
    bencher.bench(|| check_requests(divan::black_box(&requests), rulebook).len());
}

#[divan::bench]
fn from_json(bencher: divan::Bencher<'_, '_>) {
    let rulebook = Rulebook::built_in();
    let input = Input::Bytes { name: "dossier.json".to_owned(), bytes: json().into_bytes() };
    let options = Options::default().keeping_rows(true);
    bencher.bench(|| {
        let campaign = Campaign::read(std::slice::from_ref(&input), rulebook, &options, |_| ());
        let answer = wire::convention_answer(&campaign, &[], rulebook, None, Lang::Fr);
        serde_json::to_string(&answer).expect("JSON").len()
    });
}

#[divan::bench]
fn load_the_rulebook(bencher: divan::Bencher<'_, '_>) {
    let text = "extends = \"centre-val-de-loire\"\n";
    bencher
        .bench(|| Rulebook::from_toml(divan::black_box(text), "x.toml").expect("a rulebook").tables().len());
}
