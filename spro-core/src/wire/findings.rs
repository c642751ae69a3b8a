//! What was found, by network and file, as a report tells it. Of the answers to surveys it tells how many findings
//! there are, and neither cell nor text, which are one person's answer: whoever collected them sees them with
//! `spro validate`.

use super::validate::network_code;
use crate::campaign::{Campaign, Submission};
use crate::finding::{Diagnostic, Finding, Omitted};
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// What was found in the files of a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NetworkFindings {
    /// Code of the network; null for files of several networks, or of none.
    pub reseau: Option<String>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Its files.
    pub files: Vec<FileFindings>,
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FileFindings {
    /// The file.
    pub path: String,
    /// What was found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings in answers to surveys are not shown, so that nobody is recognised.
    pub in_answers: u64,
    /// What was found beyond the number that is told one by one, by code.
    pub omitted: Vec<Omitted>,
}

/// What was found, network by network, each made when it is asked for. Files without a network come first: nothing in
/// them is counted anywhere.
pub fn findings_by_network<'a>(
    campaign: &'a Campaign,
    rulebook: &'a Rulebook,
    lang: Lang,
) -> impl Iterator<Item = NetworkFindings> + 'a {
    let mut groups: BTreeMap<Option<u32>, Vec<&Submission>> = BTreeMap::new();
    for submission in campaign.submissions() {
        groups.entry(submission.network).or_default().push(submission);
    }
    groups.into_iter().map(move |(network, submissions)| {
        let count = |severity| submissions.iter().map(|s| s.count(rulebook, severity)).sum();
        NetworkFindings {
            reseau: network_code(network, rulebook),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            files: submissions.iter().map(|s| file_findings(s, rulebook, lang)).collect(),
        }
    })
}

/// What was found in a file.
fn file_findings(submission: &Submission, rulebook: &Rulebook, lang: Lang) -> FileFindings {
    let shown = submission.findings.iter().filter(|f| !is_in_answers(f, rulebook));
    let omitted = submission.omitted.iter().filter(|o| !is_of_answers(o, rulebook));
    FileFindings {
        path: submission.path.clone(),
        diagnostics: shown.map(|f| f.describe(rulebook, &submission.sheets, lang)).collect(),
        in_answers: in_answers(submission, rulebook),
        omitted: omitted.cloned().collect(),
    }
}

/// How many findings a file has in answers to surveys.
fn in_answers(submission: &Submission, rulebook: &Rulebook) -> u64 {
    let told = submission.findings.iter().filter(|f| is_in_answers(f, rulebook)).count();
    let omitted = submission.omitted.iter().filter(|o| is_of_answers(o, rulebook)).map(|o| o.count);
    omitted.sum::<u64>().saturating_add(u64::try_from(told).unwrap_or(u64::MAX))
}

/// How many lines the findings of a campaign take: one each, one for each code of those that are only counted, one for
/// the answers of a file, one for each file that could not be read.
pub fn finding_lines(campaign: &Campaign, rulebook: &Rulebook) -> usize {
    let of = |submission: &Submission| {
        let shown = submission.findings.iter().filter(|f| !is_in_answers(f, rulebook)).count();
        let omitted = submission.omitted.iter().filter(|o| !is_of_answers(o, rulebook)).count();
        shown + omitted + usize::from(in_answers(submission, rulebook) > 0)
    };
    campaign.submissions().iter().map(of).sum::<usize>() + campaign.failures().len()
}

/// Whether a finding shows one person's answer.
fn is_in_answers(finding: &Finding, rulebook: &Rulebook) -> bool {
    let table = rulebook.tables().get(usize::from(finding.table));
    table.is_some_and(|table| rulebook.survey(&table.code).is_some())
}

/// Whether findings that are only counted stand in answers: their code begins with that of the table.
fn is_of_answers(omitted: &Omitted, rulebook: &Rulebook) -> bool {
    let table = omitted.code.split('.').next().unwrap_or_default();
    rulebook.survey(table).is_some()
}
