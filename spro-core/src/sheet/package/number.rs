//! Numbers as XML writes them.

/// The number; none for what only looks like one (`inf`, `nan`, `1,5`).
pub(in super::super) fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("-0.5", Some(-0.5)),
            ("1.5E-3", Some(0.0015)),
            ("1e400", None),
            ("inf", None),
            ("NaN", None),
            ("1,5", None),
            ("12 ", None),
            ("", None),
            ("e", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
