//! How a delimited text is written.

use super::Encoding;
use std::borrow::Cow;

/// How a delimited text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Dialect {
    /// The byte between two fields: `;`, `,` or a tab, or what a `sep=` line says.
    pub separator: u8,
    /// The encoding.
    pub encoding: Encoding,
    /// Length of the byte order mark at the start.
    pub bom_len: usize,
    /// Length of the `sep=;` line after it, with its line end; spreadsheets obey it and do not show it.
    pub sep_len: usize,
}

impl Dialect {
    /// A text without byte order mark.
    pub(crate) fn of(separator: u8, encoding: Encoding) -> Self {
        Self { separator, encoding, bom_len: 0, sep_len: 0 }
    }

    /// Where the first record starts.
    pub fn body_start(&self) -> usize {
        self.bom_len + self.sep_len
    }
}

/// How much of a file decides its separator.
const SAMPLE: usize = 64 << 10;

/// The separators that are tried; the first one wins a tie. A comma is last: it is also the decimal comma.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// Finds out how a delimited text is written: the separator from the first 64 kB, the encoding from all of `bytes`
/// (which may be a prefix of the file; a character cut at its end is no fault).
///
/// Always answers; [`check`](super::check) says whether the answer can be relied on.
///
/// ```
/// use spro::sheet::csv::{Encoding, sniff};
/// let dialect = sniff(b"\xEF\xBB\xBFsep=,\r\nann\xC3\xA9e,objet\r\n2017,\"12,5; 13\"\r\n");
/// assert_eq!((dialect.separator, dialect.encoding), (b',', Encoding::Utf8));
/// assert_eq!((dialect.bom_len, dialect.sep_len, dialect.body_start()), (3, 7, 10));
/// ```
pub fn sniff(bytes: &[u8]) -> Dialect {
    let (encoding, bom_len) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (of_bytes(rest), 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        _ => (of_bytes(bytes), 0),
    };
    let body = bytes.get(bom_len..).unwrap_or_default();
    let sample = body.get(..SAMPLE).unwrap_or(body);
    let unit = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => 2,
        Encoding::Utf8 | Encoding::Windows1252 => 1,
    };
    let sample = match unit {
        2 => Cow::Owned(encoding.decode(sample).into_owned().into_bytes()),
        _ => Cow::Borrowed(sample),
    };
    let (separator, sep_len) = match sep_line(&sample) {
        Some((separator, len)) => (separator, len * unit),
        None => (count(&sample).map_or(b';', |best| best.separator), 0),
    };
    Dialect { separator, encoding, bom_len, sep_len }
}

/// Whether a text without a telling name is laid out in columns: at least two records, nine in ten of them with the
/// same number of fields.
pub(in super::super) fn looks_like_table(bytes: &[u8]) -> bool {
    let dialect = sniff(bytes);
    let body = bytes.get(dialect.body_start()..).unwrap_or_default();
    let sample = body.get(..SAMPLE).unwrap_or(body);
    let sample = match dialect.encoding {
        Encoding::Utf8 | Encoding::Windows1252 => Cow::Borrowed(sample),
        utf16 => Cow::Owned(utf16.decode(sample).into_owned().into_bytes()),
    };
    dialect.sep_len > 0
        || count(&sample).is_some_and(|best| best.agreeing >= 2 && best.agreeing * 10 >= best.records * 9)
}

/// UTF-8 where the bytes are, or would be if a last character were whole; Windows-1252 otherwise.
fn of_bytes(bytes: &[u8]) -> Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        Err(error) if error.error_len().is_none() => Encoding::Utf8,
        Err(_) => Encoding::Windows1252,
    }
}

/// A first line `sep=X` (quoted or not): its separator and its length in bytes.
fn sep_line(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().position(|&b| b == b'\n' || b == b'\r')?;
    let line = text.get(..end)?;
    let line = match line {
        [b'"', inner @ .., b'"'] => inner,
        _ => line,
    };
    let (name, [separator]) = line.split_at_checked(4)? else { return None };
    let sign = separator.is_ascii_punctuation() && *separator != b'"' || *separator == b'\t';
    if !name.eq_ignore_ascii_case(b"sep=") || !sign {
        return None;
    }
    let line_end = if text.get(end..).is_some_and(|rest| rest.starts_with(b"\r\n")) { 2 } else { 1 };
    Some((*separator, end + line_end))
}

struct Best {
    separator: u8,
    /// Records that have the usual number of this separator.
    agreeing: usize,
    /// Records that are not blank.
    records: usize,
}

/// The separator that most records hold equally often (outside quotes); `None` where no record holds any.
fn count(sample: &[u8]) -> Option<Best> {
    let counts = per_record(sample);
    let mut best: Option<(usize, u32, u8)> = None;
    for (i, separator) in SEPARATORS.into_iter().enumerate() {
        let mut of: Vec<u32> = counts.iter().filter_map(|record| record.get(i).copied()).collect();
        of.sort_unstable();
        let usual =
            of.chunk_by(|a, b| a == b).filter_map(|run| Some((run.len(), *run.first()?))).filter(|r| r.1 > 0);
        // `max` takes the last of equals, that is the larger number of separators.
        let Some((agreeing, fields)) = usual.max() else { continue };
        if best.is_none_or(|b| (agreeing, fields) > (b.0, b.1)) {
            best = Some((agreeing, fields, separator));
        }
    }
    best.map(|(agreeing, _, separator)| Best { separator, agreeing, records: counts.len() })
}

/// How often each separator stands outside quotes, for each record that is not blank.
fn per_record(sample: &[u8]) -> Vec<[u32; 3]> {
    let mut records = Vec::new();
    let (mut current, mut blank, mut quoted, mut field_start) = ([0_u32; 3], true, false, true);
    for &byte in sample {
        match byte {
            b'"' if quoted || field_start => quoted = !quoted,
            _ if quoted => {}
            b'\n' | b'\r' => {
                if !blank {
                    records.push(current);
                }
                (current, blank, field_start) = ([0; 3], true, true);
                continue;
            }
            _ => {}
        }
        blank = false;
        let separator = SEPARATORS.iter().position(|&s| s == byte).filter(|_| !quoted);
        field_start = separator.is_some();
        if let Some(n) = separator.and_then(|i| current.get_mut(i)) {
            *n += 1;
        }
    }
    // The last record of a sample may be cut; it counts only where it is the only one.
    if !blank && (records.is_empty() || sample.len() < SAMPLE) {
        records.push(current);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> u8 {
        sniff(text.as_bytes()).separator
    }

    #[test]
    fn the_separator_is_the_one_that_rows_agree_on() {
        for (text, expected) in [
            ("annee;objet;date\n2017;a, b, c;1\n", b';'),
            ("annee,objet,date\n2017,a;b;c,1\n", b','),
            ("annee\tobjet\n2017\t12,5\n", b'\t'),
            // As many decimal commas as separators, in every row but the head.
            ("reseau;etp\nCher;12,5\nDreux;3,5\nOrléans;1,25\n", b';'),
            // Even without a head: the comma loses the tie.
            ("12,5;1\n13,5;2\n", b';'),
            // Quoted separators, quoted line ends and doubled quotes are text.
            ("a,\"b;c;d\"\n\"e;\n;f\",\"g \"\"h;\"\"\"\n", b','),
            // Title rows without any.
            ("SPRO : Dreux\n\nannee,objet\n2017,x\n", b','),
            ("une seule colonne\n1\n2\n", b';'),
            ("", b';'),
            ("a,b", b','),
        ] {
            assert_eq!(char::from(separator(text)), char::from(expected), "{text:?}");
        }
    }

    #[test]
    fn a_sep_line_is_obeyed() {
        for (text, separator, len) in [
            ("sep=,\na;b\n", b',', 6),
            ("SEP=|\r\na|b\n", b'|', 7),
            ("\"sep=\t\"\ra\n", b'\t', 8),
            ("sep=ab\na;b\n", b';', 0),
            ("sep=\na,b\n", b',', 0),
            ("sep=x\na,b\n", b',', 0),
        ] {
            let dialect = sniff(text.as_bytes());
            assert_eq!((dialect.separator, dialect.sep_len), (separator, len), "{text:?}");
        }
        let utf16: Vec<u8> = "\u{FEFF}sep=,\r\né,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let dialect = sniff(&utf16);
        assert_eq!(dialect.encoding, Encoding::Utf16Le);
        assert_eq!((dialect.separator, dialect.bom_len, dialect.sep_len), (b',', 2, 14));
    }

    #[test]
    fn the_encoding_is_found() {
        assert_eq!(sniff("année".as_bytes()).encoding, Encoding::Utf8);
        assert_eq!(sniff(b"ann\xe9e").encoding, Encoding::Windows1252);
        assert_eq!(sniff(b"ann\xc3").encoding, Encoding::Utf8, "cut in a character");
        assert_eq!(sniff(b"").encoding, Encoding::Utf8);
        assert_eq!(sniff(b"\xfe\xff\x00a").encoding, Encoding::Utf16Be);
    }

    #[test]
    fn prose_is_no_table() {
        assert!(looks_like_table(b"a;b\n1;2\n3;4\n"));
        assert!(!looks_like_table("Bonjour,\nvoici le tableau, comme promis.\n\nBien à vous\n".as_bytes()));
        assert!(!looks_like_table(b""));
        assert!(!looks_like_table(b"a;b"));
    }
}
