//! Chunks of whole records.

use std::io::{self, Read};

/// How many bytes a chunk is made of: large enough to spread its costs, small enough for the cache.
const SIZE: usize = 1 << 20;

/// Cuts what it reads into chunks that end with a record.
pub(super) struct Chunks<R> {
    reader: R,
    rest: Vec<u8>,
    ended: bool,
    most: usize,
}

/// A chunk could not be made.
#[derive(Debug)]
pub(super) enum ChunkError {
    /// The bytes could not be read.
    Io(io::Error),
    /// A record is longer than a chunk may be: most likely a quote that is never closed.
    EndlessRecord,
}

impl<R: Read> Chunks<R> {
    /// Chunks of what `reader` gives; no record may be longer than `most` bytes.
    pub(super) fn new(reader: R, most: usize) -> Self {
        Self { reader, rest: Vec::new(), ended: false, most: most.max(SIZE) }
    }

    /// The next chunk; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, ChunkError> {
        let mut bytes = std::mem::take(&mut self.rest);
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
            if self.ended {
                return Ok(Some(bytes));
            }
            if let Some(cut) = last_record_end(&bytes) {
                self.rest.extend_from_slice(bytes.get(cut..).unwrap_or_default());
                bytes.truncate(cut);
                return Ok(Some(bytes));
            }
            if bytes.len() >= self.most {
                return Err(ChunkError::EndlessRecord);
            }
            wanted = bytes.len().saturating_mul(2);
        }
    }
}

/// Behind the last line end that stands outside quotes. A chunk starts with a record, so quotes are even before it.
fn last_record_end(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    // The quotes before `end`: those of the whole, less those behind it, counted as `end` moves back.
    let mut odd = memchr::memchr_iter(b'"', bytes).count() % 2 == 1;
    loop {
        let head = bytes.get(..end)?;
        let line_end = memchr::memrchr(b'\n', head)?;
        let behind = memchr::memchr_iter(b'"', head.get(line_end..)?).count();
        odd ^= behind % 2 == 1;
        if !odd {
            return Some(line_end + 1);
        }
        end = line_end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_end_outside_quotes() {
        assert_eq!(last_record_end(b"a,b\nc,d\ne"), Some(8));
        assert_eq!(last_record_end(b"a,\"x\ny\"\nc,\"d\n"), Some(8));
        assert_eq!(last_record_end(b"\"a\nb\nc"), None);
        assert_eq!(last_record_end(b"no end"), None);
        assert_eq!(last_record_end(b"\"a\"\"b\n\"\n\"open\n"), Some(8));
    }

    #[test]
    fn chunks_put_together_are_the_whole() {
        let line = "Dreux,2017,\"un\n\"\"deux\"\"\",12\n";
        let text = line.repeat(100_000) + "last";
        let mut chunks = Chunks::new(text.as_bytes(), SIZE);
        let mut all = Vec::new();
        let mut count = 0;
        while let Some(chunk) = chunks.next().unwrap() {
            assert!(chunk.ends_with(b"12\n") || chunk.ends_with(b"last"));
            all.extend_from_slice(&chunk);
            count += 1;
        }
        assert!(count > 1 && all == text.as_bytes());
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused() {
        let text = format!("\"{}", "x\n".repeat(2 * SIZE));
        assert!(matches!(Chunks::new(text.as_bytes(), SIZE).next(), Err(ChunkError::EndlessRecord)));
    }
}
