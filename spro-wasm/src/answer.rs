//! What an operation answers, and what it says where it could not.

use serde::Serialize;
use std::io::{Result, Write};

/// JSON text, or the bytes of a file.
pub type Answer = std::result::Result<Vec<u8>, Problem>;

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
pub fn json(answer: &impl Serialize) -> Answer {
    let mut text = Text::default();
    match serde_json::to_writer(&mut text, answer) {
        Ok(()) => Ok(text.written()),
        // Writing into memory does not fail.
        Err(_) => Err(Problem::new("engine-stopped", "Réponse illisible. (No answer.)")),
    }
}

/// Bytes that grow as they are written. A vector would do: the standard library that is built for size copies into it
/// byte by byte, which takes a tenth of the time of a form's answer.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    end: usize,
}

impl Text {
    fn written(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.bytes
    }
}

impl Write for Text {
    fn write(&mut self, piece: &[u8]) -> Result<usize> {
        self.write_all(piece)?;
        Ok(piece.len())
    }

    #[inline(never)]
    fn write_all(&mut self, piece: &[u8]) -> Result<()> {
        let end = self.end + piece.len();
        if end > self.bytes.len() {
            self.bytes.resize(end.max(1024) * 2, 0);
        }
        if let Some(room) = self.bytes.get_mut(self.end..end) {
            room.copy_from_slice(piece);
        }
        self.end = end;
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
