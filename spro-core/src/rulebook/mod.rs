//! Definitions: tables, fields, rules, parameters, indicators, each with its words and its source.

mod basis;
mod field;
mod indicator;
mod list;
mod model;
mod network;
mod parameter;
mod table;

pub use basis::{Basis, Source, Status};
pub use field::{Field, FieldType, Requirement};
pub use indicator::Indicator;
pub use list::{CodeList, ListEntry};
pub use model::Rulebook;
pub use network::{Department, Network};
pub use parameter::{DatedValue, Parameter, ParameterValue};
pub use table::{Rule, Severity, Table};
