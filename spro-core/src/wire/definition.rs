//! One definition of a rulebook by its code: what it says in words, and where it comes from.

use super::evaluation::{BasisRow, basis};
use crate::expression::{Formula, in_words};
use crate::rulebook::{Basis, Field, ParameterType, ParameterValue, Rulebook, Severity, Table};
use crate::value::Lang;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Definition {
    /// The code, as data and diagnostics show it: `2`, `reunions`, `reunions.date`, `taux_acompte`.
    pub code: String,
    /// `table`, `field`, `rule`, `indicator` or `parameter`.
    pub kind: &'static str,
    /// Its name; for a rule, what is said where it is broken.
    pub label: String,
    /// Code of the table that it belongs to.
    pub table: Option<String>,
    /// Its formula as the rulebook writes it: what a rule demands, what an indicator or a field computes.
    pub symbols: Option<String>,
    /// The formula in words.
    pub words: Option<String>,
    /// How bad breaking a rule is.
    pub severity: Option<Severity>,
    /// How to fill a table or field, or what to do about a broken rule.
    pub help: Option<String>,
    /// The unit of its numbers: `ratio`, `count`, `fte`, `euro`.
    pub unit: Option<String>,
    /// Codes of the fields that a rule points at, or that make the groups of an indicator.
    pub fields: Vec<String>,
    /// How it is known.
    pub basis: BasisRow,
}

/// What a parameter says on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ParameterAnswer {
    /// Its code.
    pub parameter: String,
    /// What it is.
    pub label: String,
    /// The day asked for.
    pub day: NaiveDate,
    /// What it holds.
    pub kind: ParameterType,
    /// Its unit, for numbers.
    pub unit: String,
    /// The value: a decimal text, an ISO day, a switch, a text or a list of codes; null where no entry covers the day.
    pub value: Value,
    /// First day on which the value holds.
    pub from: Option<NaiveDate>,
    /// Last day; null where it is open.
    pub to: Option<NaiveDate>,
    /// Why there is no value.
    pub why: Option<String>,
    /// How it is known.
    pub basis: BasisRow,
}

/// What a code stands for; `None` where the rulebook does not have it. Rules and fields carry the code of their table
/// before a point.
pub fn definition(rulebook: &Rulebook, code: &str, lang: Lang) -> Option<Definition> {
    if let Some((_, indicator)) = rulebook.indicator(code) {
        let table = rulebook.tables().get(usize::from(indicator.table))?;
        let text = words(&indicator.value, table, rulebook, lang);
        let own = plain(code, "indicator", indicator.label.get(lang), &indicator.basis, lang);
        return Some(Definition {
            table: Some(table.code.clone()),
            symbols: Some(indicator.value.text.clone()),
            words: Some(text),
            unit: Some(indicator.unit.to_string()),
            fields: codes(&indicator.per, table),
            ..own
        });
    }
    if let Some(parameter) = rulebook.parameter(code) {
        let own = plain(code, "parameter", parameter.label.get(lang), &parameter.basis, lang);
        let unit = (parameter.kind == ParameterType::Number).then(|| parameter.unit.to_string());
        return Some(Definition { unit, ..own });
    }
    if let Some((_, table)) = rulebook.table(code) {
        let own = plain(code, "table", table.label.get(lang), &table.basis, lang);
        let help = table.hint.as_ref().map(|hint| hint.get(lang).to_owned());
        return Some(Definition { help, fields: codes(&table.key, table), ..own });
    }
    let (table, rest) = code.split_once('.')?;
    let (_, table) = rulebook.table(table)?;
    let found = table.fields.iter().find(|field| field.code == rest);
    found
        .map(|found| field(found, code, table, rulebook, lang))
        .or_else(|| rule(rest, code, table, rulebook, lang))
}

fn plain(code: &str, kind: &'static str, label: &str, of: &Basis, lang: Lang) -> Definition {
    Definition {
        code: code.to_owned(),
        kind,
        label: label.to_owned(),
        table: None,
        symbols: None,
        words: None,
        severity: None,
        help: None,
        unit: None,
        fields: Vec::new(),
        basis: basis(of, lang),
    }
}

fn field(field: &Field, code: &str, table: &Table, rulebook: &Rulebook, lang: Lang) -> Definition {
    Definition {
        table: Some(table.code.clone()),
        symbols: field.computed.as_ref().map(|formula| formula.text.clone()),
        words: field.computed.as_ref().map(|formula| words(formula, table, rulebook, lang)),
        help: field.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
        unit: field.kind.unit().map(|unit| unit.to_string()),
        ..plain(code, "field", field.label.get(lang), &field.basis, lang)
    }
}

fn rule(own: &str, code: &str, table: &Table, rulebook: &Rulebook, lang: Lang) -> Option<Definition> {
    let rule = table.rules.iter().find(|rule| rule.code == own)?;
    Some(Definition {
        table: Some(table.code.clone()),
        symbols: rule.check.as_ref().map(|formula| formula.text.clone()),
        words: rule.check.as_ref().map(|formula| words(formula, table, rulebook, lang)),
        severity: Some(rule.severity),
        help: Some(rule.help.get(lang).to_owned()),
        fields: codes(if rule.is_duplicate() { &table.key } else { &rule.on }, table),
        ..plain(code, "rule", rule.message.get(lang), &rule.basis, lang)
    })
}

fn codes(positions: &[u16], table: &Table) -> Vec<String> {
    let fields = positions.iter().filter_map(|p| table.fields.get(usize::from(*p)));
    fields.map(|field| field.code.clone()).collect()
}

fn words(formula: &Formula, table: &Table, rulebook: &Rulebook, lang: Lang) -> String {
    let words = in_words(&formula.expr, &table.fields, rulebook.lists(), rulebook.parameters());
    words.get(lang).to_owned()
}

/// What a parameter says on a day; `None` where the rulebook does not have it.
pub fn parameter_answer(
    rulebook: &Rulebook,
    code: &str,
    day: NaiveDate,
    lang: Lang,
) -> Option<ParameterAnswer> {
    let parameter = rulebook.parameter(code)?;
    let found = rulebook.value_on(code, day);
    let list = parameter.list.and_then(|list| rulebook.lists().get(usize::from(list)));
    let entry = |position: &u32| Some(list?.entries.get(usize::try_from(*position).ok()?)?.code.clone());
    let value = match found.as_ref().ok() {
        None => Value::Null,
        Some(ParameterValue::Number(number)) => Value::from(number.to_string()),
        Some(ParameterValue::Date(day)) => Value::from(day.to_string()),
        Some(ParameterValue::Bool(switch)) => Value::from(*switch),
        Some(ParameterValue::Text(text)) => Value::from(text.as_str()),
        Some(ParameterValue::Codes(codes)) => codes.iter().filter_map(entry).collect(),
    };
    let covers = |v: &&crate::rulebook::DatedValue| v.from <= day && v.to.is_none_or(|to| day <= to);
    let dated = parameter.values.iter().find(covers);
    Some(ParameterAnswer {
        parameter: code.to_owned(),
        label: parameter.label.get(lang).to_owned(),
        day,
        kind: parameter.kind,
        unit: parameter.unit.to_string(),
        value,
        from: dated.map(|d| d.from),
        to: dated.and_then(|d| d.to),
        why: found.err().map(|absent| absent.to_string()),
        basis: basis(&parameter.basis, lang),
    })
}

/// Something wrong with a rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RulebookProblem {
    /// The file.
    pub path: String,
    /// The line, from 1; null where the whole file is meant.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What was expected.
    pub expected: String,
}

/// Something wrong with a rulebook, in one language.
#[cfg(feature = "toml")]
pub fn rulebook_problem(error: &crate::rulebook::RulebookError, lang: Lang) -> RulebookProblem {
    RulebookProblem {
        path: error.path().to_owned(),
        line: error.line(),
        column: error.column(),
        message: error.message().get(lang).to_owned(),
        expected: error.expected().get(lang).to_owned(),
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;

    fn of(code: &str) -> Option<Definition> {
        definition(Rulebook::built_in(), code, Lang::Fr)
    }

    #[test]
    fn a_code_is_found_whatever_it_stands_for() {
        let kinds = ["2", "reunions", "reunions.date", "reunions.doublon", "taux_acompte"]
            .map(|c| of(c).map(|d| d.kind));
        assert_eq!(kinds, [Some("indicator"), Some("table"), Some("field"), Some("rule"), Some("parameter")]);
        assert_eq!(of("reunions.rien"), None);
        assert_eq!(of("rien.date"), None);
    }

    #[test]
    fn a_rule_says_what_it_demands_in_symbols_and_words() {
        let rule = of("reunions.participantes-au-plus-invitees").unwrap();
        assert_eq!(rule.symbols.as_deref(), Some("structures_participantes <= structures_invitees"));
        assert!(rule.words.unwrap().contains("au plus"));
        assert_eq!((rule.severity, rule.basis.source.as_str()), (Some(Severity::Error), "cr-2016-11-29#9a"));
        assert!(rule.fields.contains(&"structures_participantes".to_owned()));
    }

    #[test]
    fn a_parameter_answers_for_its_days_only() {
        let on = |text: &str| {
            parameter_answer(Rulebook::built_in(), "taux_acompte", text.parse().unwrap(), Lang::Fr).unwrap()
        };
        assert_eq!(on("2017-06-01").value, Value::from("0.5"));
        let before = on("2015-01-01");
        assert_eq!(
            (before.value, before.why.as_deref()),
            (Value::Null, Some("parameter taux_acompte not in force"))
        );
        assert_eq!(before.from, None);
    }
}
