//! What a campaign is read from, and how.

use crate::batch::FormRows;
use crate::sheet::Limits;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file, on disk or in memory, or a form.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Input {
    /// A file on disk.
    Path(PathBuf),
    /// A file in memory.
    Bytes {
        /// Its name, shown in diagnostics; its extension helps to tell CSV from JSON.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// What a form posted.
    Form(Form),
}

/// The tables of one form, as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// Its name, shown in diagnostics.
    pub name: String,
    /// Position of the network of all its rows, whatever they say; none where the rows name it.
    pub network: Option<u32>,
    /// Its tables. Rows of one table that stand apart are read one after the other.
    pub tables: Vec<FormRows>,
}

impl Form {
    /// A form without tables.
    pub fn new(name: impl Into<String>, network: Option<u32>) -> Self {
        Self { name: name.into(), network, tables: Vec::new() }
    }

    /// The same with the rows of a table.
    #[must_use]
    pub fn with(mut self, rows: FormRows) -> Self {
        self.tables.push(rows);
        self
    }
}

impl From<Form> for Input {
    fn from(form: Form) -> Self {
        Self::Form(form)
    }
}

impl Input {
    /// The name that diagnostics show, with `/` between folders on every system.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
            Self::Bytes { name, .. } => name.clone(),
            Self::Form(form) => form.name.clone(),
        }
    }
}

/// How many findings of a file are kept one by one unless somebody asks for more or fewer: more than anybody reads, and
/// few enough for their words to take no more memory than reading may.
pub const MOST_FINDINGS: usize = 100_000;

/// How a campaign is read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Position of the network that all files are about, whatever they say.
    pub network: Option<u32>,
    /// Whether the typed rows are kept: explanations and `read` need them, figures do not.
    pub keep_rows: bool,
    /// Whether names of persons on attendance sheets are kept; otherwise they are counted and let go.
    pub keep_names: bool,
    /// What a file may hold.
    pub limits: Limits,
    /// Number of threads; 0 for as many as the machine has cores. No result depends on it.
    pub threads: usize,
    /// Set by another thread to have the work ended soon: what is answered then is not whole, and to be thrown away.
    pub stop: Arc<AtomicBool>,
    /// How many findings of a file are kept one by one, in its order; the others are counted by code.
    pub most_findings: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            network: None,
            keep_rows: false,
            keep_names: false,
            limits: Limits::default(),
            threads: 0,
            stop: Arc::default(),
            most_findings: MOST_FINDINGS,
        }
    }
}

impl Options {
    /// The same with at most so many findings of a file kept one by one.
    #[must_use]
    pub fn keeping_findings(self, most_findings: usize) -> Self {
        Self { most_findings, ..self }
    }

    /// The same for files of one network.
    #[must_use]
    pub fn for_network(self, network: Option<u32>) -> Self {
        Self { network, ..self }
    }

    /// The same with the typed rows kept, or not.
    #[must_use]
    pub fn keeping_rows(self, keep_rows: bool) -> Self {
        Self { keep_rows, ..self }
    }

    /// The same with names of persons kept, or not.
    #[must_use]
    pub fn keeping_names(self, keep_names: bool) -> Self {
        Self { keep_names, ..self }
    }

    /// The same within other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same, ended soon after another thread sets this.
    #[must_use]
    pub fn stopped_by(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// Whether the work is to be ended.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The same on a number of threads.
    #[must_use]
    pub fn on_threads(self, threads: usize) -> Self {
        Self { threads, ..self }
    }
}

/// How far the reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub total: usize,
}
