//! Marks that people write where there is nothing to write.

use super::fold::folded;

/// Words and abbreviations for "nothing", folded.
const WORDS: [&str; 21] = [
    "nc",
    "n c",
    "nd",
    "n d",
    "na",
    "n a",
    "nr",
    "n r",
    "ns",
    "neant",
    "sans objet",
    "aucun",
    "aucune",
    "non communique",
    "non communiquee",
    "non disponible",
    "non renseigne",
    "non renseignee",
    "non concerne",
    "non concernee",
    "rien",
];

/// What a text without a value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Blanks only.
    Blank,
    /// A mark such as `NC`, `-`, `néant`, `aucun`. It is read as blank, not as 0: whoever counted none writes 0.
    Mark,
    /// A question mark: somebody has to ask.
    Question,
}

/// Whether a text could be a mark for nothing, by its first letters and its length: a quick no for most texts.
pub fn may_be_nothing(text: &str) -> bool {
    const LONGEST: usize = 32;
    let (first, second) = match text.as_bytes() {
        // Every kind of é: the second letter of « Réunion », which nothing is written with behind an r.
        [first, 0xC3, 0x88..=0x8B | 0xA8..=0xAB, ..] => (*first, b'e'),
        [first, second, ..] => (*first, *second),
        _ => return true,
    };
    if !first.is_ascii_alphanumeric() {
        return true;
    }
    if text.len() > LONGEST {
        return false;
    }
    let second = second.to_ascii_lowercase();
    // What is no letter of ASCII may be dropped when the words are compared.
    let or_unknown = |known: &[u8]| !second.is_ascii_alphanumeric() || known.contains(&second);
    match first.to_ascii_lowercase() {
        b'n' => or_unknown(b"acdeors"),
        b's' => or_unknown(b"a"),
        b'a' => or_unknown(b"u"),
        b'r' => or_unknown(b"i"),
        _ => false,
    }
}

/// Whether a text says that there is nothing.
pub fn nothing(text: &str) -> Option<Nothing> {
    let text = trim(text);
    if text.is_empty() {
        return Some(Nothing::Blank);
    }
    // No word of the list begins with another letter, and most texts do.
    let other =
        |c: char| c.is_ascii_alphanumeric() && !matches!(c.to_ascii_lowercase(), 'a' | 'n' | 'r' | 's');
    if text.len() > 32 || text.starts_with(other) {
        return None;
    }
    if text.chars().all(|c| c == '?' || is_blank(c)) {
        return Some(Nothing::Question);
    }
    let is_stroke = |c| matches!(c, '-' | '–' | '—' | '−' | '_' | '.' | '…' | '/' | '\\');
    if text.chars().all(|c| is_stroke(c) || is_blank(c)) {
        return Some(Nothing::Mark);
    }
    // Two letters rule out nearly every text.
    let mut letters = folded(text);
    let start = [letters.next(), letters.next()];
    let same_start = |word: &&&str| {
        let mut known = word.chars();
        start == [known.next(), known.next()]
    };
    WORDS.iter().filter(same_start).any(|word| folded(text).eq(word.chars())).then_some(Nothing::Mark)
}

/// A text without the blanks around it, those that nobody sees included.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// White space, and characters without width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_nothing() {
        for text in [
            "NC",
            "N.C.",
            "n.c",
            "-",
            "–",
            "—",
            "--",
            "néant",
            "NÉANT",
            "Néant.",
            "n/a",
            "N/A",
            "sans objet",
            "aucun",
            "Aucune",
            "…",
            "...",
            "nd",
            " - ",
        ] {
            assert_eq!(nothing(text), Some(Nothing::Mark), "{text:?}");
        }
        for text in ["", "  ", "\u{a0}", "\n", "\u{feff}", "\u{202f} "] {
            assert_eq!(nothing(text), Some(Nothing::Blank), "{text:?}");
        }
        for text in ["?", "??", " ? "] {
            assert_eq!(nothing(text), Some(Nothing::Question), "{text:?}");
        }
        for text in ["0", "-5", "NCA", "- point d'étape", "aucun agent", "a", "zéro"] {
            assert_eq!(nothing(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        /// The quick no is never wrong.
        #[test]
        fn a_quick_no_is_a_no(
            word in proptest::sample::select(&WORDS[..]),
            insert in "[ .\u{301}\u{ad}/é-]{0,2}",
            at in 0_usize..4,
            upper: bool,
        ) {
            let at = at.min(word.len());
            let text = format!("{}{insert}{}", &word[..at], &word[at..]);
            let text = if upper { text.to_uppercase() } else { text };
            let accented = text.replacen('e', "é", 1);
            for text in [text, accented] {
                proptest::prop_assert!(nothing(&text).is_none() || may_be_nothing(&text), "{text:?}");
            }
        }
    }
}
