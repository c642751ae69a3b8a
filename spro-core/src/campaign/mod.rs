//! Many returns together: files are found, read, bound, checked and aggregated, in parallel and in a fixed order.

#[cfg(test)]
#[cfg(all(feature = "csv", feature = "toml"))]
mod agreement;
mod file;
mod find;
mod input;
mod model;
mod parallel;
mod run;
#[cfg(feature = "csv")]
mod streamed;

pub use find::find_files;
pub use input::{Form, Input, MOST_FINDINGS, Options, Progress};
pub use model::{Campaign, Failure, FailureCause, Submission, SubmittedTable};

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests;
