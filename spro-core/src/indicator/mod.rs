//! Indicators: rows of many files, gathered in mergeable partial results and finished into exact values.
//!
//! A [`Partial`] takes rows in, batch by batch; parts of any number of files, threads or machines are merged; then
//! [`Partial::values`] finishes every indicator for every network, department or the region, and [`Trace`] shows how one
//! figure came about.
//!
//! ```
//! use spro::batch::{RawCell, from_text_rows};
//! use spro::indicator::{Expected, Level, Partial, Territory};
//! use spro::rulebook::Rulebook;
//!
//! let rulebook = Rulebook::built_in();
//! let (table, _) = rulebook.table("reunions").unwrap();
//! // Network, year, day, structures invited, structures taking part.
//! let rows = [["Dreux", "2017", "13/01/2017", "14", "12"], ["Dreux", "2017", "29/11/2017", "7", "6"]];
//! let (batch, _) = from_text_rows(rulebook, table as u16, rows.map(|row| row.map(RawCell::Text)));
//!
//! let mut partial = Partial::new(rulebook);
//! partial.add(rulebook, &batch, &[]);
//! let level = Level { by: Territory::Network, by_year: true };
//! let values = partial.values(rulebook, level, &Expected::none());
//! let (rate, _) = rulebook.indicator("2").unwrap();
//! let rate = values.iter().find(|v| usize::from(v.indicator) == rate).unwrap();
//! assert_eq!(rate.value.as_ref().unwrap().to_string(), "0.857142857143");
//! assert_eq!(rate.numerator.unwrap().to_string(), "18");
//! ```

mod distinct;
mod exact;
mod expected;
mod fates;
mod figures;
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
pub use figures::Figures;
pub use group::{Group, Level, NotALevel, Territory};
pub use partial::{OtherRulebook, Partial};
pub use rejected::rejected;
pub(crate) use rejected::rejected_with;
pub use stored::NotAPartial;
pub use trace::{Fate, Trace, TraceSource, TracedCell, TracedParameter, TracedRow};
pub use value::{IndicatorValue, Rejected, RowCounts};
