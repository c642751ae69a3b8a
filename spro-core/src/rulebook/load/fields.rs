//! The columns of a table.

use super::builder::Builder;
use super::error::{expected, known, words};
use super::section::{Located, Section};
use super::tables::{FIELD, plain_field};
use crate::expression::{Expected, Formula, Scope};
use crate::rulebook::{Basis, Field, FieldType, Requirement, Table};
use crate::value::Decimal;

const TYPES: [(&str, FieldType); 10] = [
    ("year", FieldType::Year),
    ("date", FieldType::Date),
    ("count", FieldType::Count),
    ("decimal", FieldType::Decimal),
    ("money", FieldType::Money),
    ("fte", FieldType::Fte),
    ("ratio", FieldType::Ratio),
    ("bool", FieldType::Bool),
    ("text", FieldType::Text),
    ("code", FieldType::Code),
];

impl<'a> Builder<'a> {
    pub fn add_field(
        &mut self,
        table: &mut Table,
        mut s: Section<'a>,
        inherited: Option<&Basis>,
        computed: &mut Vec<(usize, Located<&'a str>)>,
    ) {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems).unwrap_or_default();
        let hint = s.opt_words("hint", &mut self.problems);
        let example = s.text("example", &mut self.problems).map(|e| e.value.to_owned()).unwrap_or_default();
        let kind = self.field_type(&mut s);
        let list = if kind == FieldType::Code {
            s.text("list", &mut self.problems).and_then(|list| self.list_position(&list))
        } else {
            None
        };
        let required = self.requirement(&mut s);
        let min = self.bound(&mut s, "min", kind);
        let max = self.bound(&mut s, "max", kind);
        let max_length = self.max_length(&mut s, kind);
        let personal = s.opt_bool("personal", &mut self.problems) == Some(true);
        let headers = s.strings("headers", &mut self.problems);
        let formula = s.opt_text("computed", &mut self.problems);
        let basis = self.basis(&mut s, inherited);
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            self.problems.add(
                &s.place_of("max"),
                words("La borne haute est sous la borne basse.", "The upper bound is below the lower one."),
                expected("min ≤ max", "min ≤ max"),
            );
        }
        s.finish(&mut self.problems);
        let Some(code) = code else { return };
        self.checked_name(&code);
        if table.field_index(code.value).is_some() {
            let first = self.place_of_part(FIELD, &table.code, code.value);
            self.conflict(
                &code.place,
                first.as_ref(),
                words(
                    format!("Le champ « {} » est déjà dans ce tableau.", code.value),
                    format!("The field \"{}\" is already in this table.", code.value),
                ),
                expected("un code par champ", "one code for each field"),
            );
            return;
        }
        self.note_part(FIELD, &table.code, &code);
        if let Some(formula) = formula {
            computed.push((table.fields.len(), formula));
        }
        // A count is never negative, whether or not the rulebook says so.
        let min = min.or((kind == FieldType::Count).then_some(Decimal::ZERO));
        let plain = plain_field(code.value, kind, basis);
        table.fields.push(Field {
            label,
            hint,
            example,
            list,
            required,
            min,
            max,
            max_length,
            personal,
            headers,
            ..plain
        });
    }

    fn field_type(&mut self, s: &mut Section<'a>) -> FieldType {
        let Some(kind) = s.text("type", &mut self.problems) else { return FieldType::Text };
        if let Some((_, found)) = TYPES.iter().find(|(name, _)| *name == kind.value) {
            return *found;
        }
        self.problems.add(
            &kind.place,
            words(
                format!("Le type « {} » n'existe pas.", kind.value),
                format!("There is no type \"{}\".", kind.value),
            ),
            known(kind.value, TYPES.iter().map(|(name, _)| *name)),
        );
        FieldType::Text
    }

    fn requirement(&mut self, s: &mut Section<'a>) -> Requirement {
        if !s.has("required") {
            let _ = s.strings("required", &mut self.problems);
            return Requirement::Optional;
        }
        let Some(value) = s.any("required", &mut self.problems) else { return Requirement::Optional };
        match (value.value.get_ref().as_bool(), value.value.get_ref().as_str()) {
            (Some(true), _) => Requirement::Required,
            (Some(false), _) => Requirement::Optional,
            (None, Some("expected")) => Requirement::Expected,
            _ => {
                self.problems.add(
                    &value.place,
                    words("« required » n'a pas cette valeur.", "\"required\" does not have this value."),
                    expected(
                        "true, false ou \"expected\" (avertissement)",
                        "true, false or \"expected\" (a warning)",
                    ),
                );
                Requirement::Optional
            }
        }
    }

    fn bound(&mut self, s: &mut Section<'a>, key: &'static str, kind: FieldType) -> Option<Decimal> {
        let bound = s.opt_decimal(key, &mut self.problems)?;
        if kind.unit().is_none() {
            self.problems.add(
                &bound.place,
                words("Seul un champ de nombres a des bornes.", "Only a field of numbers has bounds."),
                expected(
                    "un champ year, count, decimal, money, fte ou ratio",
                    "a field of type year, count, decimal, money, fte or ratio",
                ),
            );
            return None;
        }
        let fits = bound.value.at_scale(kind.scale()).is_some_and(|m| i64::try_from(m).is_ok());
        if !fits {
            let scale = kind.scale();
            self.problems.add(
                &bound.place,
                words("Un champ de ce type ne peut pas valoir cela.", "A field of this type cannot be that."),
                expected(
                    format!("au plus {scale} chiffres après le point"),
                    format!("at most {scale} digits after the point"),
                ),
            );
            return None;
        }
        Some(bound.value)
    }

    fn max_length(&mut self, s: &mut Section<'a>, kind: FieldType) -> Option<u32> {
        let place = s.place_of("max_length");
        let length = s.opt_integer("max_length", &mut self.problems)?;
        let found = u32::try_from(length).ok().filter(|n| *n > 0);
        if kind != FieldType::Text || found.is_none() {
            self.problems.add(
                &place,
                words("Cette longueur ne va pas.", "This length does not fit."),
                expected(
                    "un nombre de caractères, pour un champ text",
                    "a number of characters, for a text field",
                ),
            );
            return None;
        }
        found
    }

    pub fn computed(&mut self, table: &Table, at: usize, text: &Located<&str>) -> Option<Formula> {
        let kind = table.fields.get(at)?.kind;
        let scope = Scope::row(&table.fields, &self.lists, &self.parameters).dated(table.day);
        let scope = scope.expect(Expected::Field(kind));
        // The scope borrows the lists and parameters; compiling adds only errors.
        compile_in(&mut self.problems, text, &scope)
    }
}

/// Compiles a formula; its errors point inside its text.
pub(super) fn compile_in(
    problems: &mut super::problems::Problems<'_>,
    text: &Located<&str>,
    scope: &Scope<'_>,
) -> Option<Formula> {
    match crate::expression::compile(text.value, scope) {
        Ok(formula) => Some(formula),
        Err(errors) => {
            for error in errors {
                let place = problems.part(&text.place, &error.range);
                problems.add(&place, error.message, error.expected);
            }
            None
        }
    }
}
