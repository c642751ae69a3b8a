//! Whether the word behind a number is what the column counts.

use crate::rulebook::{Field, FieldType};
use crate::value::fold;

/// What stands behind a number, seen from the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Nothing.
    None,
    /// A percent sign.
    Percent,
    /// The sign of the column's own unit, which may stand there (`€`).
    Sign,
    /// The unit of the column in a word (`12 structures`).
    Unit,
    /// Another unit.
    Other,
}

/// Words that may stand behind any count.
const ANY_COUNT: [&str; 4] = ["personne", "pers", "unite", "nb"];
const FTE: [&str; 6] =
    ["etp", "equivalent temps plein", "equivalents temps plein", "equivalent temp plein", "fte", "ftes"];
const EURO: [&str; 3] = ["euro", "euros", "eur"];
/// Words that count nothing.
const SMALL_WORDS: [&str; 16] = [
    "de", "d", "des", "du", "la", "le", "les", "l", "dans", "a", "of", "the", "in", "number", "nombre", "nb",
];

pub(super) fn fit(unit: &str, field: &Field) -> Fit {
    if unit.is_empty() {
        return Fit::None;
    }
    let folded = fold(unit);
    if unit == "%" || matches!(folded.as_str(), "pour cent" | "pourcent" | "pourcents" | "percent") {
        return Fit::Percent;
    }
    let known = match field.kind {
        FieldType::Money if unit == "€" => return Fit::Sign,
        FieldType::Money => EURO.contains(&folded.as_str()),
        FieldType::Fte => FTE.contains(&folded.as_str()),
        FieldType::Count => is_counted(&folded, field),
        _ => false,
    };
    if known { Fit::Unit } else { Fit::Other }
}

/// Whether the words are those that the column counts: the first one is the noun of its label (or of another header),
/// and the others stand in the same label. `12 agents` in a column of structures is another unit.
fn is_counted(unit: &str, field: &Field) -> bool {
    let mut words = unit.split(' ').filter(|w| !SMALL_WORDS.contains(w));
    let Some(first) = words.next() else { return false };
    let rest: Vec<&str> = words.collect();
    if rest.is_empty() && ANY_COUNT.contains(&first.trim_end_matches('s')) {
        return true;
    }
    let headers = field.headers.iter().map(String::as_str);
    headers.chain([field.label.fr.as_str(), field.label.en.as_str()]).any(|header| {
        let header = fold(header);
        let mut nouns = header.split(' ').filter(|w| !SMALL_WORDS.contains(w));
        nouns.next().is_some_and(|noun| same_word(first, noun))
            && rest.iter().all(|word| header.split(' ').any(|known| same_word(word, known)))
    })
}

/// The same word, in the plural or cut short (`struct` for `structures`).
fn same_word(typed: &str, known: &str) -> bool {
    let stem = |w: &str| w.trim_end_matches(['s', 'e']).len();
    typed.get(..stem(typed)) == known.get(..stem(known)) || (typed.len() >= 4 && known.starts_with(typed))
}
