//! From indicators to the evaluation questions: completeness, trend, position, milestones, surveys, and a verdict only
//! where somebody stated a threshold.

mod completeness;
mod disclosure;
mod exact;
mod explain;
mod figure;
mod milestones;
mod position;
mod returns;
mod run;
mod settings;
mod survey;
mod trend;
mod verdict;
mod wilson;

pub use completeness::Completeness;
pub use disclosure::{Cell, Grid, Hidden, HiddenTotals, Rules, protect, protect_totals};
pub use explain::{Branch, explanation, parameter_value, sheet_name, shown, territory};
pub use figure::{Figure, Position, Territory};
pub use milestones::{MilestoneState, Standing, milestones};
pub use position::{Distribution, LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES, positions};
pub use returns::{Returned, Returns, Slot};
pub use run::{Evaluation, Spread, due, evaluate, survey_answers, unplaced};
pub use settings::Settings;
pub use survey::{Choice, GroupAnswers, QuestionAnswers, Shown, SurveyAnswers, Tally};
pub use trend::{NoTrend, Trend};
pub use verdict::{Doubt, Judgement, Verdict, judge};
pub use wilson::{Interval, wilson};

#[cfg(all(test, feature = "csv", feature = "toml", feature = "xlsx"))]
pub(crate) mod tests;
