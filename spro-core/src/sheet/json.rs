//! JSON rows as sheets: the first row of a sheet holds the keys, in the order in which they first appear.

use super::builder::{Budget, Builder};
use super::error::{AtLine, Cause, JsonFault, RepeatedKey};
use super::{CellValue, Format, Limit, Limits, Workbook};
use crate::value::Decimal;
use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The key that says which network the rows of a file belong to.
const NETWORK: &str = "reseau";

/// The keys of a dossier that hold conventions and amendments: records with parts of their own, no rows of a table.
const RECORDS: [&str; 2] = ["conventions", "avenants"];

/// Reads `{"tables": {"reunions": [{…}]}}`, `{"reunions": [{…}]}`, `[{…}]` and what `spro read --format json` writes,
/// `{"files": [{"reseau", "tables": {…}}]}`. Rows of one table come into one sheet, whichever file they are from; the
/// network of their file is added to rows that do not name one. `null` is a blank cell.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Cause> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, _) = line_and_column(bytes, error.valid_up_to());
        Cause::Encoding(AtLine::new(line))
    })?;
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| {
        let at = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Cause::Json(JsonFault::new(at(error.line()), at(error.column()).max(1), false))
    })?;
    let mut reader = Reader { text, budget: Budget::new(limits), tables: Vec::new() };
    reader.whole(whole)?;
    let sheets = reader.tables.into_iter().map(|table| table.sheet.finish()).collect();
    Ok(Workbook { format: Format::Json, sheets })
}

/// A line and a column in bytes, both from 1.
fn line_and_column(bytes: &[u8], offset: usize) -> (u64, u64) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let column = before.iter().rev().take_while(|&&b| b != b'\n').count();
    (count(before.split(|&b| b == b'\n').count()), count(column).saturating_add(1))
}

struct Table {
    /// For each key its column, and the last row that wrote it.
    columns: BTreeMap<Box<str>, (u32, u32)>,
    sheet: Builder,
    /// The row that comes next.
    next: u32,
}

struct Reader<'a, 'l> {
    text: &'a str,
    budget: Budget<'l>,
    tables: Vec<Table>,
}

type Entries<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

impl<'a> Reader<'a, '_> {
    fn whole(&mut self, raw: &'a RawValue) -> Result<(), Cause> {
        if is_array(raw) {
            return self.rows("", None, raw);
        }
        let entries = self.entries(raw)?;
        match find(&entries, "files").filter(|value| is_array(value)) {
            Some(files) => self.items(files, |reader, file| {
                let entries = reader.entries(file)?;
                reader.file(&entries, file)
            }),
            None => self.file(&entries, raw),
        }
    }

    /// One file: its tables under `tables`, or each under its own name beside other keys.
    fn file(&mut self, entries: &Entries<'a>, raw: &'a RawValue) -> Result<(), Cause> {
        let network = match find(entries, NETWORK) {
            Some(value) if value.get().starts_with('"') => Some(self.string(value)?),
            _ => None,
        };
        let inner;
        let tables = match find(entries, "tables") {
            Some(tables) => {
                inner = self.entries(tables)?;
                &inner
            }
            None => entries,
        };
        let mut none = true;
        for (name, rows) in tables.iter().filter(|(_, value)| is_array(value)) {
            none = false;
            if !RECORDS.contains(&name.as_ref()) {
                self.rows(name, network.as_deref(), rows)?;
            }
        }
        // A file without rows has an empty list of tables; one without the list is something else.
        if none && find(entries, "tables").is_none() {
            return Err(self.fault(raw, true));
        }
        Ok(())
    }

    fn rows(&mut self, name: &str, network: Option<&str>, rows: &'a RawValue) -> Result<(), Cause> {
        let known = self.tables.iter_mut().position(|table| table.sheet.sheet_mut().name == name);
        let table = if let Some(known) = known {
            known
        } else {
            self.check_sheets(self.tables.len())?;
            let sheet = Builder::new(name, &mut self.budget)?;
            self.tables.push(Table { columns: BTreeMap::new(), sheet, next: 1 });
            self.tables.len() - 1
        };
        self.items(rows, |reader, row| reader.row(table, network, row))
    }

    fn row(&mut self, table: usize, network: Option<&str>, row: &'a RawValue) -> Result<(), Cause> {
        let mut named = false;
        self.each_entry(row, |reader, key, value| {
            let cell = match value.get().as_bytes().first() {
                Some(b'n') => None,
                Some(b'"') => Some(CellValue::Text(reader.string(value)?.into())),
                Some(b't') => Some(CellValue::Bool(true)),
                Some(b'f') => Some(CellValue::Bool(false)),
                // What is no cell is kept as it was written, for the checks to refuse by its place.
                Some(b'[' | b'{') => Some(CellValue::Text(value.get().into())),
                _ => Some(number(value.get())),
            };
            named |= key == NETWORK && cell.is_some();
            reader.cell(table, &key, cell, Some(value))
        })?;
        if let (false, Some(network)) = (named, network) {
            self.cell(table, NETWORK, Some(CellValue::Text(network.into())), None)?;
        }
        if let Some(table) = self.tables.get_mut(table) {
            table.next = table.next.checked_add(1).ok_or_else(|| self.budget.over(Limit::Rows, ""))?;
        }
        Ok(())
    }

    /// Adds a cell to the row at hand; `written` is where the row itself says it.
    fn cell(
        &mut self,
        table: usize,
        key: &str,
        value: Option<CellValue>,
        written: Option<&'a RawValue>,
    ) -> Result<(), Cause> {
        let (Some(table), budget) = (self.tables.get_mut(table), &mut self.budget) else { return Ok(()) };
        let column = if let Some((column, last)) = table.columns.get_mut(key) {
            if let (Some(written), true) = (written, *last == table.next) {
                return Err(self.repeated(key, written));
            }
            *last = table.next;
            *column
        } else {
            let column = u32::try_from(table.columns.len()).unwrap_or(u32::MAX);
            table.sheet.text(0, column, key, budget)?;
            // The key is kept twice: in the sheet and here.
            budget.take_text(key.len(), "")?;
            table.columns.insert(key.into(), (column, table.next));
            column
        };
        match value {
            None => Ok(()),
            Some(CellValue::Text(text)) => {
                table.sheet.worded_box(table.next, column, text, CellValue::Text, budget)
            }
            Some(value) => table.sheet.value(table.next, column, value, false, budget),
        }
    }

    fn check_sheets(&self, count: usize) -> Result<(), Cause> {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if count < self.budget.limits().get(Limit::Sheets) {
            Ok(())
        } else {
            Err(self.budget.over(Limit::Sheets, ""))
        }
    }

    fn string(&self, raw: &'a RawValue) -> Result<Cow<'a, str>, Cause> {
        serde_json::from_str::<Key<'a>>(raw.get()).map(|key| key.0).map_err(|_| self.fault(raw, false))
    }

    fn entries(&mut self, raw: &'a RawValue) -> Result<Entries<'a>, Cause> {
        let mut entries = Vec::new();
        self.each_entry(raw, |reader, key, value| {
            reader.check_sheets(entries.len())?;
            if find(&entries, &key).is_some() {
                return Err(reader.repeated(&key, value));
            }
            entries.push((key, value));
            Ok(())
        })?;
        Ok(entries)
    }

    fn each_entry(
        &mut self,
        raw: &'a RawValue,
        act: impl FnMut(&mut Self, Cow<'a, str>, &'a RawValue) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        if !raw.get().starts_with('{') {
            return Err(self.fault(raw, true));
        }
        let mut refused = None;
        let walk = EachEntry { reader: self, act, refused: &mut refused };
        let walked = serde_json::Deserializer::from_str(raw.get()).deserialize_map(walk);
        self.outcome(raw, walked.is_ok(), refused)
    }

    fn items(
        &mut self,
        raw: &'a RawValue,
        act: impl FnMut(&mut Self, &'a RawValue) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        let mut refused = None;
        let walk = EachItem { reader: self, act, refused: &mut refused };
        let walked = serde_json::Deserializer::from_str(raw.get()).deserialize_seq(walk);
        self.outcome(raw, walked.is_ok(), refused)
    }

    fn outcome(&self, raw: &'a RawValue, walked: bool, refused: Option<Cause>) -> Result<(), Cause> {
        match refused {
            Some(cause) => Err(cause),
            None if walked => Ok(()),
            None => Err(self.fault(raw, false)),
        }
    }

    fn fault(&self, raw: &'a RawValue, shape: bool) -> Cause {
        let (line, column) = self.place(raw);
        Cause::Json(JsonFault::new(line, column, shape))
    }

    fn repeated(&self, key: &str, raw: &'a RawValue) -> Cause {
        let (line, column) = self.place(raw);
        Cause::RepeatedKey(RepeatedKey::new(key, line, column))
    }

    fn place(&self, raw: &'a RawValue) -> (u64, u64) {
        // A raw value is a slice of the whole text.
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        line_and_column(self.text.as_bytes(), offset)
    }
}

/// A string, borrowed where it holds no escape.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

struct EachEntry<'r, R, F> {
    reader: &'r mut R,
    act: F,
    refused: &'r mut Option<Cause>,
}

impl<'a, R, F> Visitor<'a> for EachEntry<'_, R, F>
where
    F: FnMut(&mut R, Cow<'a, str>, &'a RawValue) -> Result<(), Cause>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((Key(key), value)) = map.next_entry()? {
            (self.act)(self.reader, key, value).map_err(|cause| {
                *self.refused = Some(cause);
                A::Error::custom("refused")
            })?;
        }
        Ok(())
    }
}

struct EachItem<'r, R, F> {
    reader: &'r mut R,
    act: F,
    refused: &'r mut Option<Cause>,
}

impl<'a, R, F> Visitor<'a> for EachItem<'_, R, F>
where
    F: FnMut(&mut R, &'a RawValue) -> Result<(), Cause>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element()? {
            (self.act)(self.reader, value).map_err(|cause| {
                *self.refused = Some(cause);
                A::Error::custom("refused")
            })?;
        }
        Ok(())
    }
}

fn is_array(raw: &RawValue) -> bool {
    raw.get().starts_with('[')
}

fn find<'a>(entries: &Entries<'a>, key: &str) -> Option<&'a RawValue> {
    entries.iter().find(|(k, _)| k == key).map(|(_, value)| *value)
}

/// A number where a double shows exactly what was written (`0.1`), the text itself where it would not
/// (`12345678901234567`).
fn number(text: &str) -> CellValue {
    match text.parse::<f64>() {
        Ok(double) if exact(text).is_some_and(|exact| Decimal::from_spreadsheet(double) == Some(exact)) => {
            CellValue::Number(double)
        }
        _ => CellValue::Text(text.into()),
    }
}

/// The decimal that a JSON number (`-1.50e3`) writes.
fn exact(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    Decimal::from_exponent(digits, exponent.checked_sub(i32::try_from(part.len()).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheets(text: &str) -> Vec<(String, String)> {
        let book = read(text.as_bytes(), &Limits::default()).unwrap();
        let shown = |value: &CellValue| match value {
            CellValue::Text(text) => format!("{text:?}"),
            CellValue::Number(n) => n.to_string(),
            CellValue::Bool(b) => b.to_string(),
            other => panic!("{other:?}"),
        };
        let mut out = Vec::new();
        for sheet in book.sheets {
            let cells: Vec<String> = sheet
                .cells
                .iter()
                .map(|c| {
                    format!("{}={}", super::super::Place { row: c.row, column: c.column }, shown(&c.value))
                })
                .collect();
            out.push((sheet.name, cells.join(" ")));
        }
        out
    }

    fn expect(text: &str, expected: &[(&str, &str)]) {
        let got = sheets(text);
        let got: Vec<_> = got.iter().map(|(name, cells)| (name.as_str(), cells.as_str())).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn each_shape_is_read() {
        let cells = r#"A1="annee" B1="objet" C1="ouvert" A2=2017 B2="Bilan" B3="x" C3=true"#;
        let rows = r#"[{"annee": 2017, "objet": "Bilan"}, {"annee": null, "objet": "x", "ouvert": true}]"#;
        expect(rows, &[("", cells)]);
        expect(&format!(r#"{{"reunions": {rows}}}"#), &[("reunions", cells)]);
        expect(&format!(r#"{{"version": 1, "tables": {{"reunions": {rows}}}}}"#), &[("reunions", cells)]);
        expect(&format!("\u{FEFF} {rows}\n"), &[("", cells)]);
        expect("[]", &[("", "")]);
        expect(r#"{"files": []}"#, &[]);
        expect(r#"{"tables": {}}"#, &[]);
    }

    #[test]
    fn files_are_joined_by_table_and_keep_their_network() {
        expect(
            r#"{"files": [
                {"path": "a.xlsx", "tables": {"reunions": [{"annee": 2016}, {"reseau": "Cher", "annee": 2017}]}, "reseau": "Dreux"},
                {"path": "b.xlsx", "reseau": null, "tables": {"formation": [{"agents": 3}], "reunions": [{"annee": 2018, "reseau": null}]}}
            ]}"#,
            &[
                ("reunions", r#"A1="annee" B1="reseau" A2=2016 B2="Dreux" A3=2017 B3="Cher" A4=2018"#),
                ("formation", r#"A1="agents" A2=3"#),
            ],
        );
    }

    #[test]
    fn a_value_is_what_was_written() {
        for (written, read) in [
            ("0.1", "0.1"),
            ("-2.50", "-2.5"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("-0", "-0"),
            ("999999999999999", "999999999999999"),
            // One digit more than a double is sure of.
            ("12345678901234567", "\"12345678901234567\""),
            ("0.30000000000000004", "\"0.30000000000000004\""),
            ("1e400", "\"1e400\""),
            ("1e-40", "\"1e-40\""),
            ("1e99999999999", "\"1e99999999999\""),
            (r#""l\u2019\u00e9t\u00e9\n""#, "\"l’été\\n\""),
            ("[1, {}]", "\"[1, {}]\""),
            ("false", "false"),
        ] {
            expect(&format!(r#"[{{"a": {written}}}]"#), &[("", &format!("A1=\"a\" A2={read}"))]);
        }
        expect(r#"[{"a": ""}]"#, &[("", "A1=\"a\"")]);
    }

    #[test]
    fn what_is_not_rows_is_refused_with_its_place() {
        for (text, line, column, shape) in [
            ("", 1, 1, false),
            ("[{]", 1, 3, false),
            ("[{\"a\": 1},\n {\"a\" 2}]", 2, 7, false),
            ("[{\"a\": 1}] x", 1, 12, false),
            ("[{\"a\": 1},\n  3]", 2, 3, true),
            ("3", 1, 1, true),
            ("{\"a\": 1}", 1, 1, true),
            ("{\"tables\": []}", 1, 12, true),
            ("{\"reunions\": [[1]]}", 1, 15, true),
            ("[{\"a\": \"\\ud800\"}]", 1, 8, false),
        ] {
            let fault = Cause::Json(JsonFault::new(line, column, shape));
            assert_eq!(read(text.as_bytes(), &Limits::default()), Err(fault), "{text}");
        }
        let latin = read(b"[{\"a\": 1,\n\"b\": \"\xe9\"}]", &Limits::default());
        assert_eq!(latin, Err(Cause::Encoding(AtLine::new(2))));
    }

    #[test]
    fn no_value_is_lost_to_a_key_that_stands_twice() {
        for (text, key, line, column) in [
            ("[{\"a\": 1, \"a\": 2}]", "a", 1, 16),
            ("[{\"a\": 1},\n {\"a\": null, \"b\": 1, \"a\": 2}]", "a", 2, 27),
            ("{\"reunions\": [{\"a\": 1}], \"reunions\": []}", "reunions", 1, 38),
            ("{\"tables\": {}, \"tables\": {}}", "tables", 1, 26),
        ] {
            let cause = Cause::RepeatedKey(RepeatedKey::new(key, line, column));
            assert_eq!(read(text.as_bytes(), &Limits::default()), Err(cause), "{text}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(read(deep.as_bytes(), &Limits::default()), Err(Cause::Json(_))));
        let files = format!("{}{}", "{\"files\": [".repeat(50_000), "]}".repeat(50_000));
        assert!(read(files.as_bytes(), &Limits::default()).is_ok(), "what is nested is a text");
        let limits = Limits::default().with(Limit::Sheets, 2).with(Limit::Columns, 3).with(Limit::Rows, 4);
        let refused = |text: &str| match read(text.as_bytes(), &limits) {
            Err(Cause::OverLimit(over)) => Some(over.limit()),
            _ => None,
        };
        assert_eq!(refused(r#"{"a": [], "b": []}"#), None);
        assert_eq!(refused(r#"{"a": [], "b": [], "c": []}"#), Some(Limit::Sheets));
        assert_eq!(refused(r#"[{"a": 1, "b": 2, "c": 3, "d": 4}]"#), Some(Limit::Columns));
        assert_eq!(refused(r#"[{"a": 1}, {"a": 1}, {"a": 1}, {"a": 1}]"#), Some(Limit::Rows));
    }

    proptest! {
        #[test]
        fn integers_and_decimals_stay_exact(mantissa in any::<i64>(), scale in 0_u8..12) {
            let written = Decimal::new(i128::from(mantissa), scale).unwrap().to_string();
            let back = match number(&written) {
                CellValue::Number(double) => Decimal::from_spreadsheet(double).unwrap().to_string(),
                CellValue::Text(text) => text.into(),
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(back, written);
        }

        #[test]
        fn never_panics(text in r#"[\[\]{}":,a0-9e.\\ un-]{0,40}"#) {
            let _ = read(text.as_bytes(), &Limits::default());
        }
    }
}
