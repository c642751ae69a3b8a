//! The groups of rows that values are about, and the level at which they are asked for.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

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

/// A text that names no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("écrivez reseau, departement ou region, avec ou sans « ,annee »")]
#[non_exhaustive]
pub struct NotALevel;

/// From `reseau,annee`: a territory, with or without the year, in any order; the year alone is that of the region.
impl FromStr for Level {
    type Err = NotALevel;

    fn from_str(text: &str) -> Result<Self, NotALevel> {
        let mut territory = None;
        let mut by_year = false;
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let named = match part {
                "annee" if !by_year => {
                    by_year = true;
                    continue;
                }
                "reseau" => Territory::Network,
                "departement" => Territory::Department,
                "region" => Territory::Region,
                _ => return Err(NotALevel),
            };
            if territory.replace(named).is_some() {
                return Err(NotALevel);
            }
        }
        Ok(Self { by: territory.unwrap_or(Territory::Region), by_year })
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_named_in_any_order() {
        let by = |by, by_year| Ok(Level { by, by_year });
        assert_eq!("reseau,annee".parse(), by(Territory::Network, true));
        assert_eq!("annee, departement".parse(), by(Territory::Department, true));
        assert_eq!("region".parse(), by(Territory::Region, false));
        assert_eq!("annee".parse(), by(Territory::Region, true));
        for wrong in ["reseau,region", "annee,annee", "commune"] {
            assert_eq!(wrong.parse::<Level>(), Err(NotALevel), "{wrong}");
        }
    }
}
