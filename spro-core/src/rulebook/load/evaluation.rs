//! The evaluation matrix: questions, criteria, what indicators they rest on, who collects.

use super::builder::{Builder, Kind, position};
use super::error::{expected, words};
use super::indicators::INDICATOR;
use super::section::{Located, Section};
use crate::rulebook::{Collection, Criterion, IndicatorLink, Question};

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
}
