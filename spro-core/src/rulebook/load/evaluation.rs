//! The evaluation matrix: questions, criteria, what indicators they rest on, who collects, surveys.

use super::builder::{Builder, Kind, position};
use super::error::{expected, words};
use super::indicators::INDICATOR;
use super::lists::LIST;
use super::section::{Located, Section};
use super::tables::TABLE;
use crate::expression::is_name;
use crate::rulebook::{
    AnswerKind, Audience, Collection, Criterion, IndicatorLink, Question, Survey, SurveyOption,
    SurveyQuestion,
};
use crate::value::Period;

const QUESTION: Kind = Kind("La question", "The question");
const CRITERION: Kind = Kind("Le critère", "The criterion");

impl<'a> Builder<'a> {
    pub fn add_questions(&mut self, questions: Vec<Section<'a>>, criteria: Vec<Section<'a>>) {
        for mut s in questions {
            let code = s.code(&mut self.problems);
            let label = s.words("label", &mut self.problems).unwrap_or_default();
            let basis = self.basis(&mut s, None);
            s.finish(&mut self.problems);
            if let Some(code) = code
                && self.take(QUESTION, code.value, &code.place)
            {
                let (code, criteria, indicators) = (code.value.to_owned(), Vec::new(), Vec::new());
                self.matrix.questions.push(Question { code, label, criteria, indicators, basis });
            }
        }
        for mut s in criteria {
            let code = s.code(&mut self.problems);
            let label = s.words("label", &mut self.problems).unwrap_or_default();
            let about = s.opt_words("about", &mut self.problems);
            let open = s.opt_bool("open", &mut self.problems).unwrap_or(false);
            let question = s.text("question", &mut self.problems);
            let basis = self.basis(&mut s, None);
            s.finish(&mut self.problems);
            let at = question.and_then(|q| self.question_position(&q));
            let Some(code) = code else { continue };
            if !self.take(CRITERION, code.value, &code.place) {
                continue;
            }
            if let Some(question) = at.and_then(|at| self.matrix.questions.get_mut(at)) {
                let (code, indicators) = (code.value.to_owned(), Vec::new());
                question.criteria.push(Criterion { code, label, about, open, indicators, basis });
            }
        }
    }

    fn question_position(&mut self, code: &Located<&str>) -> Option<usize> {
        let found = self.matrix.questions.iter().position(|q| q.code == code.value);
        if found.is_none() {
            let codes: Vec<String> = self.matrix.questions.iter().map(|q| q.code.clone()).collect();
            self.unknown(QUESTION, code, codes.iter().map(String::as_str));
        }
        found
    }

    /// The code of a question that a record serves.
    pub fn question_code(&mut self, code: Option<Located<&str>>) -> Option<String> {
        let code = code?;
        self.question_position(&code).map(|_| code.value.to_owned())
    }

    /// The placings of indicators under criteria, or under questions.
    pub fn add_links(&mut self, sections: Vec<Section<'a>>) {
        for mut s in sections {
            let indicators = s.texts("indicators", &mut self.problems);
            let criterion = s.opt_text("criterion", &mut self.problems);
            let question = s.opt_text("question", &mut self.problems);
            let basis = self.basis(&mut s, None);
            if indicators.is_empty() || criterion.is_some() == question.is_some() {
                self.problems.add(
                    &s.place,
                    words(
                        "Il faut ici des indicateurs, et un critère ou une question.",
                        "This needs indicators, and a criterion or a question.",
                    ),
                    expected(
                        "indicators = [\"1\"] et criterion = \"1-1\", ou question = \"Q2\"",
                        "indicators = [\"1\"] and criterion = \"1-1\", or question = \"Q2\"",
                    ),
                );
            }
            s.finish(&mut self.problems);
            let codes: Vec<String> =
                self.matrix.questions.iter().flat_map(|q| &q.criteria).map(|c| c.code.clone()).collect();
            if let Some(criterion) = &criterion
                && !codes.iter().any(|c| c == criterion.value)
            {
                self.unknown(CRITERION, criterion, codes.iter().map(String::as_str));
                continue;
            }
            let question = match &question {
                Some(question) => match self.question_position(question) {
                    Some(at) => Some(at),
                    None => continue,
                },
                None => None,
            };
            for indicator in &indicators {
                let Some(at) = self.indicator_position(indicator) else { continue };
                let link = IndicatorLink { indicator: at, basis: basis.clone() };
                let under = match (&criterion, question) {
                    (Some(criterion), _) => {
                        let all = self.matrix.questions.iter_mut().flat_map(|q| &mut q.criteria);
                        all.filter(|c| c.code == criterion.value).map(|c| &mut c.indicators).next()
                    }
                    (None, Some(at)) => self.matrix.questions.get_mut(at).map(|q| &mut q.indicators),
                    (None, None) => None,
                };
                let Some(under) = under else { continue };
                if under.iter().any(|l| l.indicator == at) {
                    self.problems.add(
                        &indicator.place,
                        words("Cet indicateur est déjà placé ici.", "This indicator is placed here already."),
                        expected(
                            "chaque indicateur une fois par critère",
                            "each indicator once for a criterion",
                        ),
                    );
                    continue;
                }
                under.push(link);
            }
        }
    }

    /// The position of an indicator by its code; nothing is said where the indicator itself is wrong.
    pub fn indicator_position(&mut self, code: &Located<&str>) -> Option<u16> {
        let found = position(self.indicators.iter().position(|i| i.code == code.value));
        if found.is_none() && self.place_of(INDICATOR, code.value).is_none() {
            let codes: Vec<String> = self.indicators.iter().map(|i| i.code.clone()).collect();
            self.unknown(INDICATOR, code, codes.iter().map(String::as_str));
        }
        found
    }

    pub fn add_collections(&mut self, sections: Vec<Section<'a>>) {
        for mut s in sections {
            let indicators = s.texts("indicators", &mut self.problems);
            let collector = s.text("collector", &mut self.problems);
            let period = self.period(&mut s);
            let basis = self.basis(&mut s, None);
            s.finish(&mut self.problems);
            let indicators = indicators.iter().filter_map(|i| self.indicator_position(i)).collect();
            if let Some(collector) = collector {
                let collector = collector.value.to_owned();
                self.matrix.collections.push(Collection { indicators, collector, period, basis });
            }
        }
    }

    /// The surveys, and the tables of their answers.
    pub fn add_surveys(&mut self, sections: Vec<Section<'a>>) {
        for s in sections {
            self.add_survey(s);
        }
        self.matrix.surveys.sort_by(|a, b| a.code.cmp(&b.code));
    }

    fn add_survey(&mut self, mut s: Section<'a>) {
        let code = s.code(&mut self.problems);
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
        let mut questions: Vec<SurveyQuestion> = Vec::new();
        for q in asked {
            let Some(asked) = self.survey_question(q, &basis) else { continue };
            if let Some((_, place)) = questions
                .iter()
                .flat_map(SurveyQuestion::field_codes)
                .find(|c| asked.0.field_codes().contains(c))
                .map(|c| (c, asked.1.clone()))
            {
                self.problems.add(
                    &place,
                    words("Deux questions ont ce code.", "Two questions have this code."),
                    expected("un code par question", "one code for each question"),
                );
                continue;
            }
            questions.push(asked.0);
        }
        let (Some(code), Some(audience)) = (code, audience) else { return };
        self.checked_name(&code);
        if !self.take(TABLE, code.value, &code.place) {
            return;
        }
        let (code, place) = (code.value.to_owned(), code.place);
        let mut survey =
            Survey { code, label, audience, period, question, networks, questions, table: None, basis };
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

    fn survey_question(
        &mut self,
        mut s: Section<'a>,
        inherited: &crate::rulebook::Basis,
    ) -> Option<(SurveyQuestion, super::text::Place)> {
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
