//! JSON Schema 2020-12 of the rows of a table, and of a whole submission.

use super::{cell, note};
use crate::rulebook::{Field, FieldType, Requirement, Rulebook, Table};
use crate::value::{Decimal, Lang};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a row of a table, or of a list of its rows; `None` where the rulebook has no such table.
pub fn row_schema(rulebook: &Rulebook, table: u16, lang: Lang) -> Option<Value> {
    let definition = rulebook.tables().get(usize::from(table))?;
    Some(json!({
        "$schema": DIALECT,
        "$id": id(rulebook, &definition.code),
        "$comment": note::COMMENT,
        "title": definition.label.get(lang),
        "if": { "type": "array" },
        "then": { "items": { "$ref": "#/$defs/row" } },
        "else": { "$ref": "#/$defs/row" },
        "$defs": { "row": row(rulebook, table, definition, lang) },
    }))
}

/// The schema of a whole submission: the tables of a network, under `tables` or beside `reseau`, or several files as
/// `spro read` writes them.
pub fn submission_schema(rulebook: &Rulebook, lang: Lang) -> Value {
    let (mut rows, mut tables, mut named) = (Map::new(), Map::new(), Map::new());
    for (position, table) in (0u16..).zip(rulebook.tables()) {
        rows.insert(table.code.clone(), row(rulebook, position, table, lang));
        let reference = format!("#/$defs/{}", table.code);
        let list = json!({ "type": "array", "items": { "$ref": reference } });
        tables.insert(table.code.clone(), list);
        if let Some(network) = table.fields.iter().find(|f| note::is_network(f) && is_required(f)) {
            named.insert(
                table.code.clone(),
                json!({ "type": "array", "items": { "required": [network.code] } }),
            );
        }
    }
    let networks: Vec<&str> = rulebook.networks().iter().map(|n| n.code.as_str()).collect();
    let mut definitions = rows;
    definitions.insert("tables".into(), json!({ "type": "object", "properties": tables }));
    definitions.insert("tables-with-network".into(), json!({ "type": "object", "properties": named }));
    // Where the file says no network, each row does.
    definitions.insert(
        "file".into(),
        json!({
            "type": "object",
            "properties": {
                "path": { "type": "string" },
                "reseau": { "enum": with_null(&networks) },
            },
            "if": { "required": ["tables"] },
            "then": { "properties": { "tables": { "$ref": "#/$defs/tables" } } },
            "else": { "$ref": "#/$defs/tables" },
            "anyOf": [
                { "required": ["reseau"], "properties": { "reseau": { "type": "string" } } },
                { "required": ["tables"], "properties": { "tables": { "$ref": "#/$defs/tables-with-network" } } },
                { "not": { "required": ["tables"] }, "$ref": "#/$defs/tables-with-network" },
            ],
        }),
    );
    json!({
        "$schema": DIALECT,
        "$id": id(rulebook, "submission"),
        "$comment": note::COMMENT,
        "title": rulebook.label().get(lang),
        "type": "object",
        "if": { "required": ["files"] },
        "then": { "properties": { "files": { "type": "array", "items": { "$ref": "#/$defs/file" } } } },
        "else": { "$ref": "#/$defs/file" },
        "$defs": definitions,
    })
}

fn id(rulebook: &Rulebook, what: &str) -> String {
    format!("urn:spro:{}:{}:{what}", rulebook.code(), rulebook.version())
}

fn is_required(field: &Field) -> bool {
    field.required == Requirement::Required && field.computed.is_none()
}

fn row(rulebook: &Rulebook, position: u16, table: &Table, lang: Lang) -> Value {
    let examples = cell::examples(rulebook, position);
    let mut properties = Map::new();
    let mut notes = note::rules(rulebook, table);
    for (index, field) in table.fields.iter().enumerate() {
        properties.insert(field.code.clone(), property(rulebook, field, examples.get(index), lang));
        if let Some(formula) = &field.computed {
            notes.push(note::computed(table, field, formula));
        }
        if note::is_network(field) && is_required(field) {
            notes.push(note::network(table, field));
        } else if is_decimal(field.kind) && !only_sign(field) || field.kind == FieldType::Date {
            notes.extend(note::bounds(table, field));
        }
    }
    let required: Vec<&str> = table
        .fields
        .iter()
        .filter(|f| is_required(f) && !note::is_network(f))
        .map(|f| f.code.as_str())
        .collect();
    let mut object = json!({
        "type": "object",
        "title": table.label.get(lang),
        "properties": properties,
        "required": required,
    });
    if let Some(map) = object.as_object_mut() {
        if let Some(hint) = &table.hint {
            map.insert("description".into(), hint.get(lang).into());
        }
        if !notes.is_empty() {
            map.insert(note::KEY.into(), notes.into());
        }
    }
    object
}

fn property(rulebook: &Rulebook, field: &Field, example: Option<&Value>, lang: Lang) -> Value {
    let mut map = kind(rulebook, field);
    map.insert("title".into(), field.label.get(lang).into());
    if let Some(hint) = &field.hint {
        map.insert("description".into(), hint.get(lang).into());
    }
    if let Some(example) = example.filter(|e| !e.is_null()) {
        map.insert("examples".into(), json!([example]));
    }
    if field.computed.is_some() {
        map.insert("readOnly".into(), true.into());
    }
    if field.personal {
        map.insert("x-spro-personal".into(), true.into());
    }
    Value::Object(map)
}

fn kind(rulebook: &Rulebook, field: &Field) -> Map<String, Value> {
    // The network may stand in the file; everything else that is required is there and holds a value.
    let nullable = !is_required(field) || note::is_network(field);
    let types = |name: &str| if nullable { json!([name, "null"]) } else { json!(name) };
    let mut map = Map::new();
    match field.kind {
        FieldType::Year | FieldType::Count => {
            map.insert("type".into(), types("integer"));
            insert_bounds(&mut map, field);
        }
        FieldType::Date => {
            map.insert("type".into(), types("string"));
            map.insert("format".into(), "date".into());
            map.insert("pattern".into(), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$".into());
        }
        FieldType::Decimal | FieldType::Money | FieldType::Fte | FieldType::Ratio => {
            map.insert(
                "type".into(),
                if nullable { json!(["string", "number", "null"]) } else { json!(["string", "number"]) },
            );
            map.insert("pattern".into(), decimal_pattern(field).into());
            insert_bounds(&mut map, field);
        }
        FieldType::Bool => {
            map.insert("type".into(), types("boolean"));
        }
        FieldType::Text => {
            map.insert("type".into(), types("string"));
            if !nullable {
                map.insert("minLength".into(), 1.into());
            }
            if let Some(most) = field.max_length {
                map.insert("maxLength".into(), most.into());
            }
        }
        FieldType::Code => {
            let codes = note::codes(rulebook, field);
            map.insert("type".into(), types("string"));
            map.insert("enum".into(), if nullable { with_null(&codes) } else { json!(codes) });
        }
    }
    map
}

/// The codes, and that there may be none.
fn with_null(codes: &[&str]) -> Value {
    codes.iter().map(|c| Value::from(*c)).chain([Value::Null]).collect()
}

fn is_decimal(kind: FieldType) -> bool {
    matches!(kind, FieldType::Decimal | FieldType::Money | FieldType::Fte | FieldType::Ratio)
}

/// Whether the bounds of a decimal say only that it has no sign, which its pattern says too.
fn only_sign(field: &Field) -> bool {
    field.max.is_none() && field.min.is_none_or(|min| min == Decimal::ZERO)
}

fn decimal_pattern(field: &Field) -> String {
    let sign = if field.min.is_some_and(|min| min >= Decimal::ZERO) { "" } else { "-?" };
    format!("^{sign}[0-9]+(\\.[0-9]{{1,{}}})?$", field.kind.scale())
}

fn insert_bounds(map: &mut Map<String, Value>, field: &Field) {
    if let Some(min) = field.min {
        map.insert("minimum".into(), cell::number(min));
    }
    if let Some(max) = field.max {
        map.insert("maximum".into(), cell::number(max));
    }
}
