//! The five entities that XML has, and characters by their number. There are no others: none can be declared.

use std::borrow::Cow;

/// Longer than any of them.
pub(super) const MAX_LEN: usize = 16;

/// The character that `name` stands for, without its `&` and `;`.
pub(super) fn resolved(name: &[u8]) -> Option<char> {
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        [b'#', b'x' | b'X', digits @ ..] => numbered(digits, 16),
        [b'#', digits @ ..] => numbered(digits, 10),
        _ => None,
    }
}

fn numbered(digits: &[u8], radix: u32) -> Option<char> {
    let digits =
        std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|b| b.is_ascii_alphanumeric()))?;
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    // What XML cannot hold, it cannot hold by number either.
    (c >= ' ' || matches!(c, '\t' | '\n' | '\r')).then_some(c)
}

/// A text with its entities resolved; none where one is unknown.
pub(crate) fn unescape(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('&') {
        return Some(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, behind) = after.split_once(';')?;
        out.push_str(before);
        out.push(resolved(name.as_bytes())?);
        rest = behind;
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (text, expected) in [
            ("a &amp; b", Some("a & b")),
            ("&lt;&gt;&quot;&apos;", Some("<>\"'")),
            ("&#233;&#xE9;&#x1F393;", Some("éé🎓")),
            ("&#10;", Some("\n")),
            ("&#0;", None),
            ("&#x1F;", None),
            ("&#xD800;", None),
            ("&#+5;", None),
            ("&#;", None),
            ("&eacute;", None),
            ("&amp", None),
            ("plain", Some("plain")),
        ] {
            assert_eq!(unescape(text).as_deref(), expected, "{text}");
        }
    }
}
