//! The settings of an evaluation: parameters of the rulebook, so that a region can set its own.

use super::Rules;
use crate::rulebook::{ParameterValue, Rulebook};
use crate::value::Decimal;
use chrono::NaiveDate;

/// Code of the parameter with the least share of tables and of rows for a figure to be compared and judged.
pub(super) const LEAST_COMPLETE: &str = "completude_minimale";
/// Code of the parameter with the least number of answers that may be shown.
pub(super) const LEAST_ANSWERS: &str = "reponses_minimales";
/// Code of the parameter with the share of one unit from which a cell may not be shown.
pub(super) const DOMINANCE: &str = "dominance_maximale";

/// How complete data has to be, and how small a group may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Least share of tables returned and of rows without error for a figure to be compared and judged.
    pub least_complete: Decimal,
    /// Which cells of a survey are not shown.
    pub rules: Rules,
}

impl Settings {
    /// Those of the rulebook on a day. Where it does not say, only complete data is compared and judged, and cells
    /// below 5 answers are not shown.
    pub fn of(rulebook: &Rulebook, on: NaiveDate) -> Self {
        let number = |code: &str| match rulebook.parameter(code)?.on(on)? {
            ParameterValue::Number(number) => Some(*number),
            _ => None,
        };
        let least = number(LEAST_ANSWERS).and_then(|n| u64::try_from(n.at_scale(0)?).ok());
        let rules = least.map_or(Rules::DEFAULT, Rules::at_least);
        Self {
            least_complete: number(LEAST_COMPLETE).unwrap_or(Decimal::from(1)),
            rules: number(DOMINANCE).map_or(rules, |share| rules.with_dominance(share)),
        }
    }
}
