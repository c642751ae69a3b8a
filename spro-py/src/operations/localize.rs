//! Texts in two languages become texts in one.

use crate::problem::Problem;
use serde_json::Value;
use spro::value::Lang;

/// An answer as JSON text, where every text in two languages is the one asked for.
pub fn localized(answer: &impl serde::Serialize, lang: Lang) -> Result<String, Problem> {
    let mut value = serde_json::to_value(answer)?;
    localize(&mut value, lang);
    super::json(&value)
}

fn localize(value: &mut Value, lang: Lang) {
    let key = if lang == Lang::En { "en" } else { "fr" };
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| localize(item, lang)),
        Value::Object(map) if map.len() == 2 && map.contains_key("fr") && map.contains_key("en") => {
            *value = map.remove(key).unwrap_or_default();
        }
        Value::Object(map) => map.values_mut().for_each(|item| localize(item, lang)),
        _ => {}
    }
}
