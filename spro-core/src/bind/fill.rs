//! A value that is written once and holds for the rows below: merged over them, left blank below, or on a line of its own.

use super::grid::{Grid, Row, holds_something};
use super::lines::Line;
use crate::batch::{RawCell, RowCell, Value};
use crate::sheet::{Cell, MergedRange, Place};
use std::collections::BTreeSet;

/// The column of a value that may be written once.
#[derive(Debug)]
pub(super) struct Fill<'a> {
    column: Option<u32>,
    /// First and last row of the cells merged downwards in the column, in order.
    merges: Vec<(u32, u32)>,
    /// Whether the value stands on every row: then a blank is a blank, unless it is merged.
    every_row: bool,
    /// Rows where a value may have been forgotten (2017, blank, 2019): to be asked.
    doubtful: BTreeSet<u32>,
    current: Option<Current<'a>>,
    unused: Vec<&'a Cell>,
}

#[derive(Debug)]
struct Current<'a> {
    cell: &'a Cell,
    value: Option<Value<'static>>,
    /// Whether it stands on a line of its own, and then whether a row took it.
    own_line: bool,
    used: bool,
    told: bool,
}

/// What a row's value is.
#[derive(Debug, PartialEq)]
pub(super) enum Filled<'a> {
    /// In its own cell.
    Own(&'a Cell),
    /// From above. The cell it was taken from comes with it where that is still to be told.
    Above(RowCell<'a>, Option<&'a Cell>),
    /// Nowhere.
    Nothing,
}

impl<'a> Fill<'a> {
    /// A column where each row stands for itself: nothing is taken from above.
    pub fn none(column: Option<u32>) -> Self {
        Self {
            column,
            merges: Vec::new(),
            every_row: true,
            doubtful: BTreeSet::new(),
            current: None,
            unused: Vec::new(),
        }
    }

    /// `parse` reads a cell of the column; `gaps` says whether a skipped year makes a blank doubtful.
    pub fn new(
        grid: &Grid<'a>,
        lines: &[(usize, Line)],
        column: Option<u32>,
        gaps: bool,
        parse: impl Fn(&Cell) -> Option<Value<'static>>,
    ) -> Self {
        let mut fill = Self { every_row: false, ..Self::none(column) };
        let Some(column) = column else { return fill };
        let over = |m: &&MergedRange| m.left == column && m.bottom > m.top;
        fill.merges = grid.sheet.merges.iter().filter(over).map(|m| (m.top, m.bottom)).collect();
        fill.merges.sort_unstable();
        let mut before: Option<&Cell> = None;
        // The value last written, and the blank rows since.
        let mut last: Option<(Value<'static>, Vec<u32>)> = None;
        for (position, line) in lines {
            let Some(row) = grid.row(*position).filter(|_| *line == Line::Row) else {
                if matches!(line, Line::Year(_)) {
                    (before, last) = (None, None);
                }
                continue;
            };
            let own = row.cell(column).filter(|cell| holds_something(cell));
            fill.every_row |= before.zip(own).is_some_and(|(above, own)| above.value == own.value);
            before = own;
            if !gaps {
                continue;
            }
            match (own.and_then(&parse), &mut last) {
                (Some(value), slot) => {
                    if let (Some((Value::Int(first), blanks)), Value::Int(next)) = (&slot, &value)
                        && !blanks.is_empty()
                        && i64::try_from(blanks.len()).ok() == next.checked_sub(*first).map(|apart| apart - 1)
                    {
                        fill.doubtful.extend(blanks);
                    }
                    *slot = Some((value, Vec::new()));
                }
                (None, Some((_, blanks))) if own.is_none() => blanks.push(row.number),
                (None, slot) => *slot = None,
            }
        }
        fill
    }

    /// A value on a line of its own.
    pub fn line(&mut self, cell: &'a Cell, value: Option<Value<'static>>) {
        self.replace(Some(Current { cell, value, own_line: true, used: false, told: false }));
    }

    /// The values on lines of their own that no row took.
    pub fn finish(mut self) -> Vec<&'a Cell> {
        self.replace(None);
        self.unused
    }

    fn replace(&mut self, next: Option<Current<'a>>) {
        let before = std::mem::replace(&mut self.current, next);
        self.unused.extend(before.filter(|c| c.own_line && !c.used).map(|c| c.cell));
    }

    /// The value of a row.
    pub fn row(&mut self, row: Row<'a>, parse: impl Fn(&Cell) -> Option<Value<'static>>) -> Filled<'a> {
        let own = self.column.and_then(|column| row.cell(column)).filter(|cell| holds_something(cell));
        if let Some(cell) = own {
            self.replace(Some(Current {
                cell,
                value: parse(cell),
                own_line: false,
                used: true,
                told: false,
            }));
            return Filled::Own(cell);
        }
        let Some(current) = &mut self.current else { return Filled::Nothing };
        let merged = self.merges.partition_point(|(top, _)| *top <= row.number).checked_sub(1);
        let merged = merged.and_then(|at| self.merges.get(at));
        let is_merged = merged.is_some_and(|(top, bottom)| *top == current.cell.row && row.number <= *bottom);
        if !is_merged && !current.own_line && (self.every_row || self.doubtful.contains(&row.number)) {
            return Filled::Nothing;
        }
        let place = Place { row: current.cell.row, column: current.cell.column };
        let first_of_line = current.own_line && !current.used;
        current.used = true;
        let tell = !is_merged && !current.own_line && !current.told;
        current.told |= tell;
        let cell = match &current.value {
            // On a line of its own nothing was said of the cell yet.
            Some(_) if first_of_line => RowCell::At(RawCell::from(current.cell), place),
            Some(value) => RowCell::Known(value.clone()),
            None => RowCell::At(RawCell::from(current.cell), place),
        };
        Filled::Above(cell, tell.then_some(current.cell))
    }
}
