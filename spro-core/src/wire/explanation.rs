//! How a figure came about, as JSON.

use super::evaluation::{BasisRow, RowsRow, basis};
use super::validate::network_code;
use crate::campaign::Campaign;
use crate::evaluation::{parameter_value, sheet_name};
use crate::finding::display;
use crate::indicator::{Fate, Trace, TracedParameter, TracedRow};
use crate::rulebook::{Rulebook, Table};
use crate::value::Lang;
use chrono::NaiveDate;
use serde::Serialize;

/// A figure and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub label: String,
    /// Code of the network; null for a department or the region.
    pub reseau: Option<String>,
    /// Code of the department, where it is a department's.
    pub departement: Option<String>,
    /// The year; null for all years together.
    pub annee: Option<i32>,
    /// The value as a decimal text.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The exact numerator of a quotient.
    pub numerator: Option<String>,
    /// The exact denominator of a quotient.
    pub denominator: Option<String>,
    /// `computed` or `absent`.
    pub status: &'static str,
    /// Why there is no value.
    pub why: Option<String>,
    /// The formula.
    pub formula: FormulaRow,
    /// The condition that rows must meet.
    pub filter: Option<FormulaRow>,
    /// The parameters that were read, with the days on which they hold.
    pub parameters: Vec<ParameterRow>,
    /// How many rows of each kind there are.
    pub counts: RowsRow,
    /// The rows, in the order of the files; at most as many of each kind as were asked for.
    pub rows: Vec<ExplainedRow>,
    /// How the indicator is known.
    pub basis: BasisRow,
}

/// A formula in symbols and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FormulaRow {
    /// As the rulebook writes it.
    pub symbols: String,
    /// In words.
    pub words: String,
}

/// A parameter that a figure stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ParameterRow {
    /// Its code.
    pub parameter: String,
    /// Its value as people read it.
    pub value: String,
    /// First day on which it holds.
    pub from: NaiveDate,
    /// Last day; null where it is open.
    pub to: Option<NaiveDate>,
    /// How many of the rows used read it.
    pub rows: u64,
    /// How it is known.
    pub basis: BasisRow,
}

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExplainedRow {
    /// Its file.
    pub path: String,
    /// Its sheet, where the file has named sheets.
    pub sheet: Option<String>,
    /// Index within its table in the file, from 0.
    pub row: u64,
    /// `used`, `left out`, `filtered` or `rejected`.
    pub fate: &'static str,
    /// Why it is left out, or the code of the error that keeps it out.
    pub why: Option<String>,
    /// The cells that were read.
    pub cells: Vec<ExplainedCell>,
}

/// A cell that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExplainedCell {
    /// Code of its field.
    pub field: String,
    /// Where it stands: `E7`.
    pub cell: Option<String>,
    /// What it holds, as people read it; null where it holds nothing.
    pub value: Option<String>,
}

/// A trace as JSON; `None` where the rulebook has no such indicator.
pub fn explanation_answer(
    trace: &Trace,
    campaign: &Campaign,
    rulebook: &Rulebook,
    lang: Lang,
) -> Option<Explanation> {
    let value = &trace.value;
    let indicator = rulebook.indicators().get(usize::from(value.indicator))?;
    let table = rulebook.tables().get(usize::from(indicator.table))?;
    let department = value.group.department.and_then(|d| rulebook.departments().get(usize::from(d)));
    let formula = |symbols: &str, words: &crate::value::Words| FormulaRow {
        symbols: symbols.to_owned(),
        words: words.get(lang).to_owned(),
    };
    Some(Explanation {
        indicator: indicator.code.clone(),
        label: indicator.label.get(lang).to_owned(),
        reseau: network_code(value.group.network, rulebook),
        departement: department.map(|d| d.code.clone()),
        annee: value.group.year,
        value: value.value.as_ref().ok().map(ToString::to_string),
        unit: indicator.unit.to_string(),
        numerator: value.numerator.map(|n| n.to_string()),
        denominator: value.denominator.map(|n| n.to_string()),
        status: if value.value.is_ok() { "computed" } else { "absent" },
        why: value.value.as_ref().err().map(ToString::to_string),
        formula: formula(&trace.formula, &trace.words),
        filter: trace.filter.as_ref().map(|(symbols, words)| formula(symbols, words)),
        parameters: trace.parameters.iter().filter_map(|p| parameter(p, rulebook, lang)).collect(),
        counts: RowsRow {
            used: value.rows.used,
            left_out: value.rows.left_out,
            filtered: value.rows.filtered,
            rejected: value.rows.rejected,
        },
        rows: trace.rows.iter().map(|r| row(trace, r, campaign, table, rulebook, lang)).collect(),
        basis: basis(&indicator.basis, lang),
    })
}

fn parameter(traced: &TracedParameter, rulebook: &Rulebook, lang: Lang) -> Option<ParameterRow> {
    let parameter = rulebook.parameters().get(usize::from(traced.parameter))?;
    Some(ParameterRow {
        parameter: parameter.code.clone(),
        value: parameter_value(&traced.value, &parameter.unit, lang),
        from: traced.from,
        to: traced.to,
        rows: traced.rows,
        basis: basis(&parameter.basis, lang),
    })
}

fn row(
    trace: &Trace,
    row: &TracedRow,
    campaign: &Campaign,
    table: &Table,
    rulebook: &Rulebook,
    lang: Lang,
) -> ExplainedRow {
    let (fate, why) = match &row.fate {
        Fate::Used => ("used", None),
        Fate::LeftOut(missing) => ("left out", Some(missing.absent(rulebook).to_string())),
        Fate::Filtered => ("filtered", None),
        Fate::Rejected(code) => ("rejected", Some(code.to_string())),
    };
    let sheet = sheet_name(trace, row, campaign);
    let cells = row.cells.iter().filter_map(|cell| {
        let field = table.fields.get(usize::from(cell.field))?;
        let value = display(&cell.value, field, rulebook, lang);
        Some(ExplainedCell {
            field: field.code.clone(),
            cell: cell.place.map(|place| place.to_string()),
            value: (!value.is_empty()).then_some(value),
        })
    });
    ExplainedRow {
        path: trace.files.get(row.file).cloned().unwrap_or_default(),
        sheet: (!sheet.is_empty()).then(|| sheet.to_owned()),
        row: row.row,
        fate,
        why,
        cells: cells.collect(),
    }
}
