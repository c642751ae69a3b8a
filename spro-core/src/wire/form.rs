//! What a form asks at each key stroke: the rows of one table as typed, checked and computed in one go.

use super::describe::{words_of_kind, words_of_unit};
use super::rows::{CellValue, cell_value};
use crate::batch::{Batch, Lookups, Origin, RowReader, State, TypedCell, Values, read_form_rows};
use crate::check::{Duplicates, RowChecks, row_keys};
use crate::expression::{Program, Scratch};
use crate::finding::{Diagnostic, Finding, Shown, display};
use crate::indicator::{Figures, IndicatorValue, Rejected};
use crate::rulebook::{FieldType, Rulebook, Severity, Table};
use crate::value::Lang;
use serde::{Serialize, Serializer};
use std::sync::OnceLock;

/// A rulebook made ready to check forms: what every call needs is prepared once.
#[derive(Debug)]
pub struct Forms<'r> {
    rulebook: &'r Rulebook,
    lookups: Lookups,
    /// Each made ready when it is first asked for: a page mostly shows one.
    tables: Vec<OnceLock<FormTable<'r>>>,
}

#[derive(Debug)]
struct FormTable<'r> {
    table: &'r Table,
    checks: Option<RowChecks>,
    computed: Vec<(usize, Program)>,
    figures: Figures<'r>,
    /// Positions of the columns of which a total says something.
    totals: Vec<usize>,
}

/// Which table, in which language, for which network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableRequest<'a> {
    /// Code of the table.
    pub table: &'a str,
    /// The language of messages and figures.
    pub lang: Lang,
    /// The network of all rows, by any of its names; none where the rows name it.
    pub network: Option<&'a str>,
}

/// What is wrong with a request itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// No such table.
    #[error("Tableau inconnu : {given}. Tableaux : {}. (Unknown table.)", known.join(", "))]
    UnknownTable {
        /// What was asked for.
        given: String,
        /// The tables there are.
        known: Vec<String>,
    },
    /// No such field.
    #[error("Champ inconnu : {given}. Champs : {}. (Unknown field.)", known.join(", "))]
    UnknownField {
        /// What was asked for.
        given: String,
        /// The fields of the table.
        known: Vec<String>,
    },
    /// No such network.
    #[error("Réseau inconnu : {given}. Réseaux : {}. (Unknown network.)", known.join(", "))]
    UnknownNetwork {
        /// What was asked for.
        given: String,
        /// The networks there are.
        known: Vec<String>,
    },
}

impl FormError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownTable { .. } => "unknown-table",
            Self::UnknownField { .. } => "unknown-field",
            Self::UnknownNetwork { .. } => "unknown-network",
        }
    }
}

/// What there is to say about the rows of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableAnswer {
    /// Code of the table.
    pub table: String,
    /// For each computed column, a text for each row that was given; null where there is none.
    pub computed: ByField<Vec<Option<String>>>,
    /// The sums of the columns that can be summed.
    pub totals: ByField<String>,
    /// The indicators of the table, by year.
    pub indicators: Vec<ShownIndicator>,
    /// What was found, by row and field. `row` is the index among the rows that were given.
    pub diagnostics: Vec<Diagnostic>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

/// Something for some of the fields, in the order of the table: an object with the codes of the fields in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByField<T>(Vec<(String, T)>);

impl<T> ByField<T> {
    /// What there is for a field.
    pub fn get(&self, field: &str) -> Option<&T> {
        self.0.iter().find(|(code, _)| code == field).map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for ByField<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(code, value)| (code, value)))
    }
}

/// A figure as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ShownIndicator {
    /// Code of the indicator.
    pub indicator: String,
    /// What it says.
    pub label: String,
    /// Code of the network.
    pub reseau: Option<String>,
    /// The year.
    pub annee: Option<i32>,
    /// The exact value as a decimal text.
    pub value: Option<String>,
    /// The value as people read it.
    pub text: Option<String>,
    /// Why there is none.
    pub why: Option<String>,
}

/// What there is to say about one cell alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CellAnswer {
    /// `present`, `blank` or `refused`.
    pub state: &'static str,
    /// The value: whole numbers are numbers, decimals texts, days ISO texts.
    pub value: CellValue,
    /// The value as people read it.
    pub text: String,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'r> Forms<'r> {
    /// Makes a rulebook ready.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let tables = rulebook.tables().iter().map(|_| OnceLock::new()).collect();
        Self { rulebook, lookups: Lookups::of_lists(rulebook.lists()), tables }
    }

    /// The rulebook.
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// Checks rows as they were typed, cells in the order of the table's fields. A row without a text is no row.
    pub fn table<'a>(
        &self,
        request: TableRequest<'_>,
        rows: &[impl AsRef<[&'a str]>],
    ) -> Result<TableAnswer, FormError> {
        let (position, form) = self.form(request.table)?;
        let network = self.network(request.network)?;
        let mut scratch = Scratch::default();
        let (batch, mut findings) = read_form_rows(form.table, &self.lookups, position, network, rows);
        if let Some(checks) = &form.checks {
            findings.extend(checks.run(&batch, &mut scratch));
        }
        let mut duplicates = Duplicates::new(self.rulebook);
        duplicates.begin_file("");
        findings.extend(duplicates.visit_borrowed(&batch, &row_keys(form.table, &batch)));
        findings.sort_by_key(|f| (f.row, f.field));
        let mut answer = TableAnswer {
            table: form.table.code.clone(),
            computed: self.computed(form, &batch, rows.len(), request.lang, &mut scratch),
            totals: self.totals(form, &batch, request.lang),
            indicators: self.indicators(form, &batch, &findings, request.lang, &mut scratch),
            diagnostics: Vec::with_capacity(findings.len()),
            errors: 0,
            warnings: 0,
        };
        for finding in &findings {
            let mut diagnostic = finding.describe(self.rulebook, &[], request.lang);
            diagnostic.row = finding.row.map(|row| given_row(&batch, row));
            match diagnostic.severity {
                Severity::Error => answer.errors += 1,
                Severity::Warning => answer.warnings += 1,
                Severity::Info => {}
            }
            answer.diagnostics.push(diagnostic);
        }
        Ok(answer)
    }

    /// Reads and checks one cell alone; rules that need other cells are not asked.
    pub fn cell(&self, table: &str, field: &str, text: &str, lang: Lang) -> Result<CellAnswer, FormError> {
        let (position, form) = self.form(table)?;
        let Some(index) = form.table.field_index(field) else {
            let known = form.table.fields.iter().map(|f| f.code.clone()).collect();
            return Err(FormError::UnknownField { given: field.to_owned(), known });
        };
        let origin = Origin { table: position, ..Origin::default() };
        let mut reader = RowReader::new(form.table, &self.lookups, origin, 1);
        reader.push_typed(0, &mut |i| TypedCell::Text(if i == index { text } else { "" }));
        let (batch, mut findings) = reader.finish();
        if let Some(checks) = &form.checks {
            findings.extend(checks.of_field(index, &batch));
        }
        let of_cell = |f: &&Finding| f.field.is_some_and(|f| usize::from(f) == index);
        let diagnostics =
            findings.iter().filter(of_cell).map(|f| f.describe(self.rulebook, &[], lang)).collect();
        let column = batch.columns.get(index);
        let state = column.and_then(|c| c.states.first()).copied().unwrap_or(State::Blank);
        let definition = form.table.fields.get(index);
        let value = definition.zip(column).map(|(field, column)| cell_value(field, column, 0, self.rulebook));
        let shown = column.map_or(Shown::Blank, |c| shown(&c.values, &c.states, 0));
        Ok(CellAnswer {
            state: match state {
                State::Present => "present",
                State::Blank => "blank",
                State::Refused => "refused",
            },
            value: value.unwrap_or_default(),
            text: definition.map_or_else(String::new, |d| display(&shown, d, self.rulebook, lang)),
            diagnostics,
        })
    }

    fn form(&self, code: &str) -> Result<(u16, &FormTable<'r>), FormError> {
        let found = self.rulebook.table(code).and_then(|(at, table)| {
            let position = u16::try_from(at).ok()?;
            let made = || FormTable::new(self.rulebook, position, table);
            Some((position, self.tables.get(at)?.get_or_init(made)))
        });
        found.ok_or_else(|| FormError::UnknownTable {
            given: code.to_owned(),
            known: self.rulebook.tables().iter().map(|t| t.code.clone()).collect(),
        })
    }

    fn network(&self, name: Option<&str>) -> Result<Option<u32>, FormError> {
        let Some(name) = name else { return Ok(None) };
        match self.rulebook.network_by_name(name) {
            Some(position) => Ok(Some(position)),
            None => Err(FormError::UnknownNetwork {
                given: name.to_owned(),
                known: self.rulebook.networks().iter().map(|n| n.code.clone()).collect(),
            }),
        }
    }

    #[allow(clippy::unused_self, reason = "a step of the form, called as one")]
    fn computed(
        &self,
        form: &FormTable<'r>,
        batch: &Batch<'_>,
        given: usize,
        lang: Lang,
        scratch: &mut Scratch,
    ) -> ByField<Vec<Option<String>>> {
        let column = |(index, program): &(usize, Program)| {
            let field = form.table.fields.get(*index)?;
            let numbers = program.numbers(batch, scratch);
            let mut texts = vec![None; given];
            for row in 0..batch.rows {
                let line = usize::try_from(batch.sheet_row(row)).ok().and_then(|line| texts.get_mut(line));
                if let (Some(line), Ok(number)) = (line, numbers.decimal(row)) {
                    *line = Some(words_of_kind(number, field.kind, lang));
                }
            }
            Some((field.code.clone(), texts))
        };
        ByField(form.computed.iter().filter_map(column).collect())
    }

    fn totals(&self, form: &FormTable<'r>, batch: &Batch<'_>, lang: Lang) -> ByField<String> {
        let total = |&index: &usize| {
            let (field, column) = (form.table.fields.get(index)?, batch.columns.get(index)?);
            let Values::Int(values) = &column.values else { return None };
            // What is blank or refused holds 0.
            let sum: i128 = values.iter().map(|n| i128::from(*n)).sum();
            let any = column.states.contains(&State::Present);
            let sum = i64::try_from(sum).ok().filter(|_| any)?;
            Some((field.code.clone(), display(&Shown::Int(sum), field, self.rulebook, lang)))
        };
        ByField(form.totals.iter().filter_map(total).collect())
    }

    fn indicators(
        &self,
        form: &FormTable<'r>,
        batch: &Batch<'_>,
        findings: &[Finding],
        lang: Lang,
        scratch: &mut Scratch,
    ) -> Vec<ShownIndicator> {
        if batch.rows == 0 {
            return Vec::new();
        }
        // The findings are in the order of the rows.
        let mut rejected: Vec<Rejected> = Vec::new();
        for finding in findings.iter().filter(|f| f.severity(self.rulebook) == Severity::Error) {
            let Some(row) = finding.row.and_then(|row| u32::try_from(row).ok()) else { continue };
            let code = finding.code(self.rulebook).into();
            match rejected.last_mut().filter(|last| last.row == row) {
                Some(last) if code < last.code => last.code = code,
                Some(_) => {}
                None => rejected.push(Rejected { row, code }),
            }
        }
        let values = form.figures.values(batch, &rejected, scratch);
        values.iter().filter_map(|value| self.shown(value, lang)).collect()
    }

    fn shown(&self, value: &IndicatorValue, lang: Lang) -> Option<ShownIndicator> {
        let indicator = self.rulebook.indicators().get(usize::from(value.indicator))?;
        let number = value.value.as_ref().ok();
        Some(ShownIndicator {
            indicator: indicator.code.clone(),
            label: indicator.label.get(lang).to_owned(),
            reseau: super::validate::network_code(value.group.network, self.rulebook),
            annee: value.group.year,
            value: number.map(ToString::to_string),
            text: number.map(|n| words_of_unit(*n, &indicator.unit, lang)),
            why: value.value.as_ref().err().map(ToString::to_string),
        })
    }
}

impl<'r> FormTable<'r> {
    fn new(rulebook: &'r Rulebook, position: u16, table: &'r Table) -> Self {
        let fields = || table.fields.iter().enumerate();
        let computed = fields().filter_map(|(i, field)| {
            Some((i, Program::new(&field.computed.as_ref()?.expr, table, rulebook)))
        });
        let summed = |kind| matches!(kind, FieldType::Count | FieldType::Money | FieldType::Fte);
        let totals = fields().filter(|(_, f)| f.computed.is_none() && summed(f.kind)).map(|(i, _)| i);
        Self {
            table,
            checks: RowChecks::new(rulebook, position),
            computed: computed.collect(),
            figures: Figures::new(rulebook, position),
            totals: totals.collect(),
        }
    }
}

/// The index among the rows that were given of a row of the batch.
fn given_row(batch: &Batch<'_>, row: u64) -> u64 {
    usize::try_from(row).map_or(row, |row| u64::from(batch.sheet_row(row)))
}

fn shown(values: &Values<'_>, states: &[State], row: usize) -> Shown {
    if states.get(row) != Some(&State::Present) {
        return Shown::Blank;
    }
    let found = match values {
        Values::Int(v) => v.get(row).map(|n| Shown::Int(*n)),
        Values::Text(v) => v.get(row).map(|t| Shown::Text(t.as_ref().into())),
        Values::Code(v) => v.get(row).map(|c| Shown::Code(*c)),
    };
    found.unwrap_or(Shown::Blank)
}
