//! The rows of a sheet that hold something.

use crate::sheet::{Cell, CellValue, Sheet};
use crate::value::is_blank;

/// A sheet cut into rows.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub sheet: &'a Sheet,
    /// For each row that holds something: where its cells begin and end.
    rows: Vec<(usize, usize)>,
}

/// A row: its sheet row and its cells, blank texts among them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub number: u32,
    pub cells: &'a [Cell],
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for group in sheet.cells.chunk_by(|a, b| a.row == b.row) {
            let end = start + group.len();
            if group.iter().any(holds_something) {
                rows.push((start, end));
            }
            start = end;
        }
        Self { sheet, rows }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at this position among those that hold something.
    pub fn row(&self, position: usize) -> Option<Row<'a>> {
        let &(start, end) = self.rows.get(position)?;
        let cells = self.sheet.cells.get(start..end)?;
        Some(Row { number: cells.first()?.row, cells })
    }

    pub fn rows(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = Row<'a>> + '_ {
        range.filter_map(|position| self.row(position))
    }
}

impl<'a> Row<'a> {
    /// The cells that hold something.
    pub fn filled(self) -> impl Iterator<Item = &'a Cell> {
        self.cells.iter().filter(|cell| holds_something(cell))
    }

    /// The cell in this column.
    pub fn cell(self, column: u32) -> Option<&'a Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(at)
    }
}

/// Whether a cell holds more than blanks.
pub(super) fn holds_something(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) => !text.chars().all(is_blank),
        _ => true,
    }
}

/// The text of a cell that holds one.
pub(super) fn text(cell: &Cell) -> Option<&str> {
    match &cell.value {
        CellValue::Text(text) => Some(text),
        _ => None,
    }
}
