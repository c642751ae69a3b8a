//! What was found in each file.

use crate::campaign::{Campaign, Failure, Submission};
use crate::finding::{Diagnostic, Omitted};
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;
use serde::Serialize;

/// The answer of `validate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Validation {
    /// The files that were read.
    pub files: Vec<FileReport>,
    /// The files that could not be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<FailedFile>,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FileReport {
    /// The file.
    pub path: String,
    /// The network, where the file tells one.
    pub reseau: Option<String>,
    /// Its tables.
    pub tables: Vec<TableRows>,
    /// What was found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found beyond the number that is told one by one, by code; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omitted: Vec<Omitted>,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableRows {
    /// Code of the table.
    pub table: String,
    /// How many rows.
    pub rows: u64,
}

/// A file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FailedFile {
    /// The file or folder.
    pub path: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The findings of a campaign in words.
pub fn validation(campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> Validation {
    told(campaign, rulebook, lang, |submission| submission.diagnostics(rulebook, lang).collect())
}

/// The same with a mark in the place of every value of the files.
pub fn validation_without_values(campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> Validation {
    told(campaign, rulebook, lang, |submission| {
        let findings = submission.findings.iter().map(|finding| finding.without_values(rulebook));
        findings.map(|finding| finding.describe(rulebook, &submission.sheets, lang)).collect()
    })
}

fn told(
    campaign: &Campaign,
    rulebook: &Rulebook,
    lang: Lang,
    diagnostics: impl Fn(&Submission) -> Vec<Diagnostic>,
) -> Validation {
    let files = campaign.submissions().iter().map(|s| file_report(s, rulebook, diagnostics(s)));
    Validation {
        files: files.collect(),
        failures: campaign.failures().iter().map(|f| failed_file(f, lang)).collect(),
        errors: campaign.count(rulebook, Severity::Error),
        warnings: campaign.count(rulebook, Severity::Warning),
    }
}

/// A file that could not be used, in words.
pub(super) fn failed_file(failure: &Failure, lang: Lang) -> FailedFile {
    FailedFile { path: failure.path.clone(), message: failure.cause.message(lang) }
}

fn file_report(submission: &Submission, rulebook: &Rulebook, diagnostics: Vec<Diagnostic>) -> FileReport {
    let tables = submission.tables.iter().filter_map(|t| {
        let table = rulebook.tables().get(usize::from(t.table))?;
        Some(TableRows { table: table.code.clone(), rows: t.rows })
    });
    FileReport {
        path: submission.path.clone(),
        reseau: network_code(submission.network, rulebook),
        tables: tables.collect(),
        diagnostics,
        omitted: submission.omitted.clone(),
    }
}

/// The code of a network by its position.
pub(super) fn network_code(position: Option<u32>, rulebook: &Rulebook) -> Option<String> {
    let position = usize::try_from(position?).ok()?;
    rulebook.networks().get(position).map(|n| n.code.clone())
}
