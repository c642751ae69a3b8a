//! What helps whoever reads a finished workbook: notes, links, filters; and rows that are made while they are written.

use super::cells::Value;
use super::note::Note;
use super::place::{Range, place};
use super::sheet::{Link, Written};
use super::{Format, Worksheet};
use crate::sheet::Place;

impl Worksheet {
    pub fn write_boolean_with_format(
        &mut self,
        row: u32,
        column: u16,
        value: bool,
        format: &Format,
    ) -> Written<'_> {
        self.put(row, column, Value::Bool(value), Some(format))
    }

    /// Writes the name of a cell as a link to it.
    pub fn write_link(&mut self, row: u32, column: u16, sheet: &str, to: Place) -> Written<'_> {
        self.links.push(Link { from: place(row, column)?, sheet: sheet.to_owned(), to });
        self.put(row, column, Value::Text(to.to_string()), Some(&Format::link()))
    }

    /// Gives a cell a look and leaves what it holds.
    pub fn set_cell_format(&mut self, row: u32, column: u16, format: &Format) -> Written<'_> {
        let style = self.look(format);
        self.rows.cell(row, column)?.style = style;
        Ok(self)
    }

    /// Sets the note of a cell.
    pub fn insert_note(&mut self, row: u32, column: u16, text: String) -> Written<'_> {
        let note = Note::new(place(row, column)?, text)?;
        let at = self.notes.partition_point(|other| other.on < note.on);
        match self.notes.get_mut(at) {
            Some(other) if other.on == note.on => *other = note,
            _ => self.notes.insert(at, note),
        }
        Ok(self)
    }

    /// The columns that every printed page begins with.
    pub fn set_repeat_columns(&mut self, first: u16, last: u16) -> Written<'_> {
        place(0, first.max(last))?;
        self.repeated_columns = Some((first.min(last), first.max(last)));
        Ok(self)
    }

    /// The cells whose columns can be filtered.
    pub fn autofilter(&mut self, row: u32, column: u16, last_row: u32, last_column: u16) -> Written<'_> {
        self.filter = Some(Range::new(row, column, last_row, last_column)?);
        Ok(self)
    }

    /// Says that rows follow, down to this one, which [`super::Workbook::save_with`] asks for.
    pub fn expect_rows(&mut self, last: u32) -> Written<'_> {
        place(last, 0)?;
        self.expected = Some(last);
        Ok(self)
    }
}
