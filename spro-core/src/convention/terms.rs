//! The parameters of the conventions by their codes, and how their values are read on a day.

use crate::rulebook::{ParameterValue, Rulebook};
use crate::value::{Absent, Decimal, Rounding};
use chrono::NaiveDate;

/// The share of the amount that is paid in advance.
pub(super) const ADVANCE_SHARE: &str = "taux_acompte";
/// A day of the month in which the advance is paid.
pub(super) const ADVANCE_MONTH: &str = "mois_acompte";
/// Where the odd cent of the advance goes.
const ADVANCE_ROUNDING: &str = "arrondi_acompte";
/// First day of the financial convention of a year.
pub(super) const FIRST_DAY: &str = "debut_exercice";
/// Last day of the financial convention of a year.
pub(super) const LAST_DAY: &str = "fin_exercice";

/// The reason where a parameter says nothing.
pub(super) fn unknown(code: &str) -> Absent {
    Absent::ParameterNotInForce { parameter: code.to_owned() }
}

/// A number on a day.
pub(super) fn number(rulebook: &Rulebook, code: &str, day: NaiveDate) -> Result<Decimal, Absent> {
    match rulebook.value_on(code, day)? {
        ParameterValue::Number(number) => Ok(*number),
        _ => Err(unknown(code)),
    }
}

/// A date on a day.
pub(super) fn date(rulebook: &Rulebook, code: &str, day: NaiveDate) -> Result<NaiveDate, Absent> {
    match rulebook.value_on(code, day)? {
        ParameterValue::Date(date) => Ok(*date),
        _ => Err(unknown(code)),
    }
}

/// Where the odd cent of an advance goes, on a day.
pub(super) fn rounding(rulebook: &Rulebook, day: NaiveDate) -> Result<Rounding, Absent> {
    match rulebook.value_on(ADVANCE_ROUNDING, day)? {
        ParameterValue::Text(name) => Rounding::named(name).ok_or_else(|| unknown(ADVANCE_ROUNDING)),
        _ => Err(unknown(ADVANCE_ROUNDING)),
    }
}
