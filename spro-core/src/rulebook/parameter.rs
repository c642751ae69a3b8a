//! Figures and dates that hold for a time.

use super::{Basis, Rulebook};
use crate::value::{Absent, Decimal, Unit, Words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A figure, date or switch with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Parameter {
    /// Its code, `param.<code>` in formulas.
    pub code: String,
    /// What it is.
    pub label: Words,
    /// What it holds.
    pub kind: ParameterType,
    /// The unit, for numbers.
    pub unit: Unit,
    /// For codes: position of their list in [`super::Rulebook::lists`].
    pub list: Option<u16>,
    /// Its values: sorted by first day, without overlap.
    pub values: Vec<DatedValue>,
    /// Where it comes from.
    pub basis: Basis,
}

/// The type of a parameter's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ParameterType {
    /// A number with a unit.
    Number,
    /// A day.
    Date,
    /// A switch.
    Bool,
    /// A text.
    Text,
    /// Entries of a list.
    Codes,
}

/// One value with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DatedValue {
    /// First day.
    pub from: NaiveDate,
    /// Last day, included; open where it is `None`.
    pub to: Option<NaiveDate>,
    /// The value.
    pub value: ParameterValue,
}

/// What a parameter may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ParameterValue {
    /// A number in the parameter's unit.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A switch.
    Bool(bool),
    /// A text.
    Text(String),
    /// Positions in the parameter's list.
    Codes(Vec<u32>),
}

impl Parameter {
    /// The value on a day; `None` where no entry covers it (never the nearest one).
    pub fn on(&self, day: NaiveDate) -> Option<&ParameterValue> {
        self.values.iter().find(|v| v.from <= day && v.to.is_none_or(|to| day <= to)).map(|v| &v.value)
    }
}

impl Rulebook {
    /// What a parameter says on a day.
    ///
    /// Absent, with the parameter's code, where no entry covers the day (never the nearest one), and where the
    /// rulebook has no such parameter: it then says nothing on any day.
    pub fn value_on(&self, code: &str, day: NaiveDate) -> Result<&ParameterValue, Absent> {
        let silent = || Absent::ParameterNotInForce { parameter: code.to_owned() };
        self.parameter(code).and_then(|p| p.on(day)).ok_or_else(silent)
    }
}
