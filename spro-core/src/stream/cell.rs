//! Where the cells of a record stand, and what they say.

use std::borrow::Cow;

/// Records of cells, to be taken from any place in them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'t> {
    text: &'t str,
    separator: u8,
}

/// A cell, and where what ends it stands: a separator, a line end, or the end of the text.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    pub text: Cow<'t, str>,
    pub end: usize,
}

impl<'t> Cells<'t> {
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        Self { text, separator }
    }

    pub(super) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The cell that starts at `at`.
    pub(super) fn cell(&self, at: usize) -> Cell<'t> {
        if self.bytes().get(at) == Some(&b'"') {
            return self.quoted(at);
        }
        let end = self.end(at);
        Cell { text: Cow::Borrowed(self.slice(at, end)), end }
    }

    /// Where the next record or cell starts behind the end of a cell, and whether it is a cell of the same record.
    pub(super) fn after(&self, end: usize) -> (usize, bool) {
        match self.bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => (end + 2, false),
            Some([first, ..]) => (end + 1, *first == self.separator),
            _ => (self.text.len(), false),
        }
    }

    /// The cell at this position of the record that starts at `at`; blank where the record has fewer.
    pub(super) fn nth(&self, mut at: usize, position: usize) -> Cow<'t, str> {
        for _ in 0..position {
            let (next, same_record) = self.after(self.cell(at).end);
            if !same_record {
                return Cow::Borrowed("");
            }
            at = next;
        }
        self.cell(at).text
    }

    /// Where the next record starts, where all cells of the one that starts at `at` are blank.
    pub(super) fn blank_record(&self, mut at: usize) -> Option<usize> {
        loop {
            let cell = self.cell(at);
            if !cell.text.trim().is_empty() {
                return None;
            }
            let (next, same_record) = self.after(cell.end);
            if !same_record {
                return Some(next);
            }
            at = next;
        }
    }

    /// The end of a cell, or of the rest of one, that holds no quotes.
    fn end(&self, at: usize) -> usize {
        let rest = self.bytes().get(at..).unwrap_or_default();
        memchr::memchr3(self.separator, b'\n', b'\r', rest).map_or(self.text.len(), |len| at + len)
    }

    /// A cell that starts with a quote. What stands behind the closing quote belongs to it, as in spreadsheets.
    fn quoted(&self, at: usize) -> Cell<'t> {
        let mut text = Cow::Borrowed("");
        let mut from = at + 1;
        loop {
            let rest = self.bytes().get(from..).unwrap_or_default();
            let Some(len) = memchr::memchr(b'"', rest) else {
                // Never closed: such a file was refused when it was cut into chunks.
                return Cell { text: Cow::Borrowed(self.slice(from, self.text.len())), end: self.text.len() };
            };
            add(&mut text, self.slice(from, from + len));
            from += len + 1;
            if self.bytes().get(from) != Some(&b'"') {
                let end = self.end(from);
                add(&mut text, self.slice(from, end));
                return Cell { text, end };
            }
            add(&mut text, "\"");
            from += 1;
        }
    }
}

fn add<'t>(text: &mut Cow<'t, str>, part: &'t str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Vec<String>> {
        let cells = Cells::new(text, b',');
        let (mut at, mut all) = (0, Vec::new());
        while at < text.len() {
            let mut record = Vec::new();
            loop {
                let cell = cells.cell(at);
                record.push(cell.text.into_owned());
                let (next, same_record) = cells.after(cell.end);
                at = next;
                if !same_record {
                    break;
                }
            }
            all.push(record);
        }
        all
    }

    #[test]
    fn plain_records() {
        assert_eq!(records("a,b,c\r\nd,,f\n"), [["a", "b", "c"], ["d", "", "f"]]);
        assert_eq!(records("a,b\nc"), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(records("a,b\rc,"), [["a", "b"], ["c", ""]]);
    }

    #[test]
    fn quoted_records() {
        assert_eq!(
            records("\"a,1\",\"b\"\"x\"\"\",c\r\n\"d\ne\",f,g\n"),
            [["a,1", "b\"x\"", "c"], ["d\ne", "f", "g"]]
        );
        assert_eq!(records("\"a\" b,\"c\r\",d\r\n"), [["a b", "c\r", "d"]]);
        assert_eq!(records("x,\"\",\"\"\"\"\n"), [["x", "", "\""]]);
        assert_eq!(records("a,5\" vis,c\n\"q\",r,s"), [["a", "5\" vis", "c"], ["q", "r", "s"]]);
    }

    #[test]
    fn cells_are_found_by_their_position() {
        let cells = Cells::new("a,\"b,\n\",c\nd\n", b',');
        assert_eq!(
            (cells.nth(0, 1), cells.nth(0, 2), cells.nth(0, 3)),
            ("b,\n".into(), "c".into(), "".into())
        );
        assert_eq!((cells.nth(10, 0), cells.nth(10, 1)), ("d".into(), "".into()));
    }

    #[test]
    fn blank_records_are_told() {
        for (text, next) in [("\na", 1), (" ,\"\",\r\nb", 7), (",,", 2)] {
            assert_eq!(Cells::new(text, b',').blank_record(0), Some(next), "{text:?}");
        }
        assert_eq!(Cells::new(",x\n", b',').blank_record(0), None);
    }
}
