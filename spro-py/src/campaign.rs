//! Returned files, read and checked together.

use crate::error::{SproError, guard};
use pyo3::prelude::*;
use spro::campaign::{Campaign as Core, Input, Options, find_files};
use spro::evaluation::evaluate;
use spro::indicator::Level;
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;
use std::borrow::Cow;
use std::path::PathBuf;

/// A campaign with the rulebook that it was read by.
#[pyclass(frozen, module = "spro._spro")]
pub struct Campaign {
    pub core: Core,
    pub rulebook: Cow<'static, Rulebook>,
    pub missing: Vec<serde_json::Value>,
}

/// The language of this code.
pub fn language(code: &str) -> PyResult<Lang> {
    match code {
        "fr" => Ok(Lang::Fr),
        "en" => Ok(Lang::En),
        _ => Err(SproError::new_err(format!("lang est « fr » ou « en », pas « {code} »"))),
    }
}

/// The rulebook at a path, or the built-in one.
pub fn rulebook(path: Option<PathBuf>) -> PyResult<Cow<'static, Rulebook>> {
    match path {
        None => Ok(Cow::Borrowed(Rulebook::built_in())),
        Some(path) => Rulebook::load(&path)
            .map(Cow::Owned)
            .map_err(|errors| SproError::new_err(errors.report(Lang::Fr))),
    }
}

/// The level that `per` names.
fn level(per: &[String]) -> PyResult<Level> {
    let per = per.join(",");
    per.parse().map_err(|what| SproError::new_err(format!("per « {per} » n’est pas compris : {what}")))
}

/// An answer as JSON text.
pub fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string_pretty(value).map_err(|e| SproError::new_err(e.to_string()))
}

/// Reads files and folders, and files in memory as (name, content).
#[pyfunction]
#[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
#[pyo3(signature = (paths, contents, rulebook_path=None, reseau=None, lang="fr"))]
pub fn read(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    contents: Vec<(String, Vec<u8>)>,
    rulebook_path: Option<PathBuf>,
    reseau: Option<String>,
    lang: &str,
) -> PyResult<Campaign> {
    guard(|| {
        let lang = language(lang)?;
        let rulebook = rulebook(rulebook_path)?;
        let network = match reseau {
            None => None,
            Some(name) => Some(rulebook.network_by_name(&name).ok_or_else(|| {
                let known: Vec<&str> = rulebook.networks().iter().map(|n| n.code.as_str()).collect();
                SproError::new_err(format!(
                    "le réseau « {name} » n’existe pas. Réseaux connus : {}.",
                    known.join(", ")
                ))
            })?),
        };
        Ok(py.detach(|| {
            let (files, missing) = find_files(&paths);
            let mut inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
            inputs.extend(contents.into_iter().map(|(name, bytes)| Input::Bytes { name, bytes }));
            let options = Options::default().for_network(network).keeping_rows(true);
            let core = Core::read(&inputs, &rulebook, &options, |_| ());
            let missing = missing.into_iter().map(|f| {
                let message = f.cause.message(lang);
                serde_json::json!({ "path": f.path, "message": message })
            });
            Campaign { missing: missing.collect(), core, rulebook }
        }))
    })
}

#[pymethods]
impl Campaign {
    /// How many files were read.
    fn __len__(&self) -> usize {
        self.core.submissions().len()
    }

    /// What was found, as `spro validate --format json` says it.
    fn validation(&self, lang: &str) -> PyResult<String> {
        guard(|| {
            let answer = wire::validation(&self.core, &self.rulebook, language(lang)?);
            if self.missing.is_empty() {
                return json(&answer);
            }
            let mut answer = serde_json::to_value(answer).map_err(|e| SproError::new_err(e.to_string()))?;
            if let Some(answer) = answer.as_object_mut() {
                let failures = answer.entry("failures").or_insert_with(|| serde_json::json!([]));
                if let Some(failures) = failures.as_array_mut() {
                    failures.splice(0..0, self.missing.iter().cloned());
                }
            }
            json(&answer)
        })
    }

    /// The figures, as `spro indicators --format json` says them.
    #[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
    fn indicators(&self, per: Vec<String>) -> PyResult<String> {
        guard(|| {
            let level = level(&per)?;
            let values = self.core.values(&self.rulebook, level);
            json(&wire::indicator_rows(&values, level, &self.rulebook))
        })
    }

    /// The typed rows, as `spro read --format json` gives them.
    fn rows(&self) -> PyResult<String> {
        guard(|| json(&wire::read_answer(&self.core, &self.rulebook)))
    }

    /// The evaluation, as `spro evaluate --format json` gives it.
    #[pyo3(signature = (as_of, lang))]
    fn evaluate(&self, as_of: Option<String>, lang: &str) -> PyResult<String> {
        guard(|| {
            let evaluation = evaluate(&self.core, &self.rulebook, day(as_of)?);
            json(&wire::evaluation_answer(&evaluation, &self.rulebook, language(lang)?))
        })
    }

    /// The report as one HTML page.
    #[pyo3(signature = (as_of, lang))]
    fn report_html(&self, as_of: Option<String>, lang: &str) -> PyResult<String> {
        guard(|| {
            let evaluation = evaluate(&self.core, &self.rulebook, day(as_of)?);
            Ok(spro::report::html::html(&evaluation, &self.core, &self.rulebook, language(lang)?))
        })
    }
}

fn day(text: Option<String>) -> PyResult<Option<chrono::NaiveDate>> {
    text.map(|t| {
        t.parse()
            .map_err(|_| SproError::new_err(format!("as_of « {t} » n’est pas un jour. Écrivez 2017-12-31.")))
    })
    .transpose()
}
