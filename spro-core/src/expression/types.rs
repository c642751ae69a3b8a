//! The types of formulas, and their units in words.

use super::error::words;
use crate::rulebook::FieldType;
use crate::value::{Dimension, Unit, Words};
use serde::{Deserialize, Serialize};

/// What a formula gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Type {
    /// A number of a unit.
    Number(Unit),
    /// True or false.
    Bool,
    /// A day.
    Date,
    /// A text.
    Text,
    /// An entry of the list at this position of the rulebook.
    Code(u16),
}

impl Type {
    /// The unit, for a number.
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// The type of a field's values; a code without a list belongs to none.
    pub(super) fn of_field(kind: FieldType, list: Option<u16>) -> Self {
        match kind {
            FieldType::Bool => Self::Bool,
            FieldType::Date => Self::Date,
            FieldType::Text => Self::Text,
            FieldType::Code => Self::Code(list.unwrap_or(u16::MAX)),
            number => Self::Number(number.unit().unwrap_or_default()),
        }
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::Number(unit) => {
                let unit = unit_words(unit);
                words(format!("un nombre ({})", unit.fr), format!("a number ({})", unit.en))
            }
            Self::Bool => words("une condition vraie ou fausse", "a condition, true or false"),
            Self::Date => words("une date", "a date"),
            Self::Text => words("un texte", "a text"),
            Self::Code(_) => words("un code de liste", "a code of a list"),
        }
    }
}

/// A unit in words: `euros`, `ETP par unité`, `sans unité`.
pub(super) fn unit_words(unit: &Unit) -> Words {
    let side = |above: bool| -> (Vec<String>, Vec<String>) {
        unit.powers()
            .iter()
            .filter(|(_, power)| (*power > 0) == above)
            .map(|&(dimension, power)| {
                let (fr, en) = match dimension {
                    Dimension::Count => ("effectif", "count"),
                    Dimension::Euro => ("euros", "euros"),
                    Dimension::Fte => ("ETP", "FTE"),
                    Dimension::Day => ("jours", "days"),
                    Dimension::Year => ("années", "years"),
                };
                let exponent = if power.unsigned_abs() == 1 {
                    String::new()
                } else {
                    format!("^{}", power.unsigned_abs())
                };
                (format!("{fr}{exponent}"), format!("{en}{exponent}"))
            })
            .unzip()
    };
    let ((above_fr, above_en), (below_fr, below_en)) = (side(true), side(false));
    let join = |above: &[String], below: &[String], none: &str| match (above.is_empty(), below.is_empty()) {
        (true, true) => none.to_owned(),
        (false, true) => above.join(" × "),
        (true, false) => format!("1 / {}", below.join(" × ")),
        (false, false) => format!("{} / {}", above.join(" × "), below.join(" × ")),
    };
    words(join(&above_fr, &below_fr, "sans unité"), join(&above_en, &below_en, "without unit"))
}
