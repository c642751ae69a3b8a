//! Sums behind the indicators, which parts of the data give and anybody may put together.

use crate::campaign::{json, level};
use crate::error::{SproError, guard};
use crate::frame::definitions;
use crate::rulebook::Rulebook;
use pyo3::prelude::*;
use spro::indicator::{Expected, IndicatorValue, Level, Partial as Core};
use spro::rulebook::Rulebook as Definitions;
use spro::wire;
use std::borrow::Cow;

/// What some rows say about every indicator, with the rulebook that they were gathered by.
#[pyclass(frozen, module = "spro._spro")]
pub struct Partial {
    core: Core,
    rulebook: Cow<'static, Definitions>,
}

impl Partial {
    pub fn new(core: Core, rulebook: Cow<'static, Definitions>) -> Self {
        Self { core, rulebook }
    }

    /// As those of one file: only where all rows are about one network it is known what else that network owes.
    fn values(&self, level: Level) -> Vec<IndicatorValue> {
        let networks = self.core.networks();
        let one = networks.first().filter(|_| networks.len() == 1).copied();
        self.core.values(&self.rulebook, level, &Expected::of_networks(one, &self.rulebook))
    }
}

#[pymethods]
impl Partial {
    /// The partial result of these bytes.
    #[staticmethod]
    #[pyo3(signature = (data, rulebook=None))]
    fn from_bytes(data: &[u8], rulebook: Option<&Rulebook>) -> PyResult<Self> {
        guard(|| {
            let rulebook = definitions(rulebook);
            let core = Core::from_bytes(data, &rulebook).map_err(|e| SproError::new_err(e.to_string()))?;
            Ok(Self { core, rulebook })
        })
    }

    /// Its bytes: equal parts have equal bytes.
    fn to_bytes(&self) -> Vec<u8> {
        self.core.to_bytes()
    }

    /// The rulebook that it was gathered by, as bytes.
    fn rulebook_bytes(&self) -> Vec<u8> {
        self.rulebook.compile()
    }

    /// Both together.
    fn merge(&self, other: &Self) -> PyResult<Self> {
        guard(|| {
            let mut core = self.core.clone();
            core.merge(&other.core).map_err(|e| SproError::new_err(e.to_string()))?;
            Ok(Self { core, rulebook: self.rulebook.clone() })
        })
    }

    /// The figures, as `spro indicators --format json` says them.
    #[allow(clippy::needless_pass_by_value, reason = "Python hands over values")]
    fn indicators(&self, per: Vec<String>) -> PyResult<String> {
        guard(|| {
            let level = level(&per)?;
            json(&wire::indicator_rows(&self.values(level), level, &self.rulebook))
        })
    }
}
