//! Rulebooks: the built-in one, those in files, and those in memory.

use crate::error::{SproError, guard};
use crate::problem::{Problem, language};
use pyo3::prelude::*;
use spro::rulebook::{Rulebook as Core, RulebookErrors};
use spro::value::Lang;
use std::borrow::Cow;
use std::path::PathBuf;

/// All definitions, checked.
#[pyclass(frozen, module = "spro._spro")]
pub struct Rulebook {
    pub core: Cow<'static, Core>,
}

fn loaded(read: Result<Core, RulebookErrors>, lang: Lang) -> PyResult<Rulebook> {
    match read {
        Ok(core) => Ok(Rulebook { core: Cow::Owned(core) }),
        Err(errors) => Err(SproError::new_err(errors.report(lang))),
    }
}

#[pymethods]
impl Rulebook {
    /// That of Centre-Val de Loire.
    #[staticmethod]
    fn built_in() -> PyResult<Self> {
        guard(|| Ok(Self { core: Cow::Borrowed(Core::built_in()) }))
    }

    /// The rulebook in a TOML file.
    #[staticmethod]
    #[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
    fn load(path: PathBuf, lang: &str) -> PyResult<Self> {
        guard(|| loaded(Core::load(&path), language(lang).map_err(Problem::raise)?))
    }

    /// The rulebook in a TOML text; `path` is what messages call it.
    #[staticmethod]
    fn from_toml(text: &str, path: &str, lang: &str) -> PyResult<Self> {
        guard(|| loaded(Core::from_toml(text, path), language(lang).map_err(Problem::raise)?))
    }

    /// A compiled rulebook.
    #[staticmethod]
    fn from_compiled(data: &[u8]) -> PyResult<Self> {
        guard(|| match Core::from_compiled(data) {
            Ok(core) => Ok(Self { core: Cow::Owned(core) }),
            Err(why) => Err(SproError::new_err(format!(
                "ces octets ne sont pas un référentiel compilé ({why}). Donnez ceux de « Rulebook.compile() »."
            ))),
        })
    }

    /// The text of a rulebook to start from.
    #[staticmethod]
    fn example() -> &'static str {
        Core::example()
    }

    /// The rulebook as bytes, for `from_compiled`.
    fn compile(&self) -> PyResult<Vec<u8>> {
        guard(|| Ok(self.core.compile()))
    }

    /// What is wrong with a rulebook, as JSON.
    #[staticmethod]
    #[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
    fn problems(path: PathBuf, text: Option<&str>, lang: &str) -> PyResult<String> {
        guard(|| {
            let lang = language(lang).map_err(Problem::raise)?;
            let read = match text {
                Some(text) => Core::from_toml(text, &path.to_string_lossy()),
                None => Core::load(&path),
            };
            let rows: Vec<_> = match &read {
                Ok(_) => Vec::new(),
                Err(errors) => {
                    errors.errors().iter().map(|e| spro::wire::rulebook_problem(e, lang)).collect()
                }
            };
            serde_json::to_string(&rows).map_err(|e| SproError::new_err(e.to_string()))
        })
    }
}
