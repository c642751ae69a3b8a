//! What goes wrong, as the one exception of the package.

use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

pyo3::import_exception!(spro._error, SproError);

/// Runs `work`; a panic, which would be a defect of the engine, becomes a [`SproError`] too.
pub fn guard<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    // Nothing that `work` changes is used after a panic.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let text = cause
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| cause.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        Err(SproError::new_err(format!("a defect of spro itself, please report it: {text}")))
    })
}
