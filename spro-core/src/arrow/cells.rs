//! How a cell of a frame is read where its layout is not that of the field, and what is said of it.

use crate::batch::{Column, Lookups, Parsed, RawCell, State, Value, Values, parse_cell};
use crate::finding::Finding;
use crate::rulebook::Field;
use arrow_buffer::NullBuffer;
use std::borrow::Cow;

/// Where the cells of a column stand.
#[derive(Clone, Copy)]
pub(super) struct CellPlace {
    pub table: u16,
    pub field: u16,
    pub first_row: u64,
}

/// What is needed to read the cells of a column, and where to say what was done with them.
pub(super) struct Reader<'r> {
    pub field: &'r Field,
    pub lookups: &'r Lookups,
    pub place: CellPlace,
    pub out: &'r mut Vec<Finding>,
}

impl Reader<'_> {
    /// Tells what was done with a cell, where there is something to say.
    pub(super) fn note(&mut self, row: usize, raw: RawCell<'_>, parsed: &Parsed<'_>) {
        let Some(note) = &parsed.note else { return };
        let mut finding = note.finding(self.place.table, 0);
        finding.field = Some(self.place.field);
        finding.row = u64::try_from(row).ok().map(|row| self.place.first_row.saturating_add(row));
        finding.raw = Some(raw.shown());
        self.out.push(finding);
    }

    /// A column of numbers read cell by cell.
    pub(super) fn ints<'c>(&mut self, cells: impl Iterator<Item = RawCell<'c>>) -> Column<'static> {
        let (mut values, mut states) = (Vec::new(), Vec::new());
        for (row, cell) in cells.enumerate() {
            let parsed = parse_cell(cell, self.field, self.lookups);
            self.note(row, cell, &parsed);
            values.push(if let Value::Int(n) = parsed.value { n } else { 0 });
            states.push(parsed.state);
        }
        Column { values: Values::Int(Cow::Owned(values)), states }
    }

    /// A column of numbers at the field's scale; the digits of one that does not fit are read as a text.
    pub(super) fn fitting(
        &mut self,
        cells: impl Iterator<Item = Option<Result<i64, String>>>,
    ) -> Column<'static> {
        let (mut values, mut states) = (Vec::new(), Vec::new());
        for (row, cell) in cells.enumerate() {
            let (value, state) = match cell {
                None => (0, State::Blank),
                Some(Ok(n)) => (n, State::Present),
                Some(Err(digits)) => {
                    let typed = RawCell::Text(&digits);
                    let parsed = parse_cell(typed, self.field, self.lookups);
                    self.note(row, typed, &parsed);
                    (if let Value::Int(n) = parsed.value { n } else { 0 }, parsed.state)
                }
            };
            values.push(value);
            states.push(state);
        }
        Column { values: Values::Int(Cow::Owned(values)), states }
    }
}

/// Which cells hold a value.
pub(super) fn states(nulls: Option<&NullBuffer>, rows: usize) -> Vec<State> {
    let mut states = vec![State::Present; rows];
    if let Some(nulls) = nulls.filter(|nulls| nulls.null_count() > 0) {
        for row in (!nulls.inner()).set_indices() {
            if let Some(state) = states.get_mut(row) {
                *state = State::Blank;
            }
        }
    }
    states
}
