//! The values of indicators as JSON rows.

use super::validate::network_code;
use crate::indicator::{IndicatorValue, Level, Territory};
use crate::rulebook::Rulebook;
use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IndicatorRow {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the network; null for a department or the region.
    pub reseau: Option<String>,
    /// Code of the department, where the value is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub departement: Option<String>,
    /// Code of the region, where the value is about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The year; null for all years together.
    pub annee: Option<i32>,
    /// The value as a decimal text; null where there is none.
    pub value: Option<String>,
    /// The unit of the value: `ratio`, `count`, `fte`, `euro`.
    pub unit: String,
    /// The exact numerator of a quotient.
    pub numerator: Option<String>,
    /// The exact denominator of a quotient.
    pub denominator: Option<String>,
    /// `computed`, or `absent`.
    pub status: &'static str,
    /// Why there is no value.
    pub why: Option<String>,
}

/// The values as rows, in their order.
pub fn indicator_rows(values: &[IndicatorValue], level: Level, rulebook: &Rulebook) -> Vec<IndicatorRow> {
    values.iter().filter_map(|v| row(v, level, rulebook)).collect()
}

fn row(value: &IndicatorValue, level: Level, rulebook: &Rulebook) -> Option<IndicatorRow> {
    let indicator = rulebook.indicators().get(usize::from(value.indicator))?;
    let department = value.group.department.and_then(|d| rulebook.departments().get(usize::from(d)));
    Some(IndicatorRow {
        indicator: indicator.code.clone(),
        reseau: network_code(value.group.network, rulebook),
        departement: department.map(|d| d.code.clone()),
        region: (level.by == Territory::Region).then(|| rulebook.region().code.clone()),
        annee: value.group.year,
        value: value.value.as_ref().ok().map(ToString::to_string),
        unit: indicator.unit.to_string(),
        numerator: value.numerator.map(|n| n.to_string()),
        denominator: value.denominator.map(|n| n.to_string()),
        status: if value.value.is_ok() { "computed" } else { "absent" },
        why: value.value.as_ref().err().map(ToString::to_string),
    })
}
