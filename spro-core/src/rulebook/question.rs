//! The evaluation matrix: the questions, the criteria by which they are judged, and the indicators under them.

use super::{Basis, Rulebook, Survey};
use crate::value::{Period, Words};
use serde::{Deserialize, Serialize};

/// A question that evaluators answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Question {
    /// Its code (`Q1`).
    pub code: String,
    /// Its exact wording.
    pub label: Words,
    /// The criteria by which it is judged, in their order.
    pub criteria: Vec<Criterion>,
    /// Indicators that serve the question without standing under a criterion.
    pub indicators: Vec<IndicatorLink>,
    /// Where it comes from.
    pub basis: Basis,
}

/// What a question is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Criterion {
    /// Its code, question and number (`1-1`).
    pub code: String,
    /// Its name.
    pub label: Words,
    /// What is looked at, in a sentence.
    pub about: Option<Words>,
    /// Whether it is only known that there is one, and not which.
    pub open: bool,
    /// The indicators under it.
    pub indicators: Vec<IndicatorLink>,
    /// Where it comes from.
    pub basis: Basis,
}

/// An indicator placed under a question or a criterion. One indicator can stand in several places; each placing says
/// for itself how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorLink {
    /// Position of the indicator in [`Rulebook::indicators`].
    pub indicator: u16,
    /// How the placing is known.
    pub basis: Basis,
}

/// Who collects which indicators, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Collection {
    /// Positions of the indicators in [`Rulebook::indicators`]; empty for all of them.
    pub indicators: Vec<u16>,
    /// Who collects: a code such as `coordonnateur`.
    pub collector: String,
    /// The days of collection.
    pub period: Period,
    /// Where it comes from.
    pub basis: Basis,
}

/// What the evaluation stands on, beside the indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Matrix {
    /// The questions, in their order.
    pub questions: Vec<Question>,
    /// Who collects what, and when.
    pub collections: Vec<Collection>,
    /// The surveys, by code.
    pub surveys: Vec<Survey>,
}

impl Rulebook {
    /// The questions of the evaluation, in their order.
    pub fn questions(&self) -> &[Question] {
        &self.matrix.questions
    }
    /// A question, by code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().iter().find(|q| q.code == code)
    }
    /// Who collects which indicators, and when.
    pub fn collections(&self) -> &[Collection] {
        &self.matrix.collections
    }
    /// The surveys.
    pub fn surveys(&self) -> &[Survey] {
        &self.matrix.surveys
    }
    /// A survey, by code.
    pub fn survey(&self, code: &str) -> Option<&Survey> {
        self.surveys().iter().find(|s| s.code == code)
    }
}
