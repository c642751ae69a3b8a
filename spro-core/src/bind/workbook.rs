//! From a workbook to the batches of its tables.

use super::bound::{Bound, Options};
use super::grid::{Grid, text};
use super::headings::Headings;
use super::layout::Layout;
use super::lines::{Line, judge};
use super::locate::{Located, locate};
use super::network::{self, HeadNetwork};
use super::section::{Section, missing_column};
use super::source::{NetworkSource, YearFrom, YearSource};
use super::year;
use crate::batch::Lookups;
use crate::finding::{Finding, Findings, Kind};
use crate::rulebook::{FieldType, Rulebook, Table};
use crate::sheet::{Cell, Format, MergedRange, Place, Sheet, Workbook};
use crate::value::Why;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Reads workbooks by the tables of a rulebook; made once, it reads any number of them.
#[derive(Debug)]
pub struct Binder<'r> {
    tables: &'r [Table],
    headings: Headings<'r>,
    lookups: Lookups,
}

/// A sheet, and the tables found on it.
struct Page<'a> {
    grid: Grid<'a>,
    sheet: u16,
    located: Vec<(Located, Range<usize>, Range<usize>)>,
}

/// Rows above a header that are looked at for the network and the year.
const HEAD: usize = 40;

impl<'r> Binder<'r> {
    /// A binder for the tables of a rulebook.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let tables = rulebook.tables();
        Self { tables, headings: Headings::new(rulebook), lookups: Lookups::new(rulebook) }
    }

    /// The same, keeping names of persons instead of counting them only.
    #[must_use]
    pub fn keeping_names(self) -> Self {
        Self { lookups: self.lookups.keeping_names(), ..self }
    }

    /// Reads one workbook. Reading never stops at a problem: what could not be read is a finding.
    pub fn read(&self, book: &Workbook, options: &Options<'_>) -> Bound {
        let (bound, findings) = self.read_into(book, options, Findings::all());
        Bound { findings: findings.into_parts().0, ..bound }
    }

    /// The same, with what is found added to `findings`; the answer has none.
    pub(crate) fn read_into(
        &self,
        book: &Workbook,
        options: &Options<'_>,
        mut findings: Findings,
    ) -> (Bound, Findings) {
        // The name of a file with one sheet is a title of that sheet.
        let file = match book.sheets.as_slice() {
            [_] => self.headings.named_in_file(options.file_name),
            _ => Vec::new(),
        };
        let pages: Vec<Page<'_>> = book
            .sheets
            .iter()
            .zip(0_u16..)
            .map(|(sheet, number)| self.page(sheet, number, book.format, &file))
            .collect();
        let read = to_be_read(&pages, &mut findings);
        let networks = self.lookups.list(Some(0));
        let named = network::in_file_name(options.file_name, networks);
        let heads = self.heads(&pages, &read);
        let mut known: BTreeSet<u32> = BTreeSet::new();
        known.extend(heads.values().filter_map(|head| match head {
            HeadNetwork::Known(network, _) => Some(*network),
            HeadNetwork::Unknown(..) => None,
        }));
        // What one sheet says holds for the others, where they do not contradict each other.
        let common = known.first().copied().filter(|_| known.len() == 1);
        let undecided =
            pages.iter().flat_map(|page| &page.located).filter(|(located, ..)| !located.also.is_empty());
        let undecided =
            undecided.flat_map(|(located, ..)| located.also.iter().chain([&located.table]).copied());
        let undecided: BTreeSet<usize> = undecided.collect();
        let mut bound = Bound { undecided: undecided.into_iter().collect(), ..Bound::default() };
        let mut next_row: BTreeMap<usize, u64> = BTreeMap::new();
        let mut told = false;
        let mut of_rows: BTreeSet<Option<u32>> = BTreeSet::new();
        for page in &pages {
            for (at, (located, head, rows)) in page.located.iter().enumerate() {
                let (Some(table), true) = (self.tables.get(located.table), read.contains(&(page.sheet, at)))
                else {
                    continue;
                };
                let mut source = NetworkSource { forced: options.network, stated: None, named };
                let head_network = heads.get(&(page.sheet, Some(at)));
                source.stated = match head_network {
                    Some(HeadNetwork::Known(network, _)) => Some(*network),
                    _ => network::in_file_name(&page.grid.sheet.name, networks).or(common),
                };
                let first_row = next_row.get(&located.table).copied().unwrap_or(0);
                let section = Section {
                    grid: &page.grid,
                    format: book.format,
                    layout: Layout::new(table, located),
                    lookups: &self.lookups,
                    rows: rows.clone(),
                    table: u16::try_from(located.table).unwrap_or(u16::MAX),
                    sheet: page.sheet,
                    first_row,
                    width: (book.format == Format::Csv).then(|| header_width(&page.grid, located)).flatten(),
                    year: section_year(&page.grid, located, head, table),
                    network: source,
                };
                findings.extend(header_findings(&section, located));
                findings.extend(year_findings(&section));
                if let Some((field, None)) = section.layout.network {
                    findings.extend(self.head_findings(&section, field, head_network, &mut told));
                }
                let (batch, found, network) = section.read(findings);
                findings = found;
                of_rows.insert(network.or(source.network()));
                next_row.insert(
                    located.table,
                    first_row.saturating_add(u64::try_from(batch.rows).unwrap_or(u64::MAX)),
                );
                bound.batches.push(batch);
            }
        }
        let only = of_rows.first().copied().flatten().filter(|_| of_rows.len() == 1);
        bound.network = options.network.or(only).or(common).or(named);
        (bound, findings)
    }

    fn page<'a>(&self, sheet: &'a Sheet, number: u16, format: Format, file: &[usize]) -> Page<'a> {
        let grid = Grid::new(sheet);
        let found = locate(&grid, &self.headings, self.lookups.list(Some(0)), format, file);
        let mut located: Vec<(Located, Range<usize>, Range<usize>)> = Vec::new();
        let mut from = 0;
        let starts: Vec<usize> = found.iter().skip(1).map(|next| next.start).chain([grid.len()]).collect();
        for (this, next) in found.into_iter().zip(starts) {
            let head = from..this.start;
            let first = this.start + this.height;
            let end = if next == grid.len() { next } else { self.end_of(&grid, &this, first..next) };
            from = end;
            let mut this = this;
            doubt_wide_headers(&grid, &mut this, first..end);
            located.push((this, head, first..end));
        }
        Page { grid, sheet: number, located }
    }

    /// Where the rows of a table end that another one follows on the sheet: before the title lines of that one.
    fn end_of(&self, grid: &Grid<'_>, located: &Located, rows: Range<usize>) -> usize {
        let Some(table) = self.tables.get(located.table) else { return rows.end };
        let layout = Layout::new(table, located);
        let is_title = |position: &usize| {
            let Some(row) = grid.row(*position) else { return false };
            let is_named = row.filled().filter_map(text).any(|title| !self.headings.named(title).is_empty());
            row.filled().nth(2).is_none()
                && (is_named || judge(grid, row, &layout, &self.lookups) != Line::Row)
        };
        let titles = rows.clone().rev().take_while(is_title).take(HEAD).count();
        rows.end.saturating_sub(titles)
    }

    /// What the heads of the tables say of the network, and visible sheets without a table (a cover).
    fn heads(
        &self,
        pages: &[Page<'_>],
        read: &BTreeSet<(u16, usize)>,
    ) -> BTreeMap<(u16, Option<usize>), HeadNetwork> {
        let networks = self.lookups.list(Some(0));
        let mut heads = BTreeMap::new();
        for page in pages {
            if page.located.is_empty() && !page.grid.sheet.hidden {
                let rows = page.grid.rows(0..page.grid.len().min(HEAD));
                if let Some(known @ HeadNetwork::Known(..)) = network::in_head(rows, networks) {
                    heads.insert((page.sheet, None), known);
                }
            }
            let mut above: Option<HeadNetwork> = None;
            for (at, (_, head, _)) in page.located.iter().enumerate() {
                let from = head.start.max(head.end.saturating_sub(HEAD));
                // The head of the first table on a sheet holds for those below it.
                let found = network::in_head(page.grid.rows(from..head.end), networks).or(above.take());
                if let Some(found) = found {
                    above = Some(found.clone());
                    if read.contains(&(page.sheet, at)) {
                        heads.insert((page.sheet, Some(at)), found);
                    }
                }
            }
        }
        heads
    }

    /// What there is to say of the network in the head of a sheet.
    fn head_findings(
        &self,
        section: &Section<'_, '_>,
        field: usize,
        head: Option<&HeadNetwork>,
        told: &mut bool,
    ) -> Vec<Finding> {
        let networks = self.lookups.list(Some(0));
        let source = section.network;
        let mut findings = Vec::new();
        let about = |kind, place| {
            let mut finding = Finding::new(kind, section.table, section.sheet);
            finding.field = u16::try_from(field).ok();
            finding.place = place;
            finding
        };
        let kept = source.network();
        let place = match head {
            Some(HeadNetwork::Known(_, place)) => Some(*place),
            Some(HeadNetwork::Unknown(name, place)) if source.forced.is_none() => {
                let mut finding = about(Kind::List, Some(*place));
                finding.raw = Some(name.clone());
                finding.detail = networks.suggest(name).and_then(|n| networks.code(n)).map(Into::into);
                finding.why = Some(Why::NotInList);
                findings.push(finding);
                None
            }
            _ => None,
        };
        // The file's name is told once, the head of a sheet each time.
        let others = [source.stated.filter(|_| place.is_some()), source.named.filter(|_| !*told)];
        for (other, place) in others.into_iter().zip([place, None]) {
            let (Some(other), Some(kept)) = (other, kept) else { continue };
            if other != kept {
                let mut finding = about(Kind::Disagreement, place);
                finding.raw = networks.code(other).map(Into::into);
                finding.detail = networks.code(kept).map(Into::into);
                findings.push(finding);
                *told |= place.is_none();
            }
        }
        findings
    }
}

/// The tables to be read: those of visible sheets, and those of hidden sheets that no visible sheet has.
fn to_be_read(pages: &[Page<'_>], findings: &mut Findings) -> BTreeSet<(u16, usize)> {
    let visible: BTreeSet<usize> = pages
        .iter()
        .filter(|page| !page.grid.sheet.hidden)
        .flat_map(|page| page.located.iter().map(|(located, ..)| located.table))
        .collect();
    let mut read = BTreeSet::new();
    for page in pages {
        for (at, (located, ..)) in page.located.iter().enumerate() {
            let is_copy = page.grid.sheet.hidden && visible.contains(&located.table);
            if is_copy || !located.also.is_empty() {
                let table = u16::try_from(located.table).unwrap_or(u16::MAX);
                let mut finding = Finding::new(Kind::SkippedSheet, table, page.sheet);
                finding.raw = Some(page.grid.sheet.name.as_str().into());
                findings.push(finding);
            } else {
                read.insert((page.sheet, at));
            }
        }
    }
    read
}

/// The year of a table without a column for it: in its header, above it, in the name of the sheet, or the only one that
/// the rulebook asks for.
fn section_year(
    grid: &Grid<'_>,
    located: &Located,
    head: &Range<usize>,
    table: &Table,
) -> Option<YearSource> {
    let in_header = located.assignment.year.map(|(year, _)| year);
    let from = head.start.max(head.end.saturating_sub(HEAD));
    let in_head = year::in_head(grid.rows(from..head.end));
    let in_name = year::year_of_title(&grid.sheet.name);
    let mut named = [in_header, in_head, in_name].into_iter().flatten();
    if let Some(year) = named.next() {
        let from = match in_header.or(in_head) {
            Some(_) => YearFrom::Head,
            None => YearFrom::SheetName(grid.sheet.name.clone()),
        };
        let mut others: Vec<i64> = named.filter(|other| *other != year).collect();
        others.dedup();
        return Some(YearSource { year, from, others });
    }
    let has_day = table.fields.iter().any(|f| f.kind == FieldType::Date && f.computed.is_none());
    match table.years {
        Some((first, last)) if first == last && !has_day => {
            Some(YearSource { year: i64::from(first), from: YearFrom::Rulebook, others: Vec::new() })
        }
        _ => None,
    }
}

/// What other places say of the year of a table without a column for it.
fn year_findings(section: &Section<'_, '_>) -> Vec<Finding> {
    let (Some((field, None)), Some(source)) = (section.layout.year, &section.year) else { return Vec::new() };
    let tell = |other: &i64| {
        let mut finding = Finding::new(Kind::Disagreement, section.table, section.sheet);
        finding.field = u16::try_from(field).ok();
        finding.raw = Some(other.to_string().into());
        finding.detail = Some(source.year.to_string().into());
        finding
    };
    source.others.iter().map(tell).collect()
}

/// A header merged over several columns that hold something (women and men, planned and done) is that of none of them: the
/// first one alone would be a part of the value.
fn doubt_wide_headers(grid: &Grid<'_>, located: &mut Located, rows: Range<usize>) {
    let header: BTreeSet<u32> =
        grid.rows(located.start..located.start + located.height).map(|row| row.number).collect();
    let taken: BTreeSet<u32> =
        located.assignment.fields.iter().flatten().map(|(column, _)| *column).collect();
    for (field, slot) in located.assignment.fields.iter_mut().enumerate() {
        let Some((column, _)) = *slot else { continue };
        let over = |m: &&MergedRange| m.left == column && m.right > column && header.contains(&m.top);
        let Some(merged) = grid.sheet.merges.iter().find(over) else { continue };
        let beside = |cell: &Cell| {
            cell.column > column && cell.column <= merged.right && !taken.contains(&cell.column)
        };
        if grid.rows(rows.clone()).any(|row| row.filled().any(beside)) {
            *slot = None;
            located.assignment.ambiguous.push((field, (column..=merged.right).collect()));
        }
    }
    let doubted: BTreeSet<u32> =
        located.assignment.ambiguous.iter().flat_map(|(_, columns)| columns.iter().copied()).collect();
    located.assignment.unknown.retain(|column| !doubted.contains(column));
}

/// How many cells the header of a delimited text has.
fn header_width(grid: &Grid<'_>, located: &Located) -> Option<u32> {
    let rows = grid.rows(located.start..located.start + located.height);
    rows.filter_map(|row| grid.sheet.record_width(row.number)).max()
}

/// What there is to say of the header of a table.
fn header_findings(section: &Section<'_, '_>, located: &Located) -> Vec<Finding> {
    let mut findings = Vec::new();
    let table = section.layout.table;
    let row = section.grid.row(located.start).map_or(0, |row| row.number);
    let about = |kind, column: Option<u32>| {
        let mut finding = Finding::new(kind, section.table, section.sheet);
        finding.place = column.map(|column| Place { row, column });
        finding.raw = column.and_then(|column| {
            located
                .columns
                .iter()
                .find(|h| h.column == column)?
                .texts
                .first()
                .map(|typed| typed.text.as_str().into())
        });
        finding
    };
    for ((field, definition), slot) in table.fields.iter().enumerate().zip(&located.assignment.fields) {
        let position = u16::try_from(field).ok();
        let ambiguous = located.assignment.ambiguous.iter().find(|(f, _)| *f == field);
        match (slot, ambiguous) {
            (Some((column, level)), _) if !level.is_sure() => {
                let mut finding = about(Kind::Repaired, Some(*column));
                finding.field = position;
                finding.detail = Some(definition.label.fr.as_str().into());
                finding.why = Some(Why::OtherHeader);
                findings.push(finding);
            }
            (Some(_), _) => {}
            (None, Some((_, columns))) => {
                let mut finding = about(Kind::AmbiguousColumn, columns.first().copied());
                finding.field = position;
                findings.push(finding);
            }
            (None, None) => {
                let elsewhere = [section.layout.year, section.layout.network];
                let is_elsewhere = elsewhere.iter().flatten().any(|(f, _)| *f == field);
                if !is_elsewhere && definition.computed.is_none() {
                    findings.extend(missing_column(section, field));
                }
            }
        }
    }
    for column in &located.assignment.unknown {
        findings.push(about(Kind::UnknownColumn, Some(*column)));
    }
    findings
}

/// Reads one workbook; [`Binder`] reads many.
pub fn read_workbook(book: &Workbook, rulebook: &Rulebook, options: &Options<'_>) -> Bound {
    Binder::new(rulebook).read(book, options)
}
