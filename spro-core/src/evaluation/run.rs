//! The evaluation of a campaign: every indicator, territory and year with what it is worth.

use super::trend::{Yearly, trend};
use super::{
    Completeness, Distribution, Figure, Judgement, MilestoneState, Position, Returned, Returns, Settings,
    Slot, SurveyAnswers, Tally, Territory, Trend, judge, milestones, positions,
};
use crate::campaign::Campaign;
use crate::finding::Kind;
use crate::indicator::{Expected, IndicatorValue, Level, Partial, Territory as By};
use crate::rulebook::{Rulebook, Threshold};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// How the networks' values of an indicator spread in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spread {
    /// Position of the indicator.
    pub indicator: u16,
    /// The year.
    pub year: i32,
    /// The values in order.
    pub distribution: Distribution,
}

/// What is known on a day: the figures, what they stand on, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evaluation {
    /// The day of the evaluation. Years after its own are left out.
    pub as_of: NaiveDate,
    /// The settings that held on that day.
    pub settings: Settings,
    /// The years that have figures, in order.
    pub years: Vec<i32>,
    /// Rows of later years, left out.
    pub later_rows: u64,
    /// The figures, by indicator, territory and year.
    pub figures: Vec<Figure>,
    /// How the networks' values spread, by indicator and year.
    pub spreads: Vec<Spread>,
    /// What was returned.
    pub returns: Returns,
    /// Where the milestones stand.
    pub milestones: Vec<MilestoneState>,
    /// The surveys that have questions.
    pub surveys: Vec<SurveyAnswers>,
}

impl Evaluation {
    /// The figures of an indicator, by territory and year.
    pub fn figures_of(&self, indicator: u16) -> &[Figure] {
        let start = self.figures.partition_point(|f| f.value.indicator < indicator);
        let end = self.figures.partition_point(|f| f.value.indicator <= indicator);
        self.figures.get(start..end).unwrap_or_default()
    }

    /// The figure of a territory in a year.
    pub fn figure(&self, indicator: u16, territory: Territory, year: i32) -> Option<&Figure> {
        let figures = self.figures_of(indicator);
        let at = figures.binary_search_by_key(&(territory, year), |f| (f.territory, f.year)).ok()?;
        figures.get(at)
    }

    /// Every table of a year that was returned or is due, by table, year and network, with whether it is due. Years
    /// after the day of the evaluation are left out.
    pub fn slots(&self, rulebook: &Rulebook) -> Vec<(Slot, Option<Returned>, bool)> {
        let mut all: BTreeMap<Slot, (Option<Returned>, bool)> = BTreeMap::new();
        let due = due(rulebook, self.as_of);
        for (table, _) in (0..).zip(rulebook.tables()) {
            for (network, year) in due.of_table(table) {
                all.insert(Slot { table, year, network }, (None, true));
            }
        }
        for (slot, returned) in self.returns.iter().filter(|(slot, _)| slot.year <= self.as_of.year()) {
            all.entry(slot).or_insert((None, false)).0 = Some(returned);
        }
        all.into_iter().map(|(slot, (returned, due))| (slot, returned, due)).collect()
    }

    /// Whether the table of this year is due on the day of the evaluation.
    pub fn is_due(&self, rulebook: &Rulebook, table: u16, year: i32) -> bool {
        is_due(rulebook, table, year, self.as_of)
    }
}

impl Campaign {
    /// The evaluation of the campaign on a day; thresholds come with the rulebook. See [`evaluate`].
    pub fn evaluate(&self, rulebook: &Rulebook, as_of: Option<NaiveDate>) -> Evaluation {
        evaluate(self, rulebook, as_of)
    }

    /// What was returned: rows by network, table and year, and repaired cells.
    pub fn returns(&self, rulebook: &Rulebook) -> Returns {
        let mut returns = rows_returned(self.partial(), rulebook);
        for submission in self.submissions() {
            let Some(network) = submission.network else { continue };
            returns.sent(network);
            for finding in submission.findings.iter().filter(|f| f.kind == Kind::Repaired) {
                returns.repair(finding.table, network);
            }
        }
        returns
    }
}

/// The rows behind the indicators, by network, table and year.
fn rows_returned(partial: &Partial, rulebook: &Rulebook) -> Returns {
    let level = Level { by: By::Network, by_year: true };
    let mut returns = Returns::new();
    // One indicator a table is enough: each of them counts every row of the table, used or not.
    let mut asked: BTreeMap<u16, u16> = BTreeMap::new();
    for value in partial.values(rulebook, level, &Expected::none()) {
        let Some(indicator) = rulebook.indicators().get(usize::from(value.indicator)) else { continue };
        let (Some(network), Some(year)) = (value.group.network, value.group.year) else { continue };
        if *asked.entry(indicator.table).or_insert(value.indicator) == value.indicator {
            let rows = value.rows;
            let all = rows.used + rows.left_out + rows.filtered + rows.rejected;
            returns.rows(Slot { table: indicator.table, year, network }, all, rows.rejected);
        }
    }
    returns
}

/// Positions of the indicators that stand under no question.
pub fn unplaced(rulebook: &Rulebook) -> Vec<u16> {
    let questions = rulebook.questions().iter();
    let links = questions.flat_map(|q| q.criteria.iter().flat_map(|c| &c.indicators).chain(&q.indicators));
    let placed: BTreeSet<u16> = links.map(|link| link.indicator).collect();
    let all = (0..).zip(rulebook.indicators()).map(|(position, _)| position);
    all.filter(|position| !placed.contains(position)).collect()
}

fn is_due(rulebook: &Rulebook, table: u16, year: i32, as_of: NaiveDate) -> bool {
    let asked = rulebook.tables().get(usize::from(table)).and_then(|t| t.years);
    let ended = NaiveDate::from_ymd_opt(year, 12, 31).is_some_and(|end| end <= as_of);
    ended && asked.is_some_and(|(first, last)| (first..=last).contains(&year))
}

/// What every network of the rulebook owes on a day: each table, for each year that it asks for and that has ended.
pub fn due(rulebook: &Rulebook, as_of: NaiveDate) -> Expected {
    let mut due = Expected::none();
    for (table, definition) in (0..).zip(rulebook.tables()) {
        let Some((first, last)) = definition.years else { continue };
        for year in (first..=last.min(as_of.year())).filter(|year| is_due(rulebook, table, *year, as_of)) {
            for (network, _) in (0..).zip(rulebook.networks()) {
                due.insert(table, network, year);
            }
        }
    }
    due
}

/// Evaluates a campaign on a day. Without a day it is the last one of the last year that was returned (never today's),
/// and of the first year asked for where nothing was.
pub fn evaluate(campaign: &Campaign, rulebook: &Rulebook, as_of: Option<NaiveDate>) -> Evaluation {
    let returns = campaign.returns(rulebook);
    let as_of = as_of.unwrap_or_else(|| default_day(rulebook, &returns));
    let settings = Settings::of(rulebook, as_of);
    let territories = Territories::new(rulebook);
    let due = due(rulebook, as_of);
    let mut values: Vec<(Territory, i32, IndicatorValue)> = Vec::new();
    for by in [By::Region, By::Department, By::Network] {
        let level = Level { by, by_year: true };
        let of_level = campaign.partial().values(rulebook, level, &due).into_iter();
        values.extend(of_level.filter_map(|value| {
            let year = value.group.year.filter(|year| *year <= as_of.year())?;
            Some((Territory::of(value.group), year, value))
        }));
    }
    values.sort_by_key(|(territory, year, value)| (value.indicator, *territory, *year));
    let mut figures: Vec<Figure> = Vec::with_capacity(values.len());
    for (territory, year, value) in values {
        let Some(indicator) = rulebook.indicators().get(usize::from(value.indicator)) else { continue };
        let networks = territories.networks(territory).iter().copied();
        let table_due = is_due(rulebook, indicator.table, year, as_of);
        let completeness = Completeness::of(networks, indicator.table, year, table_due, &returns);
        let enough = completeness.is_enough(settings.least_complete);
        let before = figures.last().filter(|last| {
            last.value.indicator == value.indicator
                && last.territory == territory
                && Some(last.year) == year.checked_sub(1)
        });
        let before = before.map(|last| Yearly { value: &last.value, enough: last.enough });
        let trend: Trend = trend(before, Yearly { value: &value, enough });
        let held = rulebook.thresholds().iter().enumerate();
        let judgements = held
            .filter(|(_, t)| {
                t.indicator == value.indicator && concerns(t, territory, year, indicator.unit.is_ratio())
            })
            .map(|(position, threshold)| Judgement {
                threshold: u16::try_from(position).unwrap_or(u16::MAX),
                verdict: judge(&value.value, enough, threshold),
            })
            .collect();
        figures.push(Figure {
            territory,
            year,
            value,
            completeness,
            enough,
            trend,
            position: None,
            judgements,
        });
    }
    let spreads = place(&mut figures);
    let mut years: Vec<i32> = figures.iter().map(|f| f.year).collect();
    years.sort_unstable();
    years.dedup();
    let later = returns.iter().filter(|(slot, _)| slot.year > as_of.year());
    Evaluation {
        as_of,
        settings,
        years,
        later_rows: later.map(|(_, returned)| returned.rows).sum(),
        figures,
        spreads,
        milestones: milestones(rulebook, &returns, as_of),
        surveys: surveys(campaign, rulebook, settings),
        returns,
    }
}

fn default_day(rulebook: &Rulebook, returns: &Returns) -> NaiveDate {
    let first_asked = rulebook.tables().iter().filter_map(|t| t.years).map(|(first, _)| first).min();
    let year = returns.last_year().or(first_asked).unwrap_or(2000);
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default()
}

/// Whether a threshold is about a figure. One that names no network is about each of them; it is also about
/// departments and the region where the indicator is a ratio, which does not grow with the number of networks.
fn concerns(threshold: &Threshold, territory: Territory, year: i32, ratio: bool) -> bool {
    let place = match (threshold.network, territory) {
        (Some(only), Territory::Network(network)) => u32::from(only) == network,
        (Some(_), _) => false,
        (None, Territory::Network(_)) => true,
        (None, _) => ratio,
    };
    place && threshold.year.is_none_or(|only| only == year)
}

/// Gives the networks' figures their positions, and says how the values spread.
fn place(figures: &mut [Figure]) -> Vec<Spread> {
    let mut groups: BTreeMap<(u16, i32), Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if matches!(figure.territory, Territory::Network(_)) && figure.value.value.is_ok() {
            groups.entry((figure.value.indicator, figure.year)).or_default().push(at);
        }
    }
    let mut spreads = Vec::new();
    for ((indicator, year), group) in groups {
        let values: Vec<_> =
            group.iter().filter_map(|at| figures.get(*at)?.value.value.as_ref().ok().copied()).collect();
        let Some((distribution, ranks)) = positions(&values) else { continue };
        for (at, rank) in group.iter().zip(ranks) {
            if let Some(figure) = figures.get_mut(*at) {
                figure.position = Some(Position { rank, of: distribution.count });
            }
        }
        spreads.push(Spread { indicator, year, distribution });
    }
    spreads
}

/// The results of the surveys that have questions, under the settings of a day; without one it is the same day as that
/// of [`evaluate`].
pub fn survey_answers(
    campaign: &Campaign,
    rulebook: &Rulebook,
    as_of: Option<NaiveDate>,
) -> Vec<SurveyAnswers> {
    let as_of = as_of.unwrap_or_else(|| default_day(rulebook, &campaign.returns(rulebook)));
    surveys(campaign, rulebook, Settings::of(rulebook, as_of))
}

fn surveys(campaign: &Campaign, rulebook: &Rulebook, settings: Settings) -> Vec<SurveyAnswers> {
    let tallies = (0..).zip(rulebook.surveys()).filter_map(|(position, _)| Tally::new(rulebook, position));
    let counted = tallies.map(|mut tally| {
        let own = tally.table();
        for table in campaign.submissions().iter().filter_map(|s| s.table(own)) {
            for (batch, rejected) in table.batches.iter().zip(&table.rejected) {
                tally.add(batch, rejected);
            }
        }
        tally.finish(rulebook, settings.rules)
    });
    counted.collect()
}

/// The networks of each territory.
struct Territories {
    all: Vec<u32>,
    by_department: Vec<Vec<u32>>,
}

impl Territories {
    fn new(rulebook: &Rulebook) -> Self {
        let networks: Vec<(u32, &str)> =
            (0..).zip(rulebook.networks().iter().map(|n| n.department.as_str())).collect();
        let of = |code: &str| networks.iter().filter(|(_, d)| *d == code).map(|(n, _)| *n).collect();
        Self {
            all: networks.iter().map(|(n, _)| *n).collect(),
            by_department: rulebook.departments().iter().map(|d| of(&d.code)).collect(),
        }
    }

    fn networks(&self, territory: Territory) -> &[u32] {
        match territory {
            Territory::Region => &self.all,
            Territory::Department(department) => {
                self.by_department.get(usize::from(department)).map_or(&[], Vec::as_slice)
            }
            Territory::Network(network) => {
                // Positions count from 0: the list of all networks holds each at its own place.
                let at = usize::try_from(network).unwrap_or(usize::MAX);
                self.all.get(at..at.saturating_add(1)).unwrap_or_default()
            }
        }
    }
}
