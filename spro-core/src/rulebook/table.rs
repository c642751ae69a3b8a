//! The report tables and their rules.

use super::{Basis, Between, Field, FieldType};
use crate::expression::Formula;
use crate::value::Words;
use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// The data is wrong: the row is left out of the indicators.
    Error,
    /// To be looked at; the row counts.
    Warning,
    /// Said for the record: a repair, a line left out.
    Info,
}

/// A report table (tableau de bord).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Table {
    /// Its code, such as `reunions`.
    pub code: String,
    /// Its title.
    pub label: Words,
    /// How to fill it, in a sentence or two.
    pub hint: Option<Words>,
    /// Other names that sheets of this table have; compared folded.
    pub names: Vec<String>,
    /// First and last year that the source asks for.
    pub years: Option<(i32, i32)>,
    /// Its columns, in the order of the template.
    pub fields: Vec<Field>,
    /// Positions of the fields that tell two rows apart; the rule `<table>.doublon` judges them.
    pub key: Vec<u16>,
    /// Position of the field that dates a row for parameters: a day, or a year that stands for its 1 January.
    pub day: Option<u16>,
    /// The rules of a row, and the duplicate rule where there is a key.
    pub rules: Vec<Rule>,
    /// Where it comes from.
    pub basis: Basis,
}

impl Table {
    /// Position of a field by its code.
    pub fn field_index(&self, code: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.code == code)
    }

    /// Position of the column that names the network; the networks are the first list of every rulebook.
    pub fn network_field(&self) -> Option<usize> {
        self.fields.iter().position(|f| f.kind == FieldType::Code && f.list == Some(0))
    }

    /// Position of the column that tells the year that a row is about.
    pub fn year_field(&self) -> Option<usize> {
        self.fields.iter().position(|f| f.kind == FieldType::Year)
    }

    /// Whether rules compare the spans of time of its rows: then all its rows are judged together.
    pub fn has_spans(&self) -> bool {
        self.rules.iter().any(|r| matches!(r.between, Some(Between::Overlap(_) | Between::Gap(_))))
    }
}

/// A rule that every row must keep.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// Its code within the table: `participantes-au-plus-invitees`. Diagnostics show `<table>.<code>`.
    pub code: String,
    /// What it is called where rows are left out because of it: `plus de participantes que d'invitées`.
    pub label: Option<Words>,
    /// What must be true; a row breaks the rule only where it is *false*, never where it is absent.
    /// `None` for the duplicate rule, which the table's key defines, and for rules between rows.
    pub check: Option<Formula>,
    /// What must hold between rows, for a rule that one row alone cannot break.
    pub between: Option<Between>,
    /// Positions of the fields that the message points at, the first one first; empty where it is about the row.
    pub on: Vec<u16>,
    /// How bad breaking it is.
    pub severity: Severity,
    /// What is wrong; `{field}` stands for the row's value, and in the duplicate rule `{premiere_ligne}` for the
    /// sheet row (from 1) of the row that came first. In a rule between rows `{autre_ligne}` is the sheet row of the
    /// other one, and `{listees}` and `{venues}` are what attendance sheets tell.
    pub message: Words,
    /// What to do about it.
    pub help: Words,
    /// Where it comes from.
    pub basis: Basis,
}

impl Rule {
    /// Whether it is the duplicate rule, which the table's key defines.
    pub fn is_duplicate(&self) -> bool {
        self.check.is_none() && self.between.is_none()
    }
}
