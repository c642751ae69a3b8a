//! The gate on the zip directory: how many parts there are, what they are called, and one part at a time.

use super::super::error::{Cause, Damage, Fault, Kind, OverLimit};
use super::super::{Limit, Limits};
use super::inflate::inflated;
use super::window::Window;
use super::xml::Xml;
use rawzip::{CompressionMethod, ErrorKind, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::collections::BTreeMap;

/// More parts than any workbook has; an archive of more is refused while its directory is read.
const MAX_PARTS: usize = 10_000;

/// A zip whose directory was read, and the parts of which are inflated one at a time, within the limits.
pub(in super::super) struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// By their names in lower case with `/`.
    parts: BTreeMap<Box<str>, Part>,
    limits: &'a Limits,
    /// What may still be inflated, over all parts.
    left: u64,
}

/// What the directory says of a part.
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl<'a> Package<'a> {
    /// Reads the directory.
    pub(in super::super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Cause> {
        let archive = ZipArchive::from_slice(bytes).map_err(|error| failed(error.kind(), ""))?;
        let mut parts = BTreeMap::new();
        let mut entries = archive.entries();
        let mut count = 0;
        while let Some(entry) = entries.next_entry().map_err(|error| failed(error.kind(), ""))? {
            count += 1;
            if count > MAX_PARTS {
                return Err(Cause::OtherKind(Kind::Archive));
            }
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            let encrypted = entry.flags().is_encrypted();
            let part = Part { place: entry.wayfinder(), method: entry.compression_method(), encrypted };
            parts.insert(key(&name), part);
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
        let Some(part) = self.parts.get(&key(name)) else { return Ok(None) };
        if part.encrypted {
            return Err(Cause::Encrypted);
        }
        // A claim is believed only where it is enough to refuse.
        let most = self.limits.get(Limit::PartBytes);
        if part.place.uncompressed_size_hint() > most {
            return Err(Cause::OverLimit(OverLimit::new(Limit::PartBytes, most, name)));
        }
        let entry = self.archive.get_entry(part.place).map_err(|error| failed(error.kind(), name))?;
        let Some(bytes) = inflated(entry.data(), part.method, entry.claim_verifier()) else {
            return Err(Cause::Damaged(Damage::new(name, Fault::Method)));
        };
        Ok(Some(Xml::new(Window::new(bytes, self.limits, &mut self.left), name, self.limits)))
    }
}

/// Names are compared as the formats say: ASCII letters of either case are the same, and there is one root.
pub(crate) fn key(name: &str) -> Box<str> {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase().into()
}

fn failed(error: &ErrorKind, part: &str) -> Cause {
    let fault = match error {
        // The record that ends a zip is missing where the end of the file was cut off.
        ErrorKind::MissingEndOfCentralDirectory | ErrorKind::Eof => Fault::Truncated,
        _ => Fault::Compression,
    };
    Cause::Damaged(Damage::new(part, fault))
}
