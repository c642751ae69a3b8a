//! Why a value is not there.

use super::Lang;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The reason of an absence. An absent value is never counted as 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Absent {
    /// No row was returned for this group.
    NotSubmitted,
    /// Rows were returned, and none of them has all the cells that the formula needs.
    NoUsableRow,
    /// Every row was rejected; the rule's code says by what (the first in code order).
    Rejected {
        /// Code of the rule.
        rule: String,
    },
    /// The denominator is zero: nobody was invited, there are no agents.
    DenominatorIsZero,
    /// No entry of the parameter covers the day asked for.
    ParameterNotInForce {
        /// Code of the parameter.
        parameter: String,
    },
    /// Nobody has said which days the record holds for.
    PeriodNotKnown,
    /// The exact result does not fit the number type.
    Overflow,
}

/// The stable form of machine-readable answers: `denominator is zero`.
impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSubmitted => f.write_str("not submitted"),
            Self::NoUsableRow => f.write_str("no usable row"),
            Self::Rejected { rule } => write!(f, "rejected by rule {rule}"),
            Self::DenominatorIsZero => f.write_str("denominator is zero"),
            Self::ParameterNotInForce { parameter } => write!(f, "parameter {parameter} not in force"),
            Self::PeriodNotKnown => f.write_str("period not known"),
            Self::Overflow => f.write_str("overflow"),
        }
    }
}

impl Absent {
    /// The reason for a reader who has no rulebook at hand: codes stand in it as they are.
    pub fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NotSubmitted, Lang::Fr) => "tableau non rendu".into(),
            (Self::NoUsableRow, Lang::Fr) => "aucune ligne complète".into(),
            (Self::Rejected { rule }, Lang::Fr) => format!("lignes écartées par « {rule} »"),
            (Self::DenominatorIsZero, Lang::Fr) => "rien au dénominateur".into(),
            (Self::ParameterNotInForce { parameter }, Lang::Fr) => {
                format!("paramètre {parameter} sans valeur à cette date")
            }
            (Self::PeriodNotKnown, Lang::Fr) => "période non connue".into(),
            (Self::Overflow, Lang::Fr) => "nombre trop grand".into(),
            (Self::NotSubmitted, Lang::En) => "table not returned".into(),
            (Self::NoUsableRow, Lang::En) => "no complete row".into(),
            (Self::Rejected { rule }, Lang::En) => format!("rows left out by “{rule}”"),
            (Self::DenominatorIsZero, Lang::En) => "nothing in the denominator".into(),
            (Self::ParameterNotInForce { parameter }, Lang::En) => {
                format!("parameter {parameter} has no value on that day")
            }
            (Self::PeriodNotKnown, Lang::En) => "period not known".into(),
            (Self::Overflow, Lang::En) => "number too large".into(),
        }
    }
}
