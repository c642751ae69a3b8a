//! One figure of an evaluation: a value or the reason of its absence, and all that says how much it is worth.

use super::{Completeness, Judgement, Trend};
use crate::indicator::{Group, IndicatorValue};

/// Whose figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Territory {
    /// The whole region.
    Region,
    /// A department: position in [`crate::rulebook::Rulebook::departments`].
    Department(u16),
    /// A local network: position in [`crate::rulebook::Rulebook::networks`].
    Network(u32),
}

impl Territory {
    /// Whose rows a group holds.
    pub fn of(group: Group) -> Self {
        match (group.network, group.department) {
            (Some(network), _) => Self::Network(network),
            (None, Some(department)) => Self::Department(department),
            (None, None) => Self::Region,
        }
    }
}

/// Where a network's figure stands among those of all networks in the same year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// 1 for the greatest value; equal values share the better rank.
    pub rank: u32,
    /// Out of how many networks with a value.
    pub of: u32,
}

/// A figure and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// Whose it is.
    pub territory: Territory,
    /// The year.
    pub year: i32,
    /// The value, or why there is none.
    pub value: IndicatorValue,
    /// How complete the data behind it is.
    pub completeness: Completeness,
    /// Whether that is enough to compare and to judge.
    pub enough: bool,
    /// How it moved from the year before.
    pub trend: Trend,
    /// Where it stands among the networks; only a network's figure has a position.
    pub position: Option<Position>,
    /// The verdicts, one a threshold that is about it.
    pub judgements: Vec<Judgement>,
}
