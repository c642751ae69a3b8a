//! A rulebook in one language: what a form, a page or a notebook needs to show it.

use crate::rulebook::{Field, FieldType, Parameter, ParameterValue, Requirement, Rulebook, Severity, Table};
use crate::value::{Decimal, Dimension, Lang, Unit, print};
use serde::Serialize;

/// A rulebook in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Description {
    /// Its code.
    pub code: String,
    /// The version of the definitions.
    pub version: String,
    /// Its title.
    pub label: String,
    /// The local networks.
    pub networks: Vec<Coded>,
    /// The lists of codes.
    pub lists: Vec<ListDescription>,
    /// The tables.
    pub tables: Vec<TableDescription>,
    /// The dated parameters.
    pub parameters: Vec<ParameterDescription>,
    /// The indicators.
    pub indicators: Vec<IndicatorDescription>,
}

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coded {
    /// The code.
    pub code: String,
    /// The name.
    pub label: String,
}

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListDescription {
    /// Its code.
    pub code: String,
    /// What it lists.
    pub label: String,
    /// Its entries.
    pub entries: Vec<Coded>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableDescription {
    /// Its code.
    pub code: String,
    /// Its title.
    pub label: String,
    /// How to fill it.
    pub hint: Option<String>,
    /// First and last year that the source asks for.
    pub years: Option<(i32, i32)>,
    /// Codes of the fields that tell two rows apart.
    pub key: Vec<String>,
    /// Its fields.
    pub fields: Vec<FieldDescription>,
    /// Its rules.
    pub rules: Vec<RuleDescription>,
    /// Where it comes from.
    pub source: String,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldDescription {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// How to fill it.
    pub hint: Option<String>,
    /// A value as a user would type it.
    pub example: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Code of its list.
    pub list: Option<String>,
    /// What happens where it is blank.
    pub required: Requirement,
    /// Least value.
    pub min: Option<Decimal>,
    /// Greatest value.
    pub max: Option<Decimal>,
    /// Most characters.
    pub max_length: Option<u32>,
    /// Whether it is computed from the others, never typed.
    pub computed: bool,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleDescription {
    /// Its code, as diagnostics show it.
    pub code: String,
    /// How bad breaking it is.
    pub severity: Severity,
    /// The formula that must not be false; none for the rule on duplicates.
    pub check: Option<String>,
    /// What to do about it.
    pub help: String,
    /// Where it comes from.
    pub source: String,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ParameterDescription {
    /// Its code.
    pub code: String,
    /// What it is.
    pub label: String,
    /// Its unit, for numbers.
    pub unit: String,
    /// Its values by day.
    pub values: Vec<DatedText>,
    /// Where it comes from.
    pub source: String,
}

/// A value with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DatedText {
    /// First day, ISO.
    pub from: String,
    /// Last day, included; null where it is open.
    pub to: Option<String>,
    /// The value as a text: a decimal with a point, an ISO day, `true`, codes with commas.
    pub value: String,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IndicatorDescription {
    /// Its code.
    pub code: String,
    /// What it says.
    pub label: String,
    /// Code of its table.
    pub table: String,
    /// Its formula.
    pub formula: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    pub source: String,
}

/// A rulebook in one language.
pub fn describe(rulebook: &Rulebook, lang: Lang) -> Description {
    let networks = rulebook.networks().iter();
    let lists = rulebook.lists().iter().map(|list| ListDescription {
        code: list.code.clone(),
        label: list.label.get(lang).to_owned(),
        entries: list.entries.iter().map(|e| coded(&e.code, e.label.get(lang))).collect(),
    });
    let indicators = rulebook.indicators().iter().map(|indicator| IndicatorDescription {
        code: indicator.code.clone(),
        label: indicator.label.get(lang).to_owned(),
        table: table_code(rulebook, indicator.table),
        formula: indicator.value.text.clone(),
        unit: indicator.unit.to_string(),
        source: indicator.basis.source.clone(),
    });
    Description {
        code: rulebook.code().to_owned(),
        version: rulebook.version().to_owned(),
        label: rulebook.label().get(lang).to_owned(),
        networks: networks.map(|n| coded(&n.code, n.label.get(lang))).collect(),
        lists: lists.collect(),
        tables: rulebook.tables().iter().map(|t| table(t, rulebook, lang)).collect(),
        parameters: rulebook.parameters().iter().map(|p| parameter(p, rulebook, lang)).collect(),
        indicators: indicators.collect(),
    }
}

fn coded(code: &str, label: &str) -> Coded {
    Coded { code: code.to_owned(), label: label.to_owned() }
}

fn table_code(rulebook: &Rulebook, position: u16) -> String {
    rulebook.tables().get(usize::from(position)).map_or_else(String::new, |t| t.code.clone())
}

fn table(table: &Table, rulebook: &Rulebook, lang: Lang) -> TableDescription {
    let key = table.key.iter().filter_map(|&i| Some(table.fields.get(usize::from(i))?.code.clone()));
    let rules = table.rules.iter().map(|rule| RuleDescription {
        code: format!("{}.{}", table.code, rule.code),
        severity: rule.severity,
        check: rule.check.as_ref().map(|c| c.text.clone()),
        help: rule.help.get(lang).to_owned(),
        source: rule.basis.source.clone(),
    });
    TableDescription {
        code: table.code.clone(),
        label: table.label.get(lang).to_owned(),
        hint: table.hint.as_ref().map(|h| h.get(lang).to_owned()),
        years: table.years,
        key: key.collect(),
        fields: table.fields.iter().map(|f| field(f, rulebook, lang)).collect(),
        rules: rules.collect(),
        source: table.basis.source.clone(),
    }
}

fn field(field: &Field, rulebook: &Rulebook, lang: Lang) -> FieldDescription {
    let list = field.list.and_then(|l| rulebook.lists().get(usize::from(l)));
    FieldDescription {
        code: field.code.clone(),
        label: field.label.get(lang).to_owned(),
        hint: field.hint.as_ref().map(|h| h.get(lang).to_owned()),
        example: field.example.clone(),
        kind: field.kind,
        list: list.map(|l| l.code.clone()),
        required: field.required,
        min: field.min,
        max: field.max,
        max_length: field.max_length,
        computed: field.computed.is_some(),
    }
}

fn parameter(parameter: &Parameter, rulebook: &Rulebook, lang: Lang) -> ParameterDescription {
    let list = parameter.list.and_then(|l| rulebook.lists().get(usize::from(l)));
    let entry = |position: &u32| {
        let entry = usize::try_from(*position).ok().and_then(|p| list?.entries.get(p));
        entry.map_or("", |e| e.code.as_str())
    };
    let text = |value: &ParameterValue| match value {
        ParameterValue::Number(number) => number.to_string(),
        ParameterValue::Date(day) => day.to_string(),
        ParameterValue::Bool(switch) => switch.to_string(),
        ParameterValue::Text(text) => text.clone(),
        ParameterValue::Codes(codes) => codes.iter().map(entry).collect::<Vec<_>>().join(", "),
    };
    let values = parameter.values.iter().map(|v| DatedText {
        from: v.from.to_string(),
        to: v.to.map(|day| day.to_string()),
        value: text(&v.value),
    });
    ParameterDescription {
        code: parameter.code.clone(),
        label: parameter.label.get(lang).to_owned(),
        unit: parameter.unit.to_string(),
        values: values.collect(),
        source: parameter.basis.source.clone(),
    }
}

/// A figure of a unit as people read it: `85,7 %`, `1 234,56 €`, `12`.
pub fn words_of_unit(number: Decimal, unit: &Unit, lang: Lang) -> String {
    if unit.is_ratio() {
        print::percent(number, 1, lang)
    } else if *unit == Unit::of(Dimension::Euro) {
        print::euros(number, lang)
    } else {
        print::decimal(number, lang)
    }
}

/// A computed number of a column as people read it.
pub fn words_of_kind(number: Decimal, kind: FieldType, lang: Lang) -> String {
    match kind {
        FieldType::Ratio => print::percent(number, 1, lang),
        FieldType::Money => print::euros(number, lang),
        _ => print::decimal(print::round(number, kind.scale()), lang),
    }
}
