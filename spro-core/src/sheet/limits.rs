//! How much a reader takes before it refuses.

/// One of the limits; [`Limit::name`] is how users write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the file itself.
    FileBytes,
    /// Bytes of one part of a workbook (one sheet, the shared texts), once inflated.
    PartBytes,
    /// Bytes of all parts of a workbook, once inflated.
    InflatedBytes,
    /// Sheets of a workbook.
    Sheets,
    /// The highest row number, as spreadsheets count (from 1).
    Rows,
    /// The highest column number, as spreadsheets count (from 1).
    Columns,
    /// Cells that hold something, and merged ranges, over all sheets.
    Cells,
    /// Bytes of text over all cells; the shared texts of a workbook may hold as many again.
    TextBytes,
    /// Bytes of the text of one cell.
    CellBytes,
}

impl Limit {
    /// All limits.
    pub const ALL: [Self; 9] = [
        Self::FileBytes,
        Self::PartBytes,
        Self::InflatedBytes,
        Self::Sheets,
        Self::Rows,
        Self::Columns,
        Self::Cells,
        Self::TextBytes,
        Self::CellBytes,
    ];

    /// The name that users write: `max_cells`.
    pub fn name(self) -> &'static str {
        match self {
            Self::FileBytes => "max_file_bytes",
            Self::PartBytes => "max_part_bytes",
            Self::InflatedBytes => "max_inflated_bytes",
            Self::Sheets => "max_sheets",
            Self::Rows => "max_rows",
            Self::Columns => "max_columns",
            Self::Cells => "max_cells",
            Self::TextBytes => "max_text_bytes",
            Self::CellBytes => "max_cell_bytes",
        }
    }

    /// The limit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.name() == name)
    }
}

/// What a reader takes before it refuses with a [`ReadError`](super::ReadError) that names the limit.
///
/// With the defaults no input, however made, takes more than 256 MiB, the bytes of the file included.
/// They hold a workbook of about 50 000 rows in each of three tables. Whoever trusts a larger file raises them:
///
/// ```
/// use spro::sheet::{Limit, Limits};
/// let limits = Limits::default().with(Limit::Cells, 5_000_000).with(Limit::TextBytes, 200 << 20);
/// assert_eq!(limits.get(Limit::Cells), 5_000_000);
/// assert_eq!(limits.get(Limit::Rows), 1_048_576);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    file_bytes: u64,
    part_bytes: u64,
    inflated_bytes: u64,
    sheets: u64,
    rows: u64,
    columns: u64,
    cells: u64,
    text_bytes: u64,
    cell_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            file_bytes: 32 * MIB,
            // Parts are streamed: what they inflate to costs time, not memory.
            part_bytes: 256 * MIB,
            inflated_bytes: 512 * MIB,
            sheets: 1_000,
            // What spreadsheets themselves hold.
            rows: 1_048_576,
            columns: 16_384,
            // 40 bytes each, and up to 24 more for keeping a text.
            cells: 2_000_000,
            text_bytes: 32 * MIB,
            // A spreadsheet holds at most 32 767 characters in a cell.
            cell_bytes: MIB,
        }
    }
}

impl Limits {
    /// The value of a limit.
    pub fn get(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileBytes => self.file_bytes,
            Limit::PartBytes => self.part_bytes,
            Limit::InflatedBytes => self.inflated_bytes,
            Limit::Sheets => self.sheets,
            Limit::Rows => self.rows,
            Limit::Columns => self.columns,
            Limit::Cells => self.cells,
            Limit::TextBytes => self.text_bytes,
            Limit::CellBytes => self.cell_bytes,
        }
    }

    /// These limits with one of them changed.
    #[must_use]
    pub fn with(mut self, limit: Limit, value: u64) -> Self {
        match limit {
            Limit::FileBytes => self.file_bytes = value,
            Limit::PartBytes => self.part_bytes = value,
            Limit::InflatedBytes => self.inflated_bytes = value,
            Limit::Sheets => self.sheets = value,
            Limit::Rows => self.rows = value,
            Limit::Columns => self.columns = value,
            Limit::Cells => self.cells = value,
            Limit::TextBytes => self.text_bytes = value,
            Limit::CellBytes => self.cell_bytes = value,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_has_its_own_name_and_place() {
        for (i, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(Limit::from_name(limit.name()), Some(limit));
            let value = 7_000 + i as u64;
            let limits = Limits::default().with(limit, value);
            assert_eq!(limits.get(limit), value);
            for other in Limit::ALL.into_iter().filter(|o| *o != limit) {
                assert_eq!(limits.get(other), Limits::default().get(other));
            }
        }
        assert_eq!(Limit::from_name("max_cell"), None);
    }
}
