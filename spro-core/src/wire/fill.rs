//! A workbook of what a form holds: the template with the typed rows in it.

use super::form::FormError;
use crate::batch::{Batch, Lookups, Origin, RawCell, RowCell, RowReader, Value};
use crate::finding::Finding;
use crate::rulebook::{Rulebook, Table};
use crate::template::{self, TemplateError};
use crate::value::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which tables a workbook is to have, and what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FillRequest {
    /// The language of the workbook.
    pub lang: Lang,
    /// The network of all rows, by any of its names; none where the rows name it.
    #[serde(default)]
    pub reseau: Option<String>,
    /// The tables, in the order of their sheets.
    pub tables: Vec<FillTable>,
}

/// One table as typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FillTable {
    /// Code of the table.
    pub table: String,
    /// Its rows: texts by field. A row without a text is no row.
    #[serde(default)]
    pub rows: Vec<BTreeMap<String, String>>,
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FillError {
    /// The request names what the rulebook does not have.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The workbook could not be made.
    #[error("Le classeur n’a pas pu être fait : {0}. (The workbook could not be made.)")]
    Template(#[from] TemplateError),
}

impl FillError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(error) => error.code(),
            Self::Template(_) => "workbook-not-made",
        }
    }
}

/// The workbook as XLSX: reading it gives back what was typed.
pub fn filled_workbook(rulebook: &Rulebook, request: &FillRequest) -> Result<Vec<u8>, FillError> {
    let network = request.reseau.as_deref().filter(|name| !name.is_empty());
    let network = network.map(|name| network_position(rulebook, name)).transpose()?;
    let lookups = Lookups::new(rulebook);
    let mut batches = Vec::with_capacity(request.tables.len());
    let mut findings = Vec::new();
    for filled in &request.tables {
        let (position, table) = table(rulebook, &filled.table)?;
        let (batch, found) = read(table, position, network, &filled.rows, &lookups)?;
        batches.push(batch);
        findings.extend(found);
    }
    if batches.iter().all(|batch| batch.rows == 0) {
        let tables: Vec<u16> = batches.iter().map(|batch| batch.table).collect();
        return Ok(template::workbook(rulebook, &tables, request.lang)?);
    }
    Ok(template::filled(rulebook, &batches, &findings, request.lang)?)
}

fn read(
    table: &Table,
    position: u16,
    network: Option<u32>,
    rows: &[BTreeMap<String, String>],
    lookups: &Lookups,
) -> Result<(Batch<'static>, Vec<Finding>), FormError> {
    let is_network = |field: usize| table.fields.get(field).is_some_and(|f| f.list == Some(0));
    let origin = Origin { table: position, ..Origin::default() };
    let mut reader = RowReader::new(table, lookups, origin, rows.len());
    for (line, row) in (0_u32..).zip(rows) {
        if let Some(unknown) = row.keys().find(|code| table.field_index(code).is_none()) {
            let known = table.fields.iter().map(|f| f.code.clone()).collect();
            return Err(FormError::UnknownField { given: unknown.clone(), known });
        }
        let typed = |code: &str| row.get(code).map_or("", |text| text.trim());
        let given = |field: usize| network.is_none() || !is_network(field);
        if (0..).zip(&table.fields).all(|(i, field)| !given(i) || typed(&field.code).is_empty()) {
            continue;
        }
        reader.push(line, |i| match network {
            Some(network) if is_network(i) => RowCell::Known(Value::Code(network)),
            _ => {
                let text = table.fields.get(i).map_or("", |field| typed(&field.code));
                RowCell::Here(if text.is_empty() { RawCell::Blank } else { RawCell::Text(text) })
            }
        });
    }
    Ok(reader.finish())
}

fn table<'r>(rulebook: &'r Rulebook, code: &str) -> Result<(u16, &'r Table), FormError> {
    let found = (0..).zip(rulebook.tables()).find(|(_, table)| table.code == code);
    found.ok_or_else(|| FormError::UnknownTable {
        given: code.to_owned(),
        known: rulebook.tables().iter().map(|t| t.code.clone()).collect(),
    })
}

fn network_position(rulebook: &Rulebook, name: &str) -> Result<u32, FormError> {
    rulebook.network_by_name(name).ok_or_else(|| FormError::UnknownNetwork {
        given: name.to_owned(),
        known: rulebook.networks().iter().map(|n| n.code.clone()).collect(),
    })
}

#[cfg(test)]
#[cfg(all(feature = "toml", feature = "xlsx"))]
mod tests {
    use super::*;
    use crate::campaign::{Campaign, Input, Options};
    use crate::wire::import_answer;

    #[allow(
        clippy::unwrap_used,
        clippy::needless_pass_by_value,
        reason = "a test may fail loudly, and its rows are written on the spot"
    )]
    fn request(rows: serde_json::Value) -> FillRequest {
        let tables = serde_json::json!([{ "table": "reunions", "rows": rows }, { "table": "formation" }]);
        serde_json::from_value(serde_json::json!({ "lang": "fr", "reseau": "dreux", "tables": tables }))
            .unwrap()
    }

    #[test]
    fn what_was_typed_is_read_back_from_the_workbook() {
        let rulebook = Rulebook::built_in();
        let typed = serde_json::json!([
            { "annee": "2017", "date": "14/03/2017", "structures_invitees": "14", "structures_participantes": "12",
              "objet": "Comité" },
            { "annee": "2017", "date": "31/02/2017", "structures_invitees": "dix", "objet": "Forum" },
            { "annee": " " },
        ]);
        let bytes = filled_workbook(rulebook, &request(typed)).unwrap();
        let inputs = [Input::Bytes { name: "retour.xlsx".into(), bytes }];
        let campaign = Campaign::read(&inputs, rulebook, &Options::default().keeping_rows(true), |_| ());
        let answer = import_answer(&campaign, rulebook, Lang::Fr);
        assert_eq!(answer.files[0].reseau.as_deref(), Some("Dreux"));
        let meetings = answer.files[0].tables.iter().find(|t| t.table == "reunions").unwrap();
        assert_eq!(meetings.rows.len(), 2);
        assert_eq!(meetings.rows[0]["date"], "14/03/2017");
        assert_eq!(meetings.rows[0]["structures_participantes"], "12");
        assert_eq!(meetings.rows[1]["date"], "31/02/2017");
        assert_eq!(meetings.rows[1]["structures_invitees"], "dix");
        assert_eq!(meetings.rows[1]["objet"], "Forum");
    }

    #[test]
    fn nothing_typed_gives_the_template() {
        let rulebook = Rulebook::built_in();
        let (meetings, _) = rulebook.table("reunions").unwrap();
        let (training, _) = rulebook.table("formation").unwrap();
        let tables = [meetings, training].map(|t| u16::try_from(t).unwrap());
        let made = filled_workbook(rulebook, &request(serde_json::json!([]))).unwrap();
        assert!(made == template::workbook(rulebook, &tables, Lang::Fr).unwrap());
    }

    #[test]
    fn what_the_rulebook_does_not_have_is_named() {
        let rulebook = Rulebook::built_in();
        let error =
            filled_workbook(rulebook, &request(serde_json::json!([{ "lieu": "Dreux" }]))).unwrap_err();
        assert_eq!(error.code(), "unknown-field");
        assert!(error.to_string().contains("Champ inconnu : lieu."), "{error}");
        let unknown = FillRequest { reseau: Some("Paris".into()), ..request(serde_json::json!([])) };
        assert_eq!(filled_workbook(rulebook, &unknown).unwrap_err().code(), "unknown-network");
    }
}
