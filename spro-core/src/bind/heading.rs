//! A header reduced to the words that count.

use crate::value::fold;

/// No header is longer; a text that is, is none.
const LONGEST: usize = 300;
/// Words that a header may have or not.
const SMALL_WORDS: [&str; 38] = [
    "de", "d", "des", "du", "la", "le", "les", "l", "a", "aux", "au", "un", "une", "en", "dans", "votre",
    "vos", "notre", "nos", "et", "ou", "par", "pour", "sur", "the", "of", "in", "to", "by", "and", "with",
    "for", "n", "s", "qui", "ont", "who", "have",
];

/// A header as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Heading {
    /// Its words: folded, without plural and feminine marks, without small words.
    pub words: Vec<String>,
    /// A year that stands in it (`réseau 2017`), which is no word of it.
    pub year: Option<i64>,
    /// Whether several years stand in it; then none of them is the year of the rows.
    pub years: bool,
}

impl Heading {
    pub fn new(text: &str) -> Self {
        let mut heading = Self::default();
        if text.len() > LONGEST {
            return heading;
        }
        for word in fold(text).split(' ') {
            match year(word) {
                Some(year) if heading.year.is_none_or(|known| known == year) => heading.year = Some(year),
                Some(_) => heading.years = true,
                None => heading.add(word),
            }
        }
        if heading.years {
            heading.year = None;
        }
        // A column may be called `qui`: where there are small words only, they are what there is.
        if heading.words.is_empty() && heading.year.is_none() {
            heading.words.extend(fold(text).split(' ').filter(|word| word.len() > 2).map(str::to_owned));
        }
        heading
    }

    fn add(&mut self, word: &str) {
        match word {
            "nombre" | "nb" | "nbre" | "nbr" | "nbe" | "nombres" | "number" | "num" => {
                self.words.push("nombre".into());
            }
            "etp" | "etps" => self.words.extend(["equivalent".into(), "temp".into(), "plein".into()]),
            _ if word.is_empty() || SMALL_WORDS.contains(&word) => {}
            _ => self.words.push(stem(word).to_owned()),
        }
    }

    /// The words in a row.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }

    /// The same without `nombre`, which people leave out.
    pub fn bare(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).filter(|w| *w != "nombre").collect()
    }
}

/// A year that a header may name.
fn year(word: &str) -> Option<i64> {
    let named = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    named.then(|| word.parse().ok()).flatten().filter(|y| (1990..=2099).contains(y))
}

/// A word without the marks of plural and feminine: `invités` and `invitées` are one word.
fn stem(word: &str) -> &str {
    let singular = word.trim_end_matches(['s', 'x']);
    let short = singular.trim_end_matches('e');
    if short.len() >= 3 {
        short
    } else if singular.len() >= 3 {
        singular
    } else {
        word
    }
}

/// A text without what stands in brackets; a bracket left open goes to the end.
pub(super) fn without_brackets(text: &str) -> Option<String> {
    text.contains(['(', '[']).then(|| {
        let mut depth = 0_u32;
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ if depth == 0 => out.push(c),
                _ => {}
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        Heading::new(text).key()
    }

    #[test]
    fn one_header_has_many_forms() {
        let model = key("Nombre de structures invitées");
        assert_eq!(model, "nombre structur invit");
        for typed in [
            "NOMBRE DE STRUCTURES INVITÉES",
            "Nombre de structures invite\u{301}es",
            "Nb de\u{a0}structures\ninvitées",
            "Nbre structures invités",
            "nombre_structures_invitees",
            " Nombre  de structures invitées : ",
        ] {
            assert_eq!(key(typed), model, "{typed:?}");
        }
        assert_eq!(key("Nb d’agents"), key("Nombre d'agents"));
        assert_eq!(key("Nb d'ETP"), key("Nombre d’équivalents temps plein"));
        assert_eq!(key("Date"), "dat");
        assert_eq!(key("Année"), key("annees"));
        assert_eq!(key("N°"), "");
        assert_eq!(key("Qui"), "qui");
    }

    #[test]
    fn a_year_is_no_word_of_the_header() {
        let heading = Heading::new("Structures membres de votre réseau 2017");
        assert_eq!((heading.key().as_str(), heading.year), ("structur membr reseau", Some(2017)));
        let two = Heading::new("Réunions 2016-2017");
        assert_eq!((two.key().as_str(), two.year), ("reunion", None));
        assert_eq!(Heading::new("12345").year, None);
    }

    #[test]
    fn brackets_are_left_out() {
        let without = |t| without_brackets(t).map(|t| t.trim().to_owned());
        assert_eq!(without("Date (ajouter des lignes)").as_deref(), Some("Date"));
        assert_eq!(without("Date [jj/mm (aaaa)] ici").as_deref(), Some("Date  ici"));
        assert_eq!(without("Date (sans fin").as_deref(), Some("Date"));
        assert_eq!(without("Date"), None);
    }
}
