//! TOML dossiers as sheets: arrays of tables are rows, in the shapes that JSON may have.

use super::error::{Cause, JsonFault};
use super::{Limits, Workbook};
use serde_json::Value as Json;
use toml::Value;

/// Reads `[[demandes]]` and the other shapes that the reader of JSON knows. Dates become ISO text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Cause> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let place = |offset: usize| {
        let before = bytes.get(..offset).unwrap_or(bytes);
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let line = before.split(|&b| b == b'\n').count();
        let column = before.iter().rev().take_while(|&&b| b != b'\n').count() + 1;
        Cause::Toml(JsonFault::new(count(line), count(column), false))
    };
    let text = std::str::from_utf8(bytes).map_err(|error| place(error.valid_up_to()))?;
    let table: toml::Table =
        toml::from_str(text).map_err(|error| place(error.span().map_or(0, |span| span.start)))?;
    let json = Json::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect());
    super::json::read(json.to_string().as_bytes(), limits).map_err(|cause| match cause {
        // The places of the JSON in between mean nothing to whoever wrote the TOML.
        Cause::Json(_) => Cause::Toml(JsonFault::new(1, 1, true)),
        other => other,
    })
}

/// A value of TOML as JSON; dates and times become ISO text.
pub(crate) fn json(value: Value) -> Json {
    match value {
        Value::String(text) => Json::String(text),
        Value::Integer(number) => Json::from(number),
        // Not a number and infinity have no JSON: their text is refused where a number is expected.
        Value::Float(number) => serde_json::Number::from_f64(number)
            .map_or_else(|| Json::String(number.to_string()), Json::Number),
        Value::Boolean(truth) => Json::Bool(truth),
        Value::Datetime(day) => Json::String(day.to_string()),
        Value::Array(items) => Json::Array(items.into_iter().map(json).collect()),
        Value::Table(table) => {
            Json::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::CellValue;
    use crate::value::Lang;

    fn cells(text: &str) -> Vec<(String, Vec<CellValue>)> {
        let book = read(text.as_bytes(), &Limits::default()).unwrap();
        let values = |cells: &[crate::sheet::Cell]| cells.iter().map(|c| c.value.clone()).collect();
        book.sheets.iter().map(|s| (s.name.clone(), values(&s.cells))).collect()
    }

    #[test]
    fn an_array_of_tables_gives_rows() {
        let text = "[[demandes]]\nannee = 2017\ndate_envoi = 2017-01-12\n\
                    porte_convention_financiere = true\nsubvention_totale = \"10000.00\"\n";
        let value = |text: &str| CellValue::Text(text.into());
        assert_eq!(
            cells(text),
            [(
                "demandes".to_owned(),
                vec![
                    value("annee"),
                    value("date_envoi"),
                    value("porte_convention_financiere"),
                    value("subvention_totale"),
                    CellValue::Number(2017.0),
                    value("2017-01-12"),
                    CellValue::Bool(true),
                    value("10000.00"),
                ]
            )]
        );
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let error = |text: &str| read(text.as_bytes(), &Limits::default()).unwrap_err();
        let Cause::Toml(fault) = error("[[demandes]]\nannee = = 2017\n") else { panic!("not TOML") };
        assert_eq!((fault.line(), fault.column(), fault.is_shape()), (2, 9, false));
        let Cause::Toml(fault) = error("titre = \"x\"\n") else { panic!("not TOML") };
        assert!(fault.is_shape());
        assert_eq!(
            Cause::Toml(JsonFault::new(2, 9, false)).message(Lang::Fr),
            "Ligne 2, colonne 9 : ce TOML est mal formé. Corrigez-le, puis réessayez. Exemple : [[demandes]] puis \
             annee = 2017."
        );
    }
}
