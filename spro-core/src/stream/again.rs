//! Rows of a file that are no longer in memory, read again one by one.

use super::chunk::record_end;
use super::columns::ColumnReader;
use super::{Head, Source};
use crate::batch::{Batch, Lookups};
use crate::check::Again;
use crate::rulebook::Table;
use crate::sheet::csv::Encoding;
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

/// A file of which rows are read again.
pub(super) struct Rereader<'a> {
    head: Head,
    table: &'a Table,
    lookups: &'a Lookups,
    source: Source<'a>,
    window: Mutex<Window>,
}

/// Bytes of the file, behind its heading.
#[derive(Default)]
struct Window {
    offset: u64,
    bytes: Vec<u8>,
    /// Open while its file is being read: there are more files than may be open at once.
    file: Option<File>,
}

/// How much is read for a row that stands alone, and for one that follows another.
const FEW: usize = 1 << 11;
const MANY: usize = 1 << 16;

impl<'a> Rereader<'a> {
    pub(super) fn new(head: Head, table: &'a Table, lookups: &'a Lookups, source: Source<'a>) -> Self {
        Self { head, table, lookups, source, window: Mutex::default() }
    }

    /// Opens the file for good, or closes it: it is opened again for each look into it.
    pub(super) fn keep_open(&self, open: bool) -> io::Result<()> {
        let file = match self.source {
            Source::Path(path) if open => Some(File::open(path)?),
            _ => None,
        };
        self.window.lock().unwrap_or_else(PoisonError::into_inner).file = file;
        Ok(())
    }

    /// The bytes of the record that starts at `at`.
    fn record(&self, at: u64) -> io::Result<Vec<u8>> {
        if let Source::Bytes(bytes) = self.source {
            let start = usize::try_from(at).ok().and_then(|at| at.checked_add(self.head.body_start));
            let rest = start.and_then(|start| bytes.get(start..)).unwrap_or_default();
            let end = record_end(rest, self.head.separator).unwrap_or(rest.len());
            return Ok(rest.get(..end).unwrap_or_default().to_vec());
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = at.checked_sub(window.offset).and_then(|ahead| usize::try_from(ahead).ok());
        let inside = ahead.and_then(|ahead| window.bytes.get(ahead..)).unwrap_or_default();
        if let Some(end) = record_end(inside, self.head.separator) {
            return Ok(inside.get(..end).unwrap_or_default().to_vec());
        }
        let is_next = ahead.is_some_and(|ahead| ahead <= window.bytes.len() + MANY);
        let mut wanted = if is_next { MANY } else { FEW };
        loop {
            let ended = self.fill(&mut window, at, wanted)?;
            match record_end(&window.bytes, self.head.separator) {
                Some(end) => return Ok(window.bytes.get(..end).unwrap_or_default().to_vec()),
                None if ended => return Ok(window.bytes.clone()),
                None => wanted = wanted.saturating_mul(4),
            }
        }
    }

    /// Reads so many bytes from `at` on; whether the file ends there.
    fn fill(&self, window: &mut Window, at: u64, wanted: usize) -> io::Result<bool> {
        let Source::Path(path) = self.source else { return Ok(true) };
        let mut opened = None;
        let file = match &mut window.file {
            Some(file) => file,
            None => opened.insert(File::open(path)?),
        };
        let start = u64::try_from(self.head.body_start).unwrap_or(u64::MAX).saturating_add(at);
        file.seek(SeekFrom::Start(start))?;
        window.bytes.clear();
        let most = u64::try_from(wanted).unwrap_or(u64::MAX);
        let read = file.take(most).read_to_end(&mut window.bytes)?;
        window.offset = at;
        Ok(read < wanted)
    }
}

impl Again for Rereader<'_> {
    fn row(&self, at: u64, latin: bool) -> io::Result<Batch<'static>> {
        let bytes = self.record(at)?;
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) if !latin => Cow::Borrowed(text),
            _ => Encoding::Windows1252.decode(&bytes),
        };
        Ok(ColumnReader::new(&self.head, self.table, self.lookups).read(&text).batch.into_owned())
    }
}

impl fmt::Debug for Rereader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rereader").field("source", &self.source).finish_non_exhaustive()
    }
}
