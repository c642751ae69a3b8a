//! Why a value is not there.

use serde::{Deserialize, Serialize};

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
    /// The exact result does not fit the number type.
    Overflow,
}
