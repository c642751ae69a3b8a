//! Cells of the report's sheets.

use crate::report::Entry;
use crate::rulebook::Status;
use crate::value::{Decimal, Lang};
use crate::wire::{BasisRow, DefinedRow};

/// The text in the report's language.
pub fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// The words of the answers that are not those of a reader, in French and in English.
const WORDS: [(&str, &str, &str); 19] = [
    ("sourced", "de la source", "sourced"),
    ("inferred", "déduit", "inferred"),
    ("user", "ajouté", "added"),
    ("count", "nombre", "count"),
    ("ratio", "part", "share"),
    ("fte", "ETP", "FTE"),
    ("first year", "première année", "first year"),
    ("absent", "valeur absente", "value absent"),
    ("incomplete", "données incomplètes", "incomplete data"),
    ("overflow", "nombre trop grand", "number too large"),
    ("met", "atteint", "met"),
    ("not met", "non atteint", "not met"),
    ("cannot say", "on ne peut pas dire", "cannot say"),
    ("upcoming", "à venir", "upcoming"),
    ("under way", "en cours", "under way"),
    ("past", "passé", "past"),
    ("done", "données rendues", "data returned"),
    ("due", "données attendues", "data awaited"),
    ("late", "données en retard", "data late"),
];

/// A word of the answers as a reader says it; a word that is none of them stands as it is.
pub fn said(word: &str, lang: Lang) -> &str {
    WORDS.iter().find(|(code, ..)| *code == word).map_or(word, |(_, fr, en)| pick(lang, fr, en))
}

/// A text; an empty one leaves the cell empty.
pub fn text(text: &str) -> Entry {
    if text.is_empty() { Entry::Empty } else { text.into() }
}

/// The heads of [`basis`].
pub fn basis_heads(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Fr => ["statut", "source", "comment"],
        Lang::En => ["status", "source", "how"],
    }
}

/// How an entry is known: its status, its source, and how it was read there.
pub fn basis(basis: &BasisRow, lang: Lang) -> [Entry; 3] {
    let status = match basis.status {
        Status::Sourced => "sourced",
        Status::Inferred => "inferred",
        Status::User => "user",
    };
    [text(said(status, lang)), text(&basis.source), basis.how.clone().into()]
}

/// Names in one cell: a spreadsheet's cell holds 32,767 characters, and nobody reads a thousand names in it. The JSON
/// has them all.
pub fn listed(names: &[String], separator: &str) -> Entry {
    const MOST: usize = 100;
    let (shown, rest) = names.split_at(names.len().min(MOST));
    let list = shown.join(separator);
    if rest.is_empty() { text(&list) } else { format!("{list}{separator}… ({})", names.len()).into() }
}

/// A whole number.
pub fn whole(number: i64) -> Entry {
    Entry::Number(Decimal::from(number))
}

/// A count.
pub fn count(number: u64) -> Entry {
    whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The unit of an indicator that has figures.
pub fn unit_of<'a>(indicator: &str, all: &'a [DefinedRow]) -> &'a str {
    all.iter().find(|row| row.indicator == indicator).map_or("", |row| row.unit.as_str())
}

/// A decimal text as a number, or as a share where that is its unit.
pub fn number(text: Option<&str>, unit: &str) -> Entry {
    match text.and_then(|text| text.parse().ok()) {
        Some(number) if unit == "ratio" => Entry::Share(number),
        Some(number) => Entry::Number(number),
        None => Entry::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_fit_into_a_cell() {
        let names = |n: usize| (0..n).map(|i| format!("Réseau {i}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(2), ", "), Entry::from("Réseau 0, Réseau 1"));
        assert_eq!(listed(&[], ", "), Entry::Empty);
        let Entry::Text(long) = listed(&names(10_000), ", ") else { panic!("a text") };
        assert!(long.ends_with("Réseau 99, … (10000)") && long.chars().count() < 32_767);
    }
}
