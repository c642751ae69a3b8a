//! Plain answers that all faces share: their JSON keys are an interface, and no face has types of its own.

mod convention;
mod indicator;
mod meetings;
mod milestones;
mod rows;
mod validate;

pub use convention::{ConventionAnswer, ConventionFile, convention_answer};
pub use indicator::{IndicatorRow, indicator_rows};
pub use meetings::{MeetingRow, MeetingsAnswer, meetings_answer};
pub use milestones::{MilestoneLine, MilestonesAnswer, MissingTable, milestones_answer};
pub use rows::{ReadAnswer, ReadFile, read_answer, row_object};
pub use validate::{FailedFile, FileReport, TableRows, Validation, validation};
