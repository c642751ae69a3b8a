//! Delimited text: which separator, which encoding, and small files as a sheet of texts.

mod dialect;
mod encoding;
mod reader;

pub(super) use dialect::looks_like_table;
pub use dialect::{Dialect, sniff};
pub use encoding::Encoding;
pub(super) use reader::read;

use super::error::{AtLine, Cause, Kind};

/// Refuses what [`sniff`] cannot have understood: NUL bytes (binary content), and accents that are neither UTF-8
/// nor Windows-1252 (a file of an old Mac or of DOS, or one patched together from two encodings).
pub fn check(bytes: &[u8], dialect: &Dialect) -> Result<(), Cause> {
    if matches!(dialect.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return Ok(());
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Cause::OtherKind(Kind::Unknown));
    }
    match encoding::doubt(bytes, dialect.encoding) {
        Some(at) => Err(Cause::Encoding(AtLine::new(line_of(bytes, at)))),
        None => Ok(()),
    }
}

/// The line (from 1) that the byte at `offset` stands on; CRLF, LF and CR end a line.
fn line_of(bytes: &[u8], offset: usize) -> u64 {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let mut line = 1;
    let mut previous = 0;
    for &byte in before {
        if byte == b'\n' && previous != b'\r' || byte == b'\r' {
            line += 1;
        }
        previous = byte;
    }
    line
}
