//! What is to be said about a file of a campaign, and the name of the file that says it.

use super::Note;
use crate::campaign::Submission;
use crate::rulebook::{Rulebook, Severity};
use crate::sheet::Format;
use crate::value::Lang;
use std::path::Path;

/// The errors and warnings of a file; what was repaired needs nobody.
pub fn notes(submission: &Submission, rulebook: &Rulebook, lang: Lang) -> Vec<Note> {
    let findings = submission.findings.iter().zip(submission.diagnostics(rulebook, lang));
    findings
        .filter(|(_, diagnostic)| diagnostic.severity != Severity::Info)
        .map(|(finding, diagnostic)| Note {
            sheet: usize::from(finding.sheet),
            place: finding.place,
            severity: diagnostic.severity,
            message: diagnostic.message,
            help: diagnostic.help,
        })
        .collect()
}

/// `a/Dreux.ods` goes back as `Dreux - à corriger.ods`; a CSV becomes a workbook.
pub fn returned_name(source: &str, format: Format, lang: Lang) -> String {
    let source = Path::new(source);
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    let own = source.extension().map(|extension| extension.to_string_lossy().into_owned());
    let extension = match format {
        Format::Xlsx => own.filter(|e| e.eq_ignore_ascii_case("xlsm")).unwrap_or_else(|| "xlsx".into()),
        _ => "ods".into(),
    };
    let mark = match lang {
        Lang::Fr => "à corriger",
        Lang::En => "to mend",
    };
    format!("{stem} - {mark}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_returned_file_has_a_name_of_its_own() {
        for (source, format, expected) in [
            ("a/Dreux 2017.ods", Format::Ods, "Dreux 2017 - à corriger.ods"),
            ("a/Cher.XLSX", Format::Xlsx, "Cher - à corriger.xlsx"),
            ("Cher.xlsm", Format::Xlsx, "Cher - à corriger.xlsm"),
            ("a/Cher.csv", Format::Xlsx, "Cher - à corriger.xlsx"),
        ] {
            assert_eq!(returned_name(source, format, Lang::Fr), expected);
        }
        assert_eq!(returned_name("Cher.ods", Format::Ods, Lang::En), "Cher - to mend.ods");
    }
}
