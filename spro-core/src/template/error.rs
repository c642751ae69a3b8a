//! Why a template could not be made.

use crate::workbook::WorkbookError;

/// Why a template could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// No table was chosen.
    #[error("no table was chosen")]
    NoTable,
    /// The rulebook has no table at this position.
    #[error("the rulebook has no table number {0}")]
    UnknownTable(u16),
    /// No table of the rulebook is an attendance sheet.
    #[error("no table of the rulebook is an attendance sheet")]
    NoAttendance,
    /// More rows than a sheet holds.
    #[error("{0} rows are more than a sheet holds")]
    TooManyRows(usize),
    /// The rulebook asks for what the format cannot hold.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] WorkbookError),
}
