//! How a figure came about: formula, parameters, and every row that went in or was left out.

use super::finish::finish;
use super::gather::gather;
use super::plan::{Keys, Plan};
use super::slots::Slots;
use super::state::State;
use super::values::Projection;
use super::{Group, IndicatorValue, Level, Rejected, Territory, fates};
use crate::batch::Batch;
use crate::expression::{Missing, Scratch, in_words};
use crate::finding::Shown;
use crate::rulebook::{ParameterValue, Rulebook};
use crate::sheet::Place;
use crate::value::Words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How one figure came about. It is made by reading the rows again, so that it costs nothing until it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trace {
    /// The figure.
    pub value: IndicatorValue,
    /// The formula as the rulebook has it.
    pub formula: String,
    /// The same in words.
    pub words: Words,
    /// The condition that rows must meet, as the rulebook has it and in words.
    pub filter: Option<(String, Words)>,
    /// The parameters that were read on the days of the rows used, each value once.
    pub parameters: Vec<TracedParameter>,
    /// The files that the rows are of, by the number in [`TracedRow::file`].
    pub files: Vec<String>,
    /// The rows of the group, in the order of the files; at most as many of each [`Fate`] as were asked for.
    pub rows: Vec<TracedRow>,
}

/// A value of a parameter that a figure stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracedParameter {
    /// Position in [`Rulebook::parameters`].
    pub parameter: u16,
    /// First day on which the value holds.
    pub from: NaiveDate,
    /// Last day, included; open where it is `None`.
    pub to: Option<NaiveDate>,
    /// The value.
    pub value: ParameterValue,
    /// How many of the rows used read it.
    pub rows: u64,
}

/// A row of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracedRow {
    /// Its file, by the place in [`Trace::files`].
    pub file: usize,
    /// Position of its sheet in the file.
    pub sheet: u16,
    /// Index within its table in the file, from 0.
    pub row: u64,
    /// Row of the sheet, from 0.
    pub sheet_row: u32,
    /// What became of it.
    pub fate: Fate,
    /// The cells that the formula and the filter read; those of the table's key where they read none.
    pub cells: Vec<TracedCell>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fate {
    /// The figure stands on it.
    Used,
    /// It lacks a value that the formula needs.
    LeftOut(Missing),
    /// It does not meet the filter.
    Filtered,
    /// An error keeps it out: the least of the codes of its errors.
    Rejected(Box<str>),
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracedCell {
    /// Position of its field in the table.
    pub field: u16,
    /// Where it stands in the sheet, where there is a column for it.
    pub place: Option<Place>,
    /// What it holds.
    pub value: Shown,
}

/// Rows to look for a group's rows in.
#[derive(Debug, Clone, Copy)]
pub struct TraceSource<'a> {
    /// The name of their file; rows of one file follow each other.
    pub file: &'a str,
    /// The rows.
    pub batch: &'a Batch<'a>,
    /// Those that an error keeps out, sorted by row.
    pub rejected: &'a [Rejected],
}

impl Trace {
    /// Traces an indicator (by position) for a group over the rows given, with at most `most` rows of each fate.
    /// `None` where the rulebook has no such indicator.
    pub fn of<'a>(
        rulebook: &Rulebook,
        indicator: u16,
        group: Group,
        sources: impl IntoIterator<Item = TraceSource<'a>>,
        most: usize,
    ) -> Option<Self> {
        let definition = rulebook.indicators().get(usize::from(indicator))?;
        let table = rulebook.tables().get(usize::from(definition.table))?;
        let plan = Plan::new(indicator, definition, rulebook)?;
        let mut tracer = Tracer {
            rulebook,
            projection: Projection { rulebook, level: level_of(group), keys: Keys::new(definition, table) },
            group,
            read: read(&plan, rulebook),
            plan,
            most,
            state: State::default(),
            files: Vec::new(),
            rows: Vec::new(),
            shown: BTreeMap::new(),
            parameters: BTreeMap::new(),
            scratch: Scratch::new(),
        };
        for source in sources {
            if source.batch.table == definition.table {
                tracer.add(source);
            }
        }
        let finished = finish(definition, rulebook, &tracer.state);
        let words = |expr| in_words(expr, &table.fields, rulebook.lists(), rulebook.parameters());
        Some(Self {
            value: IndicatorValue {
                indicator,
                group,
                value: finished.value,
                numerator: finished.numerator,
                denominator: finished.denominator,
                rows: tracer.state.counts(),
            },
            formula: definition.value.text.clone(),
            words: words(&definition.value.expr),
            filter: definition.filter.as_ref().map(|f| (f.text.clone(), words(&f.expr))),
            parameters: tracer.parameters(),
            files: tracer.files,
            rows: tracer.rows,
        })
    }
}

/// The level at which a group is one of the groups.
fn level_of(group: Group) -> Level {
    let by = match (group.network, group.department) {
        (Some(_), _) => Territory::Network,
        (None, Some(_)) => Territory::Department,
        (None, None) => Territory::Region,
    };
    Level { by, by_year: group.year.is_some() }
}

/// The fields to show of a row, and the parameters to name.
#[derive(Debug)]
struct Read {
    fields: Vec<u16>,
    parameters: Vec<u16>,
    day: Option<u16>,
}

fn read(plan: &Plan, rulebook: &Rulebook) -> Read {
    let definition = rulebook.indicators().get(usize::from(plan.indicator));
    let table = definition.and_then(|d| rulebook.tables().get(usize::from(d.table)));
    let formulas = definition.into_iter().flat_map(|d| d.filter.iter().chain([&d.value]));
    let (mut fields, mut parameters) = (Vec::new(), Vec::new());
    for formula in formulas {
        fields.extend(formula.expr.fields());
        parameters.extend(formula.expr.parameters());
    }
    let day = table.and_then(|t| t.day).filter(|_| !parameters.is_empty());
    fields.extend(day);
    if fields.is_empty() {
        fields.extend(table.into_iter().flat_map(|t| &t.key));
    }
    for list in [&mut fields, &mut parameters] {
        list.sort_unstable();
        list.dedup();
    }
    Read { fields, parameters, day }
}

struct Tracer<'r> {
    rulebook: &'r Rulebook,
    projection: Projection<'r>,
    group: Group,
    read: Read,
    plan: Plan,
    most: usize,
    state: State,
    files: Vec<String>,
    rows: Vec<TracedRow>,
    /// How many rows of each fate are in `rows`.
    shown: BTreeMap<u8, usize>,
    /// Rows used, by parameter and by the place of its value.
    parameters: BTreeMap<(u16, usize), u64>,
    scratch: Scratch,
}

impl Tracer<'_> {
    fn add(&mut self, source: TraceSource<'_>) {
        let batch = source.batch;
        let all = Slots::new(batch, self.plan.keys, &[]);
        let meant: Vec<bool> =
            all.groups.iter().map(|g| self.projection.group(g.network, g.year) == Some(self.group)).collect();
        let kept = Slots::new(batch, self.plan.keys, source.rejected);
        let states = gather(&self.plan, batch, &kept, &mut self.scratch);
        for ((mut state, group), meant) in states.into_iter().zip(&kept.groups).zip(&meant) {
            if *meant {
                state.rejected = group.rejected;
                state.rule = group.rule.map(Into::into);
                self.state.merge(&state);
            }
        }
        let fates = fates::fates(&self.plan, batch, source.rejected, &mut self.scratch);
        for (row, (slot, fate)) in all.of_row.iter().zip(fates).enumerate() {
            let meant = usize::try_from(*slot).ok().and_then(|slot| meant.get(slot)).copied();
            if meant == Some(true) {
                self.add_row(source, row, fate);
            }
        }
    }

    fn add_row(&mut self, source: TraceSource<'_>, row: usize, fate: Fate) {
        let batch = source.batch;
        if fate == Fate::Used {
            self.read_parameters(batch, row);
        }
        let shown = self.shown.entry(fate.kind()).or_default();
        if *shown >= self.most {
            return;
        }
        *shown += 1;
        if self.files.last().is_none_or(|last| last != source.file) {
            self.files.push(source.file.to_owned());
        }
        let sheet_row = batch.sheet_row(row);
        let cells = self.read.fields.iter().map(|&field| {
            let column = batch.source.get(usize::from(field)).copied().flatten();
            TracedCell {
                field,
                place: column.map(|column| Place { row: sheet_row, column }),
                value: Shown::of(batch, field, row),
            }
        });
        self.rows.push(TracedRow {
            file: self.files.len().saturating_sub(1),
            sheet: batch.sheet,
            row: batch.first_row + u64::try_from(row).unwrap_or(u64::MAX),
            sheet_row,
            fate,
            cells: cells.collect(),
        });
    }

    /// Notes which values of the parameters hold on the row's day.
    fn read_parameters(&mut self, batch: &Batch<'_>, row: usize) {
        let day = self.read.day.map(|field| (field, Shown::of(batch, field, row)));
        let Some((field, Shown::Int(day))) = day else { return };
        let table = self.rulebook.tables().get(usize::from(batch.table));
        let kind = table.and_then(|t| t.fields.get(usize::from(field))).map(|f| f.kind);
        let Some(day) = kind.and_then(|kind| fates::day(kind, day)) else { return };
        for position in &self.read.parameters {
            let Some(parameter) = self.rulebook.parameters().get(usize::from(*position)) else { continue };
            let holds = |v: &crate::rulebook::DatedValue| v.from <= day && v.to.is_none_or(|to| day <= to);
            if let Some(at) = parameter.values.iter().position(holds) {
                *self.parameters.entry((*position, at)).or_default() += 1;
            }
        }
    }

    fn parameters(&self) -> Vec<TracedParameter> {
        let found = self.parameters.iter().filter_map(|((position, at), rows)| {
            let value = self.rulebook.parameters().get(usize::from(*position))?.values.get(*at)?;
            Some(TracedParameter {
                parameter: *position,
                from: value.from,
                to: value.to,
                value: value.value.clone(),
                rows: *rows,
            })
        });
        found.collect()
    }
}

impl Fate {
    fn kind(&self) -> u8 {
        match self {
            Self::Used => 0,
            Self::LeftOut(_) => 1,
            Self::Filtered => 2,
            Self::Rejected(_) => 3,
        }
    }
}
