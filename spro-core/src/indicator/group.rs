//! The groups of rows that values are about, and the level at which they are asked for.

use serde::{Deserialize, Serialize};

/// Whose rows a value is about. With no network and no department it is the whole region; with no year, all years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Group {
    // The order of the fields is the order of the values: by year, then by territory.
    /// The calendar year.
    pub year: Option<i32>,
    /// Position of the department in [`crate::rulebook::Rulebook::departments`].
    pub department: Option<u16>,
    /// Position of the network in [`crate::rulebook::Rulebook::networks`].
    pub network: Option<u32>,
}

/// What values are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Level {
    /// The territories that make the groups.
    pub by: Territory,
    /// Whether each year is a group of its own.
    pub by_year: bool,
}

/// A kind of territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Territory {
    /// Each local network.
    Network,
    /// Each department: its networks together.
    Department,
    /// The whole region.
    Region,
}
