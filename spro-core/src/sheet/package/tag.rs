//! The beginning of an element: its name and its attributes.

use super::entity::unescape;
use std::borrow::Cow;

/// The beginning of an element.
pub(in super::super) struct Tag<'x> {
    // INVARIANT: as `ends` has found it: a name, then attributes with their quotes.
    text: &'x [u8],
    name: usize,
}

/// The attributes of an element.
pub(in super::super) struct Attrs<'t> {
    rest: &'t [u8],
}

/// An attribute.
pub(in super::super) struct Attr<'t> {
    /// The prefix, empty where there is none.
    pub(in super::super) prefix: &'t [u8],
    /// The name without its prefix.
    pub(in super::super) name: &'t [u8],
    /// The value as it is written.
    raw: &'t [u8],
}

/// Where a tag ends, and where its name does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// Behind its `>`.
    pub(super) tag: usize,
    /// Behind its name.
    pub(super) name: usize,
    /// Whether it is empty (`<a/>`).
    pub(super) empty: bool,
}

/// What looking for the end of a tag has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The end.
    Ends(Ends),
    /// More bytes are needed.
    More,
    /// This is no tag.
    Wrong,
}

/// Looks for the end of the tag that begins with the `<` at the start of `text`: every attribute has a value in quotes,
/// without `<`.
pub(super) fn ends(text: &[u8]) -> Found {
    let Some(inner) = text.get(1..) else { return Found::More };
    let Some(len) = inner.iter().position(|&b| {
        matches!(b, b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r' | b'=' | b'"' | b'\'' | b'<' | b'&')
    }) else {
        return Found::More;
    };
    if len == 0 {
        return Found::Wrong;
    }
    let name = 1 + len;
    let mut at = name;
    let peek = |at: usize| text.get(at).copied();
    loop {
        let before = at;
        while peek(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        match peek(at) {
            None => return Found::More,
            Some(b'>') => return Found::Ends(Ends { tag: at + 1, name, empty: false }),
            Some(b'/') => {
                return match peek(at + 1) {
                    None => Found::More,
                    Some(b'>') => Found::Ends(Ends { tag: at + 2, name, empty: true }),
                    Some(_) => Found::Wrong,
                };
            }
            // An attribute stands apart from what is before it.
            Some(_) if at == before => return Found::Wrong,
            Some(_) => {}
        }
        let start = at;
        while peek(at).is_some_and(|b| {
            !matches!(b, b'=' | b'>' | b'<' | b'"' | b'\'' | b'/') && !b.is_ascii_whitespace()
        }) {
            at += 1;
        }
        if at == start && at < text.len() {
            return Found::Wrong;
        }
        while peek(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        match peek(at) {
            None => return Found::More,
            Some(b'=') => at += 1,
            Some(_) => return Found::Wrong,
        }
        while peek(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        let quote = match peek(at) {
            None => return Found::More,
            Some(quote @ (b'"' | b'\'')) => quote,
            Some(_) => return Found::Wrong,
        };
        at += 1;
        let value = text.get(at..).unwrap_or_default();
        match value.iter().position(|&b| b == quote || b == b'<') {
            None => return Found::More,
            Some(len) if value.get(len) == Some(&quote) => at += len + 1,
            Some(_) => return Found::Wrong,
        }
    }
}

impl<'x> Tag<'x> {
    /// The tag in `text`, which reaches to its end.
    pub(super) fn new(text: &'x [u8], ends: Ends) -> Self {
        Self { text, name: ends.name }
    }

    /// The name without its prefix.
    pub(in super::super) fn name(&self) -> &'x [u8] {
        let (_, name) = split_prefix(self.text.get(1..self.name).unwrap_or_default());
        name
    }

    /// The attributes.
    pub(in super::super) fn attributes(&self) -> Attrs<'x> {
        Attrs { rest: self.text.get(self.name..).unwrap_or_default() }
    }
}

impl Attr<'_> {
    /// The value as it is written: enough for numbers and places.
    pub(in super::super) fn bytes(&self) -> &[u8] {
        self.raw
    }

    /// The value, `None` where it is not UTF-8 or uses an entity that XML does not have.
    pub(in super::super) fn text(&self) -> Option<Cow<'_, str>> {
        unescape(std::str::from_utf8(self.raw).ok()?)
    }

    /// The value as a whole number.
    pub(in super::super) fn number(&self) -> Option<u32> {
        std::str::from_utf8(self.raw).ok()?.trim().parse().ok()
    }

    /// The value as a truth value.
    pub(in super::super) fn is_true(&self) -> bool {
        matches!(self.raw, b"1" | b"true" | b"on")
    }
}

impl<'t> Iterator for Attrs<'t> {
    type Item = Attr<'t>;

    fn next(&mut self) -> Option<Attr<'t>> {
        let equals = self.rest.iter().position(|&b| b == b'=')?;
        let (prefix, name) = split_prefix(self.rest.get(..equals)?.trim_ascii());
        let value = self.rest.get(equals + 1..)?.trim_ascii_start();
        let (&quote, value) = value.split_first()?;
        let len = value.iter().position(|&b| b == quote)?;
        self.rest = value.get(len + 1..)?;
        Some(Attr { prefix, name, raw: value.get(..len)? })
    }
}

/// `x:name` as `x` and `name`.
fn split_prefix(name: &[u8]) -> (&[u8], &[u8]) {
    match name.iter().position(|&b| b == b':') {
        Some(at) => (name.get(..at).unwrap_or_default(), name.get(at + 1..).unwrap_or_default()),
        None => (&[], name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_where_they_end() {
        for (text, expected) in [
            ("<a>", Some((3, 2, false))),
            ("<a/>", Some((4, 2, true))),
            ("<a b=\"1>2\" c = '/'>x", Some((19, 2, false))),
            ("<a\n b=\"\"\t/>", Some((11, 2, true))),
            ("<x:a >", Some((6, 4, false))),
        ] {
            let expected = expected.map(|(tag, name, empty)| Found::Ends(Ends { tag, name, empty }));
            assert_eq!(Some(ends(text.as_bytes())), expected, "{text}");
            for len in 1..text.trim_end_matches('x').len() {
                assert_eq!(ends(&text.as_bytes()[..len]), Found::More, "{}", &text[..len]);
            }
        }
        for text in [
            "<>",
            "< a>",
            "<a b>",
            "<a b=1>",
            "<a b=\"1\"c=\"2\">",
            "<a b=\"<\">",
            "<a /b>",
            "<a =\"1\">",
            "<a<",
            "<a \"b\">",
        ] {
            assert_eq!(ends(text.as_bytes()), Found::Wrong, "{text}");
        }
    }

    #[test]
    fn attributes_are_told_apart() {
        let text = b"<c r:id = 'a\"b' s=\"&lt;1\"/>";
        let Found::Ends(found) = ends(text) else { panic!("no end") };
        let shown: Vec<_> = Tag::new(text, found)
            .attributes()
            .map(|a| {
                (
                    String::from_utf8_lossy(a.prefix),
                    String::from_utf8_lossy(a.name),
                    a.text().unwrap().into_owned(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [("r".into(), "id".into(), "a\"b".to_owned()), ("".into(), "s".into(), "<1".to_owned())]
        );
    }
}
