//! What was found in dossiers of requests and conventions, and what they are paid.

use super::FailedFile;
use crate::campaign::{Campaign, Failure, FailureCause, Submission};
use crate::convention::{
    Convention, Dossier, FundingRequest, Issue, NotADossier, Payment, check_entries, check_memberships,
    check_periods, check_requests, check_signings, requests_in,
};
use crate::finding::{Diagnostic, absence};
use crate::rulebook::{ConventionKind, Rulebook, Severity};
use crate::value::{Absent, Lang};
use chrono::NaiveDate;
use serde::Serialize;

/// The answer of `convention check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConventionAnswer {
    /// The files that were read, by path.
    pub files: Vec<ConventionFile>,
    /// The files that could not be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<FailedFile>,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConventionFile {
    /// The file.
    pub path: String,
    /// What was found in it.
    pub diagnostics: Vec<Diagnostic>,
    /// What is paid, and when; empty where an error was found.
    pub schedule: Vec<Payment>,
    /// What could not be judged of a request or a convention, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<Unjudged>,
}

/// A rule, or the payment, that nothing could be said of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unjudged {
    /// Code of the local network, where it is known.
    pub reseau: Option<String>,
    /// The structure.
    pub structure: String,
    /// The code of the rule, or `acompte`.
    pub what: String,
    /// Why, such as `period not known`.
    pub why: String,
    /// The same for a reader.
    pub message: String,
}

/// The dossiers of a campaign that kept its rows, with the records (conventions, amendments) that stand in the same
/// files. Records that cannot be read are a failure of their file. Without a day, no official signing is told to be
/// missing.
pub fn convention_answer(
    campaign: &Campaign,
    records: &[(String, Result<Dossier, NotADossier>)],
    rulebook: &Rulebook,
    as_of: Option<NaiveDate>,
    lang: Lang,
) -> ConventionAnswer {
    let read = |path: &str| records.iter().find(|(p, _)| p == path).map(|(_, read)| read.as_ref());
    let of_path = |path: &str| read(path).and_then(Result::ok);
    let mut files: Vec<ConventionFile> = campaign
        .submissions()
        .iter()
        .map(|s| file(&s.path, Some(s), of_path(&s.path), rulebook, as_of, lang))
        .collect();
    // A dossier of records alone has no table; that is no failure of it.
    let recorded = |failure: &&Failure| {
        matches!(failure.cause, FailureCause::NoTable { .. }) && of_path(&failure.path).is_some()
    };
    for failure in campaign.failures().iter().filter(recorded) {
        files.push(file(&failure.path, None, of_path(&failure.path), rulebook, as_of, lang));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let failed = |path: &str, message: String| FailedFile { path: path.to_owned(), message };
    // One cause, one message: a file of records that cannot be read has no table either.
    let of_file = |f: &Failure| match (&f.cause, read(&f.path)) {
        (FailureCause::NoTable { .. }, Some(Err(why))) => failed(&f.path, why.message(lang)),
        _ => failed(&f.path, f.cause.message(lang)),
    };
    let of_records = |s: &Submission| Some(failed(&s.path, read(&s.path)?.err()?.message(lang)));
    let mut failures: Vec<FailedFile> =
        campaign.failures().iter().filter(|f| !recorded(f)).map(of_file).collect();
    failures.extend(campaign.submissions().iter().filter_map(of_records));
    let count =
        |severity| files.iter().flat_map(|f| &f.diagnostics).filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    ConventionAnswer { files, failures, errors, warnings }
}

fn file(
    path: &str,
    submission: Option<&Submission>,
    records: Option<&Dossier>,
    rulebook: &Rulebook,
    as_of: Option<NaiveDate>,
    lang: Lang,
) -> ConventionFile {
    let mut diagnostics: Vec<Diagnostic> =
        submission.map(|s| s.diagnostics(rulebook, lang).collect()).unwrap_or_default();
    if let Some(dossier) = records {
        diagnostics.extend(record_diagnostics(dossier, rulebook, as_of, lang));
    }
    let right = diagnostics.iter().all(|d| d.severity != Severity::Error);
    let schedule = if right { schedule(submission, records, rulebook) } else { Vec::new() };
    let unjudged = unjudged(submission, records, rulebook, lang);
    ConventionFile { path: path.to_owned(), diagnostics, schedule, unjudged }
}

fn requests(submission: Option<&Submission>, rulebook: &Rulebook) -> impl Iterator<Item = FundingRequest> {
    let batches = submission.into_iter().flat_map(|s| &s.tables).flat_map(|t| &t.batches);
    batches.flat_map(move |batch| requests_in(batch, rulebook))
}

/// The rules that no parameter of the year answers, and what the days of a convention would have to be known for.
fn unjudged(
    submission: Option<&Submission>,
    records: Option<&Dossier>,
    rulebook: &Rulebook,
    lang: Lang,
) -> Vec<Unjudged> {
    let mut all = Vec::new();
    let mut tell = |reseau: Option<&str>, structure: &str, what: &str, why: &Absent| {
        all.push(Unjudged {
            reseau: reseau.map(str::to_owned),
            structure: structure.to_owned(),
            what: what.to_owned(),
            why: why.to_string(),
            message: absence(why, rulebook, lang),
        });
    };
    for request in requests(submission, rulebook) {
        for (rule, why) in request.unjudged(rulebook) {
            tell(Some(&request.network), &request.structure, rule, &why);
        }
    }
    for convention in records.into_iter().flat_map(|dossier| &dossier.conventions) {
        let Convention { network, structure, kind, period, .. } = convention;
        if *kind == ConventionKind::Financial && period.from.or(period.to).is_none() {
            tell(network.as_deref(), structure, "conventions.hors-exercice", &Absent::PeriodNotKnown);
        }
        if let Err(why) = convention.payment_schedule(rulebook) {
            tell(network.as_deref(), structure, "acompte", &why);
        }
    }
    all
}

/// What is wrong with conventions and amendments. Without a day, no official signing is told to be missing.
pub fn record_diagnostics(
    dossier: &Dossier,
    rulebook: &Rulebook,
    as_of: Option<NaiveDate>,
    lang: Lang,
) -> Vec<Diagnostic> {
    let mut found = check_entries(&dossier.conventions, &dossier.amendments, rulebook);
    // One membership is not all of them: they are checked where the dossier holds some.
    if dossier.conventions.iter().any(|c| c.kind == ConventionKind::PrcDepartmental) {
        found.extend(check_memberships(&dossier.conventions, rulebook));
    }
    found.extend(check_periods(&dossier.conventions, rulebook));
    found.extend(check_signings(&dossier.amendments, rulebook, as_of.unwrap_or(NaiveDate::MIN)));
    found.iter().map(|issue| diagnostic(issue, lang)).collect()
}

/// What is wrong with funding requests; the row of each is the position of its request.
pub fn request_diagnostics(requests: &[FundingRequest], rulebook: &Rulebook, lang: Lang) -> Vec<Diagnostic> {
    check_requests(requests, rulebook).iter().map(|found| found.describe(rulebook, &[], lang)).collect()
}

/// What the requests and the financial conventions of a file are paid. Where a parameter says nothing for their year,
/// nothing is promised.
fn schedule(submission: Option<&Submission>, records: Option<&Dossier>, rulebook: &Rulebook) -> Vec<Payment> {
    let asked = requests(submission, rulebook).filter_map(|request| request.convention(rulebook).ok());
    let known = records.into_iter().flat_map(|dossier| dossier.conventions.iter().cloned());
    asked.chain(known).filter_map(|convention| convention.payment_schedule(rulebook).ok()).flatten().collect()
}

fn diagnostic(issue: &Issue, lang: Lang) -> Diagnostic {
    let table = issue.code.split_once('.').map_or("", |(table, _)| table);
    Diagnostic {
        code: issue.code.to_owned(),
        severity: issue.severity,
        table: table.to_owned(),
        row: issue.record.and_then(|record| u64::try_from(record).ok()),
        field: None,
        sheet: None,
        cell: None,
        raw: None,
        message: issue.message.get(lang).to_owned(),
        help: issue.help.get(lang).to_owned(),
        suggestion: None,
        source: issue.source.clone(),
    }
}
