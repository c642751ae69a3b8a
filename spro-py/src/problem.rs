//! Why something was not done, in words, before it is raised in Python.

use crate::error::SproError;
use pyo3::PyErr;
use spro::rulebook::Rulebook;
use spro::value::Lang;

/// Why something was not done, and what to do.
#[derive(Debug)]
pub struct Problem(pub String);

impl Problem {
    /// The exception of Python.
    pub fn raise(self) -> PyErr {
        SproError::new_err(self.0)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// The text in the language.
pub fn say(lang: Lang, fr: String, en: String) -> Problem {
    Problem(if lang == Lang::En { en } else { fr })
}

/// The language of this code.
pub fn language(code: &str) -> Result<Lang, Problem> {
    match code {
        "fr" => Ok(Lang::Fr),
        "en" => Ok(Lang::En),
        _ => Err(Problem(format!("lang est « fr » ou « en », pas « {code} »."))),
    }
}

/// A name that the rulebook does not have. `what` is « le réseau », the network.
fn unknown<'a>(what: (&str, &str), name: &str, known: impl Iterator<Item = &'a str>, lang: Lang) -> Problem {
    let known = known.collect::<Vec<_>>().join(", ");
    say(
        lang,
        format!("{} « {name} » n’existe pas dans ce référentiel. Connus : {known}.", what.0),
        format!("{} “{name}” is not in this rulebook. Known: {known}.", what.1),
    )
}

/// Position of the network that a text names.
pub fn network(rulebook: &Rulebook, name: &str, lang: Lang) -> Result<u32, Problem> {
    let known = || rulebook.networks().iter().map(|n| n.code.as_str());
    rulebook.network_by_name(name).ok_or_else(|| unknown(("le réseau", "the network"), name, known(), lang))
}

/// Code of the network that a text names.
pub fn network_code<'r>(rulebook: &'r Rulebook, name: &str, lang: Lang) -> Result<&'r str, Problem> {
    let position = usize::try_from(network(rulebook, name, lang)?).unwrap_or(usize::MAX);
    Ok(rulebook.networks().get(position).map_or("", |n| n.code.as_str()))
}

/// Position of a department, by its number.
pub fn department(rulebook: &Rulebook, code: &str, lang: Lang) -> Result<u16, Problem> {
    let all = rulebook.departments();
    position(all.iter().position(|d| d.code == code)).ok_or_else(|| {
        unknown(("le département", "the department"), code, all.iter().map(|d| d.code.as_str()), lang)
    })
}

/// Position of a table, by its code.
pub fn table(rulebook: &Rulebook, code: &str, lang: Lang) -> Result<u16, Problem> {
    position(rulebook.table(code).map(|(at, _)| at)).ok_or_else(|| {
        unknown(("le tableau", "the table"), code, rulebook.tables().iter().map(|t| t.code.as_str()), lang)
    })
}

/// Position of an indicator, by its code.
pub fn indicator(rulebook: &Rulebook, code: &str, lang: Lang) -> Result<u16, Problem> {
    position(rulebook.indicator(code).map(|(at, _)| at)).ok_or_else(|| {
        let known = rulebook.indicators().iter().map(|i| i.code.as_str());
        unknown(("l’indicateur", "the indicator"), code, known, lang)
    })
}

/// A parameter's code that there is not.
pub fn no_parameter(rulebook: &Rulebook, code: &str, lang: Lang) -> Problem {
    let known = rulebook.parameters().iter().map(|p| p.code.as_str());
    unknown(("le paramètre", "the parameter"), code, known, lang)
}

fn position(found: Option<usize>) -> Option<u16> {
    found.and_then(|at| u16::try_from(at).ok())
}
