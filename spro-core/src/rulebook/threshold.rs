//! Thresholds: what somebody holds an indicator to.

use super::Basis;
use crate::value::Decimal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a value is held against a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Comparison {
    /// The value is the threshold or above it.
    #[serde(rename = ">=")]
    AtLeast,
    /// The value is above the threshold.
    #[serde(rename = ">")]
    Above,
    /// The value is the threshold or below it.
    #[serde(rename = "<=")]
    AtMost,
    /// The value is below the threshold.
    #[serde(rename = "<")]
    Below,
}

impl Comparison {
    /// Whether `value` meets `threshold`.
    pub fn met(self, value: Decimal, threshold: Decimal) -> bool {
        match self {
            Self::AtLeast => value >= threshold,
            Self::Above => value > threshold,
            Self::AtMost => value <= threshold,
            Self::Below => value < threshold,
        }
    }

    /// How it is written: `>=`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
        }
    }
}

/// What somebody holds an indicator to; there is no verdict without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Threshold {
    /// Position of the indicator in [`super::Rulebook::indicators`].
    pub indicator: u16,
    /// Position of the only network it is about; all of them where it is `None`.
    pub network: Option<u16>,
    /// The only year it is about; all of them where it is `None`.
    pub year: Option<i32>,
    /// How the value is held against it.
    pub comparison: Comparison,
    /// The value, in the indicator's unit.
    pub value: Decimal,
    /// Who set it.
    pub author: String,
    /// When it was set.
    pub date: NaiveDate,
    /// Where it comes from.
    pub basis: Basis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comparison_below_on_and_above_its_threshold() {
        let threshold: Decimal = "0.6".parse().unwrap();
        for (comparison, met) in [
            (Comparison::AtLeast, [false, true, true]),
            (Comparison::Above, [false, false, true]),
            (Comparison::AtMost, [true, true, false]),
            (Comparison::Below, [true, false, false]),
        ] {
            let found = ["0.599999999999", "0.60", "0.600000000001"].map(|value| {
                let value: Decimal = value.parse().unwrap();
                comparison.met(value, threshold)
            });
            assert_eq!(found, met, "{}", comparison.symbol());
        }
    }
}
