//! Field constraints: required, bounds, length. Types and lists are judged when a cell is read.

use crate::column::{Batch, Column, State, Values};
use crate::finding::{Finding, Kind, Shown};
use crate::rulebook::{Field, Requirement, Table};
use crate::sheet::Place;

/// Cells looked at together: where one cell in a thousand breaks a constraint, most blocks need no second look.
const BLOCK: usize = 128;

/// The bounds of a field at the scale of its type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    min: i64,
    max: i64,
}

impl Range {
    /// `None` where the field has no bounds.
    fn of(field: &Field) -> Option<Self> {
        let scaled = |limit: crate::value::Decimal| limit.at_scale(field.kind.scale());
        // A bound that an i64 does not reach excludes nothing that a column can hold.
        let clamp = |n: i128| i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX });
        let min = field.min.and_then(scaled).map(clamp);
        let max = field.max.and_then(scaled).map(clamp);
        (min.is_some() || max.is_some())
            .then(|| Self { min: min.unwrap_or(i64::MIN), max: max.unwrap_or(i64::MAX) })
    }

    fn excludes(self, n: i64) -> bool {
        n < self.min || n > self.max
    }

    /// Whether it excludes one of these. By signs of differences in place of comparisons, for which not every processor
    /// has an instruction that takes several integers of 64 bits: the loop over a column stays a vector loop.
    fn excludes_any(self, values: &[i64]) -> bool {
        let less = |a: i64, b: i64| {
            let difference = a.wrapping_sub(b);
            // The sign is wrong only where the operands have other signs and the difference has that of `b`.
            difference ^ ((a ^ b) & (difference ^ a))
        };
        values.iter().fold(0, |any, n| any | less(*n, self.min) | less(self.max, *n)) < 0
    }
}

/// The constraints of one field.
#[derive(Debug)]
pub(super) struct Constraint {
    field: u16,
    required: bool,
    range: Option<Range>,
    max_length: Option<usize>,
}

impl Constraint {
    /// `None` where the field constrains nothing.
    pub(super) fn of(position: u16, field: &Field) -> Option<Self> {
        let required = field.is_asked();
        let range = Range::of(field);
        let max_length = field.max_length.and_then(|n| usize::try_from(n).ok());
        (required || range.is_some() || max_length.is_some()).then_some(Self {
            field: position,
            required,
            range,
            max_length,
        })
    }

    /// Whether it is about the field at this position.
    pub(super) fn is_of(&self, field: usize) -> bool {
        usize::from(self.field) == field
    }

    /// Adds a finding for each cell of the batch that breaks a constraint.
    pub(super) fn check(&self, batch: &Batch<'_>, out: &mut dyn FnMut(Finding)) {
        let Some(column) = batch.columns.get(usize::from(self.field)) else { return };
        let present = all_present(&column.states);
        if self.required && !present {
            self.blanks(batch, column, out);
        }
        match (&column.values, self.range, self.max_length) {
            (Values::Int(values), Some(range), _) => self.bounds(batch, values, range, column, out),
            (Values::Text(texts), _, Some(most)) => {
                for (row, text) in texts.iter().enumerate() {
                    // Bytes bound characters from above: most texts need no counting.
                    if text.len() > most {
                        let length = text.chars().count();
                        if length > most {
                            let mut finding = at(batch, Kind::Length, self.field, row);
                            finding.raw = Some(text.as_ref().into());
                            finding.detail = Some(length.to_string().into());
                            out(finding);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn blanks(&self, batch: &Batch<'_>, column: &Column<'_>, out: &mut dyn FnMut(Finding)) {
        // A column that is not there is one finding of the whole table, made when the sheet was bound.
        if is_missing(batch, self.field) {
            return;
        }
        for (block, states) in column.states.chunks(BLOCK).enumerate() {
            if all_present(states) {
                continue;
            }
            for (row, state) in (block * BLOCK..).zip(states) {
                if *state == State::Blank {
                    out(at(batch, Kind::Required, self.field, row));
                }
            }
        }
    }

    fn bounds(
        &self,
        batch: &Batch<'_>,
        values: &[i64],
        range: Range,
        column: &Column<'_>,
        out: &mut dyn FnMut(Finding),
    ) {
        for (block, (values, states)) in values.chunks(BLOCK).zip(column.states.chunks(BLOCK)).enumerate() {
            // Blank and refused cells hold 0, which may be out of range: the second pass looks at the states.
            if !range.excludes_any(values) {
                continue;
            }
            for (row, (n, state)) in (block * BLOCK..).zip(values.iter().zip(states)) {
                if *state == State::Present && range.excludes(*n) {
                    let mut finding = at(batch, Kind::Bounds, self.field, row);
                    finding.shown = Box::new([(self.field, Shown::Int(*n))]);
                    out(finding);
                }
            }
        }
    }
}

/// Whether every cell of a column holds a value.
#[allow(clippy::needless_bitwise_bool, reason = "no branch: the loop over a column stays a vector loop")]
pub(super) fn all_present(states: &[State]) -> bool {
    states.iter().fold(true, |all, s| all & (*s == State::Present))
}

/// Whether a table was read without this column, though it was read from columns.
pub(super) fn is_missing(batch: &Batch<'_>, field: u16) -> bool {
    let source = batch.source.get(usize::from(field)).copied().flatten();
    let from_columns = batch.source.iter().any(Option::is_some);
    let blank = |c: &Column<'_>| c.states.iter().all(|s| *s == State::Blank);
    source.is_none() && from_columns && batch.columns.get(usize::from(field)).is_some_and(blank)
}

/// The required fields of a table: without one of them no row is complete.
pub(super) fn required(table: &Table) -> Vec<u16> {
    let is_required = |f: &Field| f.computed.is_none() && f.required == Requirement::Required;
    (0..).zip(&table.fields).filter(|(_, f)| is_required(f)).map(|(i, _)| i).collect()
}

/// A finding about a cell of the batch.
pub(super) fn at(batch: &Batch<'_>, kind: Kind, field: u16, row: usize) -> Finding {
    let mut finding = of_row(batch, kind, row);
    finding.field = Some(field);
    let column = batch.source.get(usize::from(field)).copied().flatten();
    finding.place = column.map(|column| Place { row: batch.sheet_row(row), column });
    finding
}

/// A finding about a row of the batch.
pub(super) fn of_row(batch: &Batch<'_>, kind: Kind, row: usize) -> Finding {
    let mut finding = Finding::new(kind, batch.table, batch.sheet);
    finding.row = u64::try_from(row).ok().map(|row| batch.first_row.saturating_add(row));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn a_block_is_excluded_where_a_number_is(
            numbers in prop::collection::vec(prop_oneof![-3_i64..4, Just(i64::MIN), Just(i64::MAX), any::<i64>()], 0..4),
            min in prop_oneof![-2_i64..3, Just(i64::MIN), any::<i64>()],
            max in prop_oneof![-2_i64..3, Just(i64::MAX), any::<i64>()],
        ) {
            let range = Range { min, max };
            prop_assert_eq!(range.excludes_any(&numbers), numbers.iter().any(|n| range.excludes(*n)));
        }
    }
}
