//! From indicators to the evaluation questions: completeness, trend, position, milestones, surveys, and a verdict only
//! where somebody stated a threshold.

mod completeness;
mod disclosure;
mod exact;
mod milestones;
mod position;
mod returns;
mod trend;
mod verdict;
mod wilson;

pub use completeness::Completeness;
pub use disclosure::{Cell, Grid, Rules, protect, protect_totals};
pub use milestones::{MilestoneState, Standing, milestones};
pub use position::{Distribution, LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES, positions};
pub use returns::{Returned, Returns, Slot};
pub use trend::{NoTrend, Trend};
pub use verdict::{Doubt, Judgement, Verdict, judge};
pub use wilson::{Interval, wilson};
