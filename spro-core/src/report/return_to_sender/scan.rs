//! Where the elements of a piece of XML stand, byte by byte, so that it can be changed without writing it anew.
//!
//! Lenient on purpose: drawings of comments are often not well formed, and what is not looked for is not judged.

use std::ops::Range;

/// What kind of mark it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<a>`
    Open,
    /// `<a/>`
    Empty,
    /// `</a>`
    Close,
}

/// A mark of XML.
#[derive(Debug, Clone)]
pub(super) struct Mark<'x> {
    pub(super) kind: Kind,
    /// From its `<` to behind its `>`.
    pub(super) range: Range<usize>,
    /// How many elements are open around it.
    pub(super) depth: usize,
    /// The mark itself.
    pub(super) text: &'x [u8],
}

impl<'x> Mark<'x> {
    /// The name with its prefix.
    pub(super) fn full_name(&self) -> &'x [u8] {
        let text =
            self.text.strip_prefix(b"</").or_else(|| self.text.strip_prefix(b"<")).unwrap_or(self.text);
        let end = text.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        text.get(..end.unwrap_or(text.len())).unwrap_or(text)
    }

    /// The name without its prefix.
    pub(super) fn name(&self) -> &'x [u8] {
        self.full_name().rsplit(|&b| b == b':').next().unwrap_or_default()
    }

    /// The prefix with its colon, to name other elements of the same kind.
    pub(super) fn prefix(&self) -> String {
        let name = self.full_name();
        let len = name.len() - self.name().len();
        String::from_utf8_lossy(name.get(..len).unwrap_or_default()).into_owned()
    }

    /// Whether an element begins here.
    pub(super) fn begins(&self, name: &[u8]) -> bool {
        self.kind != Kind::Close && self.name() == name
    }

    /// Whether an element ends here that has something in it.
    pub(super) fn closes(&self, name: &[u8]) -> bool {
        self.kind == Kind::Close && self.name() == name
    }

    /// The value of an attribute, by its name without prefix, and where it stands in the mark (without quotes).
    pub(super) fn attribute(&self, name: &[u8]) -> Option<(&'x [u8], Range<usize>)> {
        let mut at = 1 + self.full_name().len();
        loop {
            let rest = self.text.get(at..)?;
            let equals = rest.iter().position(|&b| b == b'=')?;
            let key = rest.get(..equals)?.trim_ascii();
            let quote_at = equals + rest.get(equals..)?.iter().position(|b| matches!(b, b'"' | b'\''))?;
            let quote = *rest.get(quote_at)?;
            let start = quote_at + 1;
            let len = rest.get(start..)?.iter().position(|&b| b == quote)?;
            let value = rest.get(start..start + len)?;
            if key.rsplit(|&b| b == b':').next() == Some(name) {
                return Some((value, at + start..at + start + len));
            }
            at += start + len + 1;
        }
    }

    /// The value of an attribute as a text.
    pub(super) fn text_of(&self, name: &[u8]) -> Option<String> {
        let value = std::str::from_utf8(self.attribute(name)?.0).ok()?;
        Some(crate::sheet::xml_text(value)?.into_owned())
    }

    /// The value of an attribute as a number.
    pub(super) fn number_of(&self, name: &[u8]) -> Option<u32> {
        std::str::from_utf8(self.attribute(name)?.0).ok()?.trim().parse().ok()
    }

    /// The mark with an attribute set; the name is given in full, for where it is new.
    pub(super) fn with(&self, full_name: &str, value: &str) -> Vec<u8> {
        let local = full_name.rsplit(':').next().unwrap_or(full_name);
        let mut splice = super::splice::Splice::default();
        match self.attribute(local.as_bytes()) {
            Some((_, range)) => splice.replace(range, value),
            None => splice.insert(1 + self.full_name().len(), format!(" {full_name}=\"{value}\"")),
        }
        splice.apply(self.text)
    }
}

/// The marks of `xml`, one after the other; comments, instructions and texts are passed over.
pub(super) struct Scan<'x> {
    xml: &'x [u8],
    at: usize,
    depth: usize,
}

impl<'x> Scan<'x> {
    pub(super) fn new(xml: &'x [u8]) -> Self {
        Self { xml, at: 0, depth: 0 }
    }

    fn behind(&self, from: usize, what: &[u8]) -> Option<usize> {
        memchr::memmem::find(self.xml.get(from..)?, what).map(|at| from + at + what.len())
    }

    /// Behind the `>` that ends the mark which begins at `start`; one inside of a value ends nothing.
    fn end_of_tag(&self, start: usize) -> Option<usize> {
        let mut quote = None;
        for (i, &byte) in self.xml.get(start..)?.iter().enumerate() {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (None, b'>') => return Some(start + i + 1),
                _ => {}
            }
        }
        None
    }
}

impl<'x> Iterator for Scan<'x> {
    type Item = Mark<'x>;

    fn next(&mut self) -> Option<Mark<'x>> {
        loop {
            let start = self.at + memchr::memchr(b'<', self.xml.get(self.at..)?)?;
            let rest = self.xml.get(start..)?;
            let passed = if rest.starts_with(b"<!--") {
                self.behind(start + 4, b"-->")
            } else if rest.starts_with(b"<![CDATA[") {
                self.behind(start, b"]]>")
            } else if rest.starts_with(b"<?") {
                self.behind(start, b"?>")
            } else if rest.starts_with(b"<!") {
                self.behind(start, b">")
            } else {
                let end = self.end_of_tag(start)?;
                self.at = end;
                let text = self.xml.get(start..end)?;
                let kind = if text.starts_with(b"</") {
                    Kind::Close
                } else if text.ends_with(b"/>") {
                    Kind::Empty
                } else {
                    Kind::Open
                };
                if kind == Kind::Close {
                    self.depth = self.depth.saturating_sub(1);
                }
                let mark = Mark { kind, range: start..end, depth: self.depth, text };
                if kind == Kind::Open {
                    self.depth += 1;
                }
                return Some(mark);
            };
            self.at = passed?;
        }
    }
}

/// Puts `inner` at the end of the first element of that name; one that is empty is opened for it.
pub(super) fn append_to(xml: &[u8], name: &[u8], inner: &str, splice: &mut super::splice::Splice) -> bool {
    for mark in Scan::new(xml) {
        if mark.closes(name) {
            splice.insert(mark.range.start, inner);
            return true;
        }
        if mark.kind == Kind::Empty && mark.name() == name {
            open_up(&mark, inner, splice);
            return true;
        }
    }
    false
}

/// `<a/>` as `<a>inner</a>`.
pub(super) fn open_up(mark: &Mark<'_>, inner: &str, splice: &mut super::splice::Splice) {
    let name = String::from_utf8_lossy(mark.full_name()).into_owned();
    splice.replace(mark.range.end - 2..mark.range.end, format!(">{inner}</{name}>"));
}

/// A text for XML: its signs escaped, and what XML cannot hold replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::splice::Splice;
    use super::*;

    #[test]
    fn marks_are_found_where_they_stand() {
        let xml =
            b"<?xml version=\"1.0\"?><!-- <no/> --><x:a b='1>2'><c d=\"e\"/>text<![CDATA[<no/>]]></x:a>";
        let marks: Vec<_> = Scan::new(xml).collect();
        let shown: Vec<_> = marks
            .iter()
            .map(|m| (m.kind, m.depth, String::from_utf8_lossy(m.name()), &xml[m.range.clone()] == m.text))
            .collect();
        assert_eq!(
            shown,
            [
                (Kind::Open, 0, "a".into(), true),
                (Kind::Empty, 1, "c".into(), true),
                (Kind::Close, 0, "a".into(), true),
            ]
        );
        assert_eq!(marks[0].prefix(), "x:");
        assert_eq!(marks[0].text_of(b"b").as_deref(), Some("1>2"));
        assert_eq!(marks[1].attribute(b"d").map(|(v, _)| v), Some(&b"e"[..]));
        assert_eq!(marks[1].attribute(b"x"), None);
        assert_eq!(marks[1].with("d", "f"), b"<c d=\"f\"/>");
        assert_eq!(marks[1].with("r:id", "f"), b"<c r:id=\"f\" d=\"e\"/>");
    }

    #[test]
    fn something_is_put_at_the_end_of_an_element() {
        for (xml, expected) in [
            ("<a><b>1</b></a>", "<a><b>1<n/></b></a>"),
            ("<a><x:b/></a>", "<a><x:b><n/></x:b></a>"),
            ("<a><b c='1' /></a>", "<a><b c='1' ><n/></b></a>"),
        ] {
            let mut splice = Splice::default();
            assert!(append_to(xml.as_bytes(), b"b", "<n/>", &mut splice));
            assert_eq!(String::from_utf8(splice.apply(xml.as_bytes())).unwrap(), expected);
        }
        assert!(!append_to(b"<a/>", b"b", "", &mut Splice::default()));
    }
}
