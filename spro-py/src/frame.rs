//! Data frames of other libraries, checked and aggregated as files are.

use crate::campaign::{Campaign, language};
use crate::capsule::{self, Reader};
use crate::error::{SproError, guard};
use crate::interrupt::interruptible;
use crate::rulebook::Rulebook;
use crate::table::Table;
use pyo3::prelude::*;
use spro::arrow::{Frame, FrameError, key_batch, read_frames, table_of};
use spro::batch::Lookups;
use spro::campaign::Options;
use spro::rulebook::Rulebook as Core;
use spro::value::Lang;
use std::borrow::Cow;

/// The definitions of a rulebook; the built-in ones where there is none.
pub fn definitions(which: Option<&Rulebook>) -> Cow<'static, Core> {
    which.map_or_else(|| Cow::Borrowed(Core::built_in()), |rulebook| rulebook.core.clone())
}

/// The position of a table by its code; told from the columns where there is no code.
fn table_position(code: Option<&str>, frame: &Reader, rulebook: &Core) -> Result<u16, FrameError> {
    let Some(code) = code else { return table_of(&frame.schema(), rulebook) };
    let found = rulebook.table(code).and_then(|(at, _)| u16::try_from(at).ok());
    found.ok_or_else(|| {
        let known: Vec<&str> = rulebook.tables().iter().map(|t| t.code.as_str()).collect();
        FrameError::UnknownTable { table: code.to_owned(), known: known.join(", ") }
    })
}

fn said(error: &FrameError, lang: Lang) -> PyErr {
    SproError::new_err(error.text(lang))
}

/// Reads frames, each with the code of its table and the name that diagnostics show.
///
/// `numbered_by` names a column of row numbers; `threads` is 0 for as many as the machine has cores.
#[pyfunction]
#[pyo3(signature = (frames, rulebook=None, keep_rows=false, numbered_by=None, threads=0, lang="fr"))]
#[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
pub fn read_frames_of(
    py: Python<'_>,
    frames: Vec<(Option<String>, Option<String>, Py<PyAny>)>,
    rulebook: Option<&Rulebook>,
    keep_rows: bool,
    numbered_by: Option<&str>,
    threads: usize,
    lang: &str,
) -> PyResult<Campaign> {
    guard(|| {
        let lang = language(lang)?;
        let rulebook = definitions(rulebook);
        let mut taken = Vec::with_capacity(frames.len());
        for (code, name, frame) in &frames {
            let reader = capsule::reader(frame.bind(py), lang)?;
            let table = table_position(code.as_deref(), &reader, &rulebook).map_err(|e| said(&e, lang))?;
            let code = rulebook.tables().get(usize::from(table)).map_or("", |t| t.code.as_str());
            let frame = Frame::new(table, name.as_deref().unwrap_or(code), reader);
            taken.push(match numbered_by {
                Some(column) => frame.numbered_by(column).map_err(|e| said(&e, lang))?,
                None => frame,
            });
        }
        let options = Options::default().keeping_rows(keep_rows).on_threads(threads);
        let core = if threads == 1 {
            // Where a source must be read by the thread that made it.
            py.detach(|| read_frames(taken, &rulebook, &options))
        } else {
            let work = |stop, _: std::sync::mpsc::Sender<()>| {
                read_frames(taken, &rulebook, &options.clone().stopped_by(stop))
            };
            interruptible(py, work, |()| Ok(()))?
        };
        Ok(Campaign::new(core.map_err(|e| said(&e, lang))?, rulebook))
    })
}

/// The code of the table whose columns a frame has.
#[pyfunction]
#[pyo3(signature = (frame, rulebook=None, lang="fr"))]
pub fn table_code(frame: &Bound<'_, PyAny>, rulebook: Option<&Rulebook>, lang: &str) -> PyResult<String> {
    guard(|| {
        let lang = language(lang)?;
        let rulebook = definitions(rulebook);
        let reader = capsule::reader(frame, lang)?;
        let position = table_position(None, &reader, &rulebook).map_err(|e| said(&e, lang))?;
        Ok(rulebook.tables().get(usize::from(position)).map_or_else(String::new, |t| t.code.clone()))
    })
}

/// Whether rules compare the rows of a table with each other by more than their key: then they are read together.
#[pyfunction]
#[pyo3(signature = (table, rulebook=None))]
pub fn is_read_whole(table: &str, rulebook: Option<&Rulebook>) -> PyResult<bool> {
    guard(|| Ok(definitions(rulebook).table(table).is_some_and(|(_, table)| table.has_spans())))
}

/// For each row of a frame a number that rows with the same key have in common, or null: one column, `key`.
#[pyfunction]
#[pyo3(signature = (frame, table, rulebook=None))]
pub fn row_keys(
    py: Python<'_>,
    frame: &Bound<'_, PyAny>,
    table: &str,
    rulebook: Option<&Rulebook>,
) -> PyResult<Table> {
    guard(|| {
        let rulebook = definitions(rulebook);
        let reader = capsule::reader(frame, Lang::Fr)?;
        let position = table_position(Some(table), &reader, &rulebook).map_err(|e| said(&e, Lang::Fr))?;
        let keys = py.detach(|| {
            let lookups = Lookups::new(&rulebook);
            let keys = |chunk| key_batch(&chunk, position, &rulebook, &lookups);
            reader.map(|chunk| chunk.map_err(FrameError::from).and_then(keys)).collect::<Result<Vec<_>, _>>()
        });
        let keys = keys.map_err(|e| said(&e, Lang::Fr))?;
        let schema = arrow_schema::Schema::new(vec![arrow_schema::Field::new(
            "key",
            arrow_schema::DataType::Int64,
            true,
        )]);
        Ok(Table::new(std::sync::Arc::new(schema), keys))
    })
}
