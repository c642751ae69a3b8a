//! What is said about a cell, and why a file cannot be sent back.

use crate::rulebook::Severity;
use crate::sheet::{Format, Place, ReadError};
use crate::value::Lang;

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Position of the sheet in the file.
    pub sheet: usize,
    /// The cell; none where it is about the sheet as a whole.
    pub place: Option<Place>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

/// Why a file cannot be sent back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::Fr))]
#[non_exhaustive]
pub enum ReturnError {
    /// The file cannot be read in the first place.
    Read(ReadError),
    /// A kind of file that has no cells to comment.
    NoCells(Format),
    /// A part of the workbook is written in a way that leaves no room for comments; its name.
    Part(Box<str>),
}

impl ReturnError {
    /// What is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Read(error), _) => error.message(lang),
            (Self::NoCells(_), Lang::Fr) => {
                "Ce fichier n’a pas de cellules à commenter. Lisez la liste des erreurs avec « spro validate ».".into()
            }
            (Self::NoCells(_), Lang::En) => {
                "This file has no cells to comment. Read the list of errors with “spro validate”.".into()
            }
            (Self::Part(part), Lang::Fr) => format!(
                "Ce classeur ne peut pas être annoté (« {part} »). Enregistrez-le de nouveau dans un tableur, puis \
                 réessayez."
            ),
            (Self::Part(part), Lang::En) => format!(
                "This workbook cannot be annotated (“{part}”). Save it again in a spreadsheet, then try again."
            ),
        }
    }
}
