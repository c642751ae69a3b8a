//! The text of a rulebook file, and places in it.

use std::ops::Range;

/// A range of bytes of a text.
pub(super) type Within = Range<usize>;

/// A file of a rulebook.
#[derive(Debug)]
pub(super) struct Text {
    /// Its path, as messages show it.
    pub path: String,
    /// What it holds.
    pub body: String,
    /// Which rulebook it belongs to: 0 for the one that is extended, counting up to the one that was asked for.
    pub layer: usize,
}

/// A place in one of the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub file: usize,
    pub start: usize,
    pub end: usize,
}

impl Place {
    pub fn new(file: usize, range: &Within) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    pub fn range(&self) -> Within {
        self.start..self.end
    }
}

impl Text {
    /// The text of a range; empty where it is none.
    pub fn slice(&self, range: &Within) -> &str {
        self.body.get(range.clone()).unwrap_or_default()
    }

    /// Line and column (in characters) of a byte, both from 1, and the line itself.
    pub fn line_at(&self, at: usize) -> (u32, u32, &str) {
        let mut at = at.min(self.body.len());
        while !self.body.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = self.body.split_at(at);
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let end = after.find('\n').map_or(self.body.len(), |i| at + i);
        let line = self.body.get(start..end).unwrap_or_default().trim_end_matches('\r');
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        let column = before.get(start..).unwrap_or_default().chars().count();
        // Bytes are counted many at a time; thousands of errors ask for their line.
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        (count(lines), count(column), line)
    }
}

/// Where a part of a TOML string stands in the text: `raw` is the string as it is written, with its quotes, and `inner`
/// a range of its value. Escapes make the two differ.
pub(super) fn inside(raw: &str, inner: &Within) -> Within {
    let (quotes, basic) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, false),
        [b'"', ..] => (1, true),
        _ => (1, false),
    };
    let body = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or_default();
    let mut starts = Starts { offset: quotes, value: 0, inner, found: None..None };
    let mut rest = body;
    if quotes == 3 {
        // A line break right after the opening quotes is not part of the value.
        let trimmed = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
        starts.offset += rest.len() - trimmed.len();
        rest = trimmed;
    }
    while let Some(c) = rest.chars().next() {
        let (written, value) = if basic && c == '\\' { escape(rest) } else { (c.len_utf8(), c.len_utf8()) };
        starts.step(written, value);
        rest = rest.get(written.max(1)..).unwrap_or_default();
    }
    starts.finish()
}

/// How many bytes an escape takes as it is written, and in the value.
fn escape(rest: &str) -> (usize, usize) {
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|h| u32::from_str_radix(h, 16).ok());
        (2 + digits, code.and_then(char::from_u32).map_or(1, char::len_utf8))
    };
    match rest.as_bytes().get(1) {
        Some(b'x') => hex(2),
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        // A backslash at the end of a line swallows the blanks that follow.
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            let after = rest.get(1..).unwrap_or_default();
            (1 + after.len() - after.trim_start().len(), 0)
        }
        _ => (2, 1),
    }
}

struct Starts<'a> {
    offset: usize,
    value: usize,
    inner: &'a Within,
    found: Range<Option<usize>>,
}

impl Starts<'_> {
    fn step(&mut self, written: usize, value: usize) {
        // What is written without being part of the value belongs to no part of it.
        self.note(value > 0);
        self.offset += written;
        self.value += value;
    }

    fn note(&mut self, visible: bool) {
        if visible && self.found.start.is_none() && self.value >= self.inner.start {
            self.found.start = Some(self.offset);
        }
        if self.found.end.is_none() && self.value >= self.inner.end {
            self.found.end = Some(self.offset);
        }
    }

    fn finish(mut self) -> Within {
        self.note(true);
        let start = self.found.start.unwrap_or(self.offset);
        start..self.found.end.unwrap_or(self.offset).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_string_are_found_as_written() {
        for (raw, value, part, written) in [
            ("'a > b'", "a > b", "b", "b"),
            (r#""x == \"ML\" && yy""#, "x == \"ML\" && yy", "yy", "yy"),
            (r#""\u00e9t\u00E9 z""#, "été z", "z", "z"),
            ("\"\"\"\nun \\\n   deux\"\"\"", "un deux", "deux", "deux"),
            ("'''\na\nbb'''", "a\nbb", "bb", "bb"),
            (r#""a\tb""#, "a\tb", "\t", r"\t"),
        ] {
            let start = value.find(part).unwrap();
            let range = inside(raw, &(start..start + part.len()));
            assert_eq!(&raw[range], written, "{raw}");
        }
        assert_eq!(inside("'ab'", &(2..2)), 3..3);
        assert_eq!(inside("", &(0..4)), 1..1);
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = Text { path: String::new(), body: "é = 1\r\nété = 2\n".to_owned(), layer: 0 };
        assert_eq!(text.line_at(0), (1, 1, "é = 1"));
        assert_eq!(text.line_at(13), (2, 4, "été = 2"));
        assert_eq!(text.line_at(99), (3, 1, ""));
    }
}
