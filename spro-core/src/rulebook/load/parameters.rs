//! Dated parameters.

use super::builder::{Builder, Kind, position};
use super::error::{expected, known, words};
use super::lists::{ENTRY, LIST};
use super::section::{Located, Section, date, decimal, texts};
use super::text::Place;
use super::units;
use crate::rulebook::{DatedValue, Parameter, ParameterType, ParameterValue};
use crate::value::Unit;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

pub(super) const PARAMETER: Kind = Kind("Le paramètre", "The parameter");

impl<'a> Builder<'a> {
    pub fn add_parameters(&mut self, sections: Vec<Section<'a>>) {
        let mut places: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        for mut s in sections {
            let Some(code) = s.code(&mut self.problems) else { continue };
            if self.is_addition(PARAMETER, &code, &s) {
                self.add_values(s, &code, &mut places);
                continue;
            }
            let label = s.words("label", &mut self.problems).unwrap_or_default();
            let kind = self.parameter_type(&mut s);
            let list = self.parameter_list(&mut s, kind);
            let unit = self.parameter_unit(&mut s, kind);
            let basis = self.basis(&mut s, None);
            let values = self.values(&mut s, kind, list);
            s.finish(&mut self.problems);
            self.checked_name(&code);
            if !self.take(PARAMETER, code.value, &code.place) {
                continue;
            }
            let (values, at): (Vec<_>, Vec<_>) = values.into_iter().unzip();
            places.insert(self.parameters.len(), at);
            let (code, unit) = (code.value.to_owned(), unit.unwrap_or_default());
            self.parameters.push(Parameter { code, label, kind, unit, list, values, basis });
        }
        for (at, places) in places {
            self.sort_values(at, &places);
        }
    }

    /// A later rulebook gives values for other days, or its own values instead (`replaces = true`).
    fn add_values(
        &mut self,
        mut s: Section<'a>,
        code: &Located<&str>,
        places: &mut BTreeMap<usize, Vec<Place>>,
    ) {
        let Some(at) = self.parameters.iter().position(|p| p.code == code.value) else { return };
        let Some((kind, list)) = self.parameters.get(at).map(|p| (p.kind, p.list)) else { return };
        let replaces = s.opt_bool("replaces", &mut self.problems) == Some(true);
        let values = self.values(&mut s, kind, list);
        let basis = self.basis(&mut s, None);
        let first = self.place_of(PARAMETER, code.value).cloned();
        self.finish_addition(&s, PARAMETER, code, first.as_ref());
        let Some(parameter) = self.parameters.get_mut(at) else { return };
        let places = places.entry(at).or_default();
        if replaces {
            parameter.values.clear();
            places.clear();
            parameter.basis = basis;
        }
        for (value, place) in values {
            parameter.values.push(value);
            places.push(place);
        }
    }

    fn parameter_type(&mut self, s: &mut Section<'a>) -> ParameterType {
        let Some(kind) = s.opt_text("type", &mut self.problems) else { return ParameterType::Number };
        match kind.value {
            "number" => ParameterType::Number,
            "date" => ParameterType::Date,
            "bool" => ParameterType::Bool,
            "text" => ParameterType::Text,
            "codes" => ParameterType::Codes,
            other => {
                self.problems.add(
                    &kind.place,
                    words(
                        format!("Le type « {other} » n'existe pas."),
                        format!("There is no type \"{other}\"."),
                    ),
                    known(other, ["number", "date", "bool", "text", "codes"].into_iter()),
                );
                ParameterType::Number
            }
        }
    }

    fn parameter_list(&mut self, s: &mut Section<'a>, kind: ParameterType) -> Option<u16> {
        if kind != ParameterType::Codes {
            return None;
        }
        let list = s.text("list", &mut self.problems)?;
        self.list_position(&list)
    }

    /// The position of a list by its code.
    pub fn list_position(&mut self, list: &Located<&str>) -> Option<u16> {
        let found = position(self.lists.iter().position(|l| l.code == list.value));
        if found.is_none() {
            let codes: Vec<String> = self.lists.iter().map(|l| l.code.clone()).collect();
            self.unknown(LIST, list, codes.iter().map(String::as_str));
        }
        found
    }

    fn parameter_unit(&mut self, s: &mut Section<'a>, kind: ParameterType) -> Option<Unit> {
        if kind != ParameterType::Number {
            return None;
        }
        self.unit(s)
    }

    /// The unit under the key `unit`.
    pub fn unit(&mut self, s: &mut Section<'a>) -> Option<Unit> {
        let text = s.text("unit", &mut self.problems)?;
        let found = units::unit(text.value);
        if found.is_none() {
            self.problems.add(
                &text.place,
                words(
                    format!("L'unité « {} » n'existe pas.", text.value),
                    format!("There is no unit \"{}\".", text.value),
                ),
                known(text.value, units::NAMES.into_iter()),
            );
        }
        found
    }

    fn values(
        &mut self,
        s: &mut Section<'a>,
        kind: ParameterType,
        list: Option<u16>,
    ) -> Vec<(DatedValue, Place)> {
        if !s.has("values") {
            let _ = s.any("values", &mut self.problems);
            return Vec::new();
        }
        let mut all = Vec::new();
        for mut v in s.tables("values", &mut self.problems) {
            let from = v.date("from", &mut self.problems);
            let to = v.opt_date("to", &mut self.problems);
            let value = v.any("value", &mut self.problems);
            let place = v.place.clone();
            v.finish(&mut self.problems);
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                self.problems.add(
                    &place,
                    words("La fin vient avant le début.", "The end comes before the start."),
                    expected("from ≤ to", "from ≤ to"),
                );
                continue;
            }
            let value = value.and_then(|value| self.parameter_value(&value, kind, list));
            if let (Some(from), Some(value)) = (from, value) {
                all.push((DatedValue { from, to, value }, place));
            }
        }
        all
    }

    fn parameter_value(
        &mut self,
        value: &Located<&'a Spanned<DeValue<'a>>>,
        kind: ParameterType,
        list: Option<u16>,
    ) -> Option<ParameterValue> {
        let place = &value.place;
        match kind {
            ParameterType::Number => {
                Some(ParameterValue::Number(decimal(value.value, place, &mut self.problems)?))
            }
            ParameterType::Date => Some(ParameterValue::Date(date(value.value, place, &mut self.problems)?)),
            ParameterType::Bool => {
                let found = value.value.get_ref().as_bool();
                if found.is_none() {
                    self.problems.add(
                        place,
                        words("Il faut ici oui ou non.", "Yes or no is needed here."),
                        expected("true ou false, sans guillemets", "true or false, without quotes"),
                    );
                }
                Some(ParameterValue::Bool(found?))
            }
            ParameterType::Text => {
                let found = value.value.get_ref().as_str();
                if found.is_none() {
                    self.problems.add(
                        place,
                        words("Il faut ici un texte.", "A text is needed here."),
                        expected("value = \"…\"", "value = \"…\""),
                    );
                }
                Some(ParameterValue::Text(found?.to_owned()))
            }
            ParameterType::Codes => {
                let codes = texts(value.value, place, &mut self.problems);
                let list = list?;
                let mut all = Vec::with_capacity(codes.len());
                for code in &codes {
                    all.extend(self.entry_position(list, code));
                }
                Some(ParameterValue::Codes(all))
            }
        }
    }

    /// The position of an entry of a list by its code.
    pub fn entry_position(&mut self, list: u16, code: &Located<&str>) -> Option<u32> {
        let entries = self.lists.get(usize::from(list)).map_or(&[][..], |l| &l.entries);
        let found = entries.iter().position(|e| e.code == code.value);
        if found.is_none() {
            let codes: Vec<String> = entries.iter().map(|e| e.code.clone()).collect();
            self.unknown(ENTRY, code, codes.iter().map(String::as_str));
        }
        found.and_then(|i| u32::try_from(i).ok())
    }

    fn sort_values(&mut self, at: usize, places: &[Place]) {
        let Some(parameter) = self.parameters.get_mut(at) else { return };
        let mut all: Vec<(DatedValue, Place)> =
            std::mem::take(&mut parameter.values).into_iter().zip(places.iter().cloned()).collect();
        all.sort_by_key(|(value, _)| value.from);
        for pair in all.windows(2) {
            if let [(a, first), (b, second)] = pair
                && a.to.is_none_or(|to| b.from <= to)
            {
                // The one that is written later is the one that is wrong.
                let (place, other) = if first < second { (second, first) } else { (first, second) };
                self.problems.conflict(
                    place,
                    other,
                    words("Deux valeurs tiennent le même jour.", "Two values hold on the same day."),
                    expected(
                        "des périodes qui ne se recouvrent pas ; « to » est le dernier jour",
                        "periods that do not overlap; \"to\" is the last day",
                    ),
                );
            }
        }
        if let Some(parameter) = self.parameters.get_mut(at) {
            parameter.values = all.into_iter().map(|(value, _)| value).collect();
        }
    }
}
