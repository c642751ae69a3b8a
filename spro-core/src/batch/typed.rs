//! A value as it can be typed again: reading the text gives the value back, with nothing to say about it.

use super::raw::{shown_number, shown_percent};
use crate::finding::{Shown, day};
use crate::rulebook::{Field, FieldType, Rulebook};
use crate::value::{Decimal, Lang, print};

/// The text that a form shows for a value of a field, so that nothing is lost on the way: all decimals, no unit, the
/// code of a list's entry.
pub fn typed_again(value: &Shown, field: &Field, rulebook: &Rulebook, lang: Lang) -> String {
    match value {
        Shown::Blank => String::new(),
        Shown::Text(text) => text.to_string(),
        Shown::Code(position) => {
            rulebook.entry(field, *position).map_or_else(String::new, |e| e.code.clone())
        }
        Shown::Int(n) => integer(*n, field.kind, lang),
    }
}

fn integer(n: i64, kind: FieldType, lang: Lang) -> String {
    let number = || Decimal::new(i128::from(n), kind.scale()).unwrap_or_default();
    match kind {
        FieldType::Date => day(n).map_or_else(String::new, |d| print::date(d, lang)),
        FieldType::Bool => print::boolean(n != 0, lang).to_owned(),
        FieldType::Ratio => shown_percent(number()).into(),
        _ => shown_number(number()).into(),
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;
    use crate::batch::{Lookups, RawCell, State, Value, parse_cell};

    fn assert_same(value: &Shown, field: &Field, rulebook: &Rulebook, lookups: &Lookups, lang: Lang) {
        let text = typed_again(value, field, rulebook, lang);
        let parsed = parse_cell(RawCell::Text(&text), field, lookups);
        let expected = match value {
            Shown::Int(n) => Value::Int(*n),
            Shown::Code(position) => Value::Code(*position),
            Shown::Text(text) => Value::Text(text.to_string().into()),
            Shown::Blank => Value::Nothing,
        };
        assert_eq!(parsed.value, expected, "{}: {text}", field.code);
        assert_eq!(parsed.note, None, "{}: {text}", field.code);
        assert_eq!(parsed.state == State::Blank, *value == Shown::Blank);
    }

    #[test]
    fn every_field_of_the_rulebook_reads_its_own_texts() {
        let rulebook = Rulebook::built_in();
        let lookups = Lookups::new(rulebook);
        let fields = rulebook.tables().iter().flat_map(|t| &t.fields);
        for field in fields.filter(|f| f.computed.is_none() && !f.personal) {
            let values: Vec<Shown> = match field.kind {
                FieldType::Code => {
                    let list = &rulebook.lists()[usize::from(field.list.unwrap())];
                    (0..).zip(&list.entries).map(|(position, _)| Shown::Code(position)).collect()
                }
                FieldType::Text => vec![Shown::Text("Comité « élargi » ; 2e séance".into())],
                FieldType::Bool => vec![Shown::Int(0), Shown::Int(1)],
                FieldType::Year => vec![Shown::Int(2016), Shown::Int(2019)],
                FieldType::Date => vec![Shown::Int(17_167), Shown::Int(17_896)],
                FieldType::Count => vec![Shown::Int(0), Shown::Int(1_234_567)],
                FieldType::Money => vec![Shown::Int(0), Shown::Int(123_456_789), Shown::Int(5)],
                FieldType::Ratio => vec![Shown::Int(857_142_857_142_857), Shown::Int(1_000_000_000_000_000)],
                FieldType::Decimal | FieldType::Fte => {
                    vec![Shown::Int(800_000), Shown::Int(1_500_000), Shown::Int(12_000_001)]
                }
            };
            for value in values.iter().chain([&Shown::Blank]) {
                for lang in [Lang::Fr, Lang::En] {
                    assert_same(value, field, rulebook, &lookups, lang);
                }
            }
        }
    }
}
