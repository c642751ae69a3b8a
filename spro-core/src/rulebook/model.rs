//! A whole rulebook, checked.

use super::prepared::Prepared;
use super::{
    CodeList, Department, Indicator, Matrix, Network, Parameter, Records, Region, Source, Table, Threshold,
};
use crate::value::Words;

/// A rulebook (référentiel): all definitions, resolved and type-checked.
// INVARIANT: every position (list, field, table, parameter) is in range, and every formula is well typed for its table;
// kept by loading and by `from_compiled`, the only ways to make one.
#[derive(Debug, Clone, PartialEq)]
pub struct Rulebook {
    pub(super) code: String,
    pub(super) version: String,
    pub(super) label: Words,
    pub(super) region: Region,
    pub(super) sources: Vec<Source>,
    pub(super) departments: Vec<Department>,
    pub(super) networks: Vec<Network>,
    pub(super) lists: Vec<CodeList>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) tables: Vec<Table>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) thresholds: Vec<Threshold>,
    pub(super) records: Records,
    pub(super) matrix: Matrix,
    pub(super) prepared: Prepared,
}

impl Rulebook {
    /// Its code.
    pub fn code(&self) -> &str {
        &self.code
    }
    /// The version of the definitions (apart from the version of the program).
    pub fn version(&self) -> &str {
        &self.version
    }
    /// Its title.
    pub fn label(&self) -> &Words {
        &self.label
    }
    /// The region.
    pub fn region(&self) -> &Region {
        &self.region
    }
    /// The documents that entries cite.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// The departments.
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }
    /// The local networks, in the order of the list `reseau`.
    pub fn networks(&self) -> &[Network] {
        &self.networks
    }
    /// The lists of codes; the networks are the list `reseau`, the first one.
    pub fn lists(&self) -> &[CodeList] {
        &self.lists
    }
    /// The dated parameters.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }
    /// The report tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }
    /// The indicators, sorted by code as people sort them: 7 < 7bis < 20.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }
    /// The thresholds that somebody stated; none in the built-in rulebook.
    pub fn thresholds(&self) -> &[Threshold] {
        &self.thresholds
    }
    /// An indicator and its position, by code.
    pub fn indicator(&self, code: &str) -> Option<(usize, &Indicator)> {
        self.indicators.iter().enumerate().find(|(_, i)| i.code == code)
    }
    /// A parameter, by code.
    pub fn parameter(&self, code: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.code == code)
    }
    /// A network, by code.
    pub fn network(&self, code: &str) -> Option<&Network> {
        self.networks.iter().find(|n| n.code == code)
    }
    /// A table and its position, by code.
    pub fn table(&self, code: &str) -> Option<(usize, &Table)> {
        self.tables.iter().enumerate().find(|(_, t)| t.code == code)
    }
}
