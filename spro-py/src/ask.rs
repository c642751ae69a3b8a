//! The one way in which Python asks: the name of an operation and a request, as [`crate::operations`] lists them.

use crate::campaign::Campaign;
use crate::error::guard;
use crate::operations::{self, SentBack};
use crate::problem::{Problem, language};
use crate::rulebook::Rulebook;
use pyo3::prelude::*;
use spro::rulebook::Rulebook as Core;
use std::collections::HashMap;

/// The rulebook given, or that of the campaign, or the built-in one.
fn book<'a>(rulebook: Option<&'a Rulebook>, campaign: Option<&'a Campaign>) -> &'a Core {
    match (rulebook, campaign) {
        (Some(rulebook), _) => &rulebook.core,
        (None, Some(campaign)) => &campaign.rulebook,
        (None, None) => Core::built_in(),
    }
}

/// The rulebook that a campaign was read by.
#[pyfunction]
pub fn rulebook_of(campaign: &Campaign) -> PyResult<Rulebook> {
    guard(|| Ok(Rulebook { core: campaign.rulebook.clone() }))
}

/// The paths of the files of a campaign, in their order.
#[pyfunction]
pub fn paths_of(campaign: &Campaign) -> PyResult<Vec<String>> {
    guard(|| Ok(campaign.core().submissions().iter().map(|s| s.path.clone()).collect()))
}

/// The answer of an operation, as JSON text.
#[pyfunction]
#[pyo3(signature = (operation, request, rulebook=None, campaign=None))]
pub fn ask(
    py: Python<'_>,
    operation: &str,
    request: &str,
    rulebook: Option<&Rulebook>,
    campaign: Option<&Campaign>,
) -> PyResult<String> {
    guard(|| {
        py.detach(|| operations::ask(operation, request, book(rulebook, campaign), campaign))
            .map_err(Problem::raise)
    })
}

/// The file that an operation makes.
#[pyfunction]
#[pyo3(signature = (operation, request, rulebook=None, campaign=None))]
pub fn make(
    py: Python<'_>,
    operation: &str,
    request: &str,
    rulebook: Option<&Rulebook>,
    campaign: Option<&Campaign>,
) -> PyResult<Vec<u8>> {
    guard(|| {
        py.detach(|| operations::make(operation, request, book(rulebook, campaign), campaign))
            .map_err(Problem::raise)
    })
}

/// The files with errors, annotated: path, new name, bytes, and how much there is to mend.
#[pyfunction]
#[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
pub fn send_back(
    py: Python<'_>,
    campaign: &Campaign,
    contents: HashMap<String, Vec<u8>>,
    lang: &str,
) -> PyResult<Vec<SentBack>> {
    guard(|| {
        let lang = language(lang).map_err(Problem::raise)?;
        py.detach(|| operations::send_back(campaign, &contents, lang)).map_err(Problem::raise)
    })
}

/// Panics on purpose, so that it can be tested what becomes of a defect.
#[pyfunction]
#[allow(clippy::panic, reason = "a panic is what this is for")]
pub fn fail_on_purpose(py: Python<'_>) -> PyResult<()> {
    guard(|| py.detach(|| panic!("on purpose")))
}
