//! Conformance cases and their Rust runner.
//!
//! A case is a folder of `tests/conformance`, readable without the code: `case.json` (what it shows, and how it is
//! read), `input/` (the files, in the order of their names), and the answers that every face must give byte for byte:
//! `diagnostics.json` (as `spro validate --format json`), `indicators.json` (as `spro indicators --format json`) and,
//! where the case names a day, `evaluation.json` (as `spro evaluate --as-of DAY --format json`).

use serde::{Deserialize, Serialize};
use spro::campaign::{Campaign, Input, Options};
use spro::indicator::{Level, Territory};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;
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
    answers
}

/// As the command line prints it.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|e| e.to_string());
    text + "\n"
}
