//! What a rulebook says.

use super::localize::localized;
use super::request::Request;
use super::{json, no_operation};
use crate::problem::{self, Problem, say};
use chrono::NaiveDate;
use spro::prescription::{UnknownName, may_prescribe, prescription_required};
use spro::rulebook::Rulebook;
use spro::value::{Decimal, Lang, print};
use spro::{exchange, schema, wire};

/// The answer; `None` where the operation is about something else.
pub fn ask(operation: &str, request: &Request, book: &Rulebook) -> Result<Option<String>, Problem> {
    let lang = request.lang;
    let answer = match operation {
        "describe" => json(&wire::describe(book, lang)),
        "definition" => definition(request, book),
        "parameter" => parameter(request, book),
        "questions" => json(&wire::question_rows(book, lang)),
        "region" => localized(book.region(), lang),
        "departments" => localized(&book.departments(), lang),
        "networks" => localized(&book.networks(), lang),
        "sources" => localized(&book.sources(), lang),
        "schemes" => localized(&book.schemes(), lang),
        "conventions" => localized(&book.conventions(), lang),
        "relay_exceptions" => localized(&book.relay_exceptions(), lang),
        "surveys" => localized(&book.surveys(), lang),
        "tenures" => json(&wire::tenure_rows(book, lang)),
        "tenure_breaks" => json(&wire::tenure_break_rows(book, lang)),
        "coordination" => {
            let network = problem::network_code(book, request.reseau.as_deref().unwrap_or_default(), lang)?;
            json(&wire::coordination_answer(book, network, request.day()?, lang))
        }
        "may_prescribe" => {
            let structure = request.structure.as_deref().unwrap_or_default();
            let found = may_prescribe(book, structure, request.code(), request.day()?);
            prescription(found, lang)
        }
        "prescription_required" => {
            let network = problem::network_code(book, request.reseau.as_deref().unwrap_or_default(), lang)?;
            let found = prescription_required(book, request.code(), request.day()?, network);
            prescription(found, lang)
        }
        "milestones" => json(&wire::milestones_answer(None, book, request.day()?, lang)),
        "calendar" => json(&exchange::calendar(book, request.day()?, lang)),
        "schema" => schema_of(request, book),
        "shown" => {
            let all: Vec<Option<(Decimal, String)>> = request.record()?;
            let one = |(number, unit): &(Decimal, String)| shown(*number, unit, lang);
            json(&all.iter().map(|value| value.as_ref().map(one)).collect::<Vec<_>>())
        }
        _ => return Ok(None),
    };
    answer.map(Some)
}

/// A number in its unit, rounded, as people read it.
fn shown(number: Decimal, unit: &str, lang: Lang) -> String {
    match unit {
        "ratio" => print::percent(number, 1, lang),
        "euro" => print::euros(number, lang),
        _ => print::decimal(print::round(number, 3), lang),
    }
}

fn definition(request: &Request, book: &Rulebook) -> Result<String, Problem> {
    let code = request.code();
    let found = wire::definition(book, code, request.lang).ok_or_else(|| {
        say(
            request.lang,
            format!(
                "le code « {code} » n’existe pas dans ce référentiel. Exemples : « reunions.date », « 2 »."
            ),
            format!("the code “{code}” is not in this rulebook. Examples: “reunions.date”, “2”."),
        )
    })?;
    json(&found)
}

fn parameter(request: &Request, book: &Rulebook) -> Result<String, Problem> {
    let (code, day): (&str, NaiveDate) = (request.code(), request.day()?);
    let found = wire::parameter_answer(book, code, day, request.lang);
    json(&found.ok_or_else(|| problem::no_parameter(book, code, request.lang))?)
}

fn prescription(
    found: Result<spro::prescription::Answer, UnknownName>,
    lang: Lang,
) -> Result<String, Problem> {
    match found {
        Ok(answer) => json(&wire::prescription_answer(&answer, lang)),
        Err(unknown) => Err(Problem(unknown_name(&unknown, lang))),
    }
}

fn unknown_name(unknown: &UnknownName, lang: Lang) -> String {
    let (what, name, known) = match (unknown, lang) {
        (UnknownName::Scheme { name, known }, Lang::Fr) => ("le dispositif", name, known),
        (UnknownName::Structure { name, known }, Lang::Fr) => ("la structure", name, known),
        (UnknownName::Network { name, known }, Lang::Fr) => ("le réseau", name, known),
        _ => return unknown.to_string(),
    };
    format!("{what} « {name} » n’existe pas dans ce référentiel. Connus : {known}.")
}

fn schema_of(request: &Request, book: &Rulebook) -> Result<String, Problem> {
    let lang = request.lang;
    let table = request.tables.first().map(|code| problem::table(book, code, lang)).transpose()?;
    match (request.form.as_deref(), table) {
        (Some("json-schema"), Some(table)) => json(&schema::row_schema(book, table, lang)),
        (Some("json-schema"), None) => json(&schema::submission_schema(book, lang)),
        (Some("table-schema"), Some(table)) => json(&schema::table_schema(book, table, lang)),
        (Some("table-schema"), None) => json(&schema::data_package(book, lang)),
        (other, _) => Err(no_operation(other.unwrap_or_default())),
    }
}
