//! The evaluation as a file, in the form that its name asks for.

use super::{Dialect, csv_parts, html, sheets, xlsx_long};
use crate::campaign::Campaign;
use crate::evaluation::Evaluation;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use crate::wire;

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// One page that stands alone.
    Html,
    /// A workbook: one sheet a subject.
    Xlsx,
    /// One table for all subjects: its first column says which.
    Csv,
    /// The answer of `evaluate` with the findings and all that the figures stand on.
    Json,
}

impl Form {
    /// The form that the ending of a file's name asks for, whatever its case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_lowercase().as_str() {
            "html" | "htm" => Self::Html,
            "xlsx" => Self::Xlsx,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// The bytes of the report; every form holds the same content.
///
/// # Errors
/// Why it could not be made: a result that does not fit a sheet.
pub fn file(
    form: Form,
    evaluation: &Evaluation,
    campaign: &Campaign,
    rulebook: &Rulebook,
    lang: Lang,
) -> Result<Vec<u8>, String> {
    let sheets = || sheets(evaluation, campaign, rulebook, lang);
    match form {
        Form::Html => Ok(html::html(evaluation, campaign, rulebook, lang).into_bytes()),
        Form::Xlsx => xlsx_long(sheets()).map_err(|e| e.to_string()),
        Form::Csv => {
            let part = match lang {
                Lang::Fr => "partie",
                Lang::En => "part",
            };
            Ok(csv_parts(sheets(), part, Dialect::French).into_bytes())
        }
        Form::Json => {
            let answer = wire::report_answer(evaluation, campaign, rulebook, lang);
            serde_json::to_vec_pretty(&answer).map_err(|e| e.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn the_ending_of_a_name_tells_the_form() {
        let forms = ["html", "HTM", "Xlsx", "csv", "json", "pdf", ""].map(Form::of_ending);
        let [html, htm, xlsx, csv, json, pdf, none] = forms;
        assert_eq!([html, htm], [Some(Form::Html); 2]);
        assert_eq!((xlsx, csv, json), (Some(Form::Xlsx), Some(Form::Csv), Some(Form::Json)));
        assert_eq!([pdf, none], [None; 2]);
    }
}
