//! The order in which people sort codes: 7 < 7bis < 20.

use std::cmp::Ordering;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Number(u64),
    Text(&'a str),
}

/// Compares two codes: digits as numbers, the rest as text.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    parts(a).cmp(parts(b)).then_with(|| a.cmp(b))
}

fn parts(code: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = code;
    std::iter::from_fn(move || {
        let digit = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        // A run of digits that is too long for a number sorts as text.
        Some(part.parse().map_or(Part::Text(part), Part::Number))
    })
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn codes_sort_as_people_sort_them() {
        let mut codes =
            ["24", "20-taux", "7bis-taux", "2", "7bis", "20", "1", "7-taux", "2-moyenne", "7", "3"];
        codes.sort_by(|a, b| natural(a, b));
        let sorted = ["1", "2", "2-moyenne", "3", "7", "7-taux", "7bis", "7bis-taux", "20", "20-taux", "24"];
        assert_eq!(codes, sorted);
    }
}
