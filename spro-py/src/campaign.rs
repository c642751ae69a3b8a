//! Returned files, read and checked together.

use crate::error::{SproError, guard};
use crate::frame::definitions;
use crate::interrupt::interruptible;
use crate::operations;
use crate::partial::Partial;
use crate::problem::{self, Problem};
use crate::table::Table;
use pyo3::prelude::*;
use spro::arrow::{FrameError, record_batch, rows_schema};
use spro::campaign::{Campaign as Core, Input, Options, find_files};
use spro::indicator::Level;
use spro::rulebook::Rulebook;
use spro::value::Lang;
use std::borrow::Cow;
use std::path::PathBuf;

/// A campaign with the rulebook that it was read by.
#[pyclass(frozen, module = "spro._spro")]
pub struct Campaign {
    pub core: Core,
    pub rulebook: Cow<'static, Rulebook>,
    pub missing: Vec<serde_json::Value>,
}

impl Campaign {
    /// A campaign that nothing is missing from.
    pub fn new(core: Core, rulebook: Cow<'static, Rulebook>) -> Self {
        Self { core, rulebook, missing: Vec::new() }
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
            let files = self.core.submissions().iter().enumerate();
            let files = files.filter(|(at, _)| submission.is_none_or(|wanted| *at == wanted));
            let batches = py.detach(|| {
                let batches = files.flat_map(|(_, file)| {
                    let batches = file.table(position).into_iter().flat_map(|t| &t.batches);
                    batches.map(|batch| record_batch(batch, &file.path, table, &self.rulebook))
                });
                batches.collect::<Result<Vec<_>, _>>()
            });
            let batches = batches.map_err(|e| SproError::new_err(e.to_string()))?;
            Ok(Table::new(rows_schema(table), batches))
        })
    }

    /// The sums behind the figures.
    fn partial(&self) -> Partial {
        Partial::new(self.core.partial().clone(), self.rulebook.clone())
    }
}
