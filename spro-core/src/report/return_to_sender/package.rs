//! The parts of a zipped workbook: read, changed, added; all others copied as they are, compressed bytes and all.

use super::ReturnError;
use crate::sheet::{Limit, Limits, inflated, part_key};
use crate::workbook::{Packed, Zip};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::collections::BTreeMap;
use std::io::Read;

/// A workbook whose parts can be read and changed.
pub(super) struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    parts: Vec<Part>,
    limits: &'a Limits,
    /// Parts that are changed, by position.
    changed: BTreeMap<usize, Vec<u8>>,
    /// Parts that are new.
    added: Vec<(String, Vec<u8>)>,
}

/// What the directory says of a part.
struct Part {
    /// Its name, as it is.
    name: Vec<u8>,
    /// Its name as names are compared.
    key: Box<str>,
    place: ZipArchiveEntryWayfinder,
    packed: Packed,
}

impl<'a> Package<'a> {
    /// Opens a workbook that the reader has read: its directory is known to be within the limits.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReturnError> {
        let failed = |_| ReturnError::Part("".into());
        let archive = ZipArchive::from_slice(bytes).map_err(failed)?;
        let mut parts = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(failed)? {
            let name = entry.file_path().as_bytes().to_vec();
            let packed = Packed {
                method: entry.compression_method().as_u16(),
                crc: entry.crc32(),
                size: entry.uncompressed_size_hint(),
                utf8: entry.flags().is_utf8(),
            };
            parts.push(Part {
                key: part_key(&String::from_utf8_lossy(&name)),
                name,
                place: entry.wayfinder(),
                packed,
            });
        }
        Ok(Self { archive, parts, limits, changed: BTreeMap::new(), added: Vec::new() })
    }

    fn position(&self, name: &str) -> Option<usize> {
        let wanted = part_key(name);
        self.parts.iter().rposition(|part| part.key == wanted)
    }

    /// Whether there is a part of that name, or will be.
    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some() || self.added.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    /// A part's bytes as they are by now.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReturnError> {
        if let Some((_, bytes)) = self.added.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
            return Ok(Some(bytes.clone()));
        }
        let Some(position) = self.position(name) else { return Ok(None) };
        if let Some(bytes) = self.changed.get(&position) {
            return Ok(Some(bytes.clone()));
        }
        let failed = || ReturnError::Part(name.into());
        let most = self.limits.get(Limit::PartBytes);
        let part = self.parts.get(position).ok_or_else(failed)?;
        let entry = self.archive.get_entry(part.place).map_err(|_| failed())?;
        let method = CompressionMethod::from(part.packed.method);
        let file = inflated(entry.data(), method, entry.claim_verifier()).ok_or_else(failed)?;
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| failed())?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
            return Err(failed());
        }
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<Vec<u8>, ReturnError> {
        self.part(name)?.ok_or_else(|| ReturnError::Part(name.into()))
    }

    /// Changes a part, or adds it.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        match (self.position(name), self.added.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name)))
        {
            (Some(position), _) => {
                self.changed.insert(position, bytes);
            }
            (None, Some((_, old))) => *old = bytes,
            (None, None) => self.added.push((name.to_owned(), bytes)),
        }
    }

    /// The first name of the form `start` + number + `end` that no part has, from 1.
    pub(super) fn free_name(&self, start: &str, end: &str) -> String {
        // One more than there are parts is enough numbers.
        let numbers = 1..=self.parts.len() + self.added.len() + 1;
        numbers.map(|n| format!("{start}{n}{end}")).find(|name| !self.has(name)).unwrap_or_default()
    }

    /// The whole, in the order that it had, new parts at the end.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, ReturnError> {
        let mut out = Zip::new();
        for (position, part) in self.parts.iter().enumerate() {
            let name = String::from_utf8_lossy(&part.name);
            let failed = || ReturnError::Part(name.as_ref().into());
            match self.changed.remove(&position) {
                None => {
                    let entry = self.archive.get_entry(part.place).map_err(|_| failed())?;
                    out.copy(&part.name, part.packed, entry.data()).map_err(|_| failed())?;
                }
                Some(bytes) => out.add(&name, &bytes).map_err(|_| failed())?,
            }
        }
        for (name, bytes) in self.added {
            out.add(&name, &bytes).map_err(|_| ReturnError::Part(name.as_str().into()))?;
        }
        out.finish().map_err(|_| ReturnError::Part("".into()))
    }
}
