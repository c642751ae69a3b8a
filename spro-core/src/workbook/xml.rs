//! XML as spreadsheets write it.

use std::fmt::Write as _;

/// What every part begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A part that is being written.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// A part, with the declaration.
    pub fn new() -> Self {
        Self(DECLARATION.to_owned())
    }

    /// A part of a kind that has no declaration.
    pub fn bare() -> Self {
        Self::default()
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Markup, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    pub fn number(&mut self, number: u64) -> &mut Self {
        // Writing into a text cannot fail.
        let _ = write!(self.0, "{number}");
        self
    }

    /// ` name="value"`.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"");
        escape(&mut self.0, value, |c| match c {
            '"' => Some("&quot;"),
            '\n' => Some("&#xA;"),
            _ => None,
        });
        self.raw("\"")
    }

    /// ` name="12"`.
    pub fn count(&mut self, name: &str, value: u64) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").number(value).raw("\"")
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.0, text, |_| None);
        self
    }

    /// `<tag>text</tag>`.
    pub fn element(&mut self, tag: &str, text: &str) -> &mut Self {
        self.raw("<").raw(tag).raw(">").text(text).raw("</").raw(tag).raw(">")
    }

    /// `<t>` for a text; blanks at its ends are kept.
    fn text_tag(&mut self, text: &str) -> &mut Self {
        let blank = ['\t', '\n', ' '];
        let kept = text.starts_with(blank) || text.ends_with(blank);
        self.raw(if kept { "<t xml:space=\"preserve\">" } else { "<t>" })
    }

    /// `<t>text</t>` of a cell.
    pub fn cell_text(&mut self, text: &str) -> &mut Self {
        self.text_tag(text);
        cell_text(&mut self.0, text);
        self.raw("</t>")
    }

    /// `<t>text</t>` of a note.
    pub fn note_text(&mut self, text: &str) -> &mut Self {
        self.text_tag(text).text(text).raw("</t>")
    }

    /// What another part holds.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.raw(&other.0)
    }
}

/// Writes the text of a cell. What looks like an escaped character already has its underscore escaped.
pub(crate) fn cell_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        escape(out, before, |_| None);
        out.push_str(if looks_escaped(after) { "_x005F_x" } else { "_x" });
        rest = after.get(2..).unwrap_or_default();
    }
    escape(out, rest, |_| None);
}

/// Whether a text begins as `_x0041_` does.
fn looks_escaped(text: &str) -> bool {
    let mut after = text.bytes().skip(2);
    after.by_ref().take(4).filter(u8::is_ascii_hexdigit).count() == 4 && after.next() == Some(b'_')
}

/// Escapes what XML cannot hold: control characters are written `_x0007_`, as spreadsheets do.
fn escape(out: &mut String, text: &str, other: fn(char) -> Option<&'static str>) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => match other(c) {
                Some(escaped) => out.push_str(escaped),
                None if c == '\t' || c == '\n' => out.push(c),
                None if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {
                    let _ = write!(out, "_x{:04X}_", u32::from(c));
                }
                None => out.push(c),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        cell_text(&mut out, text);
        out
    }

    #[test]
    fn texts_are_escaped_where_they_stand() {
        let expected = "&lt;R&amp;D&gt; _x0007_ _x005F_x0041_ _x004_ _x00g1_ _xé";
        assert_eq!(escaped("<R&D> \u{7} _x0041_ _x004_ _x00g1_ _xé"), expected);
        assert_eq!(escaped("_x_x0041_x0042_"), "_x_x005F_x0041_x005F_x0042_");
        let mut xml = Xml::bare();
        xml.text("_x0041_ \u{fffe}\r").attribute("a", "\"b\"\n<c>\t'");
        assert_eq!(xml.0, "_x0041_ _xFFFE__x000D_ a=\"&quot;b&quot;&#xA;&lt;c&gt;\t'\"");
    }

    #[test]
    fn blanks_at_the_ends_are_kept() {
        for (text, kept) in [(" a", true), ("a\n", true), ("\ta", true), ("a b", false), ("", false)] {
            let mut xml = Xml::bare();
            xml.cell_text(text);
            assert_eq!(xml.0.contains("preserve"), kept, "{text:?}");
        }
    }
}
