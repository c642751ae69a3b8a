//! The cells of a chunk of records.

use std::borrow::Cow;

/// Set in the end of a cell that holds doubled quotes.
const DOUBLED: u32 = 1 << 31;

/// A chunk split into cells: `width` cells a record, records that are too short filled up with blank ones.
#[derive(Debug)]
pub(super) struct Cells<'t> {
    text: &'t str,
    width: usize,
    spans: Vec<(u32, u32)>,
    /// The record, counted from the chunk's first one, of each row; blank records are no rows. Empty where every record
    /// is a row.
    records: Vec<u32>,
    /// How many records there are.
    pub(super) record_count: u32,
    /// Rows with more cells than there are columns, with the first cell too many.
    pub(super) too_long: Vec<(usize, &'t str)>,
}

impl<'t> Cells<'t> {
    /// Splits a chunk of whole records.
    pub(super) fn split(text: &'t str, separator: u8, width: usize) -> Self {
        let mut cells = Self {
            text,
            width,
            spans: Vec::with_capacity(text.len() / 8),
            records: Vec::new(),
            record_count: 0,
            too_long: Vec::new(),
        };
        if memchr::memchr(b'"', text.as_bytes()).is_none() {
            cells.split_plain(separator);
        } else {
            cells.split_quoted(separator);
        }
        cells
    }

    /// How many rows.
    pub(super) fn rows(&self) -> usize {
        self.spans.len().checked_div(self.width).unwrap_or(0)
    }

    /// The records of the rows, where they are not simply one after the other.
    pub(super) fn records(&self) -> Option<&[u32]> {
        (!self.records.is_empty()).then_some(&self.records)
    }

    /// The cells of a column, from the first row to the last.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = Cow<'t, str>> + '_ {
        self.spans.iter().skip(column).step_by(self.width.max(1)).map(|span| self.cell(*span))
    }

    /// The bytes of a column's cells; doubled quotes stay doubled, so that such a cell is in no plain form.
    pub(super) fn column_bytes(&self, column: usize) -> impl Iterator<Item = &'t [u8]> + '_ {
        let bytes = self.text.as_bytes();
        let spans = self.spans.iter().skip(column).step_by(self.width.max(1));
        spans.map(|(start, end)| bytes.get(*start as usize..(*end & !DOUBLED) as usize).unwrap_or_default())
    }

    /// The cell of a row and column.
    pub(super) fn get(&self, row: usize, column: usize) -> Cow<'t, str> {
        let span = self.spans.get(row * self.width + column).copied().unwrap_or_default();
        self.cell(span)
    }

    #[inline]
    fn cell(&self, (start, end): (u32, u32)) -> Cow<'t, str> {
        let plain = self.text.get(start as usize..(end & !DOUBLED) as usize).unwrap_or_default();
        if end & DOUBLED == 0 { Cow::Borrowed(plain) } else { Cow::Owned(plain.replace("\"\"", "\"")) }
    }

    #[allow(clippy::cast_possible_truncation, reason = "chunks are far smaller than 2 GiB")]
    fn split_plain(&mut self, separator: u8) {
        let bytes = self.text.as_bytes();
        let mut start = 0;
        let mut first = 0;
        for at in memchr::memchr2_iter(separator, b'\n', bytes) {
            if bytes.get(at) == Some(&b'\n') {
                let end = if at > start && bytes.get(at - 1) == Some(&b'\r') { at - 1 } else { at };
                self.spans.push((start as u32, end as u32));
                self.end_record(first);
                first = self.spans.len();
            } else {
                self.spans.push((start as u32, at as u32));
            }
            start = at + 1;
        }
        if start < bytes.len() || first < self.spans.len() {
            let end =
                if bytes.ends_with(b"\r") && bytes.len() > start { bytes.len() - 1 } else { bytes.len() };
            self.spans.push((start as u32, end as u32));
            self.end_record(first);
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "chunks are far smaller than 2 GiB")]
    fn split_quoted(&mut self, separator: u8) {
        let bytes = self.text.as_bytes();
        let mut start = 0;
        let mut first = 0;
        loop {
            let rest = bytes.get(start..).unwrap_or_default();
            if rest.is_empty() && first == self.spans.len() {
                break;
            }
            let (span, used) = if rest.first() == Some(&b'"') {
                quoted(rest, start, separator)
            } else {
                let len = memchr::memchr2(separator, b'\n', rest).unwrap_or(rest.len());
                let cr = usize::from(
                    rest.get(len) != Some(&separator) && rest.get(..len).is_some_and(|r| r.ends_with(b"\r")),
                );
                ((start as u32, (start + len - cr) as u32), len)
            };
            self.spans.push(span);
            let end = rest.get(used);
            start += used + 1;
            if end != Some(&separator) {
                self.end_record(first);
                first = self.spans.len();
                if end.is_none() {
                    break;
                }
            }
        }
    }

    /// Ends the record whose cells start at `first`: drops it where it is blank, and makes it `width` cells wide.
    fn end_record(&mut self, first: usize) {
        let record = self.record_count;
        self.record_count += 1;
        let rows_before = first.checked_div(self.width).unwrap_or(0);
        let blank =
            self.spans.get(first..).is_none_or(|cells| cells.iter().all(|s| self.cell(*s).trim().is_empty()));
        if blank {
            self.spans.truncate(first);
            if self.records.is_empty() {
                self.records = (0..record).collect();
            }
            return;
        }
        if !self.records.is_empty() || rows_before != record as usize {
            self.records.push(record);
        }
        let len = self.spans.len() - first;
        if len > self.width {
            let extra = self.spans.get(first + self.width..).unwrap_or_default();
            let extra = extra
                .iter()
                .map(|(s, e)| self.text.get(*s as usize..(*e & !DOUBLED) as usize).unwrap_or_default());
            if let Some(text) = extra.into_iter().find(|t| !t.trim().is_empty()) {
                self.too_long.push((rows_before, text));
            }
        }
        self.spans.resize(first + self.width, (0, 0));
    }
}

/// A cell that starts with a quote: its text, and how many bytes it takes. What stands behind the closing quote belongs
/// to it, as in spreadsheets.
#[allow(clippy::cast_possible_truncation, reason = "chunks are far smaller than 2 GiB")]
fn quoted(rest: &[u8], start: usize, separator: u8) -> ((u32, u32), usize) {
    let mut at = 1;
    let mut doubled = false;
    loop {
        let tail = rest.get(at..).unwrap_or_default();
        let Some(quote) = memchr::memchr(b'"', tail) else {
            // Never closed: the chunk ends here.
            return (((start + 1) as u32, (start + rest.len()) as u32), rest.len());
        };
        at += quote + 1;
        if rest.get(at) == Some(&b'"') {
            doubled = true;
            at += 1;
            continue;
        }
        let behind = rest.get(at..).unwrap_or_default();
        let len = memchr::memchr2(separator, b'\n', behind).unwrap_or(behind.len());
        let junk = behind.get(..len).unwrap_or_default().trim_ascii();
        let used = at + len;
        let flag = if doubled { DOUBLED } else { 0 };
        return if junk.is_empty() {
            (((start + 1) as u32, (start + at - 1) as u32 | flag), used)
        } else {
            // `"a" b`: kept as it was typed, quotes and all.
            ((start as u32, (start + used) as u32), used)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = Cells::split(text, b',', 3);
        (0..cells.rows()).map(|r| (0..3).map(|c| cells.get(r, c).into_owned()).collect()).collect()
    }

    #[test]
    fn plain_records() {
        assert_eq!(rows("a,b,c\r\nd,,f\n"), [["a", "b", "c"], ["d", "", "f"]]);
        assert_eq!(rows("a,b\nc"), [["a", "b", ""], ["c", "", ""]]);
        assert_eq!(rows("a,b,"), [["a", "b", ""]]);
    }

    #[test]
    fn quoted_records() {
        assert_eq!(
            rows("\"a,1\",\"b\"\"x\"\"\",c\r\n\"d\ne\",f,g\n"),
            [["a,1", "b\"x\"", "c"], ["d\ne", "f", "g"]]
        );
        assert_eq!(rows("\"a\" b,\"c\r\",d\r\n"), [["\"a\" b", "c\r", "d"]]);
        assert_eq!(rows("x,\"\",\"\"\n"), [["x", "", ""]]);
        assert_eq!(rows("a,5\" vis,c\n\"q\",r,s"), [["a", "5\" vis", "c"], ["q", "r", "s"]]);
    }

    #[test]
    fn blank_records_are_no_rows_and_count_as_lines() {
        for text in ["a,b,c\n\n,,\nd,e,f\n", "\"a\",b,c\r\n\r\n,\"\",\r\nd,e,f\r\n"] {
            let cells = Cells::split(text, b',', 3);
            assert_eq!((cells.rows(), cells.record_count), (2, 4), "{text:?}");
            assert_eq!(cells.records(), Some(&[0, 3][..]));
        }
        let cells = Cells::split("\na,b,c\n", b',', 3);
        assert_eq!((cells.rows(), cells.records()), (1, Some(&[1][..])));
    }

    #[test]
    fn what_has_no_column_is_told() {
        let cells = Cells::split("a,b,c,,d\ne,f,g,\n", b',', 3);
        assert_eq!(cells.too_long, [(0, "d")]);
        assert_eq!(cells.rows(), 2);
    }
}
