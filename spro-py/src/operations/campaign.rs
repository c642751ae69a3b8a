//! What a campaign answers.

use super::request::Request;
use super::{json, no_operation};
use crate::campaign::Campaign;
use crate::problem::{self, Problem};
use spro::evaluation::{evaluate, survey_answers};
use spro::indicator::{Group, Level};
use spro::network::{Member, members_in, members_on};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire;

/// The answer as JSON text.
pub fn ask(operation: &str, request: &Request, campaign: &Campaign) -> Result<String, Problem> {
    let (book, lang) = (&*campaign.rulebook, request.lang);
    match operation {
        "validation" => validation(request, campaign, wire::validation),
        "validation_without_values" => validation(request, campaign, wire::validation_without_values),
        "indicators" => {
            let level = level(&request.per)?;
            let mut values = campaign.core().values(book, level);
            if let Some(code) = &request.code {
                let position = problem::indicator(book, code, lang)?;
                values.retain(|value| value.indicator == position);
            }
            json(&wire::indicator_rows(&values, level, book))
        }
        _ => ask_rows(operation, request, campaign),
    }
}

/// What is answered from the typed rows.
fn ask_rows(operation: &str, request: &Request, campaign: &Campaign) -> Result<String, Problem> {
    let (core, book, lang) = (campaign.with_rows()?, &*campaign.rulebook, request.lang);
    match operation {
        "counted_rows" => json(&wire::counted_rows(core, problem::table(book, request.code(), lang)?, book)),
        "rows" => json(&wire::read_answer(core, book)),
        "evaluation" => json(&wire::evaluation_answer(&evaluate(core, book, request.day), book, lang)),
        "explanation" => {
            let network =
                request.reseau.as_ref().map(|name| problem::network(book, name, lang)).transpose()?;
            let department =
                request.departement.as_ref().map(|code| problem::department(book, code, lang)).transpose()?;
            let group = Group { year: request.annee, department, network };
            let position = problem::indicator(book, request.code(), lang)?;
            let trace = core.explain(book, position, group, request.most.unwrap_or(100));
            json(&trace.and_then(|trace| wire::explanation_answer(&trace, core, book, lang)))
        }
        "surveys" => {
            let answers = survey_answers(core, book, request.day);
            let rows = answers.iter().filter_map(|a| wire::survey_row(a, book, lang));
            json(
                &rows
                    .filter(|row| request.code.as_ref().is_none_or(|code| row.survey == *code))
                    .collect::<Vec<_>>(),
            )
        }
        "members" => members(request, campaign),
        "meetings" => json(&wire::meetings_answer(core, book)),
        "milestones" => json(&wire::milestones_answer(Some(core), book, request.day()?, lang)),
        "dossiers" => {
            let records = spro::convention::read_dossiers(&request.paths);
            json(&wire::convention_answer(core, &records, book, request.day, lang))
        }
        _ => Err(no_operation(operation)),
    }
}

/// The members that the files name: all of them, or those of a network on a day.
fn members(request: &Request, campaign: &Campaign) -> Result<String, Problem> {
    let book = &*campaign.rulebook;
    let batches = campaign.with_rows()?.submissions().iter().flat_map(|s| &s.tables).flat_map(|t| &t.batches);
    let all: Vec<Member> = batches.flat_map(|batch| members_in(batch, book)).collect();
    match (&request.reseau, request.day) {
        (Some(name), Some(day)) => {
            json(&members_on(&all, problem::network_code(book, name, request.lang)?, day))
        }
        _ => json(&all),
    }
}

/// The level that `per` names.
pub fn level(per: &[String]) -> Result<Level, Problem> {
    let per = per.join(",");
    per.parse().map_err(|what| Problem(format!("per « {per} » n’est pas compris : {what}")))
}

/// What was found, as `spro validate --format json` says it; files that are not there are its failures too.
fn validation(
    request: &Request,
    campaign: &Campaign,
    told: fn(&spro::campaign::Campaign, &Rulebook, Lang) -> wire::Validation,
) -> Result<String, Problem> {
    let answer = told(campaign.core(), &campaign.rulebook, request.lang);
    if campaign.missing.is_empty() {
        return json(&answer);
    }
    let mut answer = serde_json::to_value(answer)?;
    if let Some(answer) = answer.as_object_mut() {
        let failures = answer.entry("failures").or_insert_with(|| serde_json::json!([]));
        if let Some(failures) = failures.as_array_mut() {
            failures.splice(0..0, campaign.missing.iter().cloned());
        }
    }
    json(&answer)
}
