//! Definitions: tables, fields, rules, parameters, indicators, each with its words and its source.

mod basis;
mod between;
mod circle;
mod compiled;
mod field;
mod indicator;
mod list;
#[cfg(feature = "toml")]
mod load;
mod lookup;
mod milestone;
mod model;
mod network;
mod order;
mod parameter;
mod prepared;
mod question;
mod records;
mod reference;
mod scheme;
mod stored;
mod survey;
mod table;
mod tenure;
mod threshold;
mod verify;

pub use basis::{Basis, Section, Source, Status};
pub use between::{AttendanceSheets, Between, Spans};
use circle::needs_itself;
pub use compiled::NotCompiled;
pub use field::{Field, FieldType, Requirement};
pub use indicator::Indicator;
pub use list::{CodeList, ListEntry};
#[cfg(feature = "toml")]
pub use load::{RulebookError, RulebookErrors};
pub use milestone::{Milestone, MilestoneKind};
pub use model::Rulebook;
pub use network::{Department, Network, Region};
use order::natural;
pub use parameter::{DatedValue, Parameter, ParameterType, ParameterValue};
pub use question::{Collection, Criterion, IndicatorLink, Matrix, Question};
pub use records::Records;
pub use reference::{ConventionKind, KnownConvention, RelayException, Sender};
pub use scheme::{Obligation, Right, Scheme};
pub use survey::{AnswerKind, Audience, NETWORK_FIELD, Survey, SurveyOption, SurveyQuestion};
pub use table::{Rule, Severity, Table};
pub use tenure::Tenure;
pub use threshold::{Comparison, Threshold};
