//! Conventions, amendments, funding requests, subsidies as open data, and brand charters.

use super::localize::localized;
use super::request::Request;
use super::{json, no_operation};
use crate::problem::{Problem, say};
use serde_json::{Value, json as value};
use spro::charter::Charter;
use spro::convention::{Amendment, Convention, Dossier, FundingRequest, NotADossier, read_dossiers};
use spro::exchange::scdl::{COLUMNS, Row, csv, lines};
use spro::rulebook::{ConventionKind, Rulebook};
use spro::sheet::{Limits, read_path};
use spro::value::Absent;
use spro::wire;
use std::collections::BTreeMap;

/// The answer as JSON text.
pub fn ask(operation: &str, request: &Request, book: &Rulebook) -> Result<String, Problem> {
    let lang = request.lang;
    let absent = |why: Absent| Problem(why.words(lang));
    match operation {
        "check_requests" => {
            let requests: Vec<FundingRequest> = request.record()?;
            json(&wire::request_diagnostics(&requests, book, lang))
        }
        "unjudged" => {
            let asked: FundingRequest = request.record()?;
            let silent = asked.unjudged(book).into_iter();
            json(&silent.map(|(rule, why)| (rule, why.to_string())).collect::<Vec<_>>())
        }
        "actions_total" => json(&request.record::<FundingRequest>()?.actions_total()),
        "convention_of" => json(&request.record::<FundingRequest>()?.convention(book).map_err(absent)?),
        "payment_schedule" => json(&request.record::<Convention>()?.payment_schedule(book).map_err(absent)?),
        "convention_state" => localized(&request.record::<Convention>()?.state(request.day()?), lang),
        "relay_state" => relay_state(request, book),
        "check_records" => {
            let dossier = match &request.record {
                Some(record) => {
                    Dossier::from_json(&record.to_string()).map_err(|why| unreadable(request, &why))?
                }
                None => Dossier::default(),
            };
            json(&wire::record_diagnostics(&dossier, book, request.day, lang))
        }
        "read_dossiers" => dossiers(request),
        "scdl_export" => scdl_export(request),
        "scdl_import" => scdl_import(request),
        "charter" => charter(request),
        _ => Err(no_operation(operation)),
    }
}

fn unreadable(request: &Request, why: &NotADossier) -> Problem {
    say(request.lang, why.message(spro::value::Lang::Fr), why.message(spro::value::Lang::En))
}

/// Who has an amendment on a day; the official signing, where the rulebook records one, beside the way.
fn relay_state(request: &Request, book: &Rulebook) -> Result<String, Problem> {
    let state = request.record::<Amendment>()?.relay_state(book, request.day()?);
    let mut answer = serde_json::to_value(&state)?;
    if let Some(answer) = answer.as_object_mut() {
        let (way, exception) = match answer.remove("way").unwrap_or_default() {
            Value::Object(mut signed) => {
                ("official-signing", signed.remove("official-signing").unwrap_or_default())
            }
            _ => ("by-coordinator", Value::Null),
        };
        answer.insert("way".to_owned(), way.into());
        answer.insert("exception".to_owned(), exception);
        answer.insert("coverage".to_owned(), serde_json::to_value(state.coverage())?);
    }
    localized(&answer, request.lang)
}

/// The records in files and folders, each file with its name.
fn dossiers(request: &Request) -> Result<String, Problem> {
    let mut all = Vec::new();
    for (path, read) in read_dossiers(&request.paths) {
        let dossier = read.map_err(|why| Problem(format!("« {path} » : {}", unreadable(request, &why).0)))?;
        if !dossier.is_empty() {
            let (conventions, avenants) = (dossier.conventions, dossier.amendments);
            all.push(value!({ "path": path, "conventions": conventions, "avenants": avenants }));
        }
    }
    json(&all)
}

fn scdl_export(request: &Request) -> Result<String, Problem> {
    let names = request.own_columns.values().flat_map(|own| own.keys()).chain(request.columns.keys());
    if let Some(name) = names.into_iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        let known = COLUMNS.join(", ");
        return Err(say(
            request.lang,
            format!("la colonne « {name} » n’existe pas dans le schéma. Colonnes : {known}."),
            format!("the column “{name}” is not in the schema. Columns: {known}."),
        ));
    }
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for convention in request.record::<Vec<Convention>>()? {
        let own = request.own_columns.get(&convention.structure);
        let given = |name: &str| {
            own.and_then(|own| own.get(name)).or_else(|| request.columns.get(name)).map(String::as_str)
        };
        match Row::publish_texts(&convention, given) {
            Ok((row, lost)) => {
                rows.push(row);
                lines.push(value!({ "lost": lost, "problems": [] }));
            }
            Err(problems) => lines.push(value!({ "lost": [], "problems": problems })),
        }
    }
    localized(&value!({ "csv": csv(&rows), "lines": lines }), request.lang)
}

/// The lines of the files that are named.
fn read_lines(request: &Request) -> Result<Vec<BTreeMap<&'static str, String>>, Problem> {
    let mut all = Vec::new();
    for path in &request.paths {
        let book =
            read_path(path, &Limits::default()).map_err(|error| Problem(error.message(request.lang)))?;
        let read = lines(&book).map_err(|why| {
            let words = why.words();
            let name = path.to_string_lossy();
            say(request.lang, format!("« {name} » : {}", words.fr), format!("“{name}”: {}", words.en))
        })?;
        all.extend(read.lines.into_iter().map(|(_, line)| line));
    }
    Ok(all)
}

fn scdl_import(request: &Request) -> Result<String, Problem> {
    let read = read_lines(request)?;
    let given = request.lines.iter().map(|line| line.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect());
    let read = read.iter().map(|line| line.iter().map(|(k, v)| (*k, v.as_str())).collect());
    let lines: Vec<Value> = given
        .chain(read)
        .map(|line: BTreeMap<&str, &str>| match Row::read(|name| line.get(name).copied()) {
            Ok(row) => {
                let (convention, lost) = row.convention(ConventionKind::Financial);
                value!({ "convention": convention, "lost": lost, "problems": [] })
            }
            Err(problems) => value!({ "convention": null, "lost": [], "problems": problems }),
        })
        .collect();
    localized(&lines, request.lang)
}

/// Everything that a charter misses.
fn charter(request: &Request) -> Result<String, Problem> {
    let read = read_charter(request);
    let problems = read.err().unwrap_or_default();
    json(&problems.iter().map(|problem| problem.message(request.lang)).collect::<Vec<_>>())
}

/// The charter in the text, with its logo from the folder.
pub fn read_charter(request: &Request) -> Result<Charter, Vec<spro::charter::CharterProblem>> {
    let Some(text) = &request.text else { return Ok(Charter::plain()) };
    let folder = request.folder.clone().unwrap_or_default();
    Charter::from_toml(text, |logo| std::fs::read(folder.join(logo)).ok())
}
