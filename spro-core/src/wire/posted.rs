//! What a form posts for one table: its rows as JSON text, read back into cells as they were typed.

use crate::batch::FormRows;
use crate::rulebook::{Rulebook, Table};
use crate::value::Lang;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Why the rows of a form cannot be taken. Rows are counted from 0; messages count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::Fr))]
#[non_exhaustive]
pub enum RowsError {
    /// No such table.
    UnknownTable {
        /// What was posted.
        given: String,
        /// The tables there are.
        known: Vec<String>,
    },
    /// The text is no JSON.
    Json {
        /// Where the fault is: the line, from 1.
        line: usize,
        /// Where the fault is: the column, from 1.
        column: usize,
    },
    /// It is no list.
    NotRows,
    /// A row is no object.
    NotARow {
        /// The row.
        row: usize,
    },
    /// A cell is a list or an object.
    NotACell {
        /// The row.
        row: usize,
        /// The field.
        field: String,
    },
    /// A row has a field that the table has not.
    UnknownField {
        /// The row.
        row: usize,
        /// What was posted.
        field: String,
        /// The fields of the table.
        known: Vec<String>,
    },
    /// A row has the same field twice.
    RepeatedField {
        /// The row.
        row: usize,
        /// The field.
        field: String,
    },
}

impl RowsError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownTable { .. } => "unknown-table",
            Self::Json { .. } => "bad-json",
            Self::NotRows | Self::NotARow { .. } | Self::NotACell { .. } => "bad-rows",
            Self::UnknownField { .. } => "unknown-field",
            Self::RepeatedField { .. } => "repeated-field",
        }
    }

    /// What is wrong and what was expected.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownTable { given, known }, Lang::Fr) => {
                format!("Le tableau « {given} » n’existe pas. Tableaux connus : {}.", known.join(", "))
            }
            (Self::UnknownTable { given, known }, Lang::En) => {
                format!("There is no table “{given}”. Known tables: {}.", known.join(", "))
            }
            (Self::Json { line, column }, Lang::Fr) => format!(
                "Ce n’est pas du JSON : la faute est à la ligne {line}, colonne {column}. Exemple : [{{\"annee\": \"2017\"}}]."
            ),
            (Self::Json { line, column }, Lang::En) => format!(
                "This is no JSON: the fault is at line {line}, column {column}. Example: [{{\"annee\": \"2017\"}}]."
            ),
            (Self::NotRows, Lang::Fr) => {
                "Une liste de lignes était attendue. Exemple : [{\"annee\": \"2017\"}].".into()
            }
            (Self::NotRows, Lang::En) => {
                "A list of rows was expected. Example: [{\"annee\": \"2017\"}].".into()
            }
            (Self::NotARow { row }, Lang::Fr) => {
                format!("La ligne {} n’est pas un objet. Exemple : {{\"annee\": \"2017\"}}.", row + 1)
            }
            (Self::NotARow { row }, Lang::En) => {
                format!("Row {} is no object. Example: {{\"annee\": \"2017\"}}.", row + 1)
            }
            (Self::NotACell { row, field }, Lang::Fr) => format!(
                "Ligne {}, champ « {field} » : un texte ou un nombre était attendu. Exemple : {{\"{field}\": \"…\"}}.",
                row + 1
            ),
            (Self::NotACell { row, field }, Lang::En) => format!(
                "Row {}, field “{field}”: a text or a number was expected. Example: {{\"{field}\": \"…\"}}.",
                row + 1
            ),
            (Self::UnknownField { row, field, known }, Lang::Fr) => format!(
                "Ligne {} : le champ « {field} » n’existe pas dans ce tableau. Champs connus : {}.",
                row + 1,
                known.join(", ")
            ),
            (Self::UnknownField { row, field, known }, Lang::En) => format!(
                "Row {}: this table has no field “{field}”. Known fields: {}.",
                row + 1,
                known.join(", ")
            ),
            (Self::RepeatedField { row, field }, Lang::Fr) => {
                format!("Ligne {} : le champ « {field} » est là deux fois. Gardez-en un.", row + 1)
            }
            (Self::RepeatedField { row, field }, Lang::En) => {
                format!("Row {}: the field “{field}” stands there twice. Keep one.", row + 1)
            }
        }
    }
}

/// The rows of a table from the JSON text that a form posts under the table's code: `[{"annee": "2017", …}]`. Texts
/// are kept as typed, numbers as written; `null` is a blank. Nothing is dropped: what has no place is an error.
pub fn form_rows(table: &str, json: &str, rulebook: &Rulebook) -> Result<FormRows, RowsError> {
    let found = (0..).zip(rulebook.tables()).find(|(_, t)| t.code == table);
    let Some((position, definition)) = found else {
        let known = rulebook.tables().iter().map(|t| t.code.clone()).collect();
        return Err(RowsError::UnknownTable { given: table.to_owned(), known });
    };
    let whole: &RawValue = serde_json::from_str(json)
        .map_err(|e| RowsError::Json { line: e.line(), column: e.column().max(1) })?;
    let rows: Vec<&RawValue> = serde_json::from_str(whole.get()).map_err(|_| RowsError::NotRows)?;
    let rows = rows.into_iter().enumerate().map(|(row, raw)| cells(row, raw, definition));
    Ok(FormRows::new(position, rows.collect::<Result<_, _>>()?))
}

/// The rows as JSON text, which [`form_rows`] reads back: every field of every row, as it was typed.
pub fn form_rows_json(rows: &FormRows, rulebook: &Rulebook) -> String {
    let fields = rulebook.tables().get(usize::from(rows.table)).map_or(&[][..], |t| &t.fields);
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let row = |cells: &Vec<String>| {
        let cells = fields.iter().zip(cells);
        let cells: Vec<String> =
            cells.map(|(field, cell)| format!("{}:{}", quoted(&field.code), quoted(cell))).collect();
        format!("{{{}}}", cells.join(","))
    };
    let rows: Vec<String> = rows.rows.iter().map(row).collect();
    format!("[{}]", rows.join(","))
}

fn cells(row: usize, raw: &RawValue, table: &Table) -> Result<Vec<String>, RowsError> {
    let JsonEntries(entries) = serde_json::from_str(raw.get()).map_err(|_| RowsError::NotARow { row })?;
    let mut cells: Vec<Option<String>> = vec![None; table.fields.len()];
    for (field, value) in entries {
        let Some(cell) = table.field_index(&field).and_then(|i| cells.get_mut(i)) else {
            let known = table.fields.iter().map(|f| f.code.clone()).collect();
            return Err(RowsError::UnknownField { row, field, known });
        };
        if cell.is_some() {
            return Err(RowsError::RepeatedField { row, field });
        }
        *cell = Some(text(value).ok_or(RowsError::NotACell { row, field })?);
    }
    Ok(cells.into_iter().map(Option::unwrap_or_default).collect())
}

fn text(value: &RawValue) -> Option<String> {
    let written = value.get();
    match written.as_bytes().first()? {
        b'[' | b'{' => None,
        b'"' => serde_json::from_str(written).ok(),
        b'n' => Some(String::new()),
        _ => Some(written.to_owned()),
    }
}

/// The entries of a JSON object with their values as written; a key that is there twice is there twice.
#[derive(Debug, Clone, Default)]
pub struct JsonEntries<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for JsonEntries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Walk;
        impl<'de> Visitor<'de> for Walk {
            type Value = JsonEntries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(JsonEntries(entries))
            }
        }
        deserializer.deserialize_map(Walk)
    }
}

#[cfg(all(test, feature = "toml"))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Result<FormRows, RowsError> {
        form_rows("coordination", json, Rulebook::built_in())
    }

    #[test]
    fn cells_are_kept_as_they_were_typed() {
        let rows =
            read(r#"[{"annee": 2017, "etp": 0.50, "agents": null, "reseau": " Dreux "}, {}]"#).unwrap();
        let fields = &Rulebook::built_in().tables()[usize::from(rows.table)].fields;
        let typed = |row: usize| fields.iter().zip(&rows.rows[row]).filter(|(_, c)| !c.is_empty());
        let typed = |row| typed(row).map(|(f, c)| (f.code.as_str(), c.as_str())).collect::<Vec<_>>();
        assert_eq!(typed(0), [("reseau", " Dreux "), ("annee", "2017"), ("etp", "0.50")]);
        assert_eq!(typed(1), []);
    }

    #[test]
    fn what_has_no_place_is_an_error() {
        let code = |json: &str| read(json).map_err(|e| (e.code(), e.to_string())).unwrap_err();
        assert_eq!(code("[{\"annee\": }]").0, "bad-json");
        assert_eq!(
            code("[{]").1,
            "Ce n’est pas du JSON : la faute est à la ligne 1, colonne 3. Exemple : [{\"annee\": \"2017\"}]."
        );
        assert_eq!(code("{}").0, "bad-rows");
        assert_eq!(code("[[]]").1, "La ligne 1 n’est pas un objet. Exemple : {\"annee\": \"2017\"}.");
        assert_eq!(
            code(r#"[{}, {"etp": {"nom": "x"}}]"#).1,
            "Ligne 2, champ « etp » : un texte ou un nombre était attendu. Exemple : {\"etp\": \"…\"}."
        );
        assert_eq!(code(r#"[{"nom": "x"}]"#).0, "unknown-field");
        assert_eq!(
            code(r#"[{"etp": "1", "etp": "2"}]"#).1,
            "Ligne 1 : le champ « etp » est là deux fois. Gardez-en un."
        );
        assert_eq!(form_rows("autre", "[]", Rulebook::built_in()).unwrap_err().code(), "unknown-table");
        // A thousand lists in each other are no stack of calls.
        assert_eq!(code(&format!("[{{\"etp\": {}{}}}]", "[".repeat(9_000), "]".repeat(9_000))).0, "bad-rows");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_is_written_reads_back(cells in proptest::collection::vec(any::<String>(), 0..12)) {
            let rulebook = Rulebook::built_in();
            let width = rulebook.tables()[0].fields.len();
            let rows: Vec<Vec<String>> = cells.chunks_exact(width.min(3)).map(|row| {
                let mut row = row.to_vec();
                row.resize(width, String::new());
                row
            }).collect();
            let rows = FormRows::new(0, rows);
            let table = &rulebook.tables()[0].code;
            prop_assert_eq!(form_rows(table, &form_rows_json(&rows, rulebook), rulebook), Ok(rows));
        }
    }
}
