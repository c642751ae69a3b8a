//! What is asked about whole returns that were typed: figures, how they came about, and dossiers of conventions.

use crate::{Answer, Problem, answer, rules};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;
use spro::campaign::{Campaign, Form, Input, Options};
use spro::convention::Dossier;
use spro::indicator::{Group, Level};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;
use std::collections::BTreeMap;

/// Tables that belong together, as a form posts them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Return {
    /// Its name, which answers show.
    #[serde(default)]
    name: String,
    /// The network of all its rows.
    #[serde(default)]
    reseau: Option<String>,
    /// The rows of each table, by its code.
    tables: BTreeMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorsRequest {
    returns: Vec<Return>,
    /// As `--per` has it.
    per: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplainRequest {
    lang: Lang,
    returns: Vec<Return>,
    indicator: String,
    reseau: Option<String>,
    departement: Option<String>,
    annee: Option<i32>,
    lines: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConventionRequest {
    lang: Lang,
    dossier: Return,
    /// Conventions and amendments.
    records: Option<Box<RawValue>>,
    as_of: Option<NaiveDate>,
}

/// Runs one of the operations 30 to 39.
pub fn run(operation: u32, request: &[u8]) -> Answer {
    let rulebook = rules::rulebook()?;
    match operation {
        30 => indicators(&read(request)?, rulebook),
        31 => explain(&read(request)?, rulebook),
        32 => convention(read(request)?, rulebook),
        other => Err(Problem::bad_request(format_args!("operation {other}"))),
    }
}

fn read<'r, T: Deserialize<'r>>(request: &'r [u8]) -> Result<T, Problem> {
    serde_json::from_slice(request).map_err(Problem::bad_request)
}

fn indicators(request: &IndicatorsRequest, rulebook: &Rulebook) -> Answer {
    let level: Level = request.per.parse().map_err(Problem::bad_request)?;
    let campaign = campaign(&request.returns, false, rulebook)?;
    answer::json(&wire::indicator_rows(&campaign.values(rulebook, level), level, rulebook))
}

fn explain(request: &ExplainRequest, rulebook: &Rulebook) -> Answer {
    let found = rulebook.indicator(&request.indicator);
    let indicator = found.and_then(|(position, _)| u16::try_from(position).ok()).ok_or_else(|| {
        let codes = rulebook.indicators().iter().map(|i| i.code.as_str());
        unknown("unknown-indicator", "Indicateur inconnu", &request.indicator, codes)
    })?;
    let department = request.departement.as_deref().map(|code| department(code, rulebook)).transpose()?;
    let network = request.reseau.as_deref().map(|name| network(name, rulebook)).transpose()?;
    let group = Group { year: request.annee, department, network };
    let campaign = campaign(&request.returns, true, rulebook)?;
    match campaign.explain(rulebook, indicator, group, request.lines) {
        Some(trace) => answer::json(&wire::explanation_answer(&trace, &campaign, rulebook, request.lang)),
        None => Err(Problem::bad_request("indicator")),
    }
}

fn convention(request: ConventionRequest, rulebook: &Rulebook) -> Answer {
    let name = request.dossier.name.clone();
    let records = match &request.records {
        Some(text) => vec![(name, Ok(Dossier::from_json(text.get()).map_err(Problem::bad_request)?))],
        None => Vec::new(),
    };
    let campaign = campaign(&[request.dossier], true, rulebook)?;
    answer::json(&wire::convention_answer(&campaign, &records, rulebook, request.as_of, request.lang))
}

fn campaign(returns: &[Return], keep_rows: bool, rulebook: &Rulebook) -> Result<Campaign, Problem> {
    let inputs: Vec<Input> = returns.iter().map(|r| form(r, rulebook)).collect::<Result<_, _>>()?;
    let options = Options::default().keeping_rows(keep_rows).on_threads(1);
    Ok(Campaign::read(&inputs, rulebook, &options, |_| ()))
}

fn form(asked: &Return, rulebook: &Rulebook) -> Result<Input, Problem> {
    let given = asked.reseau.as_deref().filter(|name| !name.is_empty());
    let network = given.map(|name| network(name, rulebook)).transpose()?;
    let mut form = Form::new(asked.name.as_str(), network);
    for (table, rows) in &asked.tables {
        let rows = wire::form_rows(table, rows.get(), rulebook)
            .map_err(|error| Problem::new(error.code(), error.to_string()))?;
        form = form.with(rows);
    }
    Ok(form.into())
}

fn network(name: &str, rulebook: &Rulebook) -> Result<u32, Problem> {
    rulebook.network_by_name(name).ok_or_else(|| {
        let codes = rulebook.networks().iter().map(|n| n.code.as_str());
        unknown("unknown-network", "Réseau inconnu", name, codes)
    })
}

fn department(code: &str, rulebook: &Rulebook) -> Result<u16, Problem> {
    let found = rulebook.departments().iter().position(|d| d.code == code);
    found.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| {
        let codes = rulebook.departments().iter().map(|d| d.code.as_str());
        unknown("unknown-department", "Département inconnu", code, codes)
    })
}

fn unknown<'a>(code: &'static str, what: &str, given: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let known: Vec<&str> = known.collect();
    Problem::new(code, format!("{what} : {given}. Attendu : {}. (Unknown name.)", known.join(", ")))
}
