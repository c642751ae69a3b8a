//! A small CSV as one sheet of texts.

use super::super::builder::{Budget, Builder};
use super::super::error::{AtLine, Cause, Kind};
use super::super::{Format, Limit, Limits, Workbook};
use super::{Encoding, check, line_of, sniff};
use std::borrow::Cow;

/// Reads a CSV into one sheet; every cell is a text, and a row is a record (a quoted line end does not make a new one).
pub(in super::super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Cause> {
    let dialect = sniff(bytes);
    check(bytes, &dialect)?;
    let body = bytes.get(dialect.body_start()..).unwrap_or_default();
    let (body, encoding) = match dialect.encoding {
        Encoding::Utf8 | Encoding::Windows1252 => (Cow::Borrowed(body), dialect.encoding),
        utf16 => (Cow::Owned(utf16.decode(body).into_owned().into_bytes()), Encoding::Utf8),
    };
    if let Cow::Owned(text) = &body {
        if memchr::memchr(0, text).is_some() {
            return Err(Cause::OtherKind(Kind::Unknown));
        }
        if let Some(at) = memchr::memmem::find(text, "\u{FFFD}".as_bytes()) {
            return Err(Cause::Encoding(AtLine::new(line_of(text, at))));
        }
    }
    let mut budget = Budget::new(limits);
    let mut sheet = Builder::new("", &mut budget)?;
    let mut fields = Fields { body: &body, at: 0, separator: dialect.separator };
    let (mut row, mut column) = (0_u32, 0_u32);
    while let Some(field) = fields.next(budget.limits())? {
        sheet.text(row, column, &encoding.decode(&field.bytes), &mut budget)?;
        if field.ends_record {
            sheet.padded(row, column.saturating_add(1));
            row = row.checked_add(1).ok_or_else(|| budget.over(Limit::Rows, ""))?;
            column = 0;
        } else {
            column = column.checked_add(1).ok_or_else(|| budget.over(Limit::Columns, ""))?;
        }
    }
    Ok(Workbook { format: Format::Csv, sheets: vec![sheet.finish()] })
}

struct Field<'a> {
    bytes: Cow<'a, [u8]>,
    ends_record: bool,
}

struct Fields<'a> {
    body: &'a [u8],
    at: usize,
    separator: u8,
}

impl<'a> Fields<'a> {
    fn next(&mut self, limits: &Limits) -> Result<Option<Field<'a>>, Cause> {
        let Some(rest) = self.body.get(self.at..).filter(|rest| !rest.is_empty()) else { return Ok(None) };
        let mut bytes = Cow::Borrowed(&[][..]);
        let mut used = 0;
        if rest.first() == Some(&b'"') {
            used = self.quoted(rest, &mut bytes, limits)?;
        }
        // The whole field, or what stands between a closing quote and the next separator (kept, as spreadsheets do).
        let tail = rest.get(used..).unwrap_or_default();
        let separator = self.separator;
        let len = memchr::memchr3(separator, b'\n', b'\r', tail).unwrap_or(tail.len());
        let plain = tail.get(..len).unwrap_or_default();
        if used == 0 {
            bytes = Cow::Borrowed(plain);
        } else if !plain.is_empty() {
            bytes.to_mut().extend_from_slice(plain);
        }
        let end = tail.get(len..).unwrap_or_default();
        let (end_len, ends_record) = match end {
            [b'\r', b'\n', ..] => (2, true),
            [b'\r' | b'\n', ..] | [] => (1, true),
            // A separator at the very end leaves one more blank field, which is nothing.
            _ => (1, false),
        };
        self.at += used + len + end_len;
        Ok(Some(Field { bytes, ends_record }))
    }

    /// Takes a quoted field; the length of it with both quotes.
    fn quoted(&self, rest: &'a [u8], bytes: &mut Cow<'a, [u8]>, limits: &Limits) -> Result<usize, Cause> {
        let mut at = 1;
        loop {
            let tail = rest.get(at..).unwrap_or_default();
            let Some(len) = memchr::memchr(b'"', tail) else {
                return Err(Cause::OpenQuote(AtLine::new(line_of(self.body, self.at))));
            };
            let part = tail.get(..len).unwrap_or_default();
            if bytes.is_empty() {
                *bytes = Cow::Borrowed(part);
            } else {
                bytes.to_mut().extend_from_slice(part);
            }
            at += len + 1;
            if rest.get(at) != Some(&b'"') {
                return Ok(at);
            }
            // A doubled quote is a quote; a field that doubles them without end stops at the limit of a cell.
            bytes.to_mut().push(b'"');
            at += 1;
            if u64::try_from(bytes.len()).is_ok_and(|len| len > limits.get(Limit::CellBytes)) {
                return Ok(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::CellValue;
    use super::*;
    use proptest::prelude::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let book = read(bytes, &Limits::default()).unwrap();
        assert_eq!((book.format, book.sheets.len()), (Format::Csv, 1));
        let cell = |c: super::super::super::Cell| match c.value {
            CellValue::Text(text) => (c.row, c.column, text.into()),
            other => panic!("{other:?}"),
        };
        book.sheets.into_iter().flat_map(|s| s.cells).map(cell).collect()
    }

    fn expect(bytes: &[u8], expected: &[(u32, u32, &str)]) {
        let got = cells(bytes);
        let got: Vec<_> = got.iter().map(|(r, c, t)| (*r, *c, t.as_str())).collect();
        assert_eq!(got, expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn records_and_fields_keep_their_place() {
        expect(b"a;b\r\n\r\n1;;3\n", &[(0, 0, "a"), (0, 1, "b"), (2, 0, "1"), (2, 2, "3")]);
        expect(b"a;b\rc;d", &[(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d")]);
        expect(b"a;b;\n;;\nc\n", &[(0, 0, "a"), (0, 1, "b"), (2, 0, "c")]);
        expect(b"", &[]);
        expect(b"\n\n", &[]);
        expect(b"\xEF\xBB\xBFsep=,\r\na,b", &[(0, 0, "a"), (0, 1, "b")]);
        expect(b" a ;\" b \"", &[(0, 0, " a "), (0, 1, " b ")]);
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        expect(b"\"a;b\";c\n", &[(0, 0, "a;b"), (0, 1, "c")]);
        expect(b"\"a\r\nb\";c\nd;e", &[(0, 0, "a\r\nb"), (0, 1, "c"), (1, 0, "d"), (1, 1, "e")]);
        expect(b"\"dit \"\"oui\"\" et\";c\n", &[(0, 0, "dit \"oui\" et"), (0, 1, "c")]);
        expect(b"\"\"\"\";\"\"\n", &[(0, 0, "\"")]);
        expect(b"\"a\"b;c 5\" d\n", &[(0, 0, "ab"), (0, 1, "c 5\" d")]);
        expect(b"\"a\"", &[(0, 0, "a")]);
    }

    #[test]
    fn encodings_are_read_alike() {
        let expected = [(0, 0, "Réseau"), (0, 1, "n°"), (1, 0, "Châteauroux"), (1, 1, "1")];
        let text = "Réseau;n°\nChâteauroux;1\n";
        expect(text.as_bytes(), &expected);
        expect(&[&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat(), &expected);
        expect(b"R\xe9seau;n\xb0\nCh\xe2teauroux;1\n", &expected);
        let bom = format!("\u{FEFF}{text}");
        expect(&bom.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), &expected);
        expect(&bom.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), &expected);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        let refused = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err();
        assert_eq!(refused(b"a;b\nc;\"d\ne;f\n"), Cause::OpenQuote(AtLine::new(2)));
        assert_eq!(refused(b"a;b\r\n\0;1\n"), Cause::OtherKind(Kind::Unknown));
        assert_eq!(refused(b"a;b\r\nR\x82union;1\n"), Cause::Encoding(AtLine::new(2)));
        assert_eq!(refused(b"\xff\xfea\0\0\0"), Cause::OtherKind(Kind::Unknown));
        assert_eq!(refused(b"\xff\xfea\0\n\0\x3d\xd8"), Cause::Encoding(AtLine::new(2)));
    }

    #[test]
    fn a_field_without_end_stops_at_the_limit() {
        let limits = Limits::default().with(Limit::CellBytes, 100);
        let mut bytes = b"a;\"".to_vec();
        bytes.extend([b'"'; 10_000]);
        let Err(Cause::OverLimit(over)) = read(&bytes, &limits) else { panic!("read") };
        assert_eq!(over.limit(), Limit::CellBytes);
    }

    proptest! {
        /// Whatever is written with quotes comes back as it was.
        #[test]
        fn what_is_quoted_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-zé;,\"\r\n\t ]{0,6}", 1..5), 1..6)) {
            let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(";");
            let text = format!("sep=;\n{}", rows.iter().map(line).collect::<Vec<_>>().join("\r\n"));
            let mut expected = Vec::new();
            for (r, row) in (0_u32..).zip(&rows) {
                for (c, field) in (0_u32..).zip(row) {
                    if !field.is_empty() {
                        expected.push((r, c, field.clone()));
                    }
                }
            }
            prop_assert_eq!(cells(text.as_bytes()), expected);
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &Limits::default());
        }

        /// The bytes that matter, more often.
        #[test]
        fn never_panics_on_signs(bytes in prop::collection::vec(prop::sample::select(b"\"\";,\n\r\tsep=\xEF\xBB\xBF\xFF\xFE\xE9a".to_vec()), 0..60)) {
            let _ = read(&bytes, &Limits::default());
        }
    }
}
