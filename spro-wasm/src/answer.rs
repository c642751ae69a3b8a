//! What an operation answers, and what it says where it could not.

use serde::Serialize;

/// JSON text, or the bytes of a file.
pub type Answer = Result<Vec<u8>, Problem>;

/// What could not be done; the package makes a `SproError` of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A stable code.
    pub code: &'static str,
    /// What is wrong and what was expected, for the reader.
    pub message: String,
}

impl Problem {
    /// A problem with a message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A request that is not in the form of its operation.
    pub fn bad_request(detail: impl std::fmt::Display) -> Self {
        Self::new("bad-request", format!("Demande mal formée : {detail}. (Bad request.)"))
    }
}

/// An answer as JSON.
#[allow(dead_code, reason = "the writer answers bytes")]
pub fn json(answer: &impl Serialize) -> Answer {
    serde_json::to_vec(answer).map_err(|error| Problem::new("engine-stopped", error.to_string()))
}
