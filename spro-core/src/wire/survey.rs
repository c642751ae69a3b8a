//! The results of a survey as JSON; null stands where a count is not shown.

use super::validate::network_code;
use crate::evaluation::{Choice, GroupAnswers, SurveyAnswers};
use crate::rulebook::{AnswerKind, Audience, Rulebook, SurveyQuestion};
use crate::value::Lang;
use serde::Serialize;

/// The results of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SurveyRow {
    /// Its code.
    pub survey: String,
    /// Its title.
    pub label: String,
    /// Whom it asked: `agents` or `usagers`.
    pub audience: Audience,
    /// How many persons answered, by network.
    pub persons: Vec<PersonsRow>,
    /// How many persons answered in all.
    pub overall: Option<u64>,
    /// Rows kept out by an error.
    pub rejected: u64,
    /// Its questions; empty where too few persons answered.
    pub questions: Vec<SurveyQuestionRow>,
}

/// How many persons of a network answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonsRow {
    /// Code of the network.
    pub reseau: String,
    /// How many; null where it is not shown.
    pub n: Option<u64>,
}

/// The answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SurveyQuestionRow {
    /// Its code.
    pub question: String,
    /// What was asked.
    pub label: String,
    /// `oui-non`, `echelle`, `choix` or `choix-multiple`.
    pub kind: AnswerKind,
    /// By network, and all together last.
    pub groups: Vec<GroupRow>,
}

/// The answers of a network, or of all together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupRow {
    /// Code of the network; null for all together.
    pub reseau: Option<String>,
    /// How many answered the question.
    pub n: Option<u64>,
    /// How many answered the survey and not this question.
    pub silent: Option<u64>,
    /// Their share.
    pub silent_share: Option<String>,
    /// The median mark of a scale.
    pub median: Option<String>,
    /// The options.
    pub choices: Vec<ChoiceRow>,
}

/// How often an option was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChoiceRow {
    /// Its code: `oui`, `1`, or the option's own.
    pub option: String,
    /// What it says.
    pub label: String,
    /// How many; null where it is not shown.
    pub count: Option<u64>,
    /// Their share of the answers.
    pub share: Option<String>,
    /// Lower bound of the 95 % Wilson interval.
    pub low: Option<String>,
    /// Upper bound.
    pub high: Option<String>,
}

/// The results of a survey as JSON.
pub fn survey_row(answers: &SurveyAnswers, rulebook: &Rulebook, lang: Lang) -> Option<SurveyRow> {
    let survey = rulebook.surveys().get(usize::from(answers.survey))?;
    let persons = answers.persons.iter().filter_map(|(network, shown)| {
        Some(PersonsRow { reseau: network_code(Some(*network), rulebook)?, n: shown.count() })
    });
    let questions = answers.questions.iter().filter_map(|answered| {
        let question = survey.questions.get(usize::from(answered.question))?;
        Some(SurveyQuestionRow {
            question: question.code.clone(),
            label: question.label.get(lang).to_owned(),
            kind: question.kind,
            groups: answered.groups.iter().map(|g| group(g, question, rulebook, lang)).collect(),
        })
    });
    Some(SurveyRow {
        survey: survey.code.clone(),
        label: survey.label.get(lang).to_owned(),
        audience: survey.audience,
        persons: persons.collect(),
        overall: answers.overall.count(),
        rejected: answers.rejected,
        questions: questions.collect(),
    })
}

fn group(group: &GroupAnswers, question: &SurveyQuestion, rulebook: &Rulebook, lang: Lang) -> GroupRow {
    let choices = group.choices.iter().enumerate();
    GroupRow {
        reseau: network_code(group.network, rulebook),
        n: group.answered.count(),
        silent: group.silent.count(),
        silent_share: group.silent_share.map(|s| s.to_string()),
        median: group.median.map(|m| m.to_string()),
        choices: choices.map(|(position, choice)| choice_row(choice, position, question, lang)).collect(),
    }
}

fn choice_row(choice: &Choice, position: usize, question: &SurveyQuestion, lang: Lang) -> ChoiceRow {
    let (option, label) = question.option(position, lang);
    ChoiceRow {
        option,
        label,
        count: choice.count.count(),
        share: choice.share.map(|s| s.to_string()),
        low: choice.interval.map(|i| i.low.to_string()),
        high: choice.interval.map(|i| i.high.to_string()),
    }
}
