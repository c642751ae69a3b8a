//! Files for forms: their rows as texts that can be typed again, beside what was found.

use super::validate::{FailedFile, failed_file, network_code};
use crate::batch::{Batch, State, typed_again};
use crate::campaign::{Campaign, Submission};
use crate::finding::{Diagnostic, Finding, Shown};
use crate::rulebook::{Rulebook, Severity, Table};
use crate::value::Lang;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The answer of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImportAnswer {
    /// The files that were read.
    pub files: Vec<ImportedFile>,
    /// The files that could not be used.
    pub failures: Vec<FailedFile>,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
}

/// What one file brings to forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImportedFile {
    /// The file.
    pub path: String,
    /// The network, where the file tells one.
    pub reseau: Option<String>,
    /// Its tables.
    pub tables: Vec<ImportedTable>,
    /// What was found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// The rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImportedTable {
    /// Code of the table.
    pub table: String,
    /// For each row the texts of its fields, as a form takes them: what was refused stands as it was typed, computed
    /// fields are left out. A diagnostic's `row` is an index in this list.
    pub rows: Vec<BTreeMap<String, String>>,
}

/// The rows of a campaign that kept them.
pub fn import_answer(campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> ImportAnswer {
    ImportAnswer {
        files: campaign.submissions().iter().map(|s| imported_file(s, rulebook, lang)).collect(),
        failures: campaign.failures().iter().map(|f| failed_file(f, lang)).collect(),
        errors: campaign.count(rulebook, Severity::Error),
        warnings: campaign.count(rulebook, Severity::Warning),
    }
}

fn imported_file(submission: &Submission, rulebook: &Rulebook, lang: Lang) -> ImportedFile {
    let typed = typed_texts(&submission.findings);
    let tables = submission.tables.iter().filter_map(|submitted| {
        let table = rulebook.tables().get(usize::from(submitted.table))?;
        let rows = submitted.batches.iter().flat_map(|batch| {
            (0..batch.rows).map(|row| imported_row(batch, row, table, &typed, rulebook, lang))
        });
        Some(ImportedTable { table: table.code.clone(), rows: rows.collect() })
    });
    ImportedFile {
        path: submission.path.clone(),
        reseau: network_code(submission.network, rulebook),
        tables: tables.collect(),
        diagnostics: submission.diagnostics(rulebook, lang).collect(),
    }
}

/// What was typed, by table, row and field.
type Typed<'a> = HashMap<(u16, u64, u16), &'a str>;

fn typed_texts(findings: &[Finding]) -> Typed<'_> {
    findings.iter().filter_map(|f| Some(((f.table, f.row?, f.field?), f.raw.as_deref()?))).collect()
}

fn imported_row(
    batch: &Batch<'_>,
    row: usize,
    table: &Table,
    typed: &Typed<'_>,
    rulebook: &Rulebook,
    lang: Lang,
) -> BTreeMap<String, String> {
    let at = batch.first_row.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
    let fields = (0_u16..).zip(&table.fields).filter(|(_, field)| field.computed.is_none());
    let text = |position: u16| {
        let state = batch.columns.get(usize::from(position)).and_then(|column| column.states.get(row));
        if state == Some(&State::Refused) {
            return typed
                .get(&(batch.table, at, position))
                .map_or_else(String::new, |text| (*text).to_owned());
        }
        let field = table.fields.get(usize::from(position));
        field.map_or_else(String::new, |f| typed_again(&Shown::of(batch, position, row), f, rulebook, lang))
    };
    fields.map(|(position, field)| (field.code.clone(), text(position))).collect()
}

#[cfg(all(test, feature = "toml", feature = "csv"))]
mod tests {
    use super::*;
    use crate::campaign::{Input, Options};

    #[test]
    fn rows_come_as_they_can_be_typed_and_refused_cells_as_they_were() {
        let rulebook = Rulebook::built_in();
        let csv = "Année;Date de la réunion;Nombre de structures invitées;Nombre de structures participantes;Objet\n\
                   2017;2017-03-14; 1 200 ;12;Comité\n2017;31/02/2017;dix;4;\n";
        let inputs = [Input::Bytes { name: "Dreux.csv".into(), bytes: csv.into() }];
        let campaign = Campaign::read(&inputs, rulebook, &Options::default().keeping_rows(true), |_| ());
        let answer = import_answer(&campaign, rulebook, Lang::Fr);
        let file = &answer.files[0];
        assert_eq!(file.reseau.as_deref(), Some("Dreux"));
        assert_eq!(file.tables[0].table, "reunions");
        let row = |i: usize| {
            let names =
                ["reseau", "annee", "date", "structures_invitees", "structures_participantes", "objet"];
            names.map(|name| file.tables[0].rows[i][name].as_str())
        };
        assert_eq!(row(0), ["Dreux", "2017", "14/03/2017", "1200", "12", "Comité"]);
        assert_eq!(row(1), ["Dreux", "2017", "31/02/2017", "dix", "4", ""]);
        assert!(!file.tables[0].rows[0].contains_key("taux_presence"));
        assert_eq!((answer.errors, answer.warnings), (2, 1), "{:?}", file.diagnostics);
    }
}
