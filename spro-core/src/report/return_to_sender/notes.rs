//! What is to be said about a file of a campaign.

use super::Note;
use crate::campaign::Submission;
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;

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
