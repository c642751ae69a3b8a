//! Definitions: tables, fields, rules, parameters, indicators, each with its words and its source.

mod basis;
mod field;
mod indicator;
mod list;
mod model;
mod network;
mod parameter;
mod table;
mod threshold;

pub use basis::{Basis, Section, Source, Status};
pub use field::{Field, FieldType, Requirement};
pub use indicator::Indicator;
pub use list::{CodeList, ListEntry};
pub use model::Rulebook;
pub use network::{Department, Network, Region};
pub use parameter::{DatedValue, Parameter, ParameterType, ParameterValue};
pub use table::{Rule, Severity, Table};
pub use threshold::{Comparison, Threshold};
