//! What a schema cannot say, listed in it.

use crate::expression::Formula;
use crate::rulebook::{Between, Field, FieldType, Rulebook, Severity, Spans, Table};
use crate::value::{Decimal, Words};
use serde_json::{Value, json};

/// The key of the list.
pub(super) const KEY: &str = "x-spro-rules";

/// Above the list, for whoever reads the schema.
pub(super) const COMMENT: &str = "x-spro-rules holds what this standard cannot say; spro validate checks it.";

/// The rules of a table: none of the standards compares two columns of a row, or a row with others as the key does.
pub(super) fn rules(rulebook: &Rulebook, table: &Table) -> Vec<Value> {
    let codes = |fields: &[u16]| codes_of(table, fields);
    table
        .rules
        .iter()
        .map(|rule| {
            let expression = match (&rule.check, &rule.between) {
                (Some(formula), _) => formula.text.clone(),
                (None, Some(between)) => rows(rulebook, table, between),
                (None, None) => format!("unique({})", codes(&table.key).join(", ")),
            };
            json!({
                "code": format!("{}.{}", table.code, rule.code),
                "severity": rule.severity,
                "fields": codes(&rule.on),
                "expression": expression,
                "message": words(&rule.message),
                "help": words(&rule.help),
            })
        })
        .collect()
}

/// What must hold between rows, in the manner of an expression.
fn rows(rulebook: &Rulebook, table: &Table, between: &Between) -> String {
    let spans = |name: &str, spans: &Spans| {
        let mut fields = codes_of(table, &spans.by);
        fields.extend(codes_of(table, &[spans.from, spans.to]));
        format!("{name}({})", fields.join(", "))
    };
    match between {
        Between::Overlap(s) => spans("no_overlap", s),
        Between::Gap(s) => spans("no_gap", s),
        Between::Attendance(sheets) => {
            let other = rulebook.tables().get(usize::from(sheets.table)).map_or("", |t| t.code.as_str());
            format!("same({}, {other})", codes_of(table, &[sheets.listed, sheets.came]).join(", "))
        }
    }
}

fn codes_of<'t>(table: &'t Table, fields: &[u16]) -> Vec<&'t str> {
    fields.iter().filter_map(|i| table.fields.get(usize::from(*i))).map(|f| f.code.as_str()).collect()
}

/// The formula of a computed column.
pub(super) fn computed(table: &Table, field: &Field, formula: &Formula) -> Value {
    json!({
        "code": format!("{}.{}", table.code, field.code),
        "severity": Severity::Info,
        "fields": [field.code],
        "expression": format!("{} == {}", field.code, formula.text),
        "message": { "fr": "Cette colonne est calculée.", "en": "This column is computed." },
        "help": { "fr": "Laisser la colonne vide.", "en": "Leave the column blank." },
    })
}

/// A bound that a standard states for numbers only, where decimals are texts.
pub(super) fn bounds(table: &Table, field: &Field) -> Option<Value> {
    let side = |bound: Option<Decimal>, sign: &str| bound.map(|b| format!("{} {sign} {b}", field.code));
    let sides: Vec<String> = [side(field.min, ">="), side(field.max, "<=")].into_iter().flatten().collect();
    if sides.is_empty() {
        return None;
    }
    let (fr, en) = (sides.join(" et "), sides.join(" and "));
    Some(json!({
        "code": format!("{}.{}.borne", table.code, field.code),
        "severity": if field.computed.is_some() { Severity::Warning } else { Severity::Error },
        "fields": [field.code],
        "expression": sides.join(" && "),
        "message": { "fr": format!("Attendu : {fr}."), "en": format!("Expected: {en}.") },
        "help": { "fr": "Corriger la valeur.", "en": "Correct the value." },
    }))
}

/// A network that its file names need not be repeated in each row.
pub(super) fn network(table: &Table, field: &Field) -> Value {
    json!({
        "code": format!("{}.{}.requis", table.code, field.code),
        "severity": Severity::Error,
        "fields": [field.code],
        "expression": format!("has({})", field.code),
        "message": {
            "fr": "Le réseau est dans la ligne, ou dans son fichier.",
            "en": "The network stands in the row, or in its file.",
        },
        "help": { "fr": "Ajouter « reseau ».", "en": "Add \"reseau\"." },
    })
}

pub(super) fn words(words: &Words) -> Value {
    json!({ "fr": words.fr, "en": words.en })
}

/// Whether a field is the network of the row, which its file can say for all its rows.
pub(super) fn is_network(field: &Field) -> bool {
    field.kind == FieldType::Code && field.list == Some(0)
}

/// The codes of a field's list.
pub(super) fn codes<'r>(rulebook: &'r Rulebook, field: &Field) -> Vec<&'r str> {
    let list = field.list.and_then(|l| rulebook.lists().get(usize::from(l)));
    list.into_iter().flat_map(|l| &l.entries).map(|e| e.code.as_str()).collect()
}
