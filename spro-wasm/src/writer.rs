//! What a download asks: the template, empty or with what was typed in it.

use crate::{Answer, Problem, rules};
use spro::wire::{FillRequest, filled_workbook};

/// Runs one of the operations 20 to 29; the answer is the bytes of a workbook.
pub fn run(operation: u32, request: &[u8]) -> Answer {
    if operation != 20 {
        return Err(Problem::bad_request(format_args!("operation {operation}")));
    }
    let request: FillRequest = serde_json::from_slice(request).map_err(Problem::bad_request)?;
    filled_workbook(rules::rulebook()?, &request)
        .map_err(|error| Problem::new(error.code(), error.to_string()))
}
