//! What each line below a header is: a row of the table, a year on a line of its own, a total, a footer.
//!
//! A line is left out for its shape, never for one word alone: a meeting about a total has a date and figures beside it.

use super::grid::{Grid, Row, text};
use super::layout::Layout;
use super::phrases::{is_footer, is_total};
use super::year::{year_number, year_of_title};
use crate::batch::{Found, Lookups};
use crate::rulebook::FieldType;
use crate::sheet::{Cell, CellValue};
use crate::value::{Nothing, NumberText, nothing, number, trim};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A row of the table.
    Row,
    /// A year that holds for the lines below; its column.
    Year(u32),
    /// A line to be left out and told; the column of the cell that says why.
    Skipped(u32),
    /// Nothing that anybody typed: formulas dragged down, line numbers.
    Empty,
}

/// What the line at this row is.
pub(super) fn judge(grid: &Grid<'_>, row: Row<'_>, layout: &Layout<'_>, lookups: &Lookups) -> Line {
    let seen = Seen::new(row, layout);
    let Some(first) = seen.first else { return Line::Empty };
    if seen.count == seen.marks {
        return Line::Skipped(first.column);
    }
    if let Some(total) = seen.total(row, layout) {
        return Line::Skipped(total);
    }
    if let (1, Some(only)) = (seen.count, seen.only) {
        return lone(grid, only, layout, lookups);
    }
    if seen.mapped == 0 {
        return seen.first_text.map_or(Line::Empty, |cell| Line::Skipped(cell.column));
    }
    if seen.texts == seen.count && is_remark(row, layout) {
        return Line::Skipped(first.column);
    }
    Line::Row
}

/// What stands on a line, counted; cells of computed columns are nobody's typing.
#[derive(Debug, Default)]
struct Seen<'a> {
    count: usize,
    mapped: usize,
    texts: usize,
    marks: usize,
    first: Option<&'a Cell>,
    first_text: Option<&'a Cell>,
    only: Option<&'a Cell>,
    /// A date, or a text that begins like one, stands in the column of days.
    dated: bool,
}

impl<'a> Seen<'a> {
    fn new(row: Row<'a>, layout: &Layout<'_>) -> Self {
        let mut seen = Self::default();
        for cell in row.filled() {
            let mut field = layout.field(cell.column);
            if field.is_some_and(|(_, f)| f.computed.is_some()) {
                // A remark may stand there, and is no value of the row.
                if !text(cell).is_some_and(|typed| typed.contains(|c: char| c.is_alphabetic())) {
                    continue;
                }
                field = None;
            }
            seen.count += 1;
            seen.first = seen.first.or(Some(cell));
            seen.only = Some(cell);
            seen.mapped += usize::from(field.is_some());
            if let Some(typed) = text(cell) {
                seen.texts += 1;
                seen.first_text = seen.first_text.or(Some(cell));
                // A mark is short, and begins with no figure.
                let maybe = typed.len() <= 32 && !typed.starts_with(|c: char| c.is_ascii_digit());
                seen.marks += usize::from(maybe && nothing(typed) == Some(Nothing::Mark));
            }
            if Some(cell.column) == layout.day {
                seen.dated = match text(cell) {
                    Some(typed) => typed.contains(|c: char| c.is_ascii_digit()) && !is_total(typed),
                    // A number of days, not the number of meetings.
                    None => !is_small(cell),
                };
            }
        }
        seen
    }

    /// The column of the word that makes the line one of totals: nothing but figures and perhaps a year stand beside it.
    fn total(&self, row: Row<'_>, layout: &Layout<'_>) -> Option<u32> {
        if self.dated || self.texts == 0 {
            return None;
        }
        let label = row.filled().find(|cell| text(cell).is_some_and(is_total))?;
        let beside = row.filled().filter(|cell| cell.column != label.column);
        let mut with_year = false;
        for cell in beside {
            let Some((_, field)) = layout.field(cell.column) else { continue };
            let blank =
                text(cell).is_some_and(|t| matches!(nothing(t), Some(Nothing::Mark | Nothing::Blank)));
            match field.kind {
                _ if blank => {}
                FieldType::Date if is_small(cell) => {}
                FieldType::Date | FieldType::Code | FieldType::Text | FieldType::Bool => return None,
                FieldType::Year => with_year = true,
                _ => {}
            }
        }
        // A meeting whose subject begins with `Total`, in a table of days: its date was forgotten.
        let in_text = layout.field(label.column).is_some_and(|(_, f)| f.kind == FieldType::Text);
        if in_text && with_year && layout.day.is_some() {
            return None;
        }
        Some(label.column)
    }
}

/// Whether a cell holds a number that is no recent day.
fn is_small(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Number(n) if n < 10_000.0)
}

/// A line with one cell: a year, a footer, or a row that somebody began.
fn lone(grid: &Grid<'_>, cell: &Cell, layout: &Layout<'_>, lookups: &Lookups) -> Line {
    let wide = || {
        let merges = grid.sheet.merges.iter();
        let mut over = merges.filter(|m| m.top == cell.row && m.left == cell.column);
        over.any(|m| m.right > m.left)
    };
    let field = layout.field(cell.column).map(|(_, field)| field);
    let is_year_field = field.is_some_and(|f| f.kind == FieldType::Year);
    let at_left = cell.column <= layout.first;
    if is_year_field || at_left || wide() {
        let labelled =
            text(cell).filter(|typed| typed.len() <= 64 && !is_total(typed)).and_then(year_of_title);
        // `2017` in a column of counts is a count.
        let is_number = field.is_some_and(|f| f.kind.unit().is_some()) && !is_year_field;
        if (labelled.is_some() || year_number(cell).is_some()) && !is_number {
            return Line::Year(cell.column);
        }
    }
    let Some(typed) = text(cell) else {
        return if field.is_some() { Line::Row } else { Line::Empty };
    };
    let Some(field) = field else { return Line::Skipped(cell.column) };
    let long = trim(typed).split_whitespace().nth(5).is_some();
    let is_row = match field.kind {
        FieldType::Code => {
            let known = matches!(lookups.list(field.list).find(typed), Found::One(_));
            known || !(is_footer(typed) || long)
        }
        // The subject of a meeting goes on in the line below, or is all that is known of it: to be asked.
        FieldType::Text => !(is_footer(typed) || at_left && long),
        FieldType::Bool => true,
        _ => begins_as_number(typed) && !is_footer(typed),
    };
    if is_row { Line::Row } else { Line::Skipped(cell.column) }
}

fn begins_as_number(typed: &str) -> bool {
    !matches!(number(typed), NumberText::Wrong(_, None)) && !typed.contains(|c: char| c.is_alphabetic())
}

/// Whether a line of texts only is a remark: one of them begins like one, and no cell holds what its column is for.
fn is_remark(row: Row<'_>, layout: &Layout<'_>) -> bool {
    let mut remark = false;
    for cell in row.filled() {
        let typed = text(cell).unwrap_or_default();
        match layout.field(cell.column) {
            Some((_, field)) if field.computed.is_some() => {}
            Some((_, field)) if is_footer(typed) || is_other(typed, field.kind) => remark |= is_footer(typed),
            Some(_) => return false,
            None => remark |= is_footer(typed),
        }
    }
    remark
}

/// Whether a text cannot be a value of a column of figures or days.
fn is_other(typed: &str, kind: FieldType) -> bool {
    match kind {
        FieldType::Text | FieldType::Code | FieldType::Bool => false,
        _ => !typed.contains(|c: char| c.is_ascii_digit()) && nothing(typed).is_none(),
    }
}
