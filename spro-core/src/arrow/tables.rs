//! Results as tidy record batches: one row a diagnostic, one row a figure.

use super::FrameError;
use crate::campaign::Campaign;
use crate::finding::Kind;
use crate::rulebook::{Rulebook, Severity};
use crate::wire::{IndicatorRow, Validation};
use arrow_array::builder::{Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema};
use std::sync::Arc;

struct Texts {
    names: Vec<&'static str>,
    columns: Vec<StringBuilder>,
}

impl Texts {
    fn new(names: &[&'static str]) -> Self {
        Self { names: names.to_vec(), columns: names.iter().map(|_| StringBuilder::new()).collect() }
    }

    fn push(&mut self, cells: &[Option<&str>]) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.append_option(*cell);
        }
    }

    fn finish(self) -> impl Iterator<Item = (&'static str, ArrayRef)> {
        let arrays = self.columns.into_iter().map(|mut c| Arc::new(c.finish()) as ArrayRef);
        self.names.into_iter().zip(arrays.collect::<Vec<_>>())
    }
}

fn together(columns: Vec<(&'static str, ArrayRef)>) -> Result<RecordBatch, FrameError> {
    let fields: Vec<Field> =
        columns.iter().map(|(n, a)| Field::new(*n, a.data_type().clone(), true)).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
}

/// The diagnostics of a validation, one row each, in the order of the files.
pub fn diagnostics_batch(validation: &Validation) -> Result<RecordBatch, FrameError> {
    let mut before = Texts::new(&["path", "reseau", "code", "severity", "table"]);
    let mut rows = Int64Builder::new();
    let mut after = Texts::new(&["field", "sheet", "cell", "raw", "message", "help", "suggestion", "source"]);
    for file in &validation.files {
        for d in &file.diagnostics {
            before.push(&[
                Some(&file.path),
                file.reseau.as_deref(),
                Some(&d.code),
                Some(word(d.severity)),
                Some(&d.table),
            ]);
            rows.append_option(d.row.and_then(|row| i64::try_from(row).ok()));
            after.push(&[
                d.field.as_deref(),
                d.sheet.as_deref(),
                d.cell.as_deref(),
                d.raw.as_deref(),
                Some(&d.message),
                Some(&d.help),
                d.suggestion.as_deref(),
                Some(&d.source),
            ]);
        }
    }
    let mut columns: Vec<(&'static str, ArrayRef)> = before.finish().collect();
    columns.push(("row", Arc::new(rows.finish())));
    columns.extend(after.finish());
    together(columns)
}

/// What was found and where, without its words, in the order of [`diagnostics_batch`].
pub fn located_batch(campaign: &Campaign, rulebook: &Rulebook) -> Result<RecordBatch, FrameError> {
    let mut before = Texts::new(&["path", "code", "severity", "table"]);
    let mut rows = Int64Builder::new();
    let mut after = Texts::new(&["field"]);
    // The same few codes come again and again.
    let mut known: Vec<(Kind, u16, Option<u16>, String, &str)> = Vec::new();
    for submission in campaign.submissions() {
        for finding in &submission.findings {
            let same = known.iter().position(|(kind, table, field, ..)| {
                (kind, *table, *field) == (&finding.kind, finding.table, finding.field)
            });
            let at = same.unwrap_or_else(|| {
                let (code, severity) = (finding.code(rulebook), word(finding.severity(rulebook)));
                known.push((finding.kind.clone(), finding.table, finding.field, code, severity));
                known.len() - 1
            });
            let Some((_, table, field, code, severity)) = known.get(at) else { continue };
            let table = rulebook.tables().get(usize::from(*table));
            let field = table.zip(*field).and_then(|(table, field)| table.fields.get(usize::from(field)));
            let table = table.map_or("", |t| t.code.as_str());
            before.push(&[Some(&submission.path), Some(code), Some(severity), Some(table)]);
            rows.append_option(finding.row.and_then(|row| i64::try_from(row).ok()));
            after.push(&[field.map(|f| f.code.as_str())]);
        }
    }
    let mut columns: Vec<(&'static str, ArrayRef)> = before.finish().collect();
    columns.push(("row", Arc::new(rows.finish())));
    columns.extend(after.finish());
    together(columns)
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// Figures, one row each. The exact value stays a text; `value_float` is the nearest double, for plotting.
pub fn indicators_batch(rows: &[IndicatorRow]) -> Result<RecordBatch, FrameError> {
    let mut before = Texts::new(&["indicator", "reseau", "departement", "region"]);
    let mut years = Int32Builder::new();
    let mut after = Texts::new(&["value", "unit", "numerator", "denominator", "status", "why"]);
    for row in rows {
        before.push(&[
            Some(&row.indicator),
            row.reseau.as_deref(),
            row.departement.as_deref(),
            row.region.as_deref(),
        ]);
        years.append_option(row.annee);
        after.push(&[
            row.value.as_deref(),
            Some(&row.unit),
            row.numerator.as_deref(),
            row.denominator.as_deref(),
            Some(row.status),
            row.why.as_deref(),
        ]);
    }
    let floats = rows.iter().map(|r| r.value.as_ref().and_then(|v| v.parse::<f64>().ok()));
    let floats = floats.collect::<arrow_array::Float64Array>();
    let mut columns: Vec<(&'static str, ArrayRef)> = before.finish().collect();
    columns.push(("annee", Arc::new(years.finish())));
    columns.extend(after.finish());
    columns.push(("value_float", Arc::new(floats)));
    together(columns)
}
