#![doc = include_str!("../README.md")]

mod ask;
mod campaign;
mod capsule;
mod drained;
mod error;
mod frame;
mod interrupt;
mod operations;
mod partial;
mod problem;
mod rulebook;
mod table;

/// What the engine answers, as Python values. Users import `spro`, not this module.
#[pyo3::pymodule]
mod _spro {
    use crate::error::guard;
    use pyo3::prelude::*;
    use std::ffi::OsString;

    #[pymodule_export]
    use crate::ask::{ask, fail_on_purpose, make, paths_of, rulebook_of, send_back};
    #[pymodule_export]
    use crate::campaign::{Campaign, read};
    #[pymodule_export]
    use crate::frame::{is_read_whole, read_frames_of, row_keys, table_code};
    #[pymodule_export]
    use crate::partial::Partial;
    #[pymodule_export]
    use crate::rulebook::Rulebook;
    #[pymodule_export]
    use crate::table::Table;

    /// The version of the engine, such as `0.1.0`.
    #[pyfunction]
    fn version() -> PyResult<&'static str> {
        guard(|| Ok(spro::VERSION))
    }

    /// Runs the command line with these arguments, the program's name first, and gives the exit status.
    #[pyfunction]
    fn run(py: Python<'_>, arguments: Vec<String>) -> PyResult<u8> {
        guard(|| Ok(py.detach(|| spro::cli::run(arguments.into_iter().map(OsString::from)))))
    }
}
