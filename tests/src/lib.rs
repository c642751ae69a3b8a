//! Conformance cases and their Rust runner.
//!
//! A case is a folder of `tests/conformance`, readable without the code: `case.json` (what it shows, and how it is
//! read), `input/` (the files, in the order of their names), and the answers that every face must give byte for byte:
//! `diagnostics.json` (as `spro validate --format json`), `indicators.json` (as `spro indicators --format json`) and,
//! where the case names a day, `evaluation.json` (as `spro evaluate --as-of DAY --format json`). Where a case is one JSON
//! file, `form.json` is what a form says of each of its tables.

pub mod typescript;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use spro::campaign::{Campaign, Input, Options};
use spro::indicator::{Level, Territory};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a case says of itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What it shows, in a sentence.
    pub shows: String,
    /// The network of all its files, as `--reseau` gives it.
    #[serde(default)]
    pub reseau: Option<String>,
    /// The day of an evaluation, as `--as-of` gives it.
    #[serde(default)]
    pub as_of: Option<chrono::NaiveDate>,
}

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its folder.
    pub folder: PathBuf,
    /// What it says of itself.
    pub about: About,
    /// Its files, by name.
    pub inputs: Vec<Input>,
}

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

/// All cases, by name.
pub fn cases() -> io::Result<Vec<Case>> {
    sorted(&folder())?.into_iter().filter(|path| path.is_dir()).map(|path| case(&path)).collect()
}

fn case(folder: &Path) -> io::Result<Case> {
    let about = serde_json::from_slice(&fs::read(folder.join("case.json"))?)?;
    let inputs = sorted(&folder.join("input"))?.into_iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Input::Bytes { name, bytes: fs::read(path)? })
    });
    Ok(Case { folder: folder.to_owned(), about, inputs: inputs.collect::<io::Result<_>>()? })
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// The answers of a case, by the name of the file that holds the expected one.
pub fn answers(case: &Case) -> Vec<(&'static str, String)> {
    let rulebook = Rulebook::built_in();
    let network = case.about.reseau.as_deref().and_then(|name| rulebook.network_by_name(name));
    let options = Options::default().for_network(network);
    let campaign = Campaign::read(&case.inputs, rulebook, &options, |_| ());
    let level = Level { by: Territory::Network, by_year: true };
    let values = campaign.values(rulebook, level);
    let mut answers = vec![
        ("diagnostics.json", json(&wire::validation(&campaign, rulebook, Lang::Fr))),
        ("indicators.json", json(&wire::indicator_rows(&values, level, rulebook))),
    ];
    if case.about.as_of.is_some() {
        let evaluation = campaign.evaluate(rulebook, case.about.as_of);
        answers.push(("evaluation.json", json(&wire::evaluation_answer(&evaluation, rulebook, Lang::Fr))));
    }
    if let [Input::Bytes { name, bytes }] = &*case.inputs
        && Path::new(name).extension().is_some_and(|kind| kind == "json")
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        answers.push(("form.json", json(&form(text))));
    }
    answers
}

/// What a form says of the rows of each table of a JSON text, by the table's code.
fn form(text: &str) -> BTreeMap<String, wire::TableAnswer> {
    #[derive(Deserialize)]
    struct Tables {
        tables: BTreeMap<String, Box<RawValue>>,
    }
    let rulebook = Rulebook::built_in();
    let forms = wire::Forms::new(rulebook);
    let bare = || serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(text);
    let tables =
        serde_json::from_str::<Tables>(text).map(|t| t.tables).or_else(|_| bare()).unwrap_or_default();
    let answer = |(table, rows): (String, Box<RawValue>)| {
        let typed = wire::form_rows(&table, rows.get(), rulebook).ok()?;
        let rows: Vec<Vec<&str>> =
            typed.rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let request = wire::TableRequest { table: &table, lang: Lang::Fr, network: None };
        let answer = forms.table(request, &rows).ok()?;
        Some((table, answer))
    };
    tables.into_iter().filter_map(answer).collect()
}

/// As the command line prints it.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|e| e.to_string());
    text + "\n"
}
