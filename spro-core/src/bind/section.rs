//! One table on one sheet, read row by row.

use super::fill::{Fill, Filled};
use super::grid::{Grid, Row, holds_something};
use super::layout::Layout;
use super::lines::{Line, judge};
use super::month_first;
use super::source::{NetworkSource, YearSource};
use crate::batch::{Batch, Lookups, Origin, RawCell, RowCell, RowReader, State, Value, parse_cell};
use crate::finding::{Finding, Findings, Kind};
use crate::rulebook::{Field, Requirement};
use crate::sheet::{Cell, Format, Place};
use crate::value::Why;
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a section needs to be read.
pub(super) struct Section<'a, 'r> {
    pub grid: &'a Grid<'a>,
    pub format: Format,
    pub layout: Layout<'r>,
    pub lookups: &'r Lookups,
    /// The rows below the header, among those that hold something.
    pub rows: Range<usize>,
    pub table: u16,
    pub sheet: u16,
    pub first_row: u64,
    /// How many cells the header's record has in a delimited text: a row with more was cut at a sign of its own.
    pub width: Option<u32>,
    pub year: Option<YearSource>,
    pub network: NetworkSource,
}

/// No table of JSON leaves out more rows than a sheet can have.
const MOST_BLANK_ROWS: u32 = 1 << 20;

struct Reading<'a, 'r, 's> {
    section: &'s Section<'a, 'r>,
    reader: RowReader<'r>,
    years: Fill<'a>,
    networks: Fill<'a>,
    cells: Vec<Option<&'a Cell>>,
    /// Columns without a header that were told.
    beyond: BTreeSet<u32>,
    /// Networks in the rows that were told to be others than the file's.
    others: BTreeSet<u32>,
    year_told: bool,
    year_missing: bool,
    network_missing: bool,
}

impl Section<'_, '_> {
    /// The batch, and the network of the rows where a column says it and it is one only. What is found is added to
    /// `findings`.
    pub fn read(&self, findings: Findings) -> (Batch<'static>, Findings, Option<u32>) {
        let json = self.format == Format::Json;
        let lines: Vec<(usize, Line)> = self
            .rows
            .clone()
            .filter_map(|position| {
                let row = self.grid.row(position)?;
                let line = if json { Line::Row } else { judge(self.grid, row, &self.layout, self.lookups) };
                Some((position, line))
            })
            .collect();
        let layout = &self.layout;
        let fill = |of: Option<(usize, Option<u32>)>, gaps: bool| {
            let column = of.and_then(|(_, column)| column);
            if json {
                Fill::none(column)
            } else {
                Fill::new(self.grid, &lines, column, gaps, |cell| self.parse(of, cell))
            }
        };
        let years = fill(layout.year, layout.day.is_none());
        let networks = fill(layout.network, false);
        let origin = Origin {
            table: self.table,
            sheet: self.sheet,
            first_row: self.first_row,
            source: layout.source.clone(),
            dates: self.grid.sheet.dates,
        };
        let reading = Reading {
            section: self,
            reader: RowReader::new(layout.table, self.lookups, origin, lines.len()).adding_to(findings),
            years,
            networks,
            cells: vec![None; layout.table.fields.len()],
            beyond: BTreeSet::new(),
            others: BTreeSet::new(),
            year_told: false,
            year_missing: false,
            network_missing: false,
        };
        reading.run(&lines)
    }

    fn parse(&self, field: Option<(usize, Option<u32>)>, cell: &Cell) -> Option<Value<'static>> {
        let (field, _) = field?;
        let parsed = parse_cell(RawCell::from(cell), self.layout.table.fields.get(field)?, self.lookups);
        match parsed.value {
            Value::Int(n) => Some(Value::Int(n)),
            Value::Code(n) => Some(Value::Code(n)),
            Value::Nothing | Value::Text(_) => None,
        }
    }

    fn finding(&self, kind: Kind) -> Finding {
        Finding::new(kind, self.table, self.sheet)
    }
}

impl<'a> Reading<'a, '_, '_> {
    fn run(mut self, lines: &[(usize, Line)]) -> (Batch<'static>, Findings, Option<u32>) {
        let section = self.section;
        let mut next = section.grid.row(section.rows.start.saturating_sub(1)).map_or(0, |r| r.number + 1);
        for (position, line) in lines {
            let Some(row) = section.grid.row(*position) else { continue };
            match line {
                Line::Row => {
                    if section.format == Format::Json {
                        self.blank_rows(next, row.number);
                    }
                    self.row(row);
                }
                Line::Year(column) => {
                    if let Some(cell) = row.cell(*column) {
                        let value = section.parse(section.layout.year, cell);
                        self.years.line(cell, value);
                    }
                }
                Line::Skipped(column) => self.skipped(row.number, row.cell(*column)),
                Line::Empty => {}
            }
            next = row.number.saturating_add(1);
        }
        let Reading { reader, years, networks, others, .. } = self;
        let mut told = Vec::new();
        for cell in years.finish() {
            told.push(skipped(section, cell.row, Some(cell)));
        }
        drop(networks);
        let missing =
            [(section.layout.year, self.year_missing), (section.layout.network, self.network_missing)];
        for (field, is_missing) in missing {
            if let (Some((field, None)), true) = (field, is_missing) {
                told.extend(missing_column(section, field));
            }
        }
        let (mut batch, mut findings) = reader.finish_bounded();
        month_first::ask(section.grid, (section.layout.table, section.lookups), &mut batch, &mut findings);
        findings.extend(told);
        let mut networks = others.into_iter();
        let only = networks.next().filter(|_| networks.next().is_none());
        (batch, findings, only)
    }

    /// Rows of JSON without any value: they count, so that a row keeps its index.
    fn blank_rows(&mut self, from: u32, to: u32) {
        if to.saturating_sub(from) <= MOST_BLANK_ROWS {
            for number in from..to {
                self.row(Row { number, cells: &[] });
            }
        }
    }

    fn row(&mut self, row: Row<'a>) {
        let section = self.section;
        self.cells.fill(None);
        let mut extra = None;
        for cell in row.cells.iter().filter(|cell| holds_something(cell)) {
            match section.layout.field(cell.column) {
                Some((field, _)) => {
                    if let Some(slot) = self.cells.get_mut(field) {
                        *slot = Some(cell);
                    }
                }
                None if section.width.is_some_and(|width| cell.column >= width) => {
                    extra = extra.or(Some(cell));
                }
                None if !section.layout.is_headed(cell.column) => self.beyond(cell),
                None => {}
            }
        }
        if let Some(cell) = extra {
            self.extra(cell);
        }
        let year = self.year(row);
        let network = self.network(row);
        self.push(row.number, year, network);
    }

    /// Adds the row of `self.cells`, with the year and the network where they stand elsewhere.
    fn push(&mut self, number: u32, mut year: Option<RowCell<'a>>, mut network: Option<RowCell<'a>>) {
        let layout = &self.section.layout;
        let (year_field, network_field) = (layout.year.map(|(f, _)| f), layout.network.map(|(f, _)| f));
        let cells = &self.cells;
        self.reader.push(number, |field| {
            let elsewhere = if Some(field) == year_field {
                year.take()
            } else if Some(field) == network_field {
                network.take()
            } else {
                None
            };
            let here =
                || RowCell::Here(cells.get(field).copied().flatten().map_or(RawCell::Blank, RawCell::from));
            elsewhere.unwrap_or_else(here)
        });
    }

    /// A cell behind the last one that has a header: what stands before it may be in the wrong columns.
    fn extra(&mut self, cell: &Cell) {
        let mut finding = self.section.finding(Kind::Doubtful);
        finding.field = self.section.layout.last_typed();
        finding.row = Some(self.reader.next_row());
        finding.place = Some(Place { row: cell.row, column: cell.column });
        finding.raw = Some(RawCell::from(cell).shown());
        finding.why = Some(Why::ExtraCell);
        self.reader.report(finding);
    }

    /// A column that holds something and has no header.
    fn beyond(&mut self, cell: &Cell) {
        if !self.beyond.insert(cell.column) {
            return;
        }
        let mut finding = self.section.finding(Kind::UnknownColumn);
        finding.place = Some(Place { row: cell.row, column: cell.column });
        finding.raw = Some(RawCell::from(cell).shown());
        self.reader.report(finding);
    }

    fn skipped(&mut self, row: u32, cell: Option<&Cell>) {
        self.reader.report(skipped(self.section, row, cell));
    }

    /// The year of a row, where it does not stand in its own cell.
    fn year(&mut self, row: Row<'a>) -> Option<RowCell<'a>> {
        let section = self.section;
        let (field, column) = section.layout.year?;
        let above = match self.years.row(row, |cell| section.parse(section.layout.year, cell)) {
            Filled::Own(_) => return None,
            Filled::Above(value, told) => {
                if let Some(cell) = told {
                    self.told_above(field, cell);
                }
                return Some(value);
            }
            Filled::Nothing => section.year.as_ref().filter(|source| column.is_none() || source.is_written()),
        };
        if let Some(source) = above {
            if !self.year_told {
                self.year_told = true;
                if let Some((why, raw)) = source.to_tell(column.is_some()) {
                    self.tell(field, None, raw, source.year.to_string().into(), why);
                }
            }
            return Some(RowCell::Known(Value::Int(source.year)));
        }
        let of_date = if column.is_none() { self.year_of_date() } else { None };
        let Some((year, raw)) = of_date else {
            self.year_missing = true;
            return None;
        };
        if !self.year_told {
            self.year_told = true;
            self.tell(field, None, Some(raw), year.to_string().into(), Why::YearOfDate);
        }
        Some(RowCell::Known(Value::Int(i64::from(year))))
    }

    /// The year of the row's day, in a table without a column for the year.
    fn year_of_date(&self) -> Option<(i32, Box<str>)> {
        let (field, definition) = self.section.layout.field(self.section.layout.day?)?;
        let raw = RawCell::from(self.cells.get(field).copied().flatten()?);
        let parsed = parse_cell(raw, definition, self.section.lookups);
        match parsed.value {
            Value::Int(days) if parsed.state == State::Present => {
                let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
                let day = epoch.checked_add_signed(TimeDelta::try_days(days)?)?;
                Some((day.year(), raw.shown()))
            }
            _ => None,
        }
    }

    /// The network of a row, where it does not stand in its own cell; a contradiction is told.
    fn network(&mut self, row: Row<'a>) -> Option<RowCell<'a>> {
        let section = self.section;
        let (field, column) = section.layout.network?;
        let source = &section.network;
        let filled = match column {
            Some(_) => self.networks.row(row, |cell| section.parse(section.layout.network, cell)),
            None => Filled::Nothing,
        };
        let own = match &filled {
            Filled::Own(cell) => section.parse(section.layout.network, cell),
            Filled::Above(RowCell::Known(value), _) => Some(value.clone()),
            _ => None,
        };
        if let Some(Value::Code(own)) = own {
            let is_new = self.others.insert(own);
            let place = column.map(|column| Place { row: row.number, column });
            if let Some(forced) = source.forced.filter(|forced| *forced != own) {
                let number = self.reader.next_row();
                self.disagree(field, Some(number), place, own, forced);
                return Some(RowCell::Known(Value::Code(forced)));
            }
            // Said once for each network, not once for each row.
            if let Some(other) = source.stated.or(source.named).filter(|other| is_new && *other != own) {
                self.disagree(field, None, place, other, own);
            }
        }
        match filled {
            Filled::Own(_) => None,
            Filled::Above(value, told) => {
                if let Some(cell) = told {
                    self.told_above(field, cell);
                }
                Some(value)
            }
            Filled::Nothing => {
                let network = source.network();
                self.network_missing |= network.is_none();
                network.map(|network| RowCell::Known(Value::Code(network)))
            }
        }
    }

    fn disagree(&mut self, field: usize, row: Option<u64>, place: Option<Place>, left: u32, kept: u32) {
        let networks = self.section.lookups.list(Some(0));
        let mut finding = self.section.finding(Kind::Disagreement);
        finding.field = u16::try_from(field).ok();
        finding.row = row;
        finding.place = place;
        finding.raw = networks.code(left).map(Into::into);
        finding.detail = networks.code(kept).map(Into::into);
        self.reader.report(finding);
    }

    /// A value that is written once was taken for a row below.
    fn told_above(&mut self, field: usize, cell: &Cell) {
        let raw = RawCell::from(cell).shown();
        let place = Place { row: cell.row, column: cell.column };
        self.tell(field, Some(place), Some(raw.clone()), raw, Why::FilledDown);
    }

    fn tell(
        &mut self,
        field: usize,
        place: Option<Place>,
        raw: Option<Box<str>>,
        detail: Box<str>,
        why: Why,
    ) {
        let mut finding = self.section.finding(Kind::Repaired);
        finding.field = u16::try_from(field).ok();
        finding.place = place;
        finding.raw = raw;
        finding.detail = Some(detail);
        finding.why = Some(why);
        self.reader.report(finding);
    }
}

fn skipped(section: &Section<'_, '_>, row: u32, cell: Option<&Cell>) -> Finding {
    let mut finding = section.finding(Kind::SkippedLine);
    finding.place = Some(Place { row, column: cell.map_or(section.layout.first, |cell| cell.column) });
    finding.raw = cell.map(|cell| RawCell::from(cell).shown());
    finding
}

/// The finding for a field without a column that is asked for.
pub(super) fn missing_column(section: &Section<'_, '_>, field: usize) -> Option<Finding> {
    let definition: &Field = section.layout.table.fields.get(field)?;
    if definition.required == Requirement::Optional {
        return None;
    }
    let mut finding = section.finding(Kind::MissingColumn);
    finding.field = u16::try_from(field).ok();
    Some(finding)
}
