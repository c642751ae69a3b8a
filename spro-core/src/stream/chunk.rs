//! Chunks of whole records.

use std::io::{self, Read};

/// How many bytes a chunk is made of: large enough to spread its costs, small enough for the cache. In tests a few rows.
const SIZE: usize = if cfg!(test) { 1 << 8 } else { 1 << 18 };

/// Cuts what it reads into chunks that end with a record.
pub(super) struct Chunks<R> {
    reader: R,
    separator: u8,
    rest: Vec<u8>,
    ended: bool,
    most: usize,
}

/// A chunk could not be made.
#[derive(Debug)]
pub(super) enum ChunkError {
    /// The bytes could not be read.
    Io(io::Error),
    /// A quote is never closed, or not before the record is longer than a chunk may be, which most likely is the same.
    /// How many lines of the chunk end before it.
    OpenQuote(u64),
    /// A record without an open quote is longer than a chunk may be.
    TooLong,
}

impl<R: Read> Chunks<R> {
    /// Chunks of what `reader` gives; no record may be longer than `most` bytes.
    pub(super) fn new(reader: R, separator: u8, most: usize) -> Self {
        Self { reader, separator, rest: Vec::new(), ended: false, most: most.max(SIZE) }
    }

    /// The next chunk; `None` at the end. `buffer` is memory that may be used for it.
    pub(super) fn next(&mut self, mut buffer: Vec<u8>) -> Result<Option<Vec<u8>>, ChunkError> {
        buffer.clear();
        buffer.append(&mut self.rest);
        let mut bytes = buffer;
        let mut wanted = SIZE;
        loop {
            while !self.ended && bytes.len() < wanted {
                let missing = u64::try_from(wanted - bytes.len()).unwrap_or(u64::MAX);
                bytes.reserve(wanted - bytes.len());
                let read =
                    (&mut self.reader).take(missing).read_to_end(&mut bytes).map_err(ChunkError::Io)?;
                self.ended = read == 0;
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            let ends = Ends::of(&bytes, self.separator);
            if self.ended {
                return ends.open.map_or(Ok(()), |at| Err(open_quote(&bytes, at))).map(|()| Some(bytes));
            }
            if let Some(cut) = ends.last {
                self.rest.extend_from_slice(bytes.get(cut..).unwrap_or_default());
                bytes.truncate(cut);
                return Ok(Some(bytes));
            }
            if bytes.len() >= self.most {
                return Err(ends.open.map_or(ChunkError::TooLong, |at| open_quote(&bytes, at)));
            }
            wanted = bytes.len().saturating_mul(2);
        }
    }
}

fn open_quote(bytes: &[u8], at: usize) -> ChunkError {
    let before = bytes.get(..at).unwrap_or_default();
    let ends = before.iter().zip(before.iter().skip(1).chain([&0]));
    let lines = ends.filter(|(byte, next)| **byte == b'\n' || (**byte == b'\r' && **next != b'\n')).count();
    ChunkError::OpenQuote(u64::try_from(lines).unwrap_or(0))
}

/// Where records end in bytes that start with one.
#[derive(Debug, PartialEq, Eq)]
struct Ends {
    /// Behind the last line end that stands outside quotes.
    last: Option<usize>,
    /// Where the quote stands that is still open at the end.
    open: Option<usize>,
}

impl Ends {
    /// A quote opens only where a cell starts; inside, two are one that is meant.
    fn of(bytes: &[u8], separator: u8) -> Self {
        let mut last = None;
        // What stands outside quotes begins at `outside`; quotes are looked for from `at` on.
        let (mut outside, mut at) = (0, 0);
        let line_end = |from: usize, to: usize| {
            memchr::memrchr(b'\n', bytes.get(from..to).unwrap_or_default()).map(|end| from + end + 1)
        };
        while let Some(quote) = find(bytes, at) {
            let before = quote.checked_sub(1).and_then(|before| bytes.get(before));
            if before.is_some_and(|b| *b != separator && !matches!(b, b'\n' | b'\r')) {
                at = quote + 1;
                continue;
            }
            last = line_end(outside, quote).or(last);
            let mut closing = quote + 1;
            loop {
                let Some(next) = find(bytes, closing) else { return Self { last, open: Some(quote) } };
                closing = next + 1;
                if bytes.get(closing) != Some(&b'"') {
                    break;
                }
                closing += 1;
            }
            (outside, at) = (closing, closing);
        }
        Self { last: line_end(outside, bytes.len()).or(last), open: None }
    }
}

/// Where the record ends that starts the bytes, its line end left out; `None` where that is not among them.
pub(super) fn record_end(bytes: &[u8], separator: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        // At the start of a cell.
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                at = find(bytes, at)? + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
        }
        at += memchr::memchr3(separator, b'\n', b'\r', bytes.get(at..)?)?;
        if bytes.get(at) != Some(&separator) {
            return Some(at);
        }
        at += 1;
    }
}

fn find(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr(b'"', bytes.get(from..)?).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_end_outside_quotes() {
        for (text, last, open) in [
            ("a,b\nc,d\ne", Some(8), None),
            ("a,\"x\ny\"\nc,\"d\n", Some(8), Some(10)),
            ("\"a\nb\nc", None, Some(0)),
            ("no end", None, None),
            ("\"a\"\"b\n\"\n\"open\n", Some(8), Some(8)),
            // A quote inside a cell is a sign like others.
            ("a,5\" vis\nb,6\" vis\nc", Some(18), None),
            ("\"a\" \"b\nc\"\n", Some(10), None),
            // The second of two quotes may still come.
            ("a\n\"b\"", Some(2), None),
        ] {
            assert_eq!(Ends::of(text.as_bytes(), b','), Ends { last, open }, "{text:?}");
        }
    }

    #[test]
    fn a_record_ends_where_its_last_cell_does() {
        for (text, end) in [
            ("a,b\nc", Some(3)),
            ("a,\"b\n\"\"\",c\r\n", Some(10)),
            ("5\",b\n", Some(4)),
            ("a,\"b\n", None),
            ("a,b", None),
            ("\n", Some(0)),
        ] {
            assert_eq!(record_end(text.as_bytes(), b','), end, "{text:?}");
        }
    }

    #[test]
    fn chunks_put_together_are_the_whole() {
        let line = "Dreux,2017,\"un\n\"\"deux\"\"\",5\" vis,12\n";
        let text = line.repeat(20_000) + "last";
        let mut chunks = Chunks::new(text.as_bytes(), b',', SIZE);
        let mut all = Vec::new();
        let mut count = 0;
        while let Some(chunk) = chunks.next(Vec::new()).unwrap() {
            assert!(chunk.ends_with(b"12\n") || chunk.ends_with(b"last"));
            all.extend_from_slice(&chunk);
            count += 1;
        }
        assert!(count > 1 && all == text.as_bytes());
    }

    #[test]
    fn a_record_that_is_too_long_is_no_open_quote() {
        let text = format!("a,b\n{}", "x".repeat(4 * SIZE));
        let mut chunks = Chunks::new(text.as_bytes(), b',', SIZE);
        assert_eq!(chunks.next(Vec::new()).unwrap().as_deref(), Some(&b"a,b\n"[..]));
        let found = chunks.next(Vec::new());
        assert!(matches!(found, Err(ChunkError::TooLong)), "{found:?}");
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused() {
        for (text, lines) in [(format!("\"{}", "x\n".repeat(2 * SIZE)), 0), ("a\r\nb\rc,\"b\n".to_owned(), 2)]
        {
            let mut chunks = Chunks::new(text.as_bytes(), b',', SIZE);
            let found = chunks.next(Vec::new());
            assert!(matches!(found, Err(ChunkError::OpenQuote(before)) if before == lines), "{found:?}");
        }
    }
}
