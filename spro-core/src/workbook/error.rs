//! Why a workbook could not be written.

/// Why a workbook could not be written: something in it does not fit the format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A cell beyond the last row or column that a sheet has.
    #[error("a sheet has no cell in row {row}, column {column}")]
    Place {
        /// The row, from 1.
        row: u64,
        /// The column, from 1.
        column: u64,
    },
    /// A text longer than a cell holds.
    #[error("a text of {0} characters is longer than the 32,767 that a cell holds")]
    TextLength(usize),
    /// A name that no sheet can have.
    #[error("no sheet can be named `{0}`")]
    SheetName(String),
    /// Two sheets of one name, which is compared without case.
    #[error("two sheets are named `{0}`")]
    SameName(String),
    /// A title, message or list longer than the check of a cell holds.
    #[error("`{text}` is longer than the {most} characters that the check of a cell holds")]
    CheckLength {
        /// The text.
        text: String,
        /// The most characters.
        most: usize,
    },
    /// Cells that cannot be merged: one alone, or some that are merged already.
    #[error("the cells {0} cannot be merged")]
    Merge(String),
    /// A picture that is neither PNG nor JPEG, or that does not say how large it is.
    #[error("the picture is neither PNG nor JPEG, or does not say how large it is")]
    Picture,
    /// The file could not be put together.
    #[error("the file could not be put together: {0}")]
    Package(#[from] std::io::Error),
}
