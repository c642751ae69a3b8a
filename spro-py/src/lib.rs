#![doc = include_str!("../README.md")]

mod error;

/// What the engine answers, as Python values. Users import `spro`, not this module.
#[pyo3::pymodule]
mod _spro {
    use crate::error::guard;
    use pyo3::prelude::*;

    /// The version of the engine, such as `0.1.0`.
    #[pyfunction]
    fn version() -> PyResult<&'static str> {
        guard(|| Ok(spro::VERSION))
    }
}
