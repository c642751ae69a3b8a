//! Where everything stands on the sheet of a table.

use super::error::TemplateError;
use super::paper::sheet_name;
use crate::rulebook::{Field, FieldType, Rulebook, Table};
use crate::sheet::Place;

/// Rows that are ready to be filled in.
pub const READY_ROWS: u32 = 100;

/// The row of the title.
pub(super) const TITLE_ROW: u32 = 0;
/// The row that says which network fills the sheet in.
pub(super) const NETWORK_ROW: u32 = 1;
/// The column of the network's name on that row.
pub(super) const NETWORK_COLUMN: u16 = 1;
/// The row of the table's hint.
pub(super) const HINT_ROW: u32 = 2;
/// The row of the headers.
pub(super) const HEADER_ROW: u32 = 3;
/// The first row of data.
pub(super) const FIRST_ROW: u32 = 4;
/// The list of the networks among the lists of a rulebook.
const NETWORKS: u16 = 0;
/// The last row of a sheet.
const MAX_ROWS: usize = 1_048_576 - FIRST_ROW as usize;

/// The sheet of one table.
pub(super) struct Layout<'a> {
    pub table: &'a Table,
    /// Name of the sheet.
    pub name: String,
    /// Positions of the fields that have a column, in the order of the columns.
    pub columns: Vec<u16>,
    /// Position of the field that the head of the sheet gives, for all rows.
    pub head: Option<u16>,
    /// How many rows are ready.
    pub rows: u32,
}

impl<'a> Layout<'a> {
    /// The sheet of a table: its network stands at the head, or in a column where rows are of `several` networks.
    pub fn new(
        rulebook: &'a Rulebook,
        position: u16,
        taken: &[String],
        several: bool,
        filled: usize,
    ) -> Result<Self, TemplateError> {
        let table =
            rulebook.tables().get(usize::from(position)).ok_or(TemplateError::UnknownTable(position))?;
        let wanted = table.names.first().map_or(table.code.as_str(), String::as_str);
        let head = (0u16..).zip(&table.fields).find(|(_, f)| is_network(f)).map(|(i, _)| i);
        let head = head.filter(|_| !several);
        let columns = (0u16..).zip(&table.fields).map(|(i, _)| i).filter(|i| Some(*i) != head).collect();
        if filled > MAX_ROWS {
            return Err(TemplateError::TooManyRows(filled));
        }
        let rows = u32::try_from(filled).unwrap_or(0).max(READY_ROWS);
        Ok(Self { table, name: sheet_name(wanted, taken), columns, head, rows })
    }

    pub fn field(&self, position: u16) -> Option<&'a Field> {
        self.table.fields.get(usize::from(position))
    }

    /// The column of a field, where it has one.
    pub fn column(&self, field: u16) -> Option<u16> {
        (0u16..).zip(&self.columns).find(|(_, f)| **f == field).map(|(column, _)| column)
    }

    /// The last row that is ready.
    pub fn last_row(&self) -> u32 {
        FIRST_ROW.saturating_add(self.rows).saturating_sub(1)
    }

    /// How a formula on `row` names the cell of a field: the column held, so that a copy beside stays right, or the
    /// cell at the head of the sheet.
    pub fn cell(&self, field: u16, row: u32) -> Option<String> {
        if self.head == Some(field) {
            return Some(absolute(NETWORK_ROW, NETWORK_COLUMN));
        }
        let place = place(row, self.column(field)?).to_string();
        Some(format!("${place}"))
    }
}

/// Whether a field says which network a row is of.
pub(super) fn is_network(field: &Field) -> bool {
    field.kind == FieldType::Code && field.list == Some(NETWORKS)
}

pub(super) fn place(row: u32, column: u16) -> Place {
    Place { row, column: u32::from(column) }
}

/// `$B$2`.
pub(super) fn absolute(row: u32, column: u16) -> String {
    let text = place(row, column).to_string();
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("${letters}${}", u64::from(row) + 1)
}
