//! The cells of a sheet, in rows.

use super::WorkbookError;
use super::place::place;

/// What a formula gives, for programs that open the file without computing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Number(String),
    Text(String),
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Blank,
    Text(String),
    /// As it is written: `0.25`.
    Number(String),
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "only reports hold any"))]
    Bool(bool),
    Formula(String, Outcome),
}

/// A cell: `style` is the position of its look in the sheet's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: u16,
    pub style: usize,
    pub value: Value,
}

/// A row: its cells, sorted by column, and its height in pixels where it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub number: u32,
    pub height: Option<u32>,
    pub cells: Vec<Cell>,
}

/// The rows that hold something, sorted.
// INVARIANT: sorted by row, then column, each once; kept by `row` and `cell`.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Row>);

impl Rows {
    /// The cell at a place; a new one is blank and without a look.
    pub fn cell(&mut self, row: u32, column: u16) -> Result<&mut Cell, WorkbookError> {
        let place = place(row, column)?;
        let cells = &mut self.row(row)?.cells;
        let at = at(cells, |cell| cell.column < column);
        if cells.get(at).is_none_or(|cell| cell.column != column) {
            cells.insert(at, Cell { column, style: 0, value: Value::Blank });
        }
        cells.get_mut(at).ok_or(WorkbookError::Place { row: place.row.into(), column: place.column.into() })
    }

    /// The row of a number.
    pub fn row(&mut self, number: u32) -> Result<&mut Row, WorkbookError> {
        place(number, 0)?;
        let rows = &mut self.0;
        let at = at(rows, |row| row.number < number);
        if rows.get(at).is_none_or(|row| row.number != number) {
            rows.insert(at, Row { number, height: None, cells: Vec::new() });
        }
        rows.get_mut(at).ok_or(WorkbookError::Place { row: number.into(), column: 0 })
    }

    pub fn all(&self) -> &[Row] {
        &self.0
    }

    /// The height of a row in pixels.
    pub fn height(&self, number: u32) -> u32 {
        let found = self.0.get(at(&self.0, |row| row.number < number)).filter(|row| row.number == number);
        found.and_then(|row| row.height).unwrap_or(ROW_HEIGHT)
    }
}

/// The height of a row that has none of its own, in pixels.
pub(super) const ROW_HEIGHT: u32 = 20;

/// How many items stand before a place. Sheets are written from the top: it is mostly the end.
fn at<T>(items: &[T], before: impl Fn(&T) -> bool) -> usize {
    if items.last().is_none_or(&before) { items.len() } else { items.partition_point(before) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_order_and_once() {
        let mut rows = Rows::default();
        for (row, column) in [(2, 1), (0, 0), (2, 0), (2, 1), (1, 3)] {
            rows.cell(row, column).unwrap().style += 1;
        }
        rows.row(5).unwrap().height = Some(30);
        let places: Vec<_> =
            rows.all().iter().flat_map(|r| r.cells.iter().map(|c| (r.number, c.column, c.style))).collect();
        assert_eq!(places, [(0, 0, 1), (1, 3, 1), (2, 0, 1), (2, 1, 2)]);
        assert_eq!([0, 4, 5, 6].map(|row| rows.height(row)), [20, 20, 30, 20]);
    }

    #[test]
    fn a_sheet_ends() {
        let mut rows = Rows::default();
        assert!(rows.cell(1_048_575, 16_383).is_ok());
        let beyond = rows.cell(1_048_576, 0).unwrap_err().to_string();
        assert_eq!(beyond, "a sheet has no cell in row 1048577, column 1");
        assert!(rows.cell(0, 16_384).is_err() && rows.row(1_048_576).is_err());
    }
}
