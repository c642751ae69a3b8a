//! Plain answers that all faces share: their JSON keys are an interface, and no face has types of its own.

mod convention;
mod definition;
mod describe;
mod evaluation;
mod explanation;
#[cfg(feature = "template")]
mod fill;
mod findings;
mod form;
mod import;
mod indicator;
mod meetings;
mod milestones;
mod network;
mod posted;
mod report;
mod rows;
mod survey;
mod validate;

pub use convention::{
    ConventionAnswer, ConventionFile, convention_answer, record_diagnostics, request_diagnostics,
};
#[cfg(feature = "toml")]
pub use definition::rulebook_problem;
pub use definition::{Definition, ParameterAnswer, RulebookProblem, definition, parameter_answer};
pub use describe::{
    Coded, DatedText, Description, FieldDescription, IndicatorDescription, ListDescription,
    ParameterDescription, RuleDescription, TableDescription, describe, words_of_kind, words_of_unit,
};
pub use evaluation::{
    BasisRow, CompletenessRow, CriterionRow, EvaluationAnswer, FigureRow, LinkRow, MilestoneRow, MissingRow,
    PositionRow, QuestionRow, ReturnRow, RowsRow, SettingsRow, SpreadRow, TrendRow, VerdictRow,
    evaluation_answer, evaluation_figure, evaluation_without_figures, question_rows,
};
pub use explanation::{
    ExplainedCell, ExplainedRow, Explanation, FormulaRow, ParameterRow, explanation_answer,
};
#[cfg(feature = "template")]
pub use fill::{FillError, FillRequest, FillTable, filled_workbook};
pub use findings::{FileFindings, NetworkFindings, finding_lines, findings_by_network};
pub use form::{ByField, CellAnswer, FormError, Forms, ShownIndicator, TableAnswer, TableRequest};
pub use import::{ImportAnswer, ImportedFile, ImportedTable, import_answer};
pub use indicator::{IndicatorRow, indicator_rows};
pub use meetings::{MeetingRow, MeetingsAnswer, meetings_answer};
pub use milestones::{MilestonesAnswer, milestones_answer};
pub use network::{
    CoordinationAnswer, PrescriptionAnswer, TenureBreakRow, TenureRow, coordination_answer,
    prescription_answer, tenure_break_rows, tenure_rows,
};
pub use posted::{JsonEntries, RowsError, form_rows, form_rows_json};
pub use report::{
    DefinedRow, InferredRow, PlannedRow, ReportAnswer, RulebookRow, SectionRow, SourceRow, SuppressedRow,
    ThresholdRow, formula_in_words, inferred_rows, report_answer, report_without_rows, suppressed_rows,
};
pub use rows::{CellValue, ReadAnswer, ReadFile, counted_rows, read_answer, row_object};
pub use survey::{ChoiceRow, GroupRow, PersonsRow, SurveyQuestionRow, SurveyRow, survey_row};
pub use validate::{FailedFile, FileReport, TableRows, Validation, validation, validation_without_values};
