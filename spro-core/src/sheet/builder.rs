//! How readers put a sheet together: within the limits, sorted, one cell a place.

#[cfg(any(test, feature = "xlsx"))]
use super::MergedRange;
use super::error::{Cause, OverLimit};
use super::{Cell, CellValue, Limit, Limits, Sheet};

/// What is left of the limits while a file is read.
#[derive(Debug)]
pub(super) struct Budget<'l> {
    limits: &'l Limits,
    cells: u64,
    text: u64,
}

impl<'l> Budget<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, cells: limits.get(Limit::Cells), text: limits.get(Limit::TextBytes) }
    }

    pub(super) fn limits(&self) -> &'l Limits {
        self.limits
    }

    /// The refusal to pass `limit`.
    pub(super) fn over(&self, limit: Limit, place: &str) -> Cause {
        Cause::OverLimit(OverLimit::new(limit, self.limits.get(limit), place))
    }

    fn take_cell(&mut self, place: &str) -> Result<(), Cause> {
        self.cells = self.cells.checked_sub(1).ok_or_else(|| self.over(Limit::Cells, place))?;
        Ok(())
    }

    pub(super) fn take_text(&mut self, len: usize, place: &str) -> Result<(), Cause> {
        let len = u64::try_from(len).unwrap_or(u64::MAX);
        if len > self.limits.get(Limit::CellBytes) {
            return Err(self.over(Limit::CellBytes, place));
        }
        self.text = self.text.checked_sub(len).ok_or_else(|| self.over(Limit::TextBytes, place))?;
        Ok(())
    }
}

/// A sheet in the making.
#[derive(Debug)]
pub(super) struct Builder {
    sheet: Sheet,
    sorted: bool,
}

impl Builder {
    pub(super) fn new(name: &str, budget: &mut Budget<'_>) -> Result<Self, Cause> {
        budget.take_text(name.len(), "")?;
        Ok(Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, sorted: true })
    }

    pub(super) fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheet
    }

    /// Adds a text; an empty one is a blank cell and is left out.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        self.worded(row, column, text, CellValue::Text, budget)
    }

    /// Adds a text, an error or a formula; an empty one is left out.
    pub(super) fn worded(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        make: fn(Box<str>) -> CellValue,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        if text.is_empty() {
            return Ok(());
        }
        budget.take_text(text.len(), &self.sheet.name)?;
        self.value(row, column, make(text.into()), false, budget)
    }

    /// As [`Self::worded`], for a text that is already on its own.
    pub(super) fn worded_box(
        &mut self,
        row: u32,
        column: u32,
        text: Box<str>,
        make: fn(Box<str>) -> CellValue,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        if text.is_empty() {
            return Ok(());
        }
        budget.take_text(text.len(), &self.sheet.name)?;
        self.value(row, column, make(text), false, budget)
    }

    /// Adds a value that holds no text, or a text that was already counted.
    pub(super) fn value(
        &mut self,
        row: u32,
        column: u32,
        value: CellValue,
        percent: bool,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        if u64::from(row) >= budget.limits.get(Limit::Rows) {
            return Err(budget.over(Limit::Rows, &self.sheet.name));
        }
        if u64::from(column) >= budget.limits.get(Limit::Columns) {
            return Err(budget.over(Limit::Columns, &self.sheet.name));
        }
        budget.take_cell(&self.sheet.name)?;
        let cells = &mut self.sheet.cells;
        self.sorted &= cells.last().is_none_or(|last| (last.row, last.column) < (row, column));
        if cells.len() == cells.capacity() {
            // Doubling, but never past what the limit lets in: the spare room is memory too.
            let left = usize::try_from(budget.cells).unwrap_or(usize::MAX).saturating_add(1);
            cells.reserve_exact(cells.len().max(64).min(left));
        }
        cells.push(Cell { row, column, value, percent });
        Ok(())
    }

    /// Notes how many cells a record has, where it holds something and ends in blank ones.
    #[cfg(feature = "csv")]
    pub(super) fn padded(&mut self, row: u32, width: u32) {
        let last = self.sheet.cells.last().filter(|last| last.row == row);
        if last.is_some_and(|last| last.column.saturating_add(1) < width) {
            self.sheet.padded.push((row, width));
        }
    }

    /// How many cells there are by now.
    #[cfg(feature = "xlsx")]
    pub(super) fn len(&self) -> usize {
        self.sheet.cells.len()
    }

    /// Writes the cells from position `start` on again, `down` rows below and `right` columns to the right.
    #[cfg(feature = "xlsx")]
    pub(super) fn repeat(
        &mut self,
        start: usize,
        end: usize,
        down: u32,
        right: u32,
        budget: &mut Budget<'_>,
    ) -> Result<(), Cause> {
        for i in start..end {
            let Some(Cell { row, column, value, percent }) = self.sheet.cells.get(i).cloned() else { break };
            if let CellValue::Text(text) | CellValue::Error(text) | CellValue::Formula(text) = &value {
                budget.take_text(text.len(), &self.sheet.name)?;
            }
            self.value(row.saturating_add(down), column.saturating_add(right), value, percent, budget)?;
        }
        Ok(())
    }

    /// Adds a merged range; one that is not a range (one cell, bounds crossed) is left out.
    #[cfg(any(test, feature = "xlsx"))]
    pub(super) fn merge(&mut self, range: MergedRange, budget: &mut Budget<'_>) -> Result<(), Cause> {
        let MergedRange { top, bottom, left, right } = range;
        if top > bottom || left > right || (top == bottom && left == right) {
            return Ok(());
        }
        budget.take_cell(&self.sheet.name)?;
        self.sheet.merges.push(range);
        Ok(())
    }

    /// The sheet: sorted, one cell a place (the last one written wins), no spare memory.
    pub(super) fn finish(mut self) -> Sheet {
        if !self.sorted {
            sort(&mut self.sheet.cells);
            // `dedup_by` drops the later of two neighbours; the value that is to stay moves forward first.
            self.sheet.cells.dedup_by(|later, kept| {
                let same = (later.row, later.column) == (kept.row, kept.column);
                if same {
                    std::mem::swap(later, kept);
                }
                same
            });
        }
        self.sheet.cells.shrink_to_fit();
        self.sheet.merges.shrink_to_fit();
        self.sheet.padded.shrink_to_fit();
        self.sheet
    }
}

/// Stable (of two cells in one place the later one stays behind the earlier one), by way of the positions:
/// a stable sort of the cells themselves would ask for half as much memory again.
fn sort(cells: &mut [Cell]) {
    let Ok(len) = u32::try_from(cells.len()) else {
        return cells.sort_by_key(|cell| (cell.row, cell.column));
    };
    let place = |i: u32| cells.get(i as usize).map(|cell| (cell.row, cell.column));
    let mut from: Vec<u32> = (0..len).collect();
    from.sort_by_key(|&i| place(i));
    // Each cycle of the permutation is walked once; a position is done when it points at itself.
    for start in 0..len {
        let mut at = start;
        while let Some(source) = from.get_mut(at as usize) {
            let next = std::mem::replace(source, at);
            if next == start {
                break;
            }
            cells.swap(at as usize, next as usize);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(n: f64) -> CellValue {
        CellValue::Number(n)
    }

    #[test]
    fn cells_are_sorted_and_the_last_of_a_place_wins() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut b = Builder::new("x", &mut budget).unwrap();
        for (row, column, n) in [(2, 0, 1.0), (0, 1, 2.0), (2, 0, 3.0), (0, 0, 4.0), (2, 0, 5.0), (0, 1, 6.0)]
        {
            b.value(row, column, number(n), false, &mut budget).unwrap();
        }
        let cells: Vec<_> = b.finish().cells.into_iter().map(|c| (c.row, c.column, c.value)).collect();
        assert_eq!(cells, [(0, 0, number(4.0)), (0, 1, number(6.0)), (2, 0, number(5.0))]);
    }

    proptest! {
        #[test]
        fn sorting_is_that_of_the_standard_library(places in prop::collection::vec((0_u32..9, 0_u32..9), 0..60)) {
            let mut cells: Vec<Cell> = places
                .iter()
                .zip(0_u32..)
                .map(|(&(row, column), n)| Cell { row, column, value: number(f64::from(n)), percent: false })
                .collect();
            let mut expected = cells.clone();
            expected.sort_by_key(|cell| (cell.row, cell.column));
            sort(&mut cells);
            prop_assert_eq!(cells, expected);
        }
    }

    #[test]
    fn each_limit_refuses_by_name() {
        let limits = Limits::default()
            .with(Limit::Rows, 10)
            .with(Limit::Columns, 5)
            .with(Limit::Cells, 3)
            .with(Limit::TextBytes, 12)
            .with(Limit::CellBytes, 8);
        let mut budget = Budget::new(&limits);
        let mut b = Builder::new("nom", &mut budget).unwrap();
        let refused = |r: Result<(), Cause>| match r {
            Err(Cause::OverLimit(over)) => Some((over.limit(), over.value(), over.place().to_owned())),
            _ => None,
        };
        let at = |limit: Limit, value| Some((limit, value, "nom".to_owned()));
        assert_eq!(refused(b.value(10, 0, number(1.0), false, &mut budget)), at(Limit::Rows, 10));
        assert_eq!(refused(b.value(0, 5, number(1.0), false, &mut budget)), at(Limit::Columns, 5));
        assert_eq!(refused(b.text(0, 0, "neuf char", &mut budget)), at(Limit::CellBytes, 8));
        b.text(0, 0, "huit !!!", &mut budget).unwrap();
        assert_eq!(refused(b.text(0, 1, "ab", &mut budget)), at(Limit::TextBytes, 12));
        b.value(0, 1, number(1.0), false, &mut budget).unwrap();
        b.value(9, 4, number(1.0), false, &mut budget).unwrap();
        assert_eq!(refused(b.value(1, 1, number(1.0), false, &mut budget)), at(Limit::Cells, 3));
    }

    #[test]
    fn what_is_no_range_is_no_merge() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut b = Builder::new("", &mut budget).unwrap();
        for (top, bottom, left, right) in [(0, 0, 0, 0), (2, 1, 0, 3), (0, 1, 3, 2), (0, 1, 0, 0)] {
            b.merge(MergedRange { top, bottom, left, right }, &mut budget).unwrap();
        }
        assert_eq!(b.finish().merges, [MergedRange { top: 0, bottom: 1, left: 0, right: 0 }]);
    }
}
