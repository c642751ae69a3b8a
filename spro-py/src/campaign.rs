//! Returned files, read and checked together.

use crate::drained::Drained;
use crate::error::{SproError, guard};
use crate::frame::definitions;
use crate::interrupt::interruptible;
use crate::operations;
use crate::partial::Partial;
use crate::problem::{self, Problem};
use crate::table::Table;
use pyo3::prelude::*;
use spro::arrow::{FrameError, diagnostics_batch, located_batch, read_frames, record_batch, rows_schema};
use spro::campaign::{Campaign as Core, Input, Options, find_files};
use spro::indicator::Level;
use spro::rulebook::{Rulebook, Severity};
use spro::value::Lang;
use spro::wire;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A campaign with the rulebook that it was read by.
#[pyclass(frozen, module = "spro._spro")]
pub struct Campaign {
    core: Core,
    pub rulebook: Cow<'static, Rulebook>,
    pub missing: Vec<serde_json::Value>,
    /// Where the rows come from, if `core` is without them.
    frames: Vec<Drained>,
    with_rows: OnceLock<Result<Core, FrameError>>,
}

impl Campaign {
    /// A campaign that nothing is missing from.
    pub fn new(core: Core, rulebook: Cow<'static, Rulebook>) -> Self {
        Self { core, rulebook, missing: Vec::new(), frames: Vec::new(), with_rows: OnceLock::new() }
    }

    /// The same where the rows are made of these frames when somebody asks for them.
    pub fn with_frames(self, frames: Vec<Drained>) -> Self {
        Self { frames, ..self }
    }

    /// What was found and the sums; the typed rows may not be there.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// The same with the typed rows, where they were kept.
    pub fn with_rows(&self) -> Result<&Core, Problem> {
        if self.frames.is_empty() {
            return Ok(&self.core);
        }
        let again = || {
            let frames = self.frames.iter().map(Drained::frame).collect();
            read_frames(frames, &self.rulebook, &Options::default().keeping_rows(true))
        };
        // They were read before: only memory that changed behind our back can fail now.
        self.with_rows.get_or_init(again).as_ref().map_err(|error| Problem(error.to_string()))
    }

    /// The position and code of a table.
    fn table_named(&self, code: &str) -> PyResult<u16> {
        let found = self.rulebook.table(code).and_then(|(at, _)| u16::try_from(at).ok());
        found.ok_or_else(|| {
            let known: Vec<&str> = self.rulebook.tables().iter().map(|t| t.code.as_str()).collect();
            let error = FrameError::UnknownTable { table: code.to_owned(), known: known.join(", ") };
            SproError::new_err(error.to_string())
        })
    }
}

/// The language of this code.
pub fn language(code: &str) -> PyResult<Lang> {
    problem::language(code).map_err(Problem::raise)
}

/// The level that `per` names.
pub fn level(per: &[String]) -> PyResult<Level> {
    operations::level(per).map_err(Problem::raise)
}

/// An answer as JSON text.
pub fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string_pretty(value).map_err(|e| SproError::new_err(e.to_string()))
}

/// Reads files and folders, and files in memory as (name, content).
///
/// `on_progress` is called with the files done, the files in all, and the file that was done last.
#[pyfunction]
#[pyo3(signature = (paths, contents, rulebook=None, reseau=None, lang="fr", on_progress=None))]
#[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
pub fn read(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    contents: Vec<(String, Vec<u8>)>,
    rulebook: Option<&crate::rulebook::Rulebook>,
    reseau: Option<String>,
    lang: &str,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<Campaign> {
    guard(|| {
        let lang = language(lang)?;
        let rulebook = definitions(rulebook);
        let network = match reseau {
            None => None,
            Some(name) => Some(problem::network(&rulebook, &name, lang).map_err(Problem::raise)?),
        };
        let (files, missing) = py.detach(|| find_files(&paths));
        let mut inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
        inputs.extend(contents.into_iter().map(|(name, bytes)| Input::Bytes { name, bytes }));
        let options = Options::default().for_network(network).keeping_rows(true);
        let work = |stop, progress: std::sync::mpsc::Sender<(usize, usize)>| {
            Core::read(&inputs, &rulebook, &options.clone().stopped_by(stop), |p| {
                // Where nobody listens any more the work is being stopped.
                let _ = progress.send((p.done, p.total));
            })
        };
        let watch = |(done, total): (usize, usize)| {
            let Some(call) = &on_progress else { return Ok(()) };
            let path = done.checked_sub(1).and_then(|i| inputs.get(i)).map(Input::name);
            call.call1(py, (done, total, path)).map(drop)
        };
        let core = interruptible(py, work, watch)?;
        let missing = missing.into_iter().map(|f| {
            let message = f.cause.message(lang);
            serde_json::json!({ "path": f.path, "message": message })
        });
        Ok(Campaign { missing: missing.collect(), ..Campaign::new(core, rulebook) })
    })
}

#[pymethods]
impl Campaign {
    /// How many files were read.
    fn __len__(&self) -> usize {
        self.core.submissions().len()
    }

    /// The codes of the rulebook's tables, in its order.
    fn table_codes(&self) -> Vec<String> {
        self.rulebook.tables().iter().map(|table| table.code.clone()).collect()
    }

    /// The path of each file that was read, its network, and the codes of its tables.
    fn submissions(&self) -> Vec<(String, Option<String>, Vec<String>)> {
        let tables = self.rulebook.tables();
        let submissions = self.core.submissions().iter().map(|s| {
            let network = s.network.and_then(|n| self.rulebook.networks().get(usize::try_from(n).ok()?));
            let codes = s.tables.iter().filter_map(|t| Some(tables.get(usize::from(t.table))?.code.clone()));
            (s.path.clone(), network.map(|n| n.code.clone()), codes.collect())
        });
        submissions.collect()
    }

    /// The typed rows of a table, of all files or of the one at this position.
    #[pyo3(signature = (code, submission=None))]
    fn table(&self, py: Python<'_>, code: &str, submission: Option<usize>) -> PyResult<Table> {
        guard(|| {
            let position = self.table_named(code)?;
            let Some(table) = self.rulebook.tables().get(usize::from(position)) else {
                return Err(SproError::new_err(code.to_owned()));
            };
            let batches = py.detach(|| {
                let files = self.with_rows()?.submissions().iter().enumerate();
                let files = files.filter(|(at, _)| submission.is_none_or(|wanted| *at == wanted));
                let batches = files.flat_map(|(_, file)| {
                    let batches = file.table(position).into_iter().flat_map(|t| &t.batches);
                    batches.map(|batch| record_batch(batch, &file.path, table, &self.rulebook))
                });
                batches.collect::<Result<Vec<_>, _>>().map_err(|e| Problem(e.to_string()))
            });
            Ok(Table::new(rows_schema(table), batches.map_err(Problem::raise)?))
        })
    }

    /// How many files were read, how many errors and how many warnings were found.
    fn counts(&self) -> (usize, usize, usize) {
        let count = |severity| self.core.count(&self.rulebook, severity);
        (self.core.submissions().len(), count(Severity::Error), count(Severity::Warning))
    }

    /// What was found, in words, one row each.
    fn diagnostics(&self, py: Python<'_>, lang: &str) -> PyResult<Table> {
        guard(|| {
            let lang = language(lang)?;
            let found = || diagnostics_batch(&wire::validation(&self.core, &self.rulebook, lang));
            py.detach(found).map(Table::of).map_err(|e| SproError::new_err(e.to_string()))
        })
    }

    /// What was found and where, without its words, one row each.
    fn located(&self, py: Python<'_>) -> PyResult<Table> {
        guard(|| {
            let found = py.detach(|| located_batch(&self.core, &self.rulebook));
            found.map(Table::of).map_err(|e| SproError::new_err(e.to_string()))
        })
    }

    /// The sums behind the figures.
    fn partial(&self) -> Partial {
        Partial::new(self.core.partial().clone(), self.rulebook.clone())
    }
}
