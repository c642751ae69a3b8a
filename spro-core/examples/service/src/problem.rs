//! What could not be done: a status, a stable code, and a message in both languages.

use axum::http::StatusCode;
use spro::value::Lang;

/// A refusal, as it is told to whoever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// A stable code.
    pub code: &'static str,
    /// After how many seconds to ask again, where waiting helps.
    pub retry_after: Option<u64>,
    fr: String,
    en: String,
}

impl Problem {
    /// A problem.
    pub fn new(status: StatusCode, code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { status, code, retry_after: None, fr: fr.into(), en: en.into() }
    }

    /// What was sent is understood and cannot be taken.
    pub fn unprocessable(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, fr, en)
    }

    /// The fault is on this side; what happened goes to the log, not to the visitor.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        eprintln!("erreur : {what}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Le service n’a pas pu répondre. Rien n’est enregistré : renvoyez plus tard.",
            "The service could not answer. Nothing was kept: send it again later.",
        )
    }

    /// There is nothing at this address.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "Il n’y a rien à cette adresse. Le rapport est à l’adresse /rapport.",
            "There is nothing at this address. The report is at /rapport.",
        )
    }

    /// The same with a time to wait.
    #[must_use]
    pub fn after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// What is wrong and what to do.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            _ => &self.fr,
        }
    }
}
