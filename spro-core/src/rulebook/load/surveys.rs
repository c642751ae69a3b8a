//! Surveys: whom they ask, their questions, and the tables of their answers.

use super::builder::{Builder, Kind, position};
use super::error::{expected, words};
use super::lists::LIST;
use super::section::{Located, Section};
use super::tables::TABLE;
use super::text::Place;
use crate::expression::is_name;
use crate::rulebook::{AnswerKind, Audience, Basis, Survey, SurveyOption, SurveyQuestion};
use crate::value::Period;

const SURVEY: Kind = Kind("L'enquête", "The survey");

impl<'a> Builder<'a> {
    /// The surveys, and the tables of their answers. An extension may give questions to a survey that exists: the
    /// source names surveys without saying what they ask.
    pub fn add_surveys(&mut self, sections: Vec<Section<'a>>) {
        let mut surveys: Vec<(Survey, Place)> = Vec::new();
        for mut s in sections {
            let code = s.code(&mut self.problems);
            let known =
                code.as_ref().and_then(|c| surveys.iter().position(|(known, _)| known.code == c.value));
            match (code, known.and_then(|at| surveys.get_mut(at))) {
                (Some(code), Some((survey, _))) if self.is_addition(TABLE, &code, &s) => {
                    self.add_to_survey(survey, &code, s);
                }
                (code, _) => surveys.extend(self.new_survey(code, s)),
            }
        }
        // The tables come last: by then every question is known.
        for (mut survey, place) in surveys {
            if !survey.questions.is_empty() {
                survey.table = position(Some(self.tables.len()));
                let first = position(Some(self.lists.len())).unwrap_or(u16::MAX);
                let (table, lists) = survey.answers(first);
                for list in &lists {
                    self.take(LIST, &list.code, &place);
                }
                self.tables.push(table);
                self.lists.extend(lists);
            }
            self.matrix.surveys.push(survey);
        }
        self.matrix.surveys.sort_by(|a, b| a.code.cmp(&b.code));
    }

    fn new_survey(&mut self, code: Option<Located<&'a str>>, mut s: Section<'a>) -> Option<(Survey, Place)> {
        let label = s.words("label", &mut self.problems).unwrap_or_default();
        let audiences = [("agents", Audience::Agents), ("usagers", Audience::Users)];
        let audience = self.choice(&mut s, "audience", &audiences);
        let period: Period = self.period(&mut s);
        let question = s.opt_text("question", &mut self.problems);
        let networks = s.texts("reseaux", &mut self.problems);
        let asked = s.tables("question_posee", &mut self.problems);
        let basis = self.basis(&mut s, None);
        s.finish(&mut self.problems);
        let question = self.question_code(question);
        let networks = networks.iter().filter_map(|n| self.network_code(n)).collect();
        let mut questions = Vec::new();
        self.add_survey_questions(&mut questions, asked, &basis);
        let (code, audience) = (code?, audience?);
        self.checked_name(&code);
        if !self.take(TABLE, code.value, &code.place) {
            return None;
        }
        let (code, place) = (code.value.to_owned(), code.place);
        Some((
            Survey { code, label, audience, period, question, networks, questions, table: None, basis },
            place,
        ))
    }

    /// Questions, and the networks that volunteered, for a survey of a rulebook below.
    fn add_to_survey(&mut self, survey: &mut Survey, code: &Located<&str>, mut s: Section<'a>) {
        let networks = s.texts("reseaux", &mut self.problems);
        let asked = s.tables("question_posee", &mut self.problems);
        let basis = self.basis(&mut s, None);
        let first = self.place_of(TABLE, code.value).cloned();
        self.finish_addition(&s, SURVEY, code, first.as_ref());
        for network in networks.iter().filter_map(|n| self.network_code(n)) {
            if !survey.networks.contains(&network) {
                survey.networks.push(network);
            }
        }
        self.add_survey_questions(&mut survey.questions, asked, &basis);
    }

    fn add_survey_questions(
        &mut self,
        questions: &mut Vec<SurveyQuestion>,
        asked: Vec<Section<'a>>,
        basis: &Basis,
    ) {
        for section in asked {
            let Some((question, place)) = self.survey_question(section, basis) else { continue };
            let codes = question.field_codes();
            if questions.iter().flat_map(SurveyQuestion::field_codes).any(|code| codes.contains(&code)) {
                self.problems.add(
                    &place,
                    words("Deux questions ont ce code.", "Two questions have this code."),
                    expected("un code par question", "one code for each question"),
                );
                continue;
            }
            questions.push(question);
        }
    }

    fn survey_question(&mut self, mut s: Section<'a>, inherited: &Basis) -> Option<(SurveyQuestion, Place)> {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems);
        let kinds = [
            ("oui-non", AnswerKind::YesNo),
            ("echelle", AnswerKind::Scale),
            ("choix", AnswerKind::Single),
            ("choix-multiple", AnswerKind::Multiple),
        ];
        let kind = self.choice(&mut s, "kind", &kinds);
        let choices = s.tables("option", &mut self.problems);
        let basis = self.basis(&mut s, Some(inherited));
        let place = s.place.clone();
        s.finish(&mut self.problems);
        let mut options: Vec<SurveyOption> = Vec::new();
        for mut o in choices {
            let code = o.code(&mut self.problems);
            let label = o.words("label", &mut self.problems);
            o.finish(&mut self.problems);
            let (Some(code), Some(label)) = (code, label) else { continue };
            if !code.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                || options.iter().any(|o| o.code == code.value)
            {
                self.problems.add(
                    &code.place,
                    words("Ce code d'option ne va pas.", "This code of an option does not fit."),
                    expected(
                        "lettres sans accent, chiffres et « _ », chaque code une fois",
                        "letters without accents, digits and \"_\", each code once",
                    ),
                );
                continue;
            }
            options.push(SurveyOption { code: code.value.to_owned(), label });
        }
        let needs_options = matches!(kind, Some(AnswerKind::Single | AnswerKind::Multiple));
        if kind.is_some() && needs_options != (options.len() > 1) {
            self.problems.add(
                &place,
                words(
                    "Seule une question à choix a des options, et au moins deux.",
                    "Only a choice has options, and at least two.",
                ),
                expected("kind = \"choix\" et deux options", "kind = \"choix\" and two options"),
            );
        }
        let code = code?;
        if code.value == crate::rulebook::NETWORK_FIELD || !is_name(code.value) {
            self.checked_name(&code);
            if is_name(code.value) {
                self.problems.add(
                    &code.place,
                    words(
                        "Le code « reseau » est celui du réseau.",
                        "The code \"reseau\" is that of the network.",
                    ),
                    expected("un autre code", "another code"),
                );
            }
            return None;
        }
        Some((
            SurveyQuestion { code: code.value.to_owned(), label: label?, kind: kind?, options, basis },
            place,
        ))
    }
}
