//! Marks on cells while the sheet is filled in: rules that are broken, required cells that are still blank.

use super::error::TemplateError;
use super::formula::Translator;
use super::layout::{FIRST_ROW, Layout, place};
use super::style;
use crate::rulebook::{Field, Requirement, Rule, Severity};
use crate::workbook::{Format, Worksheet};

/// Adds the marks of a sheet: errors before warnings, and what is missing last.
pub(super) fn write(
    sheet: &mut Worksheet,
    layout: &Layout<'_>,
    translator: &Translator<'_>,
) -> Result<(), TemplateError> {
    let mut rules: Vec<&Rule> = layout.table.rules.iter().collect();
    rules.sort_by_key(|rule| rule.severity);
    for rule in rules {
        let condition = match &rule.check {
            Some(formula) => translator.broken(formula),
            None if rule.is_duplicate() => repeated(layout),
            // Other tables are not at hand while typing.
            None => None,
        };
        let Some(condition) = condition else { continue };
        // A rule such as `has(date)` is false on a row that nobody has begun, and is not broken there.
        let condition = format!("=AND({},{})", begun(layout), condition.trim_start_matches('='));
        for column in columns(layout, rule) {
            mark(sheet, layout, column, &condition, style::broken(rule.severity))?;
        }
    }
    for (column, field) in fields(layout) {
        if field.required == Requirement::Required && field.computed.is_none() {
            let cell = place(FIRST_ROW, column);
            let condition = format!("=AND(${cell}=\"\",{})", begun(layout));
            mark(sheet, layout, column, &condition, style::awaited())?;
        }
    }
    Ok(())
}

/// The condition that something was typed on the row.
fn begun(layout: &Layout<'_>) -> String {
    let cells: Vec<String> = fields(layout)
        .filter(|(_, field)| field.computed.is_none())
        .map(|(column, _)| format!("${}", place(FIRST_ROW, column)))
        .collect();
    format!("COUNTA({})>0", cells.join(","))
}

fn fields<'a>(layout: &'a Layout<'_>) -> impl Iterator<Item = (u16, &'a Field)> {
    (0u16..).zip(&layout.columns).filter_map(|(column, field)| Some((column, layout.field(*field)?)))
}

/// The columns that a rule's mark stands in: its fields, or the whole row where it is about the row.
fn columns(layout: &Layout<'_>, rule: &Rule) -> Vec<u16> {
    let own: Vec<u16> = rule.on.iter().filter_map(|field| layout.column(*field)).collect();
    let wanted = if rule.check.is_none() && own.is_empty() { layout.table.key.as_slice() } else { &[] };
    let key: Vec<u16> = wanted.iter().filter_map(|field| layout.column(*field)).collect();
    match (own.is_empty(), key.is_empty()) {
        (false, _) => own,
        (true, false) => key,
        (true, true) => fields(layout).map(|(column, _)| column).collect(),
    }
}

/// The condition that a row above has the same key. A row whose required key is blank is not judged.
fn repeated(layout: &Layout<'_>) -> Option<String> {
    let mut same = Vec::new();
    let mut judged = Vec::new();
    for field in &layout.table.key {
        let Some(column) = layout.column(*field) else { continue };
        let (first, row) = (place(FIRST_ROW, column), format!("${}", place(FIRST_ROW, column)));
        let letters: String = first.to_string().chars().filter(char::is_ascii_alphabetic).collect();
        same.push(format!("(${letters}${}:{row}={row})", FIRST_ROW + 1));
        if layout.field(*field)?.required == Requirement::Required {
            judged.push(format!("{row}<>\"\""));
        }
    }
    if same.is_empty() {
        return None;
    }
    judged.push(format!("SUMPRODUCT({}*1)>1", same.join("*")));
    Some(format!("=AND({})", judged.join(",")))
}

fn mark(
    sheet: &mut Worksheet,
    layout: &Layout<'_>,
    column: u16,
    condition: &str,
    format: Format,
) -> Result<(), TemplateError> {
    sheet.add_mark(FIRST_ROW, column, layout.last_row(), column, condition, format)?;
    Ok(())
}

/// Whether a table has rules of this severity, so that the notice explains their colour.
pub(super) fn has(layout: &Layout<'_>, severity: Severity) -> bool {
    layout.table.rules.iter().any(|rule| rule.severity == severity)
}
