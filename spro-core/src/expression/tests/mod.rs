//! Tests of the language as a whole, on a table that has a field of every type.

mod compiling;

use crate::rulebook::{
    Basis, CodeList, DatedValue, Field, FieldType, ListEntry, Parameter, ParameterType, ParameterValue,
    Requirement, Status,
};
use crate::value::{Dimension, Unit, Words};
use chrono::NaiveDate;

pub(super) struct Fixture {
    pub fields: Vec<Field>,
    pub lists: Vec<CodeList>,
    pub parameters: Vec<Parameter>,
}

impl Fixture {
    pub fn scope(&self) -> super::Scope<'_> {
        super::Scope::row(&self.fields, &self.lists, &self.parameters).dated(Some(1))
    }

    pub fn field(&self, code: &str) -> u16 {
        u16::try_from(self.fields.iter().position(|f| f.code == code).unwrap()).unwrap()
    }
}

fn words(text: &str) -> Words {
    Words { fr: text.to_owned(), en: text.to_owned() }
}

fn basis() -> Basis {
    Basis { source: String::new(), status: Status::User, how: None }
}

fn field(code: &str, label: &str, kind: FieldType, list: Option<u16>) -> Field {
    Field {
        code: code.to_owned(),
        label: words(label),
        hint: None,
        example: String::new(),
        kind,
        list,
        required: Requirement::Optional,
        min: None,
        max: None,
        max_length: None,
        personal: false,
        headers: Vec::new(),
        computed: None,
        basis: basis(),
    }
}

fn list(code: &str, entries: &[(&str, &str)]) -> CodeList {
    let entries = entries.iter().map(|(code, label)| ListEntry {
        code: (*code).to_owned(),
        label: words(label),
        synonyms: Vec::new(),
        basis: basis(),
    });
    CodeList { code: code.to_owned(), label: words(code), entries: entries.collect(), basis: basis() }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn parameter(code: &str, unit: Unit, values: &[(&str, Option<&str>, ParameterValue)]) -> Parameter {
    let values = values.iter().map(|(from, to, value)| DatedValue {
        from: day(from),
        to: to.map(day),
        value: value.clone(),
    });
    let values: Vec<DatedValue> = values.collect();
    let kind = match values[0].value {
        ParameterValue::Number(_) => ParameterType::Number,
        ParameterValue::Date(_) => ParameterType::Date,
        ParameterValue::Bool(_) => ParameterType::Bool,
        ParameterValue::Text(_) => ParameterType::Text,
        ParameterValue::Codes(_) => ParameterType::Codes,
    };
    let list = (kind == ParameterType::Codes).then_some(1);
    Parameter { code: code.to_owned(), label: words(code), kind, unit, list, values, basis: basis() }
}

/// Two lists, thirteen fields, six parameters.
pub(super) fn fixture() -> Fixture {
    let number = |n: &str| ParameterValue::Number(n.parse().unwrap());
    Fixture {
        fields: vec![
            field("reseau", "Réseau", FieldType::Code, Some(0)),
            field("annee", "Année", FieldType::Year, None),
            field("date", "Date de la réunion", FieldType::Date, None),
            field("invitees", "Nombre de structures invitées", FieldType::Count, None),
            field("participantes", "Nombre de structures participantes", FieldType::Count, None),
            field("objet", "Objet", FieldType::Text, None),
            field("taux", "Taux de présence", FieldType::Ratio, None),
            field("structure", "Structure", FieldType::Code, Some(1)),
            field("etp", "Nombre d'ETP", FieldType::Fte, None),
            field("montant", "Montant", FieldType::Money, None),
            field("poids", "Poids", FieldType::Decimal, None),
            field("signe", "Convention signée", FieldType::Bool, None),
            field("autre", "Autre structure", FieldType::Code, Some(1)),
        ],
        lists: vec![
            list("reseau", &[("Dreux", "Dreux"), ("Orléans", "Orléans"), ("Cher", "Cher")]),
            list(
                "structure",
                &[("ML", "Mission locale"), ("CIO", "Centre d'information"), ("PIJ", "Point information")],
            ),
        ],
        parameters: vec![
            parameter(
                "plafond",
                Unit::ratio(),
                &[
                    ("2016-01-01", Some("2016-12-31"), number("0.25")),
                    ("2017-01-01", Some("2017-12-31"), number("0.3")),
                    ("2019-01-01", None, number("0.125")),
                ],
            ),
            parameter("forfait", Unit::of(Dimension::Euro), &[("2017-01-01", None, number("1200.50"))]),
            parameter(
                "limite",
                Unit::ratio(),
                &[("2017-01-01", None, ParameterValue::Date(day("2017-01-13")))],
            ),
            parameter(
                "theme",
                Unit::ratio(),
                &[("2017-01-01", None, ParameterValue::Text("Bilan".to_owned()))],
            ),
            parameter("porteurs", Unit::ratio(), &[("2017-01-01", None, ParameterValue::Codes(vec![0, 2]))]),
            parameter("obligatoire", Unit::ratio(), &[("2016-01-01", None, ParameterValue::Bool(true))]),
        ],
    }
}
