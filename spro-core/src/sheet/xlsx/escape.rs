//! Characters that XML cannot hold, as Office writes them: `_x000D_`.

use std::borrow::Cow;

/// The text with `_xHHHH_` turned into the character of that number; `_x005F_` keeps an underscore from starting one.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        if let Some((character, len)) = escaped(after) {
            out.push(character);
            rest = after.get(len..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn escaped(after: &str) -> Option<(char, usize)> {
    let digits = after.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    after.get(4..)?.strip_prefix('_')?;
    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((character, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters() {
        for (text, expected) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00e9_", "é"),
            ("_xD83D_", "_xD83D_"),
            ("_x12_", "_x12_"),
            ("taux_x", "taux_x"),
            ("_x000Dé", "_x000Dé"),
            ("_x_x0041_", "_xA"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
        assert!(matches!(unescape("plain"), Cow::Borrowed("plain")));
    }
}
