//! A sheet: what is written into it.

use super::cells::{Outcome, Rows, Value};
use super::check::{DataValidation, bare};
use super::note::Note;
use super::page::Page;
use super::picture::{Picture, Room};
use super::place::{Range, place};
use super::{Format, WorkbookError, names};
use crate::sheet::Place;

/// The most characters of a cell, as UTF-16 counts them.
pub(crate) const CELL_LENGTH: usize = 32_767;
/// The width of a column that has none of its own, in pixels.
const COLUMN_WIDTH: u32 = 64;
/// The widest that a column can be, in characters.
const WIDEST: u16 = 255;

/// A formula that marks those of its cells for which it holds.
#[derive(Debug)]
pub(super) struct Mark {
    pub cells: Range,
    pub formula: String,
    pub format: Format,
}

/// A link to a cell of the workbook, and where it stands.
#[derive(Debug)]
pub(super) struct Link {
    pub from: Place,
    pub sheet: String,
    pub to: Place,
}

/// A sheet. What is written later to a cell takes the place of what was there.
#[derive(Debug, Default)]
pub(crate) struct Worksheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) without_gridlines: bool,
    pub(super) frozen_rows: u32,
    pub(super) selection: Option<Place>,
    pub(super) page: Option<Page>,
    pub(super) rows: Rows,
    /// The looks that its cells have; `style` of a cell is 0 for none of them, or one more than the position here.
    pub(super) formats: Vec<Format>,
    /// Column and width in pixels, sorted.
    pub(super) widths: Vec<(u16, u32)>,
    pub(super) merges: Vec<Range>,
    /// The first that holds is the one that is seen.
    pub(super) marks: Vec<Mark>,
    /// Checks by their cells, sorted by the cells' name.
    pub(super) checks: Vec<(String, DataValidation)>,
    pub(super) links: Vec<Link>,
    pub(super) notes: Vec<Note>,
    pub(super) picture: Option<Picture>,
    pub(super) filter: Option<Range>,
    pub(super) print_area: Option<Range>,
    pub(super) repeated_rows: Option<(u32, u32)>,
    pub(super) repeated_columns: Option<(u16, u16)>,
    /// The last of the rows that are yet to be made.
    pub(super) expected: Option<u32>,
}

/// The sheet again, so that what is done to it can be said in one go.
pub(super) type Written<'s> = Result<&'s mut Worksheet, WorkbookError>;

impl Worksheet {
    /// A sheet of this name.
    pub fn new(name: &str) -> Result<Self, WorkbookError> {
        Ok(Self { name: names::checked(name.to_owned())?, ..Self::default() })
    }

    pub fn set_hidden(&mut self) -> &mut Self {
        self.hidden = true;
        self
    }

    /// Writes a text; an empty one leaves the cell as it is.
    pub fn write_string(&mut self, row: u32, column: u16, text: impl Into<String>) -> Written<'_> {
        let text: String = text.into();
        if text.is_empty() {
            return Ok(self);
        }
        self.put(row, column, fits(text)?, None)
    }

    /// Writes a text; an empty one is a blank cell.
    pub fn write_string_with_format(
        &mut self,
        row: u32,
        column: u16,
        text: impl Into<String>,
        format: &Format,
    ) -> Written<'_> {
        let text: String = text.into();
        let value = if text.is_empty() { Value::Blank } else { fits(text)? };
        self.put(row, column, value, Some(format))
    }

    pub fn write_blank(&mut self, row: u32, column: u16, format: &Format) -> Written<'_> {
        self.put(row, column, Value::Blank, Some(format))
    }

    /// Writes a number, given as plain digits: `-0.25`.
    pub fn write_number_with_format(
        &mut self,
        row: u32,
        column: u16,
        number: String,
        format: &Format,
    ) -> Written<'_> {
        self.put(row, column, Value::Number(number), Some(format))
    }

    pub fn write_formula_with_format(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        outcome: Outcome,
        format: &Format,
    ) -> Written<'_> {
        self.put(row, column, Value::Formula(bare(formula), outcome), Some(format))
    }

    /// Merges cells into one that holds a text.
    pub fn merge_range(
        &mut self,
        row: u32,
        column: u16,
        last_row: u32,
        last_column: u16,
        text: &str,
        format: &Format,
    ) -> Written<'_> {
        let range = Range::new(row, column, last_row, last_column)?;
        if range.first == range.last || self.merges.iter().any(|other| other.meets(&range)) {
            return Err(WorkbookError::Merge(range.to_string()));
        }
        for row in row..=last_row {
            for column in column..=last_column {
                self.write_blank(row, column, format)?;
            }
        }
        self.write_string_with_format(row, column, text, format)?;
        self.merges.push(range);
        Ok(self)
    }

    /// Puts a picture at the top left, as large as fits the room.
    pub fn insert_picture(&mut self, bytes: &[u8], words: &str, room: Room) -> Written<'_> {
        self.picture = Some(Picture::new(bytes, words, room)?);
        Ok(self)
    }

    /// The width of a column, in characters.
    pub fn set_column_width(&mut self, column: u16, characters: u16) -> Written<'_> {
        place(0, column)?;
        let pixels = u32::from(characters.min(WIDEST)) * 7 + 5;
        let at = self.widths.partition_point(|(other, _)| *other < column);
        match self.widths.get_mut(at) {
            Some((other, width)) if *other == column => *width = pixels,
            _ => self.widths.insert(at, (column, pixels)),
        }
        Ok(self)
    }

    /// The height of a row, in points.
    pub fn set_row_height(&mut self, row: u32, points: u16) -> Written<'_> {
        // Four pixels are three points; heights are whole pixels.
        self.rows.row(row)?.height = Some((u32::from(points) * 8 + 3) / 6);
        Ok(self)
    }

    pub fn hide_gridlines(&mut self) -> &mut Self {
        self.without_gridlines = true;
        self
    }

    /// Keeps the first rows in sight.
    pub fn freeze_rows(&mut self, rows: u32) -> &mut Self {
        self.frozen_rows = rows;
        self
    }

    /// The cell that is chosen when the sheet is opened.
    pub fn set_selection(&mut self, row: u32, column: u16) -> Written<'_> {
        self.selection = Some(place(row, column)?);
        Ok(self)
    }

    pub fn set_print_area(&mut self, row: u32, column: u16, last_row: u32, last_column: u16) -> Written<'_> {
        self.print_area = Some(Range::new(row, column, last_row, last_column)?);
        Ok(self)
    }

    /// The rows that every printed page begins with.
    pub fn set_repeat_rows(&mut self, first: u32, last: u32) -> Written<'_> {
        place(first.max(last), 0)?;
        self.repeated_rows = Some((first.min(last), first.max(last)));
        Ok(self)
    }

    pub fn set_page(&mut self, page: Page) -> &mut Self {
        self.page = Some(page);
        self
    }

    /// Checks what is typed in these cells.
    pub fn add_data_validation(
        &mut self,
        row: u32,
        column: u16,
        last_row: u32,
        last_column: u16,
        check: DataValidation,
    ) -> Written<'_> {
        let cells = Range::new(row, column, last_row, last_column)?.to_string();
        if check.is_something() {
            let at = self.checks.partition_point(|(other, _)| *other < cells);
            match self.checks.get_mut(at) {
                Some(other) if other.0 == cells => other.1 = check,
                _ => self.checks.insert(at, (cells, check)),
            }
        }
        Ok(self)
    }

    /// Marks those of these cells for which a formula holds; the first mark that holds is the one that is seen.
    pub fn add_mark(
        &mut self,
        row: u32,
        column: u16,
        last_row: u32,
        last_column: u16,
        formula: &str,
        format: Format,
    ) -> Written<'_> {
        let cells = Range::new(row, column, last_row, last_column)?;
        self.marks.push(Mark { cells, formula: bare(formula), format });
        Ok(self)
    }

    /// The width of a column in pixels.
    pub(super) fn width(&self, column: u16) -> u32 {
        let own = self.widths.iter().find(|(other, _)| *other == column);
        own.map_or(COLUMN_WIDTH, |(_, width)| *width)
    }

    pub(super) fn put(
        &mut self,
        row: u32,
        column: u16,
        value: Value,
        format: Option<&Format>,
    ) -> Written<'_> {
        let style = format.map_or(0, |format| self.look(format));
        let cell = self.rows.cell(row, column)?;
        (cell.style, cell.value) = (style, value);
        Ok(self)
    }

    /// The number by which the sheet's cells name a look.
    pub(crate) fn look(&mut self, format: &Format) -> usize {
        let found = self.formats.iter().position(|other| other == format);
        1 + found.unwrap_or_else(|| {
            self.formats.push(format.clone());
            self.formats.len() - 1
        })
    }
}

fn fits(text: String) -> Result<Value, WorkbookError> {
    // A byte is at most one of the units that are counted.
    let length = if text.len() <= CELL_LENGTH { 0 } else { text.encode_utf16().count() };
    if length <= CELL_LENGTH { Ok(Value::Text(text)) } else { Err(WorkbookError::TextLength(length)) }
}
