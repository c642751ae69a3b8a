//! The gate on the zip directory: how many parts there are, what they are called, and one part at a time.

use super::super::error::{Cause, Damage, Fault, Kind, OverLimit};
use super::super::{Limit, Limits};
use super::window::Window;
use super::xml::Xml;
use std::collections::BTreeMap;
use std::io::{Cursor, ErrorKind};
use zip::ZipArchive;
use zip::result::ZipError;

/// More parts than any workbook has; an archive of more is refused before its directory is read.
const MAX_PARTS: usize = 10_000;

/// A zip whose directory was read, and the parts of which are inflated one at a time, within the limits.
pub(in super::super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands, by its name in lower case with `/`.
    parts: BTreeMap<Box<str>, usize>,
    limits: &'a Limits,
    /// What may still be inflated, over all parts.
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory.
    pub(in super::super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Cause> {
        if claims_too_many(bytes) {
            return Err(Cause::OtherKind(Kind::Archive));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            // Without the record that ends a zip, the end of the file was cut off.
            let cut = memchr::memmem::rfind(bytes, b"PK\x05\x06").is_none();
            if cut { Cause::Damaged(Damage::new("", Fault::Truncated)) } else { failed(&error, "") }
        })?;
        let mut parts = BTreeMap::new();
        for i in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(i) {
                parts.insert(key(&name), i);
            }
        }
        Ok(Self { archive, parts, limits, left: limits.get(Limit::InflatedBytes) })
    }

    /// Whether there is a part of that name.
    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// The names of all parts, in lower case with `/`, sorted.
    pub(in super::super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(AsRef::as_ref)
    }

    /// The part of that name as XML; a missing one is an error.
    pub(in super::super) fn xml<'p>(&'p mut self, name: &'p str) -> Result<Xml<'p>, Cause> {
        match self.xml_if_any(name)? {
            Some(xml) => Ok(xml),
            None => Err(Cause::Damaged(Damage::new(name, Fault::MissingPart))),
        }
    }

    /// The part of that name as XML, if there is one.
    pub(in super::super) fn xml_if_any<'p>(&'p mut self, name: &'p str) -> Result<Option<Xml<'p>>, Cause> {
        let Some(&index) = self.parts.get(&key(name)) else { return Ok(None) };
        // Says what the directory says; inflating nothing.
        let raw = self.archive.by_index_raw(index).map_err(|error| failed(&error, name))?;
        if raw.encrypted() {
            return Err(Cause::Encrypted);
        }
        // A claim is believed only where it is enough to refuse.
        let most = self.limits.get(Limit::PartBytes);
        if raw.size() > most {
            return Err(Cause::OverLimit(OverLimit::new(Limit::PartBytes, most, name)));
        }
        drop(raw);
        let file = self.archive.by_index(index).map_err(|error| failed(&error, name))?;
        Ok(Some(Xml::new(Window::new(file, self.limits, &mut self.left), name, self.limits)))
    }
}

/// Whether the directory has, or claims, more entries than [`MAX_PARTS`]; the room for them is taken on that claim.
fn claims_too_many(bytes: &[u8]) -> bool {
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MAX_PARTS + 1).count();
    let claimed = memchr::memmem::find_iter(bytes, b"PK\x06\x06")
        .filter_map(|at| bytes.get(at..)?.get(32..)?.first_chunk::<8>())
        .any(|&count| u64::from_le_bytes(count) > MAX_PARTS as u64);
    entries > MAX_PARTS || claimed
}

/// Names are compared as the formats say: ASCII letters of either case are the same, and there is one root.
fn key(name: &str) -> Box<str> {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase().into()
}

fn failed(error: &ZipError, part: &str) -> Cause {
    let fault = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            return Cause::Encrypted;
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => Fault::Method,
        ZipError::Io(io) if io.kind() == ErrorKind::UnexpectedEof => Fault::Truncated,
        _ => Fault::Compression,
    };
    Cause::Damaged(Damage::new(part, fault))
}
