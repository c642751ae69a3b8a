//! The parts of a zipped workbook: read, changed, added; all others copied as they are, compressed bytes and all.

use super::ReturnError;
use crate::sheet::{Limit, Limits};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook whose parts can be read and changed.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    /// Parts that are changed, by position.
    changed: BTreeMap<usize, Vec<u8>>,
    /// Parts that are new.
    added: Vec<(String, Vec<u8>)>,
}

impl<'a> Package<'a> {
    /// Opens a workbook that the reader has read: its directory is known to be within the limits.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReturnError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReturnError::Part("".into()))?;
        Ok(Self { archive, limits, changed: BTreeMap::new(), added: Vec::new() })
    }

    fn position(&self, name: &str) -> Option<usize> {
        let key = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
        let wanted = key(name);
        let is_it =
            |i: &usize| matches!(self.archive.name_for_index(*i), Some(Ok(name)) if key(&name) == wanted);
        (0..self.archive.len()).rev().find(is_it)
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
        let file = self.archive.by_index(position).map_err(|_| failed())?;
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
        let numbers = 1..=self.archive.len() + self.added.len() + 1;
        numbers.map(|n| format!("{start}{n}{end}")).find(|name| !self.has(name)).unwrap_or_default()
    }

    /// The whole, in the order that it had, new parts at the end.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, ReturnError> {
        let failed = |name: &str| ReturnError::Part(name.into());
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for i in 0..self.archive.len() {
            let raw = self.archive.by_index_raw(i).map_err(|_| failed(""))?;
            let name = raw.name().map_err(|_| failed(""))?.into_owned();
            match self.changed.remove(&i) {
                None => out.raw_copy_file(raw).map_err(|_| failed(&name))?,
                Some(bytes) => {
                    drop(raw);
                    out.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|_| failed(&name))?;
                    out.write_all(&bytes).map_err(|_| failed(&name))?;
                }
            }
        }
        for (name, bytes) in self.added {
            out.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|_| failed(&name))?;
            out.write_all(&bytes).map_err(|_| failed(&name))?;
        }
        Ok(out.finish().map_err(|_| failed(""))?.into_inner())
    }
}
