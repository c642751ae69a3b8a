//! The indicators.

use super::Basis;
use crate::expression::Formula;
use crate::value::{Unit, Words};
use serde::Serialize;

/// A figure that evaluators use, computed from one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Indicator {
    /// Its code, a text (`2`, `7bis`, `20-taux`).
    pub code: String,
    /// What it says.
    pub label: Words,
    /// Position of its table in [`super::Rulebook::tables`].
    pub table: u16,
    /// Its formula: aggregates over the rows of a group.
    pub value: Formula,
    /// A condition that rows must meet to be counted; the others are left out without being wrong.
    pub filter: Option<Formula>,
    /// Positions of the fields that make the groups.
    pub per: Vec<u16>,
    /// The unit of its value.
    pub unit: Unit,
    /// Where it comes from.
    pub basis: Basis,
}
