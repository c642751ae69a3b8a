//! A workbook as it was found: sheets of raw cells.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of file that a workbook came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Office Open XML (`.xlsx`, `.xlsm`).
    Xlsx,
    /// OpenDocument (`.ods`).
    Ods,
    /// Delimited text.
    Csv,
    /// JSON rows.
    Json,
}

/// The day that a serial number counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DateSystem {
    /// 1 is 1 January 1900 (and 60 is the day that never was).
    #[default]
    From1900,
    /// 0 is 1 January 1904.
    From1904,
    /// 0 is this day (OpenDocument sheets may choose it freely).
    From(NaiveDate),
}

/// What a cell holds, as the file says it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellValue {
    /// Text, untouched (not trimmed, not folded).
    Text(Box<str>),
    /// A number; spreadsheets keep binary doubles. Use [`crate::value`] to turn it into an exact decimal.
    Number(f64),
    /// A number that the sheet shows as a date or a time, already converted with the workbook's date system.
    Date(NaiveDateTime),
    /// The first day of a month, of which the sheet shows the month and the year only: `nov-17` typed into a cell.
    Month(NaiveDate),
    /// A truth value.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(Box<str>),
    /// A formula without a cached result that can be trusted; the formula's text, with its `=`.
    Formula(Box<str>),
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: CellValue,
    /// Whether the sheet shows this number as a percentage (`0.857` shown as `85,7 %`).
    pub percent: bool,
}

/// A rectangle of merged cells, bounds included, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MergedRange {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

/// One sheet: its cells in row order, then column order, blank cells left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The sheet's name; for JSON the name of the table; empty for CSV and for a bare JSON array.
    pub name: String,
    /// Whether the sheet or workbook hides it.
    pub hidden: bool,
    /// The cells that hold something, sorted by row, then column, at most one a place.
    // INVARIANT: sorted and unique; kept by the readers.
    pub cells: Vec<Cell>,
    /// The merged ranges, in the order of the file.
    pub merges: Vec<MergedRange>,
    /// What a plain number means where a date is expected.
    pub dates: DateSystem,
    /// Of a delimited text, the records that end in blank cells: row, and how many cells the record has. In the others
    /// the last cell that holds something is the last one. By row; empty for other formats.
    pub padded: Vec<(u32, u32)>,
}

impl Sheet {
    /// How many cells a record of a delimited text has; `None` where it holds nothing.
    pub fn record_width(&self, row: u32) -> Option<u32> {
        let end = self.cells.partition_point(|cell| cell.row <= row);
        let last = end.checked_sub(1).and_then(|last| self.cells.get(last)).filter(|cell| cell.row == row)?;
        let padded = self.padded.binary_search_by_key(&row, |(row, _)| *row);
        let padded = padded.ok().and_then(|at| self.padded.get(at)).map_or(0, |(_, width)| *width);
        Some(last.column.saturating_add(1).max(padded))
    }
}

/// A file's sheets, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What kind of file it was.
    pub format: Format,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// Where a cell stands in a sheet, from 0; printed as spreadsheets do (`A1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_letters(f, self.column)?;
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

/// Writes the letters of a column, the first one being 0.
pub(crate) fn write_letters(out: &mut dyn fmt::Write, column: u32) -> fmt::Result {
    if let Some(before) = (column / 26).checked_sub(1) {
        write_letters(out, before)?;
    }
    out.write_char(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let name = |column| {
            let mut out = String::new();
            write_letters(&mut out, column).unwrap();
            out
        };
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(name), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        let last = Place { row: u32::MAX, column: u32::MAX };
        assert_eq!(last.to_string(), "MWLQKWV4294967296");
    }
}
