//! Indicators and thresholds.

use super::builder::{Builder, Kind, position};
use super::error::{expected, known, words};
use super::fields::compile_in;
use super::lists::NETWORK;
use super::section::Section;
use super::text::Place;
use crate::expression::{Expected, Scope};
use crate::rulebook::{Comparison, FieldType, Indicator, Threshold, natural};

pub(super) const INDICATOR: Kind = Kind("L'indicateur", "The indicator");

impl<'a> Builder<'a> {
    pub fn add_indicators(&mut self, sections: Vec<Section<'a>>) {
        for s in sections {
            self.add_indicator(s);
        }
        self.indicators.sort_by(|a, b| natural(&a.code, &b.code));
    }

    fn add_indicator(&mut self, mut s: Section<'a>) {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems).unwrap_or_default();
        let table = s.text("table", &mut self.problems);
        let value = s.text("value", &mut self.problems);
        let filter = s.opt_text("filter", &mut self.problems);
        let per = s.texts("per", &mut self.problems);
        let unit = self.unit(&mut s);
        let basis = self.basis(&mut s, None);
        s.finish(&mut self.problems);
        let place = table.as_ref().map(|table| table.place.clone());
        let table = table.and_then(|table| self.table_position(&table));
        if let (Some(at), Some(place)) = (table, &place)
            && self.matrix.surveys.iter().any(|survey| survey.table == Some(at))
        {
            self.refuse_answers(place);
            return;
        }
        let (Some(at), Some(value), Some(unit)) = (table, value, unit) else { return };
        let Some(found) = self.tables.get(usize::from(at)).cloned() else { return };
        let scope = || Scope::row(&found.fields, &self.lists, &self.parameters).dated(found.day);
        let formula =
            compile_in(&mut self.problems, &value, &scope().group().expect(Expected::Unit(unit.clone())));
        let filter = filter
            .map(|filter| compile_in(&mut self.problems, &filter, &scope().expect(Expected::Condition)));
        let positions = self.field_positions(&found, &per);
        for (code, at) in per.iter().zip(&positions) {
            let kind = found.fields.get(usize::from(*at)).map(|f| f.kind);
            if !matches!(kind, Some(FieldType::Code | FieldType::Year)) {
                self.problems.add(
                    &code.place,
                    words("On ne peut pas grouper par ce champ.", "One cannot group by this field."),
                    expected("un champ de type code ou year", "a field of the type code or year"),
                );
            }
        }
        let Some(code) = code else { return };
        if !self.take(INDICATOR, code.value, &code.place) {
            return;
        }
        let (Some(value), Some(filter)) = (formula, filter.map_or(Some(None), |f| f.map(Some))) else {
            return;
        };
        let code = code.value.to_owned();
        self.indicators.push(Indicator {
            code,
            label,
            table: at,
            value,
            filter,
            per: positions,
            unit,
            basis,
        });
    }

    /// Figures of answers would tell those of few persons: only the survey's own results hide small groups.
    fn refuse_answers(&mut self, table: &Place) {
        self.problems.add(
            table,
            words(
                "Cette table tient les réponses d'une enquête : un indicateur ferait connaître celles de quelques personnes.",
                "This table holds the answers to a survey: an indicator would tell those of a few persons.",
            ),
            words(
                "Retirer cet indicateur : « spro survey » et le rapport comptent les réponses et masquent les petits \
                 groupes. Ce qui reste à mesurer devient une question : [[survey.question_posee]].",
                "Take this indicator out: `spro survey` and the report count the answers and hide small groups. What \
                 is still to be measured becomes a question: [[survey.question_posee]].",
            ),
        );
    }

    pub fn thresholds(&mut self, sections: Vec<Section<'a>>) -> Vec<Threshold> {
        let mut all: Vec<Threshold> = Vec::new();
        for mut s in sections {
            let indicator = s.text("indicator", &mut self.problems);
            let network = s.opt_text("reseau", &mut self.problems);
            let year = s.opt_integer("annee", &mut self.problems);
            let comparison = self.comparison(&mut s);
            if !s.has("value") {
                let _ = s.any("value", &mut self.problems);
            }
            let value = s.opt_decimal("value", &mut self.problems);
            let author = s.text("author", &mut self.problems).map(|a| a.value.to_owned());
            let date = s.date("date", &mut self.problems);
            let basis = self.basis(&mut s, None);
            let place = s.place.clone();
            s.finish(&mut self.problems);
            let indicator = indicator.and_then(|code| self.indicator_position(&code));
            let network = network.map(|code| {
                let found = position(self.networks.iter().position(|n| n.code == code.value));
                if found.is_none() {
                    let codes: Vec<String> = self.networks.iter().map(|n| n.code.clone()).collect();
                    self.unknown(NETWORK, &code, codes.iter().map(String::as_str));
                }
                found
            });
            let (Some(indicator), Some(comparison), Some(value)) = (indicator, comparison, value) else {
                continue;
            };
            let (Some(author), Some(date), Some(network)) =
                (author, date, network.map_or(Some(None), |n| n.map(Some)))
            else {
                continue;
            };
            let year = year.and_then(|y| i32::try_from(y).ok());
            let same = |t: &Threshold| (t.indicator, t.network, t.year) == (indicator, network, year);
            if all.iter().any(same) {
                self.problems.add(
                    &place,
                    words("Ce seuil est déjà fixé.", "This threshold is set already."),
                    expected(
                        "un seuil par indicateur, réseau et année",
                        "one threshold for each indicator, network and year",
                    ),
                );
                continue;
            }
            let value = value.value;
            all.push(Threshold { indicator, network, year, comparison, value, author, date, basis });
        }
        all
    }

    fn comparison(&mut self, s: &mut Section<'a>) -> Option<Comparison> {
        let text = s.text("compare", &mut self.problems)?;
        let all = [Comparison::AtLeast, Comparison::Above, Comparison::AtMost, Comparison::Below];
        let found = all.into_iter().find(|c| c.symbol() == text.value);
        if found.is_none() {
            self.problems.add(
                &text.place,
                words("Cette comparaison n'existe pas.", "There is no such comparison."),
                known("", all.iter().map(|c| c.symbol())),
            );
        }
        found
    }
}
