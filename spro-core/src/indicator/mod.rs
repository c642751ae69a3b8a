//! Indicators: rows of many files, gathered in mergeable partial sums and finished into exact values.

mod expected;
mod group;
mod value;

pub use expected::Expected;
pub use group::{Group, Level, Territory};
pub use value::{IndicatorValue, Rejected, RowCounts};
