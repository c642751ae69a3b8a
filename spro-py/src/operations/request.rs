//! What an operation is asked.

use crate::problem::{Problem, say};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use spro::value::Lang;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A request: each operation reads what concerns it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    pub lang: Lang,
    /// The code of what is asked about.
    pub code: Option<String>,
    pub day: Option<NaiveDate>,
    pub reseau: Option<String>,
    pub departement: Option<String>,
    pub structure: Option<String>,
    pub annee: Option<i32>,
    pub per: Vec<String>,
    pub tables: Vec<String>,
    /// The most rows of each kind.
    pub most: Option<usize>,
    /// A form or a standard.
    pub form: Option<String>,
    pub paths: Vec<PathBuf>,
    pub text: Option<String>,
    pub folder: Option<PathBuf>,
    /// A record, or several.
    pub record: Option<Value>,
    /// Columns by name, for all lines.
    pub columns: BTreeMap<String, String>,
    /// Columns by name, for some lines.
    pub own_columns: BTreeMap<String, BTreeMap<String, String>>,
    /// Lines of a file, by column.
    pub lines: Vec<BTreeMap<String, String>>,
}

impl Request {
    /// The request of a JSON text.
    pub fn read(text: &str) -> Result<Self, Problem> {
        Ok(serde_json::from_str(text)?)
    }

    /// The code.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// The day.
    pub fn day(&self) -> Result<NaiveDate, Problem> {
        self.day.ok_or_else(|| {
            let (fr, en) =
                ("Donnez un jour. Exemple : date(2017, 1, 1).", "Give a day. Example: date(2017, 1, 1).");
            say(self.lang, fr.to_owned(), en.to_owned())
        })
    }

    /// The record, as what it is.
    pub fn record<T: serde::de::DeserializeOwned>(&self) -> Result<T, Problem> {
        let record = self.record.clone().unwrap_or_default();
        serde_json::from_value(record).map_err(|why| {
            say(
                self.lang,
                format!("un champ n’est pas compris ({why})."),
                format!("a field is not understood ({why})."),
            )
        })
    }
}
