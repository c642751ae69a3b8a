//! XLSForm of a survey: the questionnaire as ODK, KoboToolbox and Enketo ask it.
//!
//! The names of the answers are the codes of the answers' table, so that an export of those tools is read as that
//! table: a question of several choices has one computed yes-or-no answer an option beside it.

use crate::rulebook::{AnswerKind, Audience, Rulebook, Survey, SurveyQuestion};
use crate::template::paper::sheet_name;
use crate::value::Words;
use crate::workbook::{Format, Workbook, WorkbookError, Worksheet};

/// Names of the choices beside the options of the questions.
const NETWORKS: &str = "reseau";
const YES_NO: &str = "oui_non";
const SCALE: &str = "echelle";
/// The columns of the sheet `survey`.
const SURVEY: [&str; 8] = [
    "type",
    "name",
    "label::Français (fr)",
    "label::English (en)",
    "hint::Français (fr)",
    "hint::English (en)",
    "required",
    "calculation",
];
const CHOICES: [&str; 4] = ["list_name", "name", "label::Français (fr)", "label::English (en)"];
const SETTINGS: [&str; 4] = ["form_title", "form_id", "version", "default_language"];

/// Why a survey has no XLSForm.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsFormError {
    /// The rulebook has no survey of this code.
    #[error("the rulebook has no survey `{0}`")]
    UnknownSurvey(String),
    /// The rulebook names the survey and none of its questions.
    #[error("the survey `{0}` has no questions")]
    NoQuestions(String),
    /// Two answers would have one name.
    #[error("two answers have the name `{code}`")]
    SameName {
        /// The name.
        code: String,
    },
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] WorkbookError),
}

/// The questionnaire of a survey as a workbook with the sheets `survey`, `choices` and `settings`; the same rulebook
/// gives the same bytes.
pub fn xlsform(rulebook: &Rulebook, survey: &str) -> Result<Vec<u8>, XlsFormError> {
    let survey = rulebook.survey(survey).ok_or_else(|| XlsFormError::UnknownSurvey(survey.to_owned()))?;
    if survey.questions.is_empty() {
        return Err(XlsFormError::NoQuestions(survey.code.clone()));
    }
    let names = answer_names(survey)?;
    let mut book = Workbook::new(&survey.label.fr);
    sheet(&mut book, "survey", &SURVEY, &survey_rows(survey, &names))?;
    sheet(&mut book, "choices", &CHOICES, &choice_rows(rulebook, survey))?;
    let settings = vec![
        survey.label.fr.clone(),
        survey.code.clone(),
        rulebook.version().to_owned(),
        "Français (fr)".to_owned(),
    ];
    sheet(&mut book, "settings", &SETTINGS, &[settings])?;
    Ok(book.save_to_buffer()?)
}

/// The names of all answers, the choices of several among them; each name is there once.
// INVARIANT: codes of questions and options are ASCII letters, digits and `_`; kept by the loading of rulebooks.
fn answer_names(survey: &Survey) -> Result<Vec<String>, XlsFormError> {
    let mut names = vec![NETWORKS.to_owned()];
    for question in &survey.questions {
        let choice = (question.kind == AnswerKind::Multiple).then(|| question.code.clone());
        for name in choice.into_iter().chain(question.field_codes()) {
            if names.contains(&name) {
                return Err(XlsFormError::SameName { code: name });
            }
            names.push(name);
        }
    }
    Ok(names)
}

/// Name of the list of a question's options; no other list begins so.
fn list_of(question: &SurveyQuestion) -> String {
    format!("choix_{}", question.code)
}

fn survey_rows(survey: &Survey, taken: &[String]) -> Vec<Vec<String>> {
    let intro = match survey.audience {
        Audience::Agents => (
            "Les réponses sont anonymes ; une question peut rester sans réponse.",
            "Answers are anonymous; a question may stay without an answer.",
        ),
        Audience::Users => (
            "Vos réponses sont anonymes ; vous pouvez laisser une question sans réponse.",
            "Your answers are anonymous; you may leave a question without an answer.",
        ),
    };
    let network = ("Réseau local", "Local network");
    let mut note = String::from("presentation");
    while taken.contains(&note) {
        note.push('_');
    }
    let mut rows = vec![
        row("note", &note, intro, ("", ""), "", ""),
        row(&format!("select_one {NETWORKS}"), NETWORKS, network, ("", ""), "yes", ""),
    ];
    for question in &survey.questions {
        rows.extend(question_rows(question));
    }
    rows
}

fn question_rows(question: &SurveyQuestion) -> Vec<Vec<String>> {
    let label = (question.label.fr.as_str(), question.label.en.as_str());
    let several = ("Plusieurs réponses possibles.", "Several answers are possible.");
    let (kind, hint) = match question.kind {
        AnswerKind::YesNo => (format!("select_one {YES_NO}"), ("", "")),
        AnswerKind::Scale => (
            format!("select_one {SCALE}"),
            ("De 1, pas du tout, à 5, tout à fait.", "From 1, not at all, to 5, entirely."),
        ),
        AnswerKind::Single => (format!("select_one {}", list_of(question)), ("", "")),
        AnswerKind::Multiple => (format!("select_multiple {}", list_of(question)), several),
    };
    let mut rows = vec![row(&kind, &question.code, label, hint, "", "")];
    if question.kind == AnswerKind::Multiple {
        for (option, name) in question.options.iter().zip(question.field_codes()) {
            let chosen = format!("selected(${{{}}}, '{}')", question.code, option.code);
            let calculation = format!("if(${{{}}} = '', '', if({chosen}, 'oui', 'non'))", question.code);
            rows.push(row("calculate", &name, ("", ""), ("", ""), "", &calculation));
        }
    }
    rows
}

fn row(
    kind: &str,
    name: &str,
    label: (&str, &str),
    hint: (&str, &str),
    required: &str,
    calculation: &str,
) -> Vec<String> {
    [kind, name, label.0, label.1, hint.0, hint.1, required, calculation].map(str::to_owned).to_vec()
}

fn choice_rows(rulebook: &Rulebook, survey: &Survey) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut add = |list: &str, name: &str, label: &Words| {
        rows.push([list, name, &label.fr, &label.en].map(str::to_owned).to_vec());
    };
    // Only the networks that volunteered are asked; all of them where that is not known.
    for network in rulebook.networks() {
        if survey.networks.is_empty() || survey.networks.contains(&network.code) {
            add(NETWORKS, &network.code, &network.label);
        }
    }
    let has = |kind| survey.questions.iter().any(|q| q.kind == kind);
    let words = |fr: &str, en: &str| Words { fr: fr.to_owned(), en: en.to_owned() };
    if has(AnswerKind::YesNo) {
        add(YES_NO, "oui", &words("Oui", "Yes"));
        add(YES_NO, "non", &words("Non", "No"));
    }
    if has(AnswerKind::Scale) {
        for mark in ["1", "2", "3", "4", "5"] {
            add(SCALE, mark, &words(mark, mark));
        }
    }
    for question in &survey.questions {
        for option in &question.options {
            add(&list_of(question), &option.code, &option.label);
        }
    }
    rows
}

fn sheet(
    book: &mut Workbook,
    name: &str,
    headers: &[&str],
    rows: &[Vec<String>],
) -> Result<(), WorkbookError> {
    let mut sheet = Worksheet::new(&sheet_name(name, &[]))?;
    let bold = Format::new().set_bold();
    for (column, header) in (0u16..).zip(headers) {
        sheet.write_string_with_format(0, column, *header, &bold)?;
        sheet.set_column_width(column, 28)?;
    }
    for (index, row) in (1u32..).zip(rows) {
        for (column, text) in (0u16..).zip(row) {
            if !text.is_empty() {
                sheet.write_string(index, column, text)?;
            }
        }
    }
    sheet.freeze_rows(1);
    book.add(sheet);
    Ok(())
}
