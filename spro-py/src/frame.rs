//! Data frames of other libraries, checked and aggregated as files are.

use crate::campaign::{Campaign, language};
use crate::capsule::{self, Reader};
use crate::drained::Drained;
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
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;

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
        let lasting = frames.iter().all(|(.., frame)| capsule::stays(frame.bind(py)));
        // Streams of one connection end each other: each is read to its end before the next one begins.
        let drains = frames.len() > 1 || (keep_rows && lasting);
        let (mut drained, mut streamed) = (Vec::new(), Vec::new());
        for (code, name, frame) in &frames {
            let reader = capsule::reader(frame.bind(py), lang)?;
            let table = table_position(code.as_deref(), &reader, &rulebook).map_err(|e| said(&e, lang))?;
            let code = rulebook.tables().get(usize::from(table)).map_or("", |t| t.code.as_str());
            let name = name.as_deref().unwrap_or(code);
            if drains {
                let read = aside(py, threads, |stop| Drained::new(table, name, reader, stop))?;
                drained.push(read.map_err(|e| said(&e.into(), lang))?);
            } else {
                streamed.push(Frame::new(table, name, reader));
            }
        }
        let mut taken: Vec<Frame<'_>> = drained.iter().map(Drained::frame).chain(streamed).collect();
        if let Some(column) = numbered_by {
            let numbered = taken.into_iter().map(|frame| frame.numbered_by(column)).collect::<Result<_, _>>();
            taken = numbered.map_err(|e| said(&e, lang))?;
        }
        // Rows of memory that stays as it is are made when somebody asks for them.
        let options = Options::default().keeping_rows(keep_rows && !lasting).on_threads(threads);
        let core = aside(py, threads, |stop| {
            read_frames(taken, &rulebook, &options.clone().stopped_by(stop.clone()))
        })?;
        let campaign = Campaign::new(core.map_err(|e| said(&e, lang))?, rulebook);
        Ok(if keep_rows && lasting { campaign.with_frames(drained) } else { campaign })
    })
}

/// Does work without the interpreter, on a thread of its own, so that Ctrl+C ends it; on this one where there is to be one.
fn aside<T: Send>(
    py: Python<'_>,
    threads: usize,
    work: impl FnOnce(&Arc<AtomicBool>) -> T + Send,
) -> PyResult<T> {
    if threads == 1 {
        // Where a source must be read by the thread that made it.
        return Ok(py.detach(|| work(&Arc::default())));
    }
    interruptible(py, |stop, _: Sender<()>| work(&stop), |()| Ok(()))
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
        Ok(Table::new(Arc::new(schema), keys))
    })
}
