//! From a file and what is to be said about it to the file that goes back.

use super::list::Sayings;
use super::{Note, ReturnError, delimited, ods, xlsx};
use crate::sheet::{Format, Limits, read};
use crate::value::Lang;

/// A file to send back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is: as it was, or XLSX for a CSV.
    pub format: Format,
}

/// The file with a comment on each cell that a note is about, and a sheet that lists all notes.
///
/// `name` is the file's name, as for [`read`]. A note on a sheet that is not there, or on none of its cells, is in the
/// list only.
///
/// ```
/// use spro::report::return_to_sender::{Note, annotate};
/// use spro::rulebook::Severity;
/// use spro::sheet::{Limits, Place, read};
/// use spro::value::Lang;
/// let note = Note {
///     sheet: 0,
///     place: Some(Place { row: 1, column: 0 }),
///     severity: Severity::Error,
///     message: "« deux mille » n’est pas une année.".into(),
///     help: "Écrivez quatre chiffres, par exemple 2017.".into(),
/// };
/// let limits = Limits::default();
/// let returned = annotate("annee;objet\ndeux mille;Bilan\n".as_bytes(), "a.csv", &[note], Lang::Fr, &limits)?;
/// let book = read(&returned.bytes, "a.xlsx", &limits).unwrap();
/// assert_eq!(book.sheets[1].name, "À corriger");
/// # Ok::<(), spro::report::return_to_sender::ReturnError>(())
/// ```
pub fn annotate(
    bytes: &[u8],
    name: &str,
    notes: &[Note],
    lang: Lang,
    limits: &Limits,
) -> Result<Returned, ReturnError> {
    let book = read(bytes, name, limits).map_err(ReturnError::Read)?;
    let sayings = Sayings::new(&book, notes, lang);
    match book.format {
        Format::Xlsx => {
            Ok(Returned { bytes: xlsx::annotate(bytes, &sayings, limits)?, format: Format::Xlsx })
        }
        Format::Ods => Ok(Returned { bytes: ods::annotate(bytes, &sayings, limits)?, format: Format::Ods }),
        Format::Csv => Ok(Returned { bytes: delimited::annotate(&book, &sayings)?, format: Format::Xlsx }),
        other => Err(ReturnError::NoCells(other)),
    }
}
