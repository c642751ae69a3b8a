//! The zip that holds the parts of a file.
//!
//! Sizes stand before each part and nothing stands behind it: programs that read a zip from its start need that of
//! parts that are not pressed, such as the one that an ODS begins with. All parts have one date, so that the same
//! content gives the same bytes.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::{Error, ErrorKind, Result, Write};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// What a program must know to unpack: version 2.0 of the format.
const VERSION: u16 = 20;
/// The first day of the format: 1 January 1980.
const DATE: u16 = 0x21;
/// The flag of names in UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// A zip that is being written.
#[derive(Debug, Default)]
pub(crate) struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

/// What both headers of a part say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Packed {
    /// How it is pressed, by the number of the format.
    pub method: u16,
    /// The checksum of what it holds.
    pub crc: u32,
    /// How many bytes it holds.
    pub size: u64,
    /// Whether its name is in UTF-8, rather than in what programs of old take it for.
    pub utf8: bool,
}

/// Presses the bytes of a part, and counts them.
struct Pressed<W: Write> {
    out: DeflateEncoder<W>,
    crc: Crc,
    size: u64,
}

impl<W: Write> Write for Pressed<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.out.write(bytes)?;
        self.crc.update(bytes.get(..written).unwrap_or_default());
        self.size += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

impl Zip {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.add_with(name, false, &mut |out| out.write_all(bytes))
    }

    /// Adds a part that is written bit by bit; a `long` one is pressed the fastest way.
    pub fn add_with(
        &mut self,
        name: &str,
        long: bool,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        let level = if long { Compression::fast() } else { Compression::default() };
        let start = self.bytes.len();
        self.bytes.extend(header(LOCAL, name.as_bytes(), Packed::default(), 0)?);
        let from = self.bytes.len();
        let mut pressed =
            Pressed { out: DeflateEncoder::new(&mut self.bytes, level), crc: Crc::new(), size: 0 };
        write(&mut pressed)?;
        pressed.out.try_finish()?;
        let packed = Packed { method: DEFLATED, crc: pressed.crc.sum(), size: pressed.size, utf8: true };
        drop(pressed);
        self.enter(name.as_bytes(), packed, start, from)
    }

    /// Adds a part whose bytes are those of another zip, as they are there.
    #[cfg(feature = "report")]
    pub fn copy(&mut self, name: &[u8], packed: Packed, bytes: &[u8]) -> Result<()> {
        let start = self.bytes.len();
        self.bytes.extend(header(LOCAL, name, Packed::default(), 0)?);
        let from = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.enter(name, packed, start, from)
    }

    /// Says in front of a part and in the directory what it is; the part begins at `start`, its bytes at `from`.
    fn enter(&mut self, name: &[u8], packed: Packed, start: usize, from: usize) -> Result<()> {
        let length = self.bytes.len() - from;
        let local = header(LOCAL, name, packed, length)?;
        if let Some(front) = self.bytes.get_mut(start..from) {
            front.copy_from_slice(&local);
        }
        let mut central = header(CENTRAL, name, packed, length)?;
        // Before the name: no comment, on the first disk, no attributes; and where the part begins.
        let fields = [&[0; 10][..], &long(start)?].concat();
        let at = central.len() - name.len();
        central.splice(at..at, fields);
        self.directory.extend(central);
        self.parts = self.parts.checked_add(1).ok_or(ErrorKind::FileTooLarge)?;
        Ok(())
    }

    /// The whole file.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let (start, length) = (self.bytes.len(), self.directory.len());
        self.bytes.append(&mut self.directory);
        let parts = self.parts.to_le_bytes();
        // Twice: on this disk, and on all of them.
        let end = [END, &[0; 4], &parts, &parts, &long(length)?, &long(start)?, &[0; 2]];
        self.bytes.extend(end.concat());
        Ok(self.bytes)
    }
}

/// A header up to the end of the name, without the fields that only the directory has behind its lengths.
fn header(kind: &[u8], name: &[u8], packed: Packed, length: usize) -> Result<Vec<u8>> {
    let flags = if packed.utf8 && !name.is_ascii() { UTF8 } else { 0 };
    let mut out = kind.to_vec();
    if kind == CENTRAL {
        out.extend(VERSION.to_le_bytes());
    }
    for field in [VERSION, flags, packed.method, 0, DATE] {
        out.extend(field.to_le_bytes());
    }
    out.extend(packed.crc.to_le_bytes());
    out.extend(long(length)?);
    out.extend(u32::try_from(packed.size).map_err(too_large)?.to_le_bytes());
    out.extend(u16::try_from(name.len()).map_err(too_large)?.to_le_bytes());
    // No further fields.
    out.extend([0; 2]);
    out.extend_from_slice(name);
    Ok(out)
}

fn long(number: usize) -> Result<[u8; 4]> {
    Ok(u32::try_from(number).map_err(too_large)?.to_le_bytes())
}

/// The format's numbers end at four gigabytes; a workbook does so long before.
fn too_large(_: std::num::TryFromIntError) -> Error {
    ErrorKind::FileTooLarge.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read as _};

    #[test]
    fn another_reader_finds_the_parts() {
        let mut zip = Zip::new();
        let long = "é<>".repeat(40_000);
        zip.add("a/b.xml", long.as_bytes()).unwrap();
        zip.add("", b"").unwrap();
        zip.add_with("é.xml", true, &mut |out| long.chars().try_for_each(|c| write!(out, "{c}"))).unwrap();
        let bytes = zip.finish().unwrap();
        let mut read = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        for at in 0..read.len() {
            let mut file = read.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            found.push((file.name().unwrap().into_owned(), text));
        }
        let expected = [("a/b.xml", long.as_str()), ("", ""), ("é.xml", &long)];
        assert!(found.iter().map(|(n, t)| (n.as_str(), t.as_str())).eq(expected));
    }

    /// Programs that read a stream see the sizes of a part before its bytes.
    #[test]
    fn sizes_stand_before_the_parts() {
        let mut zip = Zip::new();
        zip.add("a", b"abcabcabc").unwrap();
        let bytes = zip.finish().unwrap();
        assert_eq!(bytes[6..8], [0, 0]);
        assert_eq!(u32::from_le_bytes(bytes[22..26].try_into().unwrap()), 9);
        let mut first = Cursor::new(bytes);
        let mut part = ::zip::read::read_zipfile_from_stream(&mut first).unwrap().unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert_eq!(text, "abcabcabc");
    }
}
