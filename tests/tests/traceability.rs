//! Every statement of the minutes leads to something in the rulebook and to its tests, and the other way round.
//! `SPRO_BLESS=1` writes `docs/traceability.md` anew.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use serde::Deserialize;
use spro::rulebook::{Rulebook, Status};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    source: String,
    fr: String,
    en: String,
    holds: Vec<String>,
    accepted: Vec<String>,
    rejected: Vec<String>,
    boundary: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn statements() -> Vec<Statement> {
    let text = fs::read_to_string(root().join("tests/traceability.toml")).expect("the file");
    toml::from_str::<File>(&text).expect("TOML").statement
}

#[test]
fn no_row_has_a_gap() {
    let mut wrong = Vec::new();
    for s in &statements() {
        for (what, tests) in [("accepted", &s.accepted), ("rejected", &s.rejected), ("boundary", &s.boundary)]
        {
            if tests.is_empty() {
                wrong.push(format!("“{}” has no test: {what}", s.en));
            }
            for test in tests {
                if let Err(why) = exists(test, s, what) {
                    wrong.push(format!("“{}”, {what}, `{test}`: {why}", s.en));
                }
            }
        }
        if s.holds.is_empty() {
            wrong.push(format!("“{}” is held by nothing", s.en));
        }
        wrong.extend(
            s.holds.iter().filter(|held| !is_there(held)).map(|held| format!("`{held}` does not exist")),
        );
        let (code, section) = s.source.split_once('#').unwrap_or((&s.source, ""));
        let source = Rulebook::built_in().sources().iter().find(|source| source.code == code);
        if !source.is_some_and(|source| source.sections.iter().any(|x| x.code == section)) {
            wrong.push(format!("`{}` is no section of a source", s.source));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a test is there, and whether a row of a case is judged as the table says.
fn exists(test: &str, statement: &Statement, what: &str) -> Result<(), String> {
    match test.split_once(' ') {
        Some(("test", path)) => {
            let (file, function) = path.split_once("::").ok_or("no function")?;
            let content = fs::read_to_string(root().join(file)).map_err(|e| e.to_string())?;
            let at = content.find(&format!("fn {function}(")).ok_or("no such function")?;
            let before = &content[..at];
            before.trim_end().ends_with("#[test]").then_some(()).ok_or_else(|| "not a test".to_owned())
        }
        Some(("case", rest)) => {
            let (name, row) = rest.split_once(' ').ok_or("no row")?;
            let row: u64 = row.parse().map_err(|_| "not a row")?;
            let path = root().join("tests/conformance").join(name).join("diagnostics.json");
            let content = fs::read_to_string(path).map_err(|e| e.to_string())?;
            let answer: serde_json::Value = serde_json::from_str(&content).map_err(|e| e.to_string())?;
            let files = answer["files"].as_array().ok_or("no files")?;
            let rows = files.iter().flat_map(|f| f["tables"].as_array().into_iter().flatten());
            if !rows.clone().any(|t| t["rows"].as_u64().is_some_and(|n| row < n)) {
                return Err("no such row".to_owned());
            }
            let rules: Vec<&str> = statement.holds.iter().filter_map(|h| h.strip_prefix("rule ")).collect();
            let found = files.iter().flat_map(|f| f["diagnostics"].as_array().into_iter().flatten());
            let broken = found
                .filter(|d| d["row"].as_u64() == Some(row))
                .any(|d| rules.contains(&d["code"].as_str().unwrap_or_default()));
            match (what, broken) {
                ("rejected", false) => Err("no rule of this statement is broken there".to_owned()),
                ("accepted", true) => Err("a rule of this statement is broken there".to_owned()),
                _ => Ok(()),
            }
        }
        _ => Err("neither a test nor a case".to_owned()),
    }
}

/// Whether the rulebook, or the library, has what a statement says that it is held by.
fn is_there(held: &str) -> bool {
    let r = Rulebook::built_in();
    let Some((kind, code)) = held.split_once(' ') else { return false };
    match kind {
        "rule" => entries("rule", false).contains(code),
        "parameter" => r.parameter(code).is_some(),
        "table" => r.table(code).is_some(),
        "indicator" => r.indicator(code).is_some(),
        "milestone" => r.milestones().iter().any(|m| m.code == code),
        "scheme" => r.schemes().iter().any(|s| s.code == code),
        "convention" => r.conventions().iter().any(|c| c.code == code),
        "exception" => r.relay_exceptions().iter().any(|e| e.network == code),
        "tenure" => r.tenures().iter().any(|t| t.network == code),
        "list" => r.lists().iter().any(|l| l.code == code),
        "question" => r.questions().iter().any(|q| q.code == code),
        "survey" => r.surveys().iter().any(|s| s.code == code),
        "code" => {
            let module = code.split("::").next().unwrap_or_default();
            let name = code.rsplit("::").next().unwrap_or_default();
            let folder = root().join("spro-core/src").join(module);
            let texts = fs::read_dir(folder).into_iter().flatten().flatten();
            let named = |text: &String| {
                [format!("pub fn {name}"), format!("pub struct {name} ")].iter().any(|x| text.contains(x))
            };
            texts.filter_map(|entry| fs::read_to_string(entry.path()).ok()).any(|text| named(&text))
        }
        _ => false,
    }
}

/// The entries of a kind; where asked for, only those that a section of the minutes states.
fn entries(kind: &str, sourced: bool) -> BTreeSet<String> {
    let r = Rulebook::built_in();
    let stated = |b: &spro::rulebook::Basis| {
        !sourced || (b.status == Status::Sourced && b.source.starts_with("cr-2016-11-29#"))
    };
    match kind {
        "rule" => {
            let rules = r.tables().iter().flat_map(|t| t.rules.iter().map(move |rule| (t, rule)));
            rules.filter(|(_, x)| stated(&x.basis)).map(|(t, x)| format!("{}.{}", t.code, x.code)).collect()
        }
        "parameter" => r.parameters().iter().filter(|x| stated(&x.basis)).map(|x| x.code.clone()).collect(),
        "milestone" => r.milestones().iter().filter(|x| stated(&x.basis)).map(|x| x.code.clone()).collect(),
        "scheme" => r.schemes().iter().filter(|x| stated(&x.basis)).map(|x| x.code.clone()).collect(),
        "exception" => r.relay_exceptions().iter().map(|x| x.network.clone()).collect(),
        "tenure" => r.tenures().iter().filter(|x| stated(&x.basis)).map(|x| x.network.clone()).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn whatever_the_minutes_state_is_traced() {
    let held: BTreeSet<String> = statements().into_iter().flat_map(|s| s.holds).collect();
    let kinds = ["rule", "parameter", "milestone", "scheme", "exception", "tenure"];
    let all = kinds
        .iter()
        .flat_map(|kind| entries(kind, true).into_iter().map(move |code| format!("{kind} {code}")));
    let untraced: Vec<String> = all.filter(|entry| !held.contains(entry)).collect();
    assert!(untraced.is_empty(), "in no statement: {}", untraced.join(", "));
}

#[test]
fn the_document_is_that_of_the_data() {
    let mut out = String::from(
        "# From the minutes to the rules and their tests\n\n\
         Every statement of the minutes of 29 November 2016 that asks something of somebody, or fixes a figure or a\n\
         day. Written from `tests/traceability.toml` by `tests/tests/traceability.rs`; do not edit it here. A test\n\
         fails where a row has a gap, names a test or an entry that does not exist, or where a case is judged otherwise.\n\n\
         `case NAME ROW` is a row of `tests/conformance/NAME`, counted from 0.\n\n\
         | § | statement | held by | accepted | rejected | on the edge |\n|---|---|---|---|---|---|\n",
    );
    for s in statements() {
        let section = s.source.rsplit('#').next().unwrap_or_default().to_owned();
        let list =
            |all: &[String]| all.iter().map(|x| format!("`{}`", short(x))).collect::<Vec<_>>().join("<br>");
        let cells = [&s.holds, &s.accepted, &s.rejected, &s.boundary].map(|all| list(all)).join(" | ");
        writeln!(out, "| {section} | {}<br>*{}* | {cells} |", s.fr, s.en).unwrap();
    }
    let path = root().join("docs/traceability.md");
    if std::env::var_os("SPRO_BLESS").is_some() {
        fs::write(&path, &out).expect("the document can be written");
    }
    let text = fs::read_to_string(&path).expect("the document");
    assert!(
        text == out,
        "docs/traceability.md is out of date: run with SPRO_BLESS=1 and look at what changed"
    );
}

/// A test by its function, which is unique enough to be found.
fn short(text: &str) -> &str {
    text.strip_prefix("test ").and_then(|path| path.rsplit_once("::")).map_or(text, |(_, function)| function)
}
