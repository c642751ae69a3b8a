//! The name that was probably meant.

use crate::value::distance;

/// The candidate closest to `typed`, where one is close enough to be worth a question.
pub(crate) fn closest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    let allowed = (typed.len() / 3).max(1);
    candidates
        .map(|c| (distance(&typed, &fold(c)), c))
        .filter(|(d, _)| *d <= allowed)
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// Lower case, without the accents of French, hyphens and spaces as underscores.
fn fold(text: &str) -> Vec<char> {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            '-' | ' ' => '_',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["structures_invitees", "structures_participantes", "annee", "date"];
        let find = |t: &str| closest(t, names.iter().copied());
        assert_eq!(find("structures_invités"), Some("structures_invitees"));
        assert_eq!(find("Année"), Some("annee"));
        assert_eq!(find("daet"), Some("date"));
        assert_eq!(find("structures-participantes"), Some("structures_participantes"));
        assert_eq!(find("budget"), None);
        assert_eq!(find(""), None);
    }
}
