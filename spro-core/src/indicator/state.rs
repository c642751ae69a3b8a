//! What is gathered about the rows of one indicator, network and year.

use super::RowCounts;
use super::distinct::Distinct;
use super::total::Total;
use crate::expression::Missing;
use serde::{Deserialize, Serialize};

/// A part of a partial result. Joining two is exact, and it does not matter in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub used: u64,
    pub filtered: u64,
    pub rejected: u64,
    /// The least of the codes of the rejected rows.
    pub rule: Option<Box<str>>,
    pub left_out: LeftOut,
    /// One a cell of the indicator's plan, in its order.
    pub cells: Vec<Cell>,
}

/// Rows that lack a value which the formula needs, by reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct LeftOut {
    blank: u64,
    zero: u64,
    overflow: u64,
    /// By position of the parameter that is not in force, sorted.
    parameters: Vec<(u16, u64)>,
}

/// What one aggregate keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Cell {
    /// `count(x)`.
    Count(u64),
    /// `sum(x)` and `mean(x)`.
    Sum(Total),
    /// `min(x)`.
    Least(Option<i128>),
    /// `max(x)`.
    Greatest(Option<i128>),
    /// `count_distinct(x)` of numbers, days, codes.
    Distinct(Distinct<i128>),
    /// `count_distinct(x)` of texts.
    DistinctTexts(Distinct<Box<str>>),
}

impl State {
    pub fn merge(&mut self, other: &Self) {
        self.used += other.used;
        self.filtered += other.filtered;
        self.rejected += other.rejected;
        if let Some(rule) = &other.rule {
            self.reject_by(rule);
        }
        self.left_out.merge(&other.left_out);
        if self.cells.is_empty() {
            self.cells.clone_from(&other.cells);
            return;
        }
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            cell.merge(more);
        }
    }

    /// Keeps the least code.
    pub fn reject_by(&mut self, rule: &str) {
        if self.rule.as_deref().is_none_or(|least| rule < least) {
            self.rule = Some(rule.into());
        }
    }

    pub fn counts(&self) -> RowCounts {
        RowCounts {
            used: self.used,
            left_out: self.left_out.all(),
            filtered: self.filtered,
            rejected: self.rejected,
        }
    }
}

impl LeftOut {
    pub fn add(&mut self, why: Missing) {
        match why {
            Missing::Blank => self.blank += 1,
            Missing::DenominatorIsZero => self.zero += 1,
            Missing::Overflow => self.overflow += 1,
            Missing::ParameterNotInForce(position) => self.add_parameter(position, 1),
        }
    }

    fn add_parameter(&mut self, position: u16, rows: u64) {
        match self.parameters.binary_search_by_key(&position, |(known, _)| *known) {
            Ok(at) => self.parameters.iter_mut().skip(at).take(1).for_each(|(_, all)| *all += rows),
            Err(at) => self.parameters.insert(at, (position, rows)),
        }
    }

    fn merge(&mut self, other: &Self) {
        self.blank += other.blank;
        self.zero += other.zero;
        self.overflow += other.overflow;
        for (position, rows) in &other.parameters {
            self.add_parameter(*position, *rows);
        }
    }

    pub fn all(&self) -> u64 {
        self.blank + self.zero + self.overflow + self.parameters.iter().map(|(_, rows)| rows).sum::<u64>()
    }

    /// The reason, where it is the same for all.
    pub fn only_reason(&self) -> Option<Missing> {
        let all = self.all();
        let reasons = [
            (self.blank, Missing::Blank),
            (self.zero, Missing::DenominatorIsZero),
            (self.overflow, Missing::Overflow),
        ];
        let parameters = self.parameters.iter().map(|(p, rows)| (*rows, Missing::ParameterNotInForce(*p)));
        let mut found = reasons.into_iter().chain(parameters).filter(|(rows, _)| *rows == all && all > 0);
        found.next().map(|(_, why)| why)
    }
}

impl Cell {
    fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => *a += b,
            (Self::Sum(a), Self::Sum(b)) => a.merge(*b),
            (Self::Least(a), Self::Least(b)) => *a = [*a, *b].into_iter().flatten().min(),
            (Self::Greatest(a), Self::Greatest(b)) => *a = (*a).max(*b),
            (Self::Distinct(a), Self::Distinct(b)) => a.extend(b),
            (Self::DistinctTexts(a), Self::DistinctTexts(b)) => a.extend(b),
            // Partials of one rulebook have the same cells.
            _ => {}
        }
    }

    /// Whether two cells keep the same kind of thing.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
