//! What can be asked of a rulebook and of a campaign: a name, a request and an answer, both as JSON.
//!
//! Each operation is one line that hands a request on to the engine. The Python package gives them names, types and
//! documentation; it holds no rule and no figure.

mod campaign;
mod convention;
mod localize;
mod make;
mod request;
mod rulebook;

pub use campaign::level;
pub use make::{SentBack, make, send_back};

use crate::campaign::Campaign;
use crate::problem::Problem;
use request::Request;
use spro::rulebook::Rulebook;

/// The answer of an operation as JSON text, indented as the command line writes it.
pub fn ask(
    operation: &str,
    request: &str,
    rulebook: &Rulebook,
    campaign: Option<&Campaign>,
) -> Result<String, Problem> {
    let request = Request::read(request)?;
    if let Some(campaign) = campaign {
        return campaign::ask(operation, &request, campaign);
    }
    if let Some(answer) = rulebook::ask(operation, &request, rulebook)? {
        return Ok(answer);
    }
    convention::ask(operation, &request, rulebook)
}

/// An answer as JSON text.
fn json(value: &impl serde::Serialize) -> Result<String, Problem> {
    Ok(serde_json::to_string_pretty(value)?)
}

fn no_operation(name: &str) -> Problem {
    Problem(format!("no operation {name}"))
}
