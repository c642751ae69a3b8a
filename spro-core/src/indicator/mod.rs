//! Indicators: rows of many files, gathered in mergeable partial results and finished into exact values.

mod exact;
mod expected;
mod fates;
mod finish;
mod gather;
mod group;
mod partial;
mod plan;
mod rejected;
mod slots;
mod state;
mod stored;
#[cfg(test)]
mod tests;
mod total;
mod trace;
mod value;
mod values;

pub use expected::Expected;
pub use group::{Group, Level, Territory};
pub use partial::{OtherRulebook, Partial};
pub use rejected::rejected;
pub use stored::NotAPartial;
pub use trace::{Fate, Trace, TraceSource, TracedCell, TracedParameter, TracedRow};
pub use value::{IndicatorValue, Rejected, RowCounts};
