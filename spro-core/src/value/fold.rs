//! The folded form in which names and headers are compared.

use super::lower::lower;
use std::str::Chars;

/// The folded form of a text: accents dropped (composed or not), lower case, `œ` as `oe`, and every run of blanks, line
/// breaks, quotes and punctuation as one space; nothing at the ends.
///
/// `Équivalents\nTemps\u{a0}Plein (ETP)` folds to `equivalents temps plein etp`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(folded(text));
    out
}

/// The characters of [`fold`] one by one, so that a comparison needs no memory.
pub fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    Folded { chars: text.chars(), held: [None; 2], gap: false, begun: false }
}

/// The characters of [`fold`] without the spaces: `C.I.O.` and `cio` are the same.
pub fn squeezed(text: &str) -> impl Iterator<Item = char> + '_ {
    folded(text).filter(|c| *c != ' ')
}

struct Folded<'t> {
    chars: Chars<'t>,
    /// Letters that are to come before the next character.
    held: [Option<char>; 2],
    gap: bool,
    begun: bool,
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let c = match self.held.iter_mut().find_map(Option::take) {
                Some(c) => c,
                None => match self.chars.next()? {
                    c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
                    c if c.is_ascii() => ' ',
                    c => {
                        self.held = letters(c);
                        continue;
                    }
                },
            };
            if c == ' ' {
                self.gap = self.begun;
                continue;
            }
            self.begun = true;
            if !std::mem::take(&mut self.gap) {
                return Some(c);
            }
            // Its place is free: what was held before it is gone.
            self.held[0] = Some(c);
            return Some(' ');
        }
    }
}

/// What one character that is not ASCII becomes: one letter or two, a space, or nothing.
fn letters(c: char) -> [Option<char>; 2] {
    if is_silent(c) {
        return [None; 2];
    }
    match plain(lower(c)) {
        'œ' => [Some('o'), Some('e')],
        'æ' => [Some('a'), Some('e')],
        'ß' => [Some('s'), Some('s')],
        letter => [Some(letter), None],
    }
}

/// Marks that are written but not read: combining accents, soft hyphens, zero-width characters, note numbers.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        | '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// A lower-case letter without its accent; a space for what is neither letter nor digit.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ł' | 'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        // The ordinal marks stand for "numéro" (`nº`): a sign, not a letter.
        'º' | 'ª' | '\u{2116}' => ' ',
        _ if c.is_alphanumeric() => c,
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_punctuation_do_not_count() {
        for (text, expected) in [
            ("Année", "annee"),
            ("Anne\u{301}e", "annee"),
            ("ANNÉE", "annee"),
            ("  Nombre d’agents\u{a0}:\n dans les\u{202f}structures ", "nombre d agents dans les structures"),
            ("Cœur de réseau", "coeur de reseau"),
            ("ŒUVRE", "oeuvre"),
            ("Straße", "strasse"),
            ("C.I.O.", "c i o"),
            ("N° / Nº", "n n"),
            ("Structures invitées¹", "structures invitees"),
            ("\u{feff}Date", "date"),
            ("« Réunion »", "reunion"),
            ("— … ?", ""),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected, "{text:?}");
        }
        assert_eq!(squeezed("C. I. O.").collect::<String>(), "cio");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_does_not_count(text in "[a-zà-ÿœ' .-]{0,20}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
