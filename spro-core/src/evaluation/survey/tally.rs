//! Counts the answers of a survey by network.

use crate::batch::{Batch, State, Values};
use crate::indicator::Rejected;
use crate::rulebook::{AnswerKind, NETWORK_FIELD, Rulebook, Survey, SurveyQuestion};
use std::collections::BTreeMap;

/// The answers of one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// Persons who answered anything.
    pub persons: u64,
    /// For each question: how often each option was chosen, and how many chose none.
    pub questions: Vec<OptionCounts>,
}

impl Counts {
    /// How many more could have left a question out, for all that is known of the other questions: whoever is counted
    /// answered one question at least.
    pub fn could_be_silent(&self) -> u64 {
        let silent: u64 = self.questions.iter().map(|q| q.none).sum();
        let others = u64::try_from(self.questions.len()).unwrap_or(u64::MAX).saturating_sub(1);
        self.persons.saturating_mul(others).saturating_sub(silent)
    }
}

/// The answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OptionCounts {
    pub options: Vec<u64>,
    pub none: u64,
}

/// The answers of a survey, counted so far; mergeable by counting on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    survey: u16,
    table: u16,
    network: Option<usize>,
    /// For each question, the positions of its fields in the table.
    fields: Vec<Vec<usize>>,
    sizes: Vec<usize>,
    kinds: Vec<AnswerKind>,
    pub(super) by_network: BTreeMap<u32, Counts>,
    pub(super) rejected: u64,
}

impl Tally {
    /// Nothing counted yet; `None` where the survey at this position has no questions.
    pub fn new(rulebook: &Rulebook, survey: u16) -> Option<Self> {
        let definition: &Survey = rulebook.surveys().get(usize::from(survey))?;
        let position = definition.table?;
        let table = rulebook.tables().get(usize::from(position))?;
        let fields = definition.questions.iter().map(|question| {
            question.field_codes().iter().filter_map(|code| table.field_index(code)).collect()
        });
        Some(Self {
            survey,
            table: position,
            network: table.field_index(NETWORK_FIELD),
            fields: fields.collect(),
            sizes: definition.questions.iter().map(SurveyQuestion::option_count).collect(),
            kinds: definition.questions.iter().map(|q| q.kind).collect(),
            by_network: BTreeMap::new(),
            rejected: 0,
        })
    }

    /// Position of the survey in [`Rulebook::surveys`].
    pub fn survey(&self) -> u16 {
        self.survey
    }

    /// Position of its table.
    pub fn table(&self) -> u16 {
        self.table
    }

    /// Counts rows. Those that an error keeps out, sorted in `rejected`, are counted apart; those where every question
    /// is blank are not answers, and those without a network belong to nobody: neither is counted.
    pub fn add(&mut self, batch: &Batch<'_>, rejected: &[Rejected]) {
        if batch.table != self.table {
            return;
        }
        let mut rejected = rejected.iter().peekable();
        for row in 0..batch.rows {
            if rejected.next_if(|r| usize::try_from(r.row) == Ok(row)).is_some() {
                self.rejected += 1;
                continue;
            }
            let Some(network) = self.network.and_then(|field| code(batch, field, row)) else { continue };
            let chosen: Vec<Option<Vec<usize>>> = self
                .fields
                .iter()
                .zip(&self.kinds)
                .map(|(fields, kind)| chosen(batch, fields, *kind, row))
                .collect();
            if chosen.iter().all(Option::is_none) {
                continue;
            }
            let empty = || Counts {
                persons: 0,
                questions: self
                    .sizes
                    .iter()
                    .map(|n| OptionCounts { options: vec![0; *n], none: 0 })
                    .collect(),
            };
            let counts = self.by_network.entry(network).or_insert_with(empty);
            counts.persons += 1;
            for (question, chosen) in counts.questions.iter_mut().zip(chosen) {
                match chosen {
                    None => question.none += 1,
                    Some(options) => {
                        for option in options {
                            if let Some(count) = question.options.get_mut(option) {
                                *count += 1;
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The options chosen in a row; `None` where the question was not answered.
fn chosen(batch: &Batch<'_>, fields: &[usize], kind: AnswerKind, row: usize) -> Option<Vec<usize>> {
    let first = *fields.first()?;
    let position = |n: i64| usize::try_from(n).ok();
    match kind {
        // Yes is the first option.
        AnswerKind::YesNo => Some(vec![usize::from(int(batch, first, row)? == 0)]),
        AnswerKind::Scale => Some(vec![position(int(batch, first, row)?.checked_sub(1)?)?]),
        AnswerKind::Single => Some(vec![usize::try_from(code(batch, first, row)?).ok()?]),
        AnswerKind::Multiple => {
            let ticks: Vec<Option<i64>> = fields.iter().map(|field| int(batch, *field, row)).collect();
            let answered = ticks.iter().any(Option::is_some);
            let ticked =
                ticks.iter().enumerate().filter(|(_, tick)| **tick == Some(1)).map(|(option, _)| option);
            answered.then(|| ticked.collect())
        }
    }
}

fn present<'b>(batch: &'b Batch<'_>, field: usize, row: usize) -> Option<&'b Values<'b>> {
    let column = batch.columns.get(field)?;
    (*column.states.get(row)? == State::Present).then_some(&column.values)
}

fn int(batch: &Batch<'_>, field: usize, row: usize) -> Option<i64> {
    match present(batch, field, row)? {
        Values::Int(values) => values.get(row).copied(),
        _ => None,
    }
}

fn code(batch: &Batch<'_>, field: usize, row: usize) -> Option<u32> {
    match present(batch, field, row)? {
        Values::Code(values) => values.get(row).copied(),
        _ => None,
    }
}
