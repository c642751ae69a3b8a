//! Surveys of agents and of users: closed questions, asked in volunteer territories. The answers are a table like any
//! other, made from the questions.

use super::{Basis, CodeList, Field, FieldType, ListEntry, Requirement, Table};
use crate::value::{Decimal, Lang, Period, Words, print};
use serde::{Deserialize, Serialize};

/// Whom a survey asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Audience {
    /// Agents of the member structures.
    Agents,
    /// People who use the service.
    #[serde(rename = "usagers")]
    Users,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AnswerKind {
    /// Yes or no.
    #[serde(rename = "oui-non")]
    YesNo,
    /// A mark from 1 to 5.
    #[serde(rename = "echelle")]
    Scale,
    /// One of the options.
    #[serde(rename = "choix")]
    Single,
    /// Any number of the options.
    #[serde(rename = "choix-multiple")]
    Multiple,
}

/// One answer that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SurveyOption {
    /// Its code.
    pub code: String,
    /// What it says.
    pub label: Words,
}

/// A closed question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SurveyQuestion {
    /// Its code.
    pub code: String,
    /// What is asked.
    pub label: Words,
    /// How it is answered.
    pub kind: AnswerKind,
    /// The options of a choice; empty for the other kinds.
    pub options: Vec<SurveyOption>,
    /// Where it comes from; the survey's where nothing else is said.
    pub basis: Basis,
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Survey {
    /// Its code.
    pub code: String,
    /// Its title.
    pub label: Words,
    /// Whom it asks.
    pub audience: Audience,
    /// The days on which it is asked.
    pub period: Period,
    /// Code of the evaluation question that it serves.
    pub question: Option<String>,
    /// Codes of the networks that volunteered; empty where that is not known.
    pub networks: Vec<String>,
    /// Its questions; empty where the source names the survey and not what it asks.
    pub questions: Vec<SurveyQuestion>,
    /// Position of the table of its answers in [`super::Rulebook::tables`]; none without questions.
    pub table: Option<u16>,
    /// Where it comes from.
    pub basis: Basis,
}

/// Code of the field that says which network an answer comes from.
pub const NETWORK_FIELD: &str = "reseau";

impl SurveyQuestion {
    /// Codes of the fields that hold its answers: its own, or one an option for a multiple choice.
    pub fn field_codes(&self) -> Vec<String> {
        match self.kind {
            AnswerKind::Multiple => {
                self.options.iter().map(|o| format!("{}_{}", self.code, o.code)).collect()
            }
            AnswerKind::YesNo | AnswerKind::Scale | AnswerKind::Single => vec![self.code.clone()],
        }
    }
}

impl SurveyQuestion {
    /// How many options it has.
    pub fn option_count(&self) -> usize {
        match self.kind {
            AnswerKind::YesNo => 2,
            AnswerKind::Scale => 5,
            AnswerKind::Single | AnswerKind::Multiple => self.options.len(),
        }
    }

    /// Code and label of the option at a position: yes before no, and marks from 1 on.
    pub fn option(&self, position: usize, lang: Lang) -> (String, String) {
        match self.kind {
            AnswerKind::YesNo => {
                let yes = position == 0;
                (print::boolean(yes, Lang::Fr).to_owned(), print::boolean(yes, lang).to_owned())
            }
            AnswerKind::Scale => ((position + 1).to_string(), (position + 1).to_string()),
            AnswerKind::Single | AnswerKind::Multiple => self
                .options
                .get(position)
                .map(|option| (option.code.clone(), option.label.get(lang).to_owned()))
                .unwrap_or_default(),
        }
    }
}

impl Survey {
    /// The table of its answers, one row a person, and the lists that its single choices take their codes from.
    /// `first_list` is the position that the first of those lists will have; the networks are list 0.
    ///
    /// A multiple choice has one yes-or-no field an option; everything but the network may stay blank.
    pub fn answers(&self, first_list: u16) -> (Table, Vec<CodeList>) {
        let mut lists = Vec::new();
        let mut fields = vec![self.network_field()];
        for question in &self.questions {
            match question.kind {
                AnswerKind::YesNo => fields.push(field(question, FieldType::Bool, "oui")),
                AnswerKind::Scale => fields.push(Field {
                    min: Some(Decimal::from(1)),
                    max: Some(Decimal::from(5)),
                    ..field(question, FieldType::Count, "4")
                }),
                AnswerKind::Single => {
                    let position = first_list.saturating_add(u16::try_from(lists.len()).unwrap_or(u16::MAX));
                    let example = question.options.first().map_or("", |o| o.label.fr.as_str());
                    fields.push(Field { list: Some(position), ..field(question, FieldType::Code, example) });
                    lists.push(self.choices(question));
                }
                AnswerKind::Multiple => {
                    for (option, code) in question.options.iter().zip(question.field_codes()) {
                        let label = Words {
                            fr: format!("{} : {}", question.label.fr, option.label.fr),
                            en: format!("{}: {}", question.label.en, option.label.en),
                        };
                        fields.push(Field { code, label, ..field(question, FieldType::Bool, "oui") });
                    }
                }
            }
        }
        let table = Table {
            code: self.code.clone(),
            label: self.label.clone(),
            hint: None,
            names: Vec::new(),
            years: None,
            fields,
            key: Vec::new(),
            day: None,
            rules: Vec::new(),
            basis: self.basis.clone(),
        };
        (table, lists)
    }

    fn network_field(&self) -> Field {
        Field {
            code: NETWORK_FIELD.to_owned(),
            label: Words { fr: "Réseau local".to_owned(), en: "Local network".to_owned() },
            hint: None,
            example: self.networks.first().cloned().unwrap_or_default(),
            kind: FieldType::Code,
            list: Some(0),
            required: Requirement::Required,
            min: None,
            max: None,
            max_length: None,
            personal: false,
            headers: Vec::new(),
            computed: None,
            basis: self.basis.clone(),
        }
    }

    fn choices(&self, question: &SurveyQuestion) -> CodeList {
        CodeList {
            code: format!("{}_{}", self.code, question.code),
            label: question.label.clone(),
            entries: question
                .options
                .iter()
                .map(|option| ListEntry {
                    code: option.code.clone(),
                    label: option.label.clone(),
                    synonyms: Vec::new(),
                    basis: question.basis.clone(),
                })
                .collect(),
            basis: question.basis.clone(),
        }
    }
}

fn field(question: &SurveyQuestion, kind: FieldType, example: &str) -> Field {
    Field {
        code: question.code.clone(),
        label: question.label.clone(),
        hint: None,
        example: example.to_owned(),
        kind,
        list: None,
        required: Requirement::Optional,
        min: None,
        max: None,
        max_length: None,
        personal: false,
        headers: Vec::new(),
        computed: None,
        basis: question.basis.clone(),
    }
}
