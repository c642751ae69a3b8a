//! The typed rows of files: what was understood.

use super::validate::network_code;
use crate::batch::{Batch, Column, State, Values};
use crate::campaign::{Campaign, Submission};
use crate::expression::{Program, Scratch};
use crate::finding::day;
use crate::rulebook::{Field, FieldType, Rulebook, Table};
use crate::value::{Decimal, print};
use serde::Serialize;
use serde_json::{Map, Value};

/// The answer of `read`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReadAnswer {
    /// The files that were read.
    pub files: Vec<ReadFile>,
}

/// The typed rows of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReadFile {
    /// The file.
    pub path: String,
    /// The network, where the file tells one.
    pub reseau: Option<String>,
    /// For each table, by code: its rows. Whole numbers are JSON numbers, decimals texts, days ISO texts.
    pub tables: Map<String, Value>,
}

/// The typed rows of a campaign that kept them.
pub fn read_answer(campaign: &Campaign, rulebook: &Rulebook) -> ReadAnswer {
    ReadAnswer { files: campaign.submissions().iter().map(|s| read_file(s, rulebook)).collect() }
}

fn read_file(submission: &Submission, rulebook: &Rulebook) -> ReadFile {
    let mut tables = Map::new();
    for submitted in &submission.tables {
        let Some(table) = rulebook.tables().get(usize::from(submitted.table)) else { continue };
        let rows = submitted.batches.iter().flat_map(|batch| {
            (0..batch.rows).map(move |row| Value::Object(row_object(batch, row, table, rulebook)))
        });
        tables.insert(table.code.clone(), rows.collect());
    }
    ReadFile { path: submission.path.clone(), reseau: network_code(submission.network, rulebook), tables }
}

/// The rows of a table that no error keeps out, in the order of the files: each field with its value, computed columns
/// computed, and the file under `fichier`. The campaign kept its rows.
pub fn counted_rows(campaign: &Campaign, position: u16, rulebook: &Rulebook) -> Vec<Map<String, Value>> {
    let Some(table) = rulebook.tables().get(usize::from(position)) else { return Vec::new() };
    let programs: Vec<(&Field, Program)> = table
        .fields
        .iter()
        .filter_map(|field| Some((field, field.computed.as_ref()?)))
        .filter(|(_, formula)| formula.result.unit().is_some())
        .map(|(field, formula)| (field, Program::new(&formula.expr, table, rulebook)))
        .collect();
    let (mut scratch, mut out) = (Scratch::new(), Vec::new());
    for submission in campaign.submissions() {
        let Some(submitted) = submission.table(position) else { continue };
        for (batch, rejected) in submitted.batches.iter().zip(&submitted.rejected) {
            let numbers: Vec<_> =
                programs.iter().map(|(field, p)| (*field, p.numbers(batch, &mut scratch))).collect();
            let kept_out = |row: usize| rejected.iter().any(|r| usize::try_from(r.row) == Ok(row));
            for row in (0..batch.rows).filter(|row| !kept_out(*row)) {
                let mut object = row_object(batch, row, table, rulebook);
                for (field, numbers) in &numbers {
                    let value = numbers.decimal(row).ok().map(|n| print::round(n, field.kind.scale()));
                    object.insert(
                        field.code.clone(),
                        value.map_or(Value::Null, |n| Value::from(n.to_string())),
                    );
                }
                object.insert("fichier".to_owned(), Value::from(submission.path.as_str()));
                out.push(object);
            }
        }
    }
    out
}

/// One row: each field with its value, or null.
pub fn row_object(batch: &Batch<'_>, row: usize, table: &Table, rulebook: &Rulebook) -> Map<String, Value> {
    let cells = table.fields.iter().zip(&batch.columns);
    cells
        .map(|(field, column)| (field.code.clone(), cell_value(field, column, row, rulebook).into()))
        .collect()
}

/// The value of one cell: whole numbers are JSON numbers, decimals texts, days ISO texts; null where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(untagged)]
pub enum CellValue {
    /// None.
    #[default]
    Nothing,
    /// A count or a year.
    Whole(i64),
    /// Yes or no.
    Bool(bool),
    /// Everything else.
    Text(String),
}

impl From<CellValue> for Value {
    fn from(value: CellValue) -> Self {
        match value {
            CellValue::Nothing => Self::Null,
            CellValue::Whole(n) => n.into(),
            CellValue::Bool(value) => value.into(),
            CellValue::Text(text) => text.into(),
        }
    }
}

pub(super) fn cell_value(field: &Field, column: &Column<'_>, row: usize, rulebook: &Rulebook) -> CellValue {
    if column.states.get(row) != Some(&State::Present) {
        return CellValue::Nothing;
    }
    let value = match &column.values {
        Values::Int(v) => v.get(row).map(|n| integer(*n, field.kind)),
        Values::Text(v) => v.get(row).map(|t| CellValue::Text(t.as_ref().to_owned())),
        Values::Code(v) => v.get(row).and_then(|position| {
            let list = rulebook.lists().get(usize::from(field.list?))?;
            let entry = list.entries.get(usize::try_from(*position).ok()?)?;
            Some(CellValue::Text(entry.code.clone()))
        }),
    };
    value.unwrap_or_default()
}

fn integer(n: i64, kind: FieldType) -> CellValue {
    let text = match kind {
        FieldType::Year | FieldType::Count => return CellValue::Whole(n),
        FieldType::Bool => return CellValue::Bool(n != 0),
        FieldType::Date => day(n).map(|d| d.to_string()),
        // Money keeps its cents: `10000.00`.
        FieldType::Money => Some(money(n)),
        _ => Decimal::new(i128::from(n), kind.scale()).map(|d| d.to_string()),
    };
    text.map_or(CellValue::Nothing, CellValue::Text)
}

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(feature = "csv", feature = "toml"))]
    fn rows_that_count_have_their_computed_columns() {
        let csv = "reseau,annee,date,structures_invitees,structures_participantes,objet\n\
                   Dreux,2017,2017-01-17,8,6,A\nDreux,2017,2017-02-17,8,9,B\nDreux,2017,2017-03-17,0,0,C\n";
        let input = crate::campaign::Input::Bytes { name: "r.csv".into(), bytes: csv.into() };
        let (book, options) = (Rulebook::built_in(), crate::campaign::Options::default().keeping_rows(true));
        let campaign = Campaign::read(&[input], book, &options, |_| ());
        let position = u16::try_from(book.table("reunions").unwrap().0).unwrap();
        let rates: Vec<_> = counted_rows(&campaign, position, book)
            .into_iter()
            .map(|row| (row["fichier"].clone(), row["taux_presence"].clone()))
            .collect();
        // The second meeting has more structures present than invited; at the third nobody was invited.
        let file = || Value::from("r.csv");
        assert_eq!(rates, [(file(), Value::from("0.75")), (file(), Value::Null)]);
    }

    #[test]
    fn integers_as_the_contract_writes_them() {
        let shown = |n, kind| Value::from(integer(n, kind));
        assert_eq!(shown(2017, FieldType::Year), Value::from(2017));
        assert_eq!(shown(17_167, FieldType::Date), Value::from("2017-01-01"));
        assert_eq!(shown(250_000, FieldType::Fte), Value::from("0.25"));
        assert_eq!(shown(1_000_000, FieldType::Money), Value::from("10000.00"));
        assert_eq!(shown(-5, FieldType::Money), Value::from("-0.05"));
        assert_eq!(shown(0, FieldType::Bool), Value::from(false));
    }
}
