//! Where the tables of a sheet begin: the rows of their headers.

use super::grid::{Grid, Row, text};
use super::headings::{Assignment, Headed, Headings, Typed};
use super::known::Level;
use super::network::says_network;
use crate::batch::{ListLookup, RawCell};
use crate::sheet::{Cell, CellValue, Format};
use crate::value::trim;
use std::collections::BTreeSet;

/// A table found on a sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// Position of the table in the rulebook.
    pub table: usize,
    /// First row of the header, among the rows that hold something.
    pub start: usize,
    /// How many rows the header takes.
    pub height: usize,
    /// Which column is which field.
    pub assignment: Assignment,
    /// The columns that have a header.
    pub columns: Vec<Headed>,
    /// Other tables that these headers fit as well; then none is read.
    pub also: Vec<usize>,
}

/// A header takes at most so many rows.
const TALLEST: usize = 3;
/// No more columns of a header are looked at.
const WIDEST: usize = 256;

/// The tables of a sheet, from top to bottom; `file` are those that the file's name names, where it speaks of this sheet.
pub(super) fn locate(
    grid: &Grid<'_>,
    headings: &Headings<'_>,
    networks: &ListLookup,
    format: Format,
    file: &[usize],
) -> Vec<Located> {
    let search = Search { grid, headings, networks, format, file };
    let mut all = Vec::new();
    let mut at = 0;
    while at < grid.len() {
        // The keys of JSON rows are the first row, and there is no other header.
        if format == Format::Json && at > 0 {
            break;
        }
        match search.best_from(at) {
            Some(found) => {
                at = found.start + found.height;
                all.push(found);
            }
            None => at += 1,
        }
    }
    all
}

/// What headers are looked for in, and by.
struct Search<'a> {
    grid: &'a Grid<'a>,
    headings: &'a Headings<'a>,
    networks: &'a ListLookup,
    format: Format,
    file: &'a [usize],
}

impl Search<'_> {
    /// The table whose header begins at this row or, where that is a better one, a row or two below.
    fn best_from(&self, at: usize) -> Option<Located> {
        let first = self.header_at(at)?;
        let mut best = first;
        for later in at + 1..at + best.height.max(2) {
            if let Some(other) = self.header_at(later)
                && score(&other.assignment) > score(&best.assignment)
            {
                best = other;
            }
        }
        Some(best)
    }

    fn header_at(&self, at: usize) -> Option<Located> {
        let (grid, headings) = (self.grid, self.headings);
        let row = grid.row(at)?;
        let json = self.format == Format::Json;
        let known = || row.filled().take(WIDEST).filter_map(text).any(|t| headings.is_known(t));
        // `Réseau local : Dreux` above a header is no line of it, though a column may be called so.
        if !json && (!is_wordy(row) || !known() || says_network(row, self.networks)) {
            return None;
        }
        let mut named = vec![false; headings.tables.len()];
        for table in titles(grid, at).flat_map(|title| headings.named(title)).chain(self.file.iter().copied())
        {
            if let Some(is_named) = named.get_mut(table) {
                *is_named = true;
            }
        }
        let of_heights = |tallest| -> Vec<Vec<Headed>> {
            (1..=tallest).map_while(|height| columns(grid, headings, at, height)).collect()
        };
        let first = best_at(headings, &of_heights(1), &named, at, false);
        let whole = first.filter(|best| json || self.is_whole(best, &named));
        let mut best = if let Some(best) = whole {
            best
        } else {
            let heights = of_heights(if json { 1 } else { TALLEST });
            let surely = best_at(headings, &heights, &named, at, false);
            surely.or_else(|| best_at(headings, &heights, &named, at, true))?
        };
        best.assignment = headings.assign(best.table, &best.columns, true);
        Some(best)
    }
}

impl Search<'_> {
    /// Whether no taller header can fit better than this one of a row: each column that it could have is the field of its
    /// name.
    fn is_whole(&self, best: &Located, named: &[bool]) -> bool {
        let is_named = |table: usize| named.get(table) == Some(&true);
        if !is_named(best.table) && named.contains(&true) {
            return false;
        }
        let rows = self.grid.rows(best.start..best.start + TALLEST);
        let columns: BTreeSet<u32> = rows.flat_map(|row| row.filled().map(|cell| cell.column)).collect();
        let same = best.assignment.fields.iter().flatten().filter(|(_, level)| *level == Level::Same);
        same.count() >= columns.len().min(WIDEST)
    }
}

/// The table and height of header that fit best; what is not written as in the model counts only `loosely`.
fn best_at(
    headings: &Headings<'_>,
    heights: &[Vec<Headed>],
    named: &[bool],
    start: usize,
    loosely: bool,
) -> Option<Located> {
    let mut best: Option<(Located, (usize, usize, bool))> = None;
    for (columns, height) in heights.iter().zip(1..) {
        for (table, &is_named) in named.iter().enumerate() {
            if !columns.iter().any(|headed| headed.is_of(table)) {
                continue;
            }
            let assignment = headings.assign(table, columns, loosely);
            let any_sure = assignment.fields.iter().flatten().any(|(_, level)| level.is_sure());
            if !any_sure || !headings.recognises(table, &assignment, is_named) {
                continue;
            }
            let same = assignment.fields.iter().flatten().filter(|(_, level)| *level == Level::Same).count();
            let merit = (score(&assignment), same, is_named);
            match &mut best {
                Some((_, known)) if *known > merit => {}
                Some((located, known)) if *known == merit => {
                    if located.height == height && located.table != table {
                        located.also.push(table);
                    }
                }
                _ => {
                    let columns = columns.clone();
                    best = Some((
                        Located { table, start, height, assignment, columns, also: Vec::new() },
                        merit,
                    ));
                }
            }
        }
    }
    best.map(|(located, _)| located)
}

/// How many fields have a column, sure ones counting double.
fn score(assignment: &Assignment) -> usize {
    let found: usize =
        assignment.fields.iter().flatten().map(|(_, level)| if level.is_sure() { 2 } else { 1 }).sum();
    found + assignment.ambiguous.len()
}

/// Whether most cells of a row are words, two of them at least.
fn is_wordy(row: Row<'_>) -> bool {
    let mut words = 0_usize;
    let mut all = 0_usize;
    for cell in row.filled().take(WIDEST) {
        all += 1;
        let is_word = match &cell.value {
            CellValue::Text(text) => {
                trim(text).starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '«')
            }
            _ => false,
        };
        words += usize::from(is_word);
    }
    words >= 2 && words * 2 > all
}

/// What may be the title of the table whose header is here: the sheet's name and the texts on the rows right above.
fn titles<'a>(grid: &'a Grid<'a>, at: usize) -> impl Iterator<Item = &'a str> {
    let above = grid.rows(at.saturating_sub(4)..at).filter(|row| row.filled().nth(2).is_none());
    let texts = above.flat_map(|row| row.filled().filter_map(text));
    std::iter::once(grid.sheet.name.as_str()).chain(texts)
}

/// The headers over the columns when `height` rows make the header; `None` where the rows do not follow each other.
fn columns(grid: &Grid<'_>, headings: &Headings<'_>, at: usize, height: usize) -> Option<Vec<Headed>> {
    let rows: Vec<Row<'_>> = grid.rows(at..at + height).collect();
    let follow = rows.windows(2).all(|pair| match pair {
        [above, below] => above.number.checked_add(1) == Some(below.number),
        _ => false,
    });
    if rows.len() < height || !follow {
        return None;
    }
    let mut numbers: Vec<u32> = rows.iter().flat_map(|row| row.filled().map(|cell| cell.column)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.truncate(WIDEST);
    // A group's title stands over its first column and holds for those to the right of it.
    let mut carried: Vec<Option<String>> = vec![None; height];
    let mut headed = Vec::new();
    for column in numbers {
        let own: Vec<Option<String>> = rows.iter().map(|row| row.cell(column).and_then(shown)).collect();
        let mut parts = Vec::new();
        for ((line, text), slot) in own.iter().enumerate().zip(&mut carried) {
            if text.is_some() {
                slot.clone_from(text);
            }
            let is_last = line + 1 == height;
            parts.push(if is_last { text.clone() } else { slot.clone() });
        }
        let joined = |parts: &[Option<String>]| {
            let texts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
            texts.join(" ")
        };
        let mut texts = vec![joined(&own), joined(&parts)];
        texts.extend(own.iter().flatten().cloned());
        if height > 2 {
            texts.extend(parts.windows(2).map(joined));
        }
        texts.retain(|text| !text.is_empty());
        let mut unique: Vec<Typed> = Vec::new();
        for text in texts {
            if !unique.iter().any(|typed| typed.text == text) {
                unique.push(headings.typed(&text));
            }
        }
        if !unique.is_empty() {
            headed.push(Headed { column, texts: unique });
        }
    }
    Some(headed)
}

fn shown(cell: &Cell) -> Option<String> {
    match &cell.value {
        CellValue::Text(text) => Some(trim(text).to_owned()).filter(|t| !t.is_empty()),
        CellValue::Number(_) | CellValue::Date(_) | CellValue::Month(_) | CellValue::Bool(_) => {
            Some(RawCell::from(cell).shown().into_string())
        }
        CellValue::Error(_) | CellValue::Formula(_) => None,
    }
}
