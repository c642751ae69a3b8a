//! A finding in words, with its place and its source: the one form that all faces show.

use super::{Finding, Kind, message};
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;
use serde::{Deserialize, Serialize};

/// What is wrong in a file or form, in words. Its keys are an interface: every face gives them alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Stable code: `reunions.participantes-au-plus-invitees`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Code of the table.
    pub table: String,
    /// Index of the row within its table in the file, from 0.
    pub row: Option<u64>,
    /// Code of the field.
    pub field: Option<String>,
    /// Name of the sheet, where the file has named sheets.
    pub sheet: Option<String>,
    /// The cell as spreadsheets write it: `E7`.
    pub cell: Option<String>,
    /// What was typed.
    pub raw: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty where there is nothing to do.
    pub help: String,
    /// The value to write instead, where one is evident.
    pub suggestion: Option<String>,
    /// Where the rule comes from: `cr-2016-11-29#9a`.
    pub source: String,
}

impl Finding {
    /// The finding in words. `sheets` are the names of the file's sheets, in the order of the file.
    pub fn describe(&self, rulebook: &Rulebook, sheets: &[String], lang: Lang) -> Diagnostic {
        let (message, help) = message::words(self, rulebook, lang);
        let table = self.table_of(rulebook);
        let field = self.field_of(rulebook);
        let basis = match (self.rule_of(rulebook), field) {
            (Some(rule), _) => Some(&rule.basis),
            (None, Some(field)) => Some(&field.basis),
            (None, None) => table.map(|t| &t.basis),
        };
        let sheet = sheets.get(usize::from(self.sheet)).filter(|name| !name.is_empty());
        Diagnostic {
            code: self.code(rulebook),
            severity: self.severity(rulebook),
            table: table.map_or_else(String::new, |t| t.code.clone()),
            row: self.row,
            field: field.map(|f| f.code.clone()),
            sheet: sheet.cloned(),
            cell: self.place.map(|p| p.to_string()),
            raw: self.raw.as_deref().map(str::to_owned),
            message,
            help,
            suggestion: self.suggestion().map(str::to_owned),
            source: basis.map_or_else(String::new, |b| b.source.clone()),
        }
    }

    /// The value to write instead, where one is evident.
    pub fn suggestion(&self) -> Option<&str> {
        match self.kind {
            Kind::Type | Kind::List | Kind::Doubtful => self.detail.as_deref(),
            _ => None,
        }
    }
}
