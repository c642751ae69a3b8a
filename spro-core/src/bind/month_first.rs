//! Days of a column in which the month stands first: where some dates can only be read so, the others are asked.
//!
//! A file of another country, opened in a French spreadsheet: `04/13/2017` stays a text, and `03/04/2017` becomes the
//! third of April without a word.

use super::grid::Grid;
use crate::batch::{Batch, Lookups, RawCell, State, Values, parse_cell};
use crate::finding::{Finding, Findings, Kind, day};
use crate::rulebook::{Field, FieldType, Table};
use crate::sheet::{Cell, CellValue, Place};
use crate::value::{Lang, Why, print};
use chrono::{Datelike, NaiveDate};

/// Refuses the days that may have the month first, in columns where more dates must be read so than must not.
pub(super) fn ask(
    grid: &Grid<'_>,
    (table, lookups): (&Table, &Lookups),
    batch: &mut Batch<'static>,
    findings: &mut Findings,
) {
    for (field, definition) in table.fields.iter().enumerate() {
        let position = u16::try_from(field).ok();
        let column = batch.source.get(field).copied().flatten();
        let (FieldType::Date, Some(column)) = (definition.kind, column) else { continue };
        let month_first = month_first(grid, (field, definition), lookups, batch, column);
        if month_first == 0 {
            continue;
        }
        let mut day_first = 0;
        let mut asked = Vec::new();
        for row in 0..batch.rows {
            let Some(date) = batch.int(field, row).and_then(day) else { continue };
            let Some(cell) = cell(grid, batch.sheet_row(row), column).filter(|cell| in_figures(cell)) else {
                continue;
            };
            day_first += usize::from(date.day() > 12);
            let swapped = NaiveDate::from_ymd_opt(date.year(), date.day(), date.month());
            asked.extend(swapped.filter(|other| *other != date).map(|other| (row, cell, other)));
        }
        if day_first >= month_first {
            continue;
        }
        let mut doubts = Vec::with_capacity(asked.len());
        for (row, cell, meant) in asked {
            let number = batch.first_row.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
            let mut finding = Finding::new(Kind::Doubtful, batch.table, batch.sheet);
            finding.field = position;
            finding.row = Some(number);
            finding.place = Some(Place { row: cell.row, column: cell.column });
            finding.raw = Some(RawCell::from(cell).shown());
            finding.detail = Some(print::date(meant, Lang::Fr).into());
            finding.why = Some(Why::MonthFirst);
            doubts.push(finding);
            if let Some(column) = batch.columns.get_mut(field) {
                if let Some(state) = column.states.get_mut(row) {
                    *state = State::Refused;
                }
                if let Values::Int(all) = &mut column.values
                    && let Some(value) = all.to_mut().get_mut(row)
                {
                    *value = 0;
                }
            }
        }
        // A day that was repaired is now asked.
        findings.replace(&Kind::Repaired, doubts);
    }
}

/// How many cells of a column can only be read with the month first.
fn month_first(
    grid: &Grid<'_>,
    (field, definition): (usize, &Field),
    lookups: &Lookups,
    batch: &Batch<'_>,
    column: u32,
) -> usize {
    let states = batch.columns.get(field).map_or(&[][..], |column| &column.states);
    let refused = states.iter().enumerate().filter(|(_, state)| **state == State::Refused);
    let is_first = |(row, _): &(usize, &State)| {
        let parsed = cell(grid, batch.sheet_row(*row), column)
            .map(|cell| parse_cell(RawCell::from(cell), definition, lookups));
        parsed.and_then(|parsed| parsed.note).is_some_and(|note| note.why == Why::MonthFirst)
    };
    refused.filter(is_first).count()
}

fn cell<'a>(grid: &Grid<'a>, row: u32, column: u32) -> Option<&'a Cell> {
    let cells = &grid.sheet.cells;
    cells.get(cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?)
}

/// Whether day and month stand there as two numbers, in one order or the other: `03/04/2017`, not `2017-04-03`.
fn in_figures(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Date(_) => true,
        CellValue::Text(text) => {
            let first = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
            !text.contains(char::is_alphabetic) && first.is_some_and(|digits| digits.len() <= 2)
        }
        _ => false,
    }
}
