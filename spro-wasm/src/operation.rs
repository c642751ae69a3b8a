//! The operations by number, as the package's `engine.js` names them.

use crate::{Answer, Problem, rules};

/// Runs an operation on a request.
pub fn run(operation: u32, request: &[u8]) -> Answer {
    match operation {
        0 if request.is_empty() => Ok(format!("\"{}\"", spro::VERSION).into_bytes()),
        1 => rules::take(request),
        #[cfg(feature = "forms")]
        2..=9 => crate::forms::run(operation, request),
        #[cfg(feature = "reader")]
        10..=19 => crate::reader::run(operation, request),
        #[cfg(feature = "writer")]
        20..=29 => crate::writer::run(operation, request),
        #[cfg(feature = "figures")]
        30..=39 => crate::figures::run(operation, request),
        other => Err(Problem::bad_request(format_args!("operation {other}"))),
    }
}
