//! The lines of a file, whatever its separator and its accents are written with.

use super::COLUMNS;
use super::read::REQUIRED;
use crate::sheet::{CellValue, Format, Workbook};
use crate::value::Words;
use std::collections::BTreeMap;

/// The lines of a file under its headers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lines {
    /// The columns that the schema does not have, as they are headed.
    pub others: Vec<String>,
    /// The lines that hold something, each with its number in the file (from 1, the headers being one) and its texts
    /// by column.
    pub lines: Vec<(u64, BTreeMap<&'static str, String>)>,
}

/// Why a file gives no lines.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoLines {
    /// It is a workbook or JSON: the schema is one of delimited text.
    #[error("not a CSV file")]
    NotCsv,
    /// It lacks columns that the schema requires.
    #[error("columns are missing: {}", .0.join(", "))]
    Columns(Vec<&'static str>),
}

impl NoLines {
    /// What is wrong and what is expected.
    pub fn words(&self) -> Words {
        let (fr, en) = match self {
            Self::NotCsv => (
                "Ce fichier n’est pas un CSV. Enregistrez la feuille au format CSV.".to_owned(),
                "This file is no CSV. Save the sheet as CSV.".to_owned(),
            ),
            Self::Columns(missing) => {
                let (missing, all) = (missing.join(", "), COLUMNS.join(", "));
                (
                    format!("Des colonnes du schéma SCDL Subventions manquent : {missing}. Attendu : {all}."),
                    format!(
                        "Columns of the schema SCDL Subventions are missing: {missing}. Expected: {all}."
                    ),
                )
            }
        };
        Words { fr, en }
    }
}

/// The lines of a CSV file in the schema's columns, in any order. [`crate::sheet::read`] finds its separator and its
/// encoding.
pub fn lines(book: &Workbook) -> Result<Lines, NoLines> {
    if book.format != Format::Csv {
        return Err(NoLines::NotCsv);
    }
    let mut cells = book.sheets.iter().flat_map(|sheet| &sheet.cells).peekable();
    let top = cells.peek().map_or(0, |cell| cell.row);
    let mut columns: BTreeMap<u32, &'static str> = BTreeMap::new();
    let mut others = Vec::new();
    while let Some(cell) = cells.next_if(|cell| cell.row == top) {
        let header = text(&cell.value).trim();
        match COLUMNS.iter().find(|name| **name == header) {
            Some(name) => {
                columns.insert(cell.column, name);
            }
            None if header.is_empty() => {}
            None => others.push(header.to_owned()),
        }
    }
    let here = |name: &&str| columns.values().any(|column| column == name);
    let missing: Vec<&'static str> =
        REQUIRED.iter().filter_map(|at| COLUMNS.get(*at)).copied().filter(|name| !here(name)).collect();
    if !missing.is_empty() {
        return Err(NoLines::Columns(missing));
    }
    let mut lines: BTreeMap<u64, BTreeMap<&'static str, String>> = BTreeMap::new();
    for cell in cells {
        if let Some(name) = columns.get(&cell.column) {
            let line = lines.entry(u64::from(cell.row).saturating_add(1)).or_default();
            line.insert(name, text(&cell.value).to_owned());
        }
    }
    Ok(Lines { others, lines: lines.into_iter().collect() })
}

/// Cells of delimited text are texts.
fn text(value: &CellValue) -> &str {
    match value {
        CellValue::Text(text) | CellValue::Error(text) | CellValue::Formula(text) => text,
        CellValue::Number(_) | CellValue::Date(_) | CellValue::Month(_) | CellValue::Bool(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::scdl::Row;
    use crate::sheet::{Limits, read};

    const FILE: &str = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,nature,\
        conditionsVersement,datesPeriodeVersement,notificationUE,pourcentageSubvention,commentaire\n\
        Région,73282932000074,2017-01-31,Mission locale,35600000000048,Actions,100.00,aide en numéraire,échelonné,\
        2017-03-01,non,1.00,x\n";

    fn of(bytes: &[u8]) -> Result<Lines, NoLines> {
        lines(&read(bytes, "subventions.csv", &Limits::default()).unwrap())
    }

    #[test]
    fn separators_and_encodings_of_spreadsheets_are_read() {
        let latin: Vec<u8> = FILE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for bytes in [
            FILE.as_bytes().to_vec(),
            format!("\u{feff}{FILE}").into_bytes(),
            FILE.replace(',', ";").into_bytes(),
            FILE.replace(',', "\t").into_bytes(),
            latin,
        ] {
            let read = of(&bytes).unwrap();
            assert_eq!(read.others, ["commentaire"]);
            let (number, line) = &read.lines[0];
            assert_eq!((read.lines.len(), *number), (1, 2));
            let row = Row::read(|name| line.get(name).map(String::as_str)).unwrap();
            assert_eq!((row.allocator_name.as_str(), row.nature.text()), ("Région", "aide en numéraire"));
        }
    }

    #[test]
    fn a_file_of_other_columns_is_refused_once() {
        let few = FILE.replace(",montant", ",somme");
        assert_eq!(of(few.as_bytes()), Err(NoLines::Columns(vec!["montant"])));
        let rows = read(b"[{\"montant\": 1}]", "subventions.json", &Limits::default()).unwrap();
        assert!(matches!(lines(&rows), Err(NoLines::NotCsv)));
        assert_eq!(of(FILE.lines().next().unwrap().as_bytes()).unwrap().lines, []);
    }
}
