//! Frictionless Table Schema of the canonical CSV of a table, and a Data Package of all of them.

use super::{cell, note};
use crate::rulebook::{CodeList, Field, FieldType, Requirement, Rulebook, Table};
use crate::value::Lang;
use serde_json::{Map, Value, json};

/// What a canonical CSV writes where there is nothing; each of them is read so by this project too.
pub(super) const MISSING: [&str; 6] = ["", "NC", "ND", "NR", "-", "néant"];

/// The schema of a table; `None` where the rulebook has no such table.
pub fn table_schema(rulebook: &Rulebook, table: u16, lang: Lang) -> Option<Value> {
    let definition = rulebook.tables().get(usize::from(table))?;
    let examples = cell::examples(rulebook, table);
    let mut notes = note::rules(rulebook, definition);
    let mut fields = Vec::new();
    for (index, field) in definition.fields.iter().enumerate() {
        fields.push(descriptor(rulebook, field, examples.get(index), lang));
        if let Some(formula) = &field.computed {
            notes.push(note::computed(definition, field, formula));
        }
    }
    let mut schema = Map::new();
    schema.insert("$schema".into(), "https://datapackage.org/profiles/2.0/tableschema.json".into());
    schema.insert("fields".into(), fields.into());
    schema.insert("missingValues".into(), json!(MISSING));
    if let Some((name, key)) = key(definition) {
        schema.insert(name.into(), key);
    }
    if !notes.is_empty() {
        schema.insert(note::KEY.into(), notes.into());
        schema.insert("x-spro-comment".into(), note::COMMENT.into());
    }
    Some(Value::Object(schema))
}

/// A Data Package with one resource a table, each in a CSV of its own.
pub fn data_package(rulebook: &Rulebook, lang: Lang) -> Value {
    let resources: Vec<Value> = (0u16..)
        .zip(rulebook.tables())
        .map(|(position, table)| {
            json!({
                "name": table.code,
                "title": table.label.get(lang),
                "path": format!("{}.csv", table.code),
                "format": "csv",
                "encoding": "utf-8",
                "schema": table_schema(rulebook, position, lang),
            })
        })
        .collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": rulebook.code(),
        "title": rulebook.label().get(lang),
        "version": rulebook.version(),
        "resources": resources,
    })
}

/// A primary key holds no blank; a key with a column that may stay blank is a unique key.
fn key(table: &Table) -> Option<(&'static str, Value)> {
    let fields: Vec<&Field> = table.key.iter().filter_map(|i| table.fields.get(usize::from(*i))).collect();
    let codes: Vec<&str> = fields.iter().map(|f| f.code.as_str()).collect();
    match fields.as_slice() {
        [] => None,
        all if all.iter().all(|f| f.required == Requirement::Required) => Some(("primaryKey", json!(codes))),
        _ => Some(("uniqueKeys", json!([codes]))),
    }
}

fn descriptor(rulebook: &Rulebook, field: &Field, example: Option<&Value>, lang: Lang) -> Value {
    let mut map = Map::new();
    map.insert("name".into(), field.code.as_str().into());
    map.insert("type".into(), type_name(field.kind).into());
    map.insert("title".into(), field.label.get(lang).into());
    if let Some(hint) = &field.hint {
        map.insert("description".into(), hint.get(lang).into());
    }
    if let Some(example) = example.filter(|e| !e.is_null()) {
        map.insert("example".into(), example.clone());
    }
    if field.kind == FieldType::Bool {
        map.insert("trueValues".into(), json!(["true", "oui"]));
        map.insert("falseValues".into(), json!(["false", "non"]));
    }
    if let Some(list) = field.list.and_then(|l| rulebook.lists().get(usize::from(l))) {
        map.insert("categories".into(), categories(list, lang));
    }
    if field.personal {
        map.insert("x-spro-personal".into(), true.into());
    }
    let constraints = constraints(rulebook, field);
    if !constraints.is_empty() {
        map.insert("constraints".into(), constraints.into());
    }
    Value::Object(map)
}

fn type_name(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Year => "year",
        FieldType::Date => "date",
        FieldType::Count => "integer",
        FieldType::Decimal | FieldType::Money | FieldType::Fte | FieldType::Ratio => "number",
        FieldType::Bool => "boolean",
        FieldType::Text | FieldType::Code => "string",
    }
}

fn categories(list: &CodeList, lang: Lang) -> Value {
    list.entries.iter().map(|e| json!({ "value": e.code, "label": e.label.get(lang) })).collect()
}

fn constraints(rulebook: &Rulebook, field: &Field) -> Map<String, Value> {
    let mut map = Map::new();
    if field.required == Requirement::Required && field.computed.is_none() {
        map.insert("required".into(), true.into());
    }
    let bound = |bound| match field.kind {
        FieldType::Date => cell::day_text(bound).map(Value::from),
        _ => Some(cell::number(bound)),
    };
    for (name, value) in [("minimum", field.min), ("maximum", field.max)] {
        if let Some(value) = value.and_then(bound) {
            map.insert(name.into(), value);
        }
    }
    if let Some(most) = field.max_length {
        map.insert("maxLength".into(), most.into());
    }
    if field.kind == FieldType::Code {
        map.insert("enum".into(), json!(note::codes(rulebook, field)));
    }
    map
}
