//! An evaluation as JSON: the questions, the figures under them, and what they stand on.

use super::survey::{SurveyRow, survey_row};
use super::validate::network_code;
use crate::evaluation::{
    Completeness, Doubt, Evaluation, Figure, Judgement, MilestoneState, NoTrend, Slot, Spread, Standing,
    Territory, Trend, Verdict, unplaced,
};
use crate::rulebook::{Basis, IndicatorLink, Question, Rulebook, Status};
use crate::value::{Decimal, Lang};
use chrono::NaiveDate;
use serde::Serialize;

/// The answer of `evaluate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EvaluationAnswer {
    /// The day of the evaluation.
    pub as_of: NaiveDate,
    /// The settings that held on that day.
    pub settings: SettingsRow,
    /// The years that have figures.
    pub annees: Vec<i32>,
    /// Rows of later years, left out.
    pub later_rows: u64,
    /// The questions with their criteria and indicators.
    pub questions: Vec<QuestionRow>,
    /// Indicators that stand under no question.
    pub unplaced: Vec<String>,
    /// The figures, by indicator, territory (region, departments, networks) and year.
    pub figures: Vec<FigureRow>,
    /// How the networks' values spread, by indicator and year.
    pub spreads: Vec<SpreadRow>,
    /// What was returned or is due, by table, year and network.
    pub returns: Vec<ReturnRow>,
    /// The milestones on that day.
    pub milestones: Vec<MilestoneRow>,
    /// The surveys.
    pub surveys: Vec<SurveyRow>,
}

/// How an entry is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BasisRow {
    /// `code#section`; empty for what a user added without a source.
    pub source: String,
    /// `sourced`, `inferred` or `user`.
    pub status: Status,
    /// How it was read into the source, where it was inferred.
    pub how: Option<String>,
}

/// The settings of the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SettingsRow {
    /// Least share of tables and rows for a figure to be compared and judged.
    pub completude_minimale: String,
    /// Least number of answers that may be shown.
    pub reponses_minimales: u64,
    /// Share of one unit from which a cell may not be shown.
    pub dominance_maximale: Option<String>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuestionRow {
    /// Its code.
    pub question: String,
    /// Its wording.
    pub label: String,
    /// How it is known.
    pub basis: BasisRow,
    /// Its criteria.
    pub criteria: Vec<CriterionRow>,
    /// The indicators that stand under it without a criterion.
    pub indicators: Vec<LinkRow>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CriterionRow {
    /// Its code.
    pub criterion: String,
    /// Its name.
    pub label: String,
    /// What is looked at.
    pub about: Option<String>,
    /// Whether it is only known that there is one.
    pub open: bool,
    /// How it is known.
    pub basis: BasisRow,
    /// The indicators under it.
    pub indicators: Vec<LinkRow>,
}

/// An indicator under a question or criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LinkRow {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub label: String,
    /// How its place is known.
    pub basis: BasisRow,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FigureRow {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the network, where the figure is a network's.
    pub reseau: Option<String>,
    /// Code of the department, where it is a department's.
    pub departement: Option<String>,
    /// Code of the region, where it is the region's.
    pub region: Option<String>,
    /// The year.
    pub annee: i32,
    /// The value as a decimal text.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The exact numerator of a quotient.
    pub numerator: Option<String>,
    /// The exact denominator of a quotient.
    pub denominator: Option<String>,
    /// `computed` or `absent`.
    pub status: &'static str,
    /// Why there is no value.
    pub why: Option<String>,
    /// The rows behind it.
    pub rows: RowsRow,
    /// How complete the data behind it is.
    pub completeness: CompletenessRow,
    /// How it moved from the year before.
    pub trend: TrendRow,
    /// Where it stands among the networks.
    pub position: Option<PositionRow>,
    /// The verdicts, one a threshold.
    pub verdicts: Vec<VerdictRow>,
}

/// The rows behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowsRow {
    /// Rows that the value stands on.
    pub used: u64,
    /// Rows that lack a value which the formula needs.
    pub left_out: u64,
    /// Rows that the indicator is not about.
    pub filtered: u64,
    /// Rows kept out by an error.
    pub rejected: u64,
}

/// How complete the data behind a figure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CompletenessRow {
    /// Tables due.
    pub tables_due: u32,
    /// Tables returned.
    pub tables_returned: u32,
    /// Rows returned.
    pub rows: u64,
    /// Rows kept out by an error.
    pub rows_rejected: u64,
    /// Cells of the table read otherwise than typed, over all years.
    pub cells_repaired: u64,
    /// Codes of the networks that have not returned the table.
    pub missing: Vec<String>,
    /// Whether it is enough to compare and to judge.
    pub enough: bool,
}

/// A trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TrendRow {
    /// The value minus that of the year before.
    pub difference: Option<String>,
    /// Why there is none: `first year`, `absent`, `incomplete`, `overflow`.
    pub why: Option<&'static str>,
}

/// A position among the networks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PositionRow {
    /// 1 for the greatest value.
    pub rank: u32,
    /// Out of how many.
    pub of: u32,
}

/// A verdict with the threshold that it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct VerdictRow {
    /// `met`, `not met` or `cannot say`.
    pub verdict: &'static str,
    /// Why it cannot be said: `absent` or `incomplete`.
    pub why: Option<&'static str>,
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

/// How the networks' values spread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SpreadRow {
    /// Code of the indicator.
    pub indicator: String,
    /// The year.
    pub annee: i32,
    /// How many networks have a value.
    pub count: u32,
    /// The least value.
    pub least: String,
    /// First quartile; null for fewer than four values.
    pub q1: Option<String>,
    /// The median.
    pub median: String,
    /// Third quartile; null for fewer than four values.
    pub q3: Option<String>,
    /// The greatest value.
    pub greatest: String,
}

/// A table of a year, returned or due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReturnRow {
    /// Code of the table.
    pub table: String,
    /// The year.
    pub annee: i32,
    /// Code of the network.
    pub reseau: String,
    /// Whether it is due on the day of the evaluation.
    pub due: bool,
    /// Rows returned.
    pub rows: u64,
    /// Rows kept out by an error.
    pub rejected: u64,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MilestoneRow {
    /// Its code.
    pub milestone: String,
    /// What it is.
    pub label: String,
    /// Its last day in time.
    pub last_day: NaiveDate,
    /// `upcoming`, `under way`, `past`, `done`, `due` or `late`.
    pub standing: &'static str,
    /// Who has to act.
    pub by: Vec<String>,
    /// Code of the question that it serves.
    pub question: Option<String>,
    /// How many tables it asks for.
    pub asked: u32,
    /// The tables that are missing.
    pub missing: Vec<MissingRow>,
    /// How it is known.
    pub basis: BasisRow,
}

/// A table that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MissingRow {
    /// Code of the network that owes it.
    pub reseau: String,
    /// Code of the table.
    pub table: String,
    /// The year.
    pub annee: i32,
}

/// An evaluation as JSON.
pub fn evaluation_answer(evaluation: &Evaluation, rulebook: &Rulebook, lang: Lang) -> EvaluationAnswer {
    let figures = evaluation.figures.iter().filter_map(|f| evaluation_figure(f, rulebook, lang)).collect();
    EvaluationAnswer { figures, ..evaluation_without_figures(evaluation, rulebook, lang) }
}

/// The same without its figures, which are many: [`evaluation_figure`] gives each.
pub fn evaluation_without_figures(
    evaluation: &Evaluation,
    rulebook: &Rulebook,
    lang: Lang,
) -> EvaluationAnswer {
    let settings = evaluation.settings;
    EvaluationAnswer {
        as_of: evaluation.as_of,
        settings: SettingsRow {
            completude_minimale: settings.least_complete.to_string(),
            reponses_minimales: settings.rules.least,
            dominance_maximale: text(settings.rules.dominance),
        },
        annees: evaluation.years.clone(),
        later_rows: evaluation.later_rows,
        questions: question_rows(rulebook, lang),
        unplaced: unplaced(rulebook)
            .into_iter()
            .filter_map(|i| Some(rulebook.indicators().get(usize::from(i))?.code.clone()))
            .collect(),
        figures: Vec::new(),
        spreads: evaluation.spreads.iter().filter_map(|s| spread(s, rulebook)).collect(),
        returns: returns(evaluation, rulebook),
        milestones: evaluation.milestones.iter().filter_map(|m| milestone(m, rulebook, lang)).collect(),
        surveys: evaluation.surveys.iter().filter_map(|s| survey_row(s, rulebook, lang)).collect(),
    }
}

fn text(number: Option<Decimal>) -> Option<String> {
    number.map(|n| n.to_string())
}

/// How an entry is known.
pub(super) fn basis(basis: &Basis, lang: Lang) -> BasisRow {
    let how = basis.how.as_ref().map(|how| how.get(lang).to_owned());
    BasisRow { source: basis.source.clone(), status: basis.status, how }
}

/// The questions of the evaluation with their criteria and indicators.
pub fn question_rows(rulebook: &Rulebook, lang: Lang) -> Vec<QuestionRow> {
    rulebook.questions().iter().map(|q| question(q, rulebook, lang)).collect()
}

fn question(question: &Question, rulebook: &Rulebook, lang: Lang) -> QuestionRow {
    let links = |links: &[IndicatorLink]| links.iter().filter_map(|l| link(l, rulebook, lang)).collect();
    let criteria = question.criteria.iter().map(|criterion| CriterionRow {
        criterion: criterion.code.clone(),
        label: criterion.label.get(lang).to_owned(),
        about: criterion.about.as_ref().map(|about| about.get(lang).to_owned()),
        open: criterion.open,
        basis: basis(&criterion.basis, lang),
        indicators: links(&criterion.indicators),
    });
    QuestionRow {
        question: question.code.clone(),
        label: question.label.get(lang).to_owned(),
        basis: basis(&question.basis, lang),
        criteria: criteria.collect(),
        indicators: links(&question.indicators),
    }
}

fn link(link: &IndicatorLink, rulebook: &Rulebook, lang: Lang) -> Option<LinkRow> {
    let indicator = rulebook.indicators().get(usize::from(link.indicator))?;
    Some(LinkRow {
        indicator: indicator.code.clone(),
        label: indicator.label.get(lang).to_owned(),
        basis: basis(&link.basis, lang),
    })
}

/// A figure as JSON.
pub fn evaluation_figure(figure: &Figure, rulebook: &Rulebook, lang: Lang) -> Option<FigureRow> {
    let value = &figure.value;
    let indicator = rulebook.indicators().get(usize::from(value.indicator))?;
    let (mut reseau, mut departement, mut region) = (None, None, None);
    match figure.territory {
        Territory::Network(n) => reseau = network_code(Some(n), rulebook),
        Territory::Department(d) => {
            departement = rulebook.departments().get(usize::from(d)).map(|d| d.code.clone());
        }
        Territory::Region => region = Some(rulebook.region().code.clone()),
    }
    let (difference, no_trend) = match figure.trend {
        Trend::Known(difference) => (Some(difference.to_string()), None),
        Trend::Unknown(why) => (None, Some(no_trend(why))),
    };
    Some(FigureRow {
        indicator: indicator.code.clone(),
        reseau,
        departement,
        region,
        annee: figure.year,
        value: value.value.as_ref().ok().map(ToString::to_string),
        unit: indicator.unit.to_string(),
        numerator: text(value.numerator),
        denominator: text(value.denominator),
        status: if value.value.is_ok() { "computed" } else { "absent" },
        why: value.value.as_ref().err().map(ToString::to_string),
        rows: RowsRow {
            used: value.rows.used,
            left_out: value.rows.left_out,
            filtered: value.rows.filtered,
            rejected: value.rows.rejected,
        },
        completeness: completeness(&figure.completeness, figure.enough, rulebook),
        trend: TrendRow { difference, why: no_trend },
        position: figure.position.map(|p| PositionRow { rank: p.rank, of: p.of }),
        verdicts: figure.judgements.iter().filter_map(|j| verdict(*j, rulebook, lang)).collect(),
    })
}

fn no_trend(why: NoTrend) -> &'static str {
    match why {
        NoTrend::FirstYear => "first year",
        NoTrend::Absent => "absent",
        NoTrend::Incomplete => "incomplete",
        NoTrend::Overflow => "overflow",
    }
}

fn completeness(all: &Completeness, enough: bool, rulebook: &Rulebook) -> CompletenessRow {
    CompletenessRow {
        tables_due: all.tables_due,
        tables_returned: all.tables_returned,
        rows: all.rows,
        rows_rejected: all.rows_rejected,
        cells_repaired: all.cells_repaired,
        missing: all.missing.iter().filter_map(|n| network_code(Some(*n), rulebook)).collect(),
        enough,
    }
}

fn verdict(judgement: Judgement, rulebook: &Rulebook, lang: Lang) -> Option<VerdictRow> {
    let threshold = rulebook.thresholds().get(usize::from(judgement.threshold))?;
    let (verdict, why) = match judgement.verdict {
        Verdict::Met => ("met", None),
        Verdict::NotMet => ("not met", None),
        Verdict::CannotSay(Doubt::Absent) => ("cannot say", Some("absent")),
        Verdict::CannotSay(Doubt::Incomplete) => ("cannot say", Some("incomplete")),
    };
    Some(VerdictRow {
        verdict,
        why,
        comparison: threshold.comparison.symbol(),
        threshold: threshold.value.to_string(),
        author: threshold.author.clone(),
        date: threshold.date,
        basis: basis(&threshold.basis, lang),
    })
}

fn spread(spread: &Spread, rulebook: &Rulebook) -> Option<SpreadRow> {
    let distribution = &spread.distribution;
    Some(SpreadRow {
        indicator: rulebook.indicators().get(usize::from(spread.indicator))?.code.clone(),
        annee: spread.year,
        count: distribution.count,
        least: distribution.least.to_string(),
        q1: text(distribution.quartiles.map(|(q1, _)| q1)),
        median: distribution.median.to_string(),
        q3: text(distribution.quartiles.map(|(_, q3)| q3)),
        greatest: distribution.greatest.to_string(),
    })
}

fn returns(evaluation: &Evaluation, rulebook: &Rulebook) -> Vec<ReturnRow> {
    let rows = evaluation.slots(rulebook).into_iter().filter_map(|(slot, returned, due)| {
        let MissingRow { reseau, table, annee } = slot_row(slot, rulebook)?;
        let (rows, rejected) = returned.map_or((0, 0), |r| (r.rows, r.rejected));
        Some(ReturnRow { table, annee, reseau, due, rows, rejected })
    });
    rows.collect()
}

fn slot_row(slot: Slot, rulebook: &Rulebook) -> Option<MissingRow> {
    Some(MissingRow {
        reseau: network_code(Some(slot.network), rulebook)?,
        table: rulebook.tables().get(usize::from(slot.table))?.code.clone(),
        annee: slot.year,
    })
}

pub(super) fn milestone(state: &MilestoneState, rulebook: &Rulebook, lang: Lang) -> Option<MilestoneRow> {
    let milestone = rulebook.milestones().get(usize::from(state.milestone))?;
    Some(MilestoneRow {
        milestone: milestone.code.clone(),
        label: milestone.label.get(lang).to_owned(),
        last_day: milestone.last_day(),
        standing: match state.standing {
            Standing::Upcoming => "upcoming",
            Standing::Under => "under way",
            Standing::Past => "past",
            Standing::Done => "done",
            Standing::Due => "due",
            Standing::Late => "late",
        },
        by: milestone.by.clone(),
        question: milestone.question.clone(),
        asked: state.asked,
        missing: state.missing.iter().filter_map(|slot| slot_row(*slot, rulebook)).collect(),
        basis: basis(&milestone.basis, lang),
    })
}
