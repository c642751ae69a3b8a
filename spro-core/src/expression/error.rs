//! What is wrong with a formula.

use crate::value::Words;
use std::fmt;
use std::ops::Range;

/// One thing that is wrong with a formula: where, what, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormulaError {
    /// The bytes of the text that it is about.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Words,
    /// What was expected, with an example where there is one.
    pub expected: Words,
}

impl FormulaError {
    pub(super) fn new(range: &Range<usize>, message: Words, expected: Words) -> Self {
        Self { range: range.clone(), message, expected }
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message.fr, self.expected.fr)
    }
}

impl std::error::Error for FormulaError {}

/// A text in both languages.
pub(super) fn words(fr: impl Into<String>, en: impl Into<String>) -> Words {
    Words { fr: fr.into(), en: en.into() }
}

/// `Vouliez-vous dire « x » ?`, or else `otherwise`.
pub(super) fn did_you_mean(candidate: Option<&str>, otherwise: Words) -> Words {
    match candidate {
        Some(c) => words(format!("Vouliez-vous dire « {c} » ?"), format!("Did you mean \"{c}\"?")),
        None => otherwise,
    }
}
