//! The report as JSON: the answer of `evaluate`, and beside it what was found, what is inferred, what is hidden and
//! where everything comes from. The page, the workbook and the CSV hold the same.

use super::evaluation::{BasisRow, EvaluationAnswer, basis, evaluation_figure, evaluation_without_figures};
use super::explanation::{Explanation, explanation_answer};
use super::findings::{NetworkFindings, findings_by_network};
use super::validate::{FailedFile, failed_file, network_code};
use crate::campaign::Campaign;
use crate::evaluation::{Evaluation, SurveyAnswers};
use crate::indicator::{Group, Trace};
use crate::rulebook::{Audience, Basis, Rulebook, Severity, Status};
use crate::value::Lang;
use chrono::NaiveDate;
use serde::Serialize;

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReportAnswer {
    /// The evaluation, as `evaluate` answers it.
    #[serde(flatten)]
    pub evaluation: EvaluationAnswer,
    /// The rulebook that it stands on.
    pub rulebook: RulebookRow,
    /// The indicators that have figures: how each is computed, and where that comes from.
    pub indicators: Vec<DefinedRow>,
    /// The thresholds that verdicts stand on.
    pub thresholds: Vec<ThresholdRow>,
    /// The surveys whose questions are still to be written.
    pub planned_surveys: Vec<PlannedRow>,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
    /// What was found, by network and file.
    pub findings: Vec<NetworkFindings>,
    /// The files that could not be used.
    pub unreadable: Vec<FailedFile>,
    /// What is read into the source and not official.
    pub inferred: Vec<InferredRow>,
    /// What is hidden, so that nobody is recognised.
    pub suppressed: Vec<SuppressedRow>,
    /// The documents that everything cites.
    pub sources: Vec<SourceRow>,
    /// How each network's figure came about, down to its cells, as `explain` answers it; null where there are more of
    /// them than the page explains.
    pub explanations: Option<Vec<Explanation>>,
}

/// The rulebook of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RulebookRow {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub label: String,
}

/// How an indicator is computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DefinedRow {
    /// Its code.
    pub indicator: String,
    /// What it says.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Code of its table.
    pub table: String,
    /// The formula in words.
    pub words: String,
    /// The formula.
    pub formula: String,
    /// The condition that rows must meet.
    pub filter: Option<String>,
    /// How it is known.
    pub basis: BasisRow,
}

/// A threshold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ThresholdRow {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the only network that it is about.
    pub reseau: Option<String>,
    /// The only year that it is about.
    pub annee: Option<i32>,
    /// `>=`, `>`, `<=` or `<`.
    pub comparison: &'static str,
    /// The threshold.
    pub threshold: String,
    /// Who set it.
    pub author: String,
    /// When it was set.
    pub date: NaiveDate,
    /// How it is known.
    pub basis: BasisRow,
}

/// A survey whose questions are still to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PlannedRow {
    /// Its code.
    pub survey: String,
    /// Its title.
    pub label: String,
    /// Whom it is to ask: `agents` or `usagers`.
    pub audience: Audience,
}

/// Something that is read into the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InferredRow {
    /// What it is.
    pub what: String,
    /// How it was read.
    pub how: String,
    /// Where.
    pub source: String,
}

/// What is hidden of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SuppressedRow {
    /// Its code.
    pub survey: String,
    /// Its title.
    pub label: String,
    /// How many counts are hidden.
    pub counts: usize,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceRow {
    /// Its code.
    pub source: String,
    /// What it is.
    pub label: String,
    /// Its sections.
    pub sections: Vec<SectionRow>,
}

/// A section of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SectionRow {
    /// Its number or mark.
    pub section: String,
    /// What it is about.
    pub label: String,
}

/// The report as JSON.
pub fn report_answer(
    evaluation: &Evaluation,
    campaign: &Campaign,
    rulebook: &Rulebook,
    lang: Lang,
) -> ReportAnswer {
    let mut report = report_without_rows(evaluation, campaign, rulebook, lang);
    let figures = evaluation.figures.iter().filter_map(|f| evaluation_figure(f, rulebook, lang));
    report.evaluation.figures = figures.collect();
    report.findings = findings_by_network(campaign, rulebook, lang).collect();
    let traces = campaign.explanations(rulebook, &evaluation.figures, evaluation);
    report.explanations =
        traces.map(|all| all.filter_map(|t| explanation_answer(&t, campaign, rulebook, lang)).collect());
    report
}

/// The same without figures, findings and explanations, which are many: [`super::evaluation_figure`],
/// [`super::findings_by_network`] and [`Campaign::explain`] give each.
pub fn report_without_rows(
    evaluation: &Evaluation,
    campaign: &Campaign,
    rulebook: &Rulebook,
    lang: Lang,
) -> ReportAnswer {
    let planned = rulebook.surveys().iter().filter(|s| s.questions.is_empty()).map(|survey| PlannedRow {
        survey: survey.code.clone(),
        label: survey.label.get(lang).to_owned(),
        audience: survey.audience,
    });
    ReportAnswer {
        evaluation: evaluation_without_figures(evaluation, rulebook, lang),
        rulebook: RulebookRow {
            code: rulebook.code().to_owned(),
            version: rulebook.version().to_owned(),
            label: rulebook.label().get(lang).to_owned(),
        },
        indicators: defined(evaluation, rulebook, lang),
        thresholds: threshold_rows(rulebook, lang),
        planned_surveys: planned.collect(),
        errors: campaign.count(rulebook, Severity::Error),
        warnings: campaign.count(rulebook, Severity::Warning),
        findings: Vec::new(),
        unreadable: campaign.failures().iter().map(|f| failed_file(f, lang)).collect(),
        inferred: inferred_rows(evaluation, rulebook, lang),
        suppressed: suppressed_rows(evaluation, rulebook, lang),
        sources: source_rows(rulebook, lang),
        explanations: None,
    }
}

fn defined(evaluation: &Evaluation, rulebook: &Rulebook, lang: Lang) -> Vec<DefinedRow> {
    let all = (0..).zip(rulebook.indicators());
    let shown = all.filter(|(position, _)| !evaluation.figures_of(*position).is_empty());
    let rows = shown.map(|(position, indicator)| {
        let table = rulebook.tables().get(usize::from(indicator.table));
        DefinedRow {
            indicator: indicator.code.clone(),
            label: indicator.label.get(lang).to_owned(),
            unit: indicator.unit.to_string(),
            table: table.map_or_else(String::new, |t| t.code.clone()),
            words: formula_in_words(rulebook, position, lang).unwrap_or_default(),
            formula: indicator.value.text.clone(),
            filter: indicator.filter.as_ref().map(|filter| filter.text.clone()),
            basis: basis(&indicator.basis, lang),
        }
    });
    rows.collect()
}

/// The formula of an indicator, by position, in words.
pub fn formula_in_words(rulebook: &Rulebook, position: u16, lang: Lang) -> Option<String> {
    let trace = Trace::of(rulebook, position, Group::default(), [], 0)?;
    Some(trace.words.get(lang).to_owned())
}

fn threshold_rows(rulebook: &Rulebook, lang: Lang) -> Vec<ThresholdRow> {
    let rows = rulebook.thresholds().iter().filter_map(|threshold| {
        Some(ThresholdRow {
            indicator: rulebook.indicators().get(usize::from(threshold.indicator))?.code.clone(),
            reseau: network_code(threshold.network.map(u32::from), rulebook),
            annee: threshold.year,
            comparison: threshold.comparison.symbol(),
            threshold: threshold.value.to_string(),
            author: threshold.author.clone(),
            date: threshold.date,
            basis: basis(&threshold.basis, lang),
        })
    });
    rows.collect()
}

/// The surveys of which counts are hidden, so that nobody is recognised.
pub fn suppressed_rows(evaluation: &Evaluation, rulebook: &Rulebook, lang: Lang) -> Vec<SuppressedRow> {
    let rows = evaluation.surveys.iter().filter_map(|answers| {
        let survey = rulebook.surveys().get(usize::from(answers.survey))?;
        let (counts, label) = (hidden_counts(answers), survey.label.get(lang).to_owned());
        (counts > 0).then(|| SuppressedRow { survey: survey.code.clone(), label, counts })
    });
    rows.collect()
}

/// How many counts of a survey are hidden.
fn hidden_counts(answers: &SurveyAnswers) -> usize {
    let groups = answers.questions.iter().flat_map(|q| &q.groups);
    let cells = groups.flat_map(|g| g.choices.iter().map(|c| c.count).chain([g.silent, g.answered]));
    let sizes = answers.persons.iter().map(|(_, shown)| *shown).chain([answers.overall]);
    cells.chain(sizes).filter(|shown| shown.count().is_none()).count()
}

/// Everything that a report shows and that was inferred: what it is, and how it was read.
pub fn inferred_rows(evaluation: &Evaluation, rulebook: &Rulebook, lang: Lang) -> Vec<InferredRow> {
    let mut all = Vec::new();
    let mut add = |what: String, basis: &Basis| {
        if basis.status == Status::Inferred {
            let how = basis.how.as_ref().map_or_else(String::new, |how| how.get(lang).to_owned());
            all.push(InferredRow { what, how, source: basis.source.clone() });
        }
    };
    let (name, under) = match lang {
        Lang::Fr => ("Indicateur", "sous"),
        Lang::En => ("Indicator", "under"),
    };
    for question in rulebook.questions() {
        add(format!("{} {}", question.code, question.label.get(lang)), &question.basis);
        for criterion in &question.criteria {
            add(format!("{} {}", criterion.code, criterion.label.get(lang)), &criterion.basis);
        }
        let criteria = question.criteria.iter().map(|c| (c.code.as_str(), &c.indicators));
        for (place, links) in criteria.chain([(question.code.as_str(), &question.indicators)]) {
            for link in links {
                let indicator = rulebook.indicators().get(usize::from(link.indicator));
                let code = indicator.map_or("", |i| i.code.as_str());
                add(format!("{name} {code} {under} {place}"), &link.basis);
            }
        }
    }
    let all_indicators = (0..).zip(rulebook.indicators());
    for (_, indicator) in all_indicators.filter(|(at, _)| !evaluation.figures_of(*at).is_empty()) {
        add(format!("{} {}", indicator.code, indicator.label.get(lang)), &indicator.basis);
    }
    for milestone in rulebook.milestones() {
        add(milestone.label.get(lang).to_owned(), &milestone.basis);
    }
    for survey in rulebook.surveys() {
        add(survey.label.get(lang).to_owned(), &survey.basis);
    }
    all
}

fn source_rows(rulebook: &Rulebook, lang: Lang) -> Vec<SourceRow> {
    let rows = rulebook.sources().iter().map(|source| SourceRow {
        source: source.code.clone(),
        label: source.label.get(lang).to_owned(),
        sections: source
            .sections
            .iter()
            .map(|s| SectionRow { section: s.code.clone(), label: s.label.get(lang).to_owned() })
            .collect(),
    });
    rows.collect()
}
