//! What is made as bytes: workbooks, pages, reports.

use super::convention::read_charter;
use super::no_operation;
use super::request::Request;
use crate::campaign::Campaign;
use crate::problem::{self, Problem, say};
use spro::evaluation::evaluate;
use spro::report::return_to_sender::{ReturnedNames, annotate, notes};
use spro::report::{self, Form};
use spro::rulebook::{Rulebook, Severity};
use spro::schema::{XlsFormError, xlsform};
use spro::sheet::Limits;
use spro::template::{self, TemplateError};
use spro::value::Lang;
use std::collections::HashMap;

/// The bytes.
pub fn make(
    operation: &str,
    request: &str,
    book: &Rulebook,
    campaign: Option<&Campaign>,
) -> Result<Vec<u8>, Problem> {
    let request = Request::read(request)?;
    let lang = request.lang;
    match (operation, campaign) {
        ("template", _) => {
            let tables = tables(&request, book)?;
            template::workbook(book, &tables, lang).map_err(|why| not_made(&why, lang))
        }
        ("attendance_sheet", _) => attendance(&request, book),
        ("xlsform", _) => xlsform(book, request.code()).map_err(|why| no_form(&why, book, lang)),
        ("report", Some(campaign)) => {
            let form = request.form.as_deref().and_then(Form::of_ending).ok_or_else(|| {
                say(
                    lang,
                    "un rapport est en .html, .xlsx, .csv ou .json.".to_owned(),
                    "a report is .html, .xlsx, .csv or .json.".to_owned(),
                )
            })?;
            let core = campaign.with_rows()?;
            report::file(form, &evaluate(core, book, request.day), core, book, lang).map_err(Problem)
        }
        ("filled", Some(campaign)) => filled(&request, campaign),
        _ => Err(no_operation(operation)),
    }
}

/// The tables asked for; without any, those that each network fills in.
fn tables(request: &Request, book: &Rulebook) -> Result<Vec<u16>, Problem> {
    if request.tables.is_empty() {
        let yearly: Vec<u16> =
            (0..).zip(book.tables()).filter(|(_, t)| t.years.is_some()).map(|(i, _)| i).collect();
        return Ok(if yearly.is_empty() {
            (0..).zip(book.tables()).map(|(i, _)| i).collect()
        } else {
            yearly
        });
    }
    request.tables.iter().map(|code| problem::table(book, code, request.lang)).collect()
}

fn attendance(request: &Request, book: &Rulebook) -> Result<Vec<u8>, Problem> {
    let lang = request.lang;
    let charter = read_charter(request).map_err(|problems| {
        Problem(problems.iter().map(|problem| problem.message(lang)).collect::<Vec<_>>().join("\n"))
    })?;
    let made = match request.form.as_deref() {
        Some("html") => template::attendance_page(book, &charter, lang).map(String::into_bytes),
        _ => template::attendance_workbook(book, &charter, lang),
    };
    made.map_err(|why| not_made(&why, lang))
}

/// The rows of a file, or of all of them, in a workbook to go on with.
fn filled(request: &Request, campaign: &Campaign) -> Result<Vec<u8>, Problem> {
    let (mut batches, mut findings) = (Vec::new(), Vec::new());
    let wanted =
        |path: &str| request.paths.is_empty() || request.paths.iter().any(|p| p.to_string_lossy() == path);
    for submission in campaign.with_rows()?.submissions().iter().filter(|s| wanted(&s.path)) {
        batches.extend(submission.tables.iter().flat_map(|t| t.batches.iter().cloned()));
        findings.extend(submission.findings.iter().cloned());
    }
    template::filled(&campaign.rulebook, &batches, &findings, request.lang)
        .map_err(|why| not_made(&why, request.lang))
}

fn not_made(why: &TemplateError, lang: Lang) -> Problem {
    say(
        lang,
        format!("le classeur n’a pas pu être fait : {why}. Vérifier le référentiel."),
        format!("the workbook could not be made: {why}. Check the rulebook."),
    )
}

fn no_form(why: &XlsFormError, book: &Rulebook, lang: Lang) -> Problem {
    let known = book.surveys().iter().map(|s| s.code.as_str()).collect::<Vec<_>>().join(", ");
    say(
        lang,
        format!("cette enquête n’a pas de formulaire : {why}. Enquêtes connues : {known}."),
        format!("this survey has no form: {why}. Known surveys: {known}."),
    )
}

/// A file that goes back: its path, the name and bytes of the annotated one, and how much there is to mend.
pub type SentBack = (String, String, Vec<u8>, usize);

/// The files with errors, each with a comment on each cell to mend. `contents` are those that were read from memory.
pub fn send_back(
    campaign: &Campaign,
    contents: &HashMap<String, Vec<u8>>,
    lang: Lang,
) -> Result<Vec<SentBack>, Problem> {
    let book = &*campaign.rulebook;
    let wrong: Vec<_> =
        campaign.core().submissions().iter().filter(|s| s.count(book, Severity::Error) > 0).collect();
    let mut names = ReturnedNames::in_one_folder(wrong.iter().map(|submission| submission.path.as_str()));
    wrong
        .into_iter()
        .map(|submission| {
            let path = &submission.path;
            let bytes = match contents.get(path) {
                Some(bytes) => bytes.clone(),
                None => std::fs::read(path).map_err(|_| {
                    say(
                        lang,
                        format!("« {path} » : ce fichier n’a pas pu être relu. Fermez-le ailleurs, puis réessayez."),
                        format!("“{path}”: this file could not be read again. Close it elsewhere, then try again."),
                    )
                })?,
            };
            let notes = notes(submission, book, lang);
            let returned = annotate(&bytes, path, &notes, lang, &Limits::default())
                .map_err(|why| Problem(format!("« {path} » : {}", why.message(lang))))?;
            Ok((path.clone(), names.of(path, returned.format, lang), returned.bytes, notes.len()))
        })
        .collect()
}
