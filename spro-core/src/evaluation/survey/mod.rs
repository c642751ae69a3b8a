//! Surveys: answers are counted by network, and shown with shares, intervals and medians as far as no small group
//! can be recognised.

mod answers;
mod tally;

pub use answers::{Choice, GroupAnswers, QuestionAnswers, Shown, SurveyAnswers};
pub use tally::Tally;

#[cfg(test)]
mod tests;
