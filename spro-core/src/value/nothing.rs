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

/// Words that say that what stands above holds here too, folded.
const DITTO: [&str; 2] = ["idem", "id"];

/// What a text without a value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Blanks only.
    Blank,
    /// A mark such as `NC`, `-`, `néant`, `aucun`. It is read as blank, not as 0: whoever counted none writes 0.
    Mark,
    /// A question mark: somebody has to ask.
    Question,
    /// A mark that stands for what is written above (`idem`, `"`): what that is has to be asked.
    Ditto,
}

/// Whether a text could be a mark for nothing, by its first word: a quick no for most texts.
#[inline]
pub fn may_be_nothing(text: &str) -> bool {
    match text.as_bytes() {
        // No word of the list begins with another letter or digit.
        [first, ..] if first.is_ascii_alphanumeric() => {
            matches!(first.to_ascii_lowercase(), b'a' | b'i' | b'n' | b'r' | b's')
                && begins_as_nothing(text.as_bytes())
        }
        // Ç to Ï and ç to ï: `Échange`.
        [0xC3, 0x87..=0x8F | 0xA7..=0xAF, ..] => false,
        _ => true,
    }
}

/// Whether a text is surely a value as it stands: it begins with a letter or digit of ASCII or one from Ç to Ï, and ends
/// with one of ASCII, so that nothing is to be trimmed, and is no mark for nothing.
#[inline]
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let first = match bytes {
        [0xC3, 0x87..=0x8F | 0xA7..=0xAF, ..] => true,
        [first, ..] => first.is_ascii_alphanumeric(),
        [] => false,
    };
    first && bytes.last().is_some_and(u8::is_ascii_alphanumeric) && !may_be_nothing(text)
}

fn begins_as_nothing(text: &[u8]) -> bool {
    const FIRST: [&[u8]; 14] = [
        b"id", b"idem", b"nc", b"n", b"nd", b"na", b"nr", b"ns", b"neant", b"sans", b"aucun", b"aucune",
        b"non", b"rien",
    ];
    let mut word = [0; 7];
    let (mut length, mut at) = (0, 0);
    while let (Some(letter), Some(&byte)) = (word.get_mut(length), text.get(at)) {
        match (byte, text.get(at + 1)) {
            (0xC3, Some(0x88..=0x8B | 0xA8..=0xAB)) => {
                *letter = b'e';
                at += 1;
            }
            // What it is read as, if anything, is left to the careful reader.
            (0x80.., _) => {
                let word = word.get(..length).unwrap_or_default();
                return FIRST.iter().any(|known| known.starts_with(word));
            }
            _ if byte.is_ascii_alphanumeric() => *letter = byte.to_ascii_lowercase(),
            _ => break,
        }
        length += 1;
        at += 1;
    }
    word.get(..length).is_some_and(|word| FIRST.contains(&word))
}

/// Whether a text says that there is nothing.
pub fn nothing(text: &str) -> Option<Nothing> {
    let text = trim(text);
    if text.is_empty() {
        return Some(Nothing::Blank);
    }
    // No word of the list begins with another letter, and most texts do.
    let other =
        |c: char| c.is_ascii_alphanumeric() && !matches!(c.to_ascii_lowercase(), 'a' | 'i' | 'n' | 'r' | 's');
    if text.len() > 32 || text.starts_with(other) {
        return None;
    }
    if text.chars().all(|c| c == '?' || is_blank(c)) {
        return Some(Nothing::Question);
    }
    let is_stroke = |c| matches!(c, '-' | '–' | '—' | '−' | '_' | '.' | '…' | '/' | '\\');
    let is_ditto = |c| matches!(c, '"' | '\'' | '’' | '”' | '″' | '〃' | '»' | '«' | ',');
    if text.chars().all(|c| is_ditto(c) || is_blank(c)) && !text.chars().all(|c| c == ',') {
        return Some(Nothing::Ditto);
    }
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
    if DITTO.iter().any(|word| folded(text).eq(word.chars())) {
        return Some(Nothing::Ditto);
    }
    WORDS.iter().filter(same_start).any(|word| folded(text).eq(word.chars())).then_some(Nothing::Mark)
}

/// A text without the blanks around it, those that nobody sees included.
pub fn trim(text: &str) -> &str {
    match text.as_bytes() {
        // Nearly all texts: nothing to decode.
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_blank),
    }
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
        for text in ["\"", "''", " ” ", "〃", "«", "Idem", "idem.", "id."] {
            assert_eq!(nothing(text), Some(Nothing::Ditto), "{text:?}");
        }
        for text in
            ["0", "-5", "NCA", ",", "idem à Dreux", "ide", "i", "- point d'étape", "aucun agent", "a", "zéro"]
        {
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

        /// What is plain is a value, and nothing of it is trimmed.
        #[test]
        fn a_plain_text_stands_as_it_is(text in "[acenrsNRÀÇÉÑàçéñ0-9][éa-z0-9 .?\u{301}\u{ad}/-]{0,5}[a-z0-9é ]") {
            if is_plain(&text) {
                proptest::prop_assert_eq!((nothing(&text), trim(&text)), (None, &*text));
            }
        }
    }
}
