//! Numbers in words: not taken, but enough understood to suggest the figure.

use super::fold::folded;

const SMALL: [&str; 17] = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// The number from 0 to 999 that a text spells in French, whatever its accents, case, hyphens and plural marks.
pub fn number_in_words(text: &str) -> Option<u16> {
    if text.len() > 64 {
        return None;
    }
    let folded: String = folded(text).collect();
    let words: Vec<&str> = folded
        .split(' ')
        .map(|word| match word {
            "vingts" => "vingt",
            "cents" => "cent",
            "une" => "un",
            other => other,
        })
        .collect();
    // Most texts are no number at all: they are not held against a thousand of them.
    if !words.iter().all(|word| SMALL.contains(word) || TENS.contains(word) || ["cent", "et"].contains(word))
    {
        return None;
    }
    let spelled = words.join(" ");
    (0..1000).find(|n| spell(*n) == spelled)
}

/// A number below 1000 in words, folded, without plural marks.
fn spell(n: u16) -> String {
    let small = |n: u16| SMALL.get(usize::from(n)).map(|s| (*s).to_owned());
    if let Some(word) = small(n) {
        return word;
    }
    let (hundreds, rest) = (n / 100, n % 100);
    if hundreds > 0 {
        let head = if hundreds == 1 { String::new() } else { spell(hundreds) + " " };
        return if rest == 0 { format!("{head}cent") } else { format!("{head}cent {}", spell(rest)) };
    }
    // 70-79 and 90-99 go on counting from sixty and eighty.
    let (base, unit) = match n {
        17..=19 => (10, n - 10),
        70..=79 => (60, n - 60),
        80..=99 => (80, n - 80),
        _ => (n / 10 * 10, n % 10),
    };
    let tens = if base == 80 {
        "quatre vingt"
    } else {
        TENS.get(usize::from(base / 10)).copied().unwrap_or_default()
    };
    match unit {
        0 => tens.to_owned(),
        1 | 11 if base != 80 => format!("{tens} et {}", spell(unit)),
        _ => format!("{tens} {}", spell(unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        for (text, n) in [
            ("douze", 12),
            ("Zéro", 0),
            ("une", 1),
            ("dix-sept", 17),
            ("vingt et un", 21),
            ("vingt-et-une", 21),
            ("soixante-dix", 70),
            ("soixante et onze", 71),
            ("soixante-dix-neuf", 79),
            ("quatre-vingts", 80),
            ("quatre-vingt-un", 81),
            ("QUATRE-VINGT-ONZE", 91),
            ("quatre-vingt-dix-neuf", 99),
            ("cent", 100),
            ("deux cents", 200),
            ("trois cent quarante-deux", 342),
        ] {
            assert_eq!(number_in_words(text), Some(n), "{text}");
        }
        for text in ["", "beaucoup", "douze agents", "vingt trente", "et", "cent cent"] {
            assert_eq!(number_in_words(text), None, "{text}");
        }
    }
}
