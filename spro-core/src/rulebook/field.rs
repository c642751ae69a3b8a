//! The columns of a table.

use super::Basis;
use crate::expression::Formula;
use crate::value::{Decimal, Dimension, Unit, Words};
use serde::{Deserialize, Serialize};

/// What a field holds. Every number is kept as an integer at the fixed scale of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FieldType {
    /// A calendar year.
    Year,
    /// A day, kept as days since 1 January 1970.
    Date,
    /// A whole number, at least 0.
    Count,
    /// A decimal number without a unit.
    Decimal,
    /// Euros, kept in cents.
    Money,
    /// Full-time equivalents at a moment.
    Fte,
    /// A share: 0.857 for `85,7 %`.
    Ratio,
    /// Yes or no, kept as 1 or 0.
    Bool,
    /// A text.
    Text,
    /// An entry of a list, kept as its position.
    Code,
}

impl FieldType {
    /// Digits after the point that the type keeps.
    pub const fn scale(self) -> u8 {
        match self {
            Self::Money => 2,
            Self::Decimal | Self::Fte => 6,
            Self::Ratio => 15,
            Self::Year | Self::Date | Self::Count | Self::Bool | Self::Text | Self::Code => 0,
        }
    }

    /// The unit of its numbers; `None` for what is not a number.
    pub fn unit(self) -> Option<Unit> {
        Some(match self {
            Self::Year => Unit::of(Dimension::Year),
            Self::Count => Unit::of(Dimension::Count),
            Self::Money => Unit::of(Dimension::Euro),
            Self::Fte => Unit::of(Dimension::Fte),
            Self::Ratio | Self::Decimal => Unit::ratio(),
            Self::Date | Self::Bool | Self::Text | Self::Code => return None,
        })
    }
}

/// What happens where a cell is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Requirement {
    /// Nothing: it may be left out.
    #[default]
    Optional,
    /// A warning; the row still counts.
    Expected,
    /// An error; the row is left out of the indicators.
    Required,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// Its code, the same in every file, form and result.
    pub code: String,
    /// The name that users see.
    pub label: Words,
    /// How to fill it, in a sentence.
    pub hint: Option<Words>,
    /// A value as a user would type it.
    pub example: String,
    /// What it holds.
    pub kind: FieldType,
    /// For [`FieldType::Code`]: position of its list in [`super::Rulebook::lists`].
    pub list: Option<u16>,
    /// What happens where it is blank.
    pub required: Requirement,
    /// Least value allowed.
    pub min: Option<Decimal>,
    /// Greatest value allowed.
    pub max: Option<Decimal>,
    /// Most characters allowed.
    pub max_length: Option<u32>,
    /// Whether it names persons: they are counted, and their names are let go when a file is read.
    pub personal: bool,
    /// Other headers under which people write this column; compared folded.
    pub headers: Vec<String>,
    /// For a computed column: its formula over the other fields of the row.
    pub computed: Option<Formula>,
    /// Where it comes from; the table's where nothing else is said.
    pub basis: Basis,
}

impl Field {
    /// Whether people are to fill it in: where it is blank, something is said.
    pub fn is_asked(&self) -> bool {
        self.computed.is_none() && self.required != Requirement::Optional
    }
}
