//! Bounded inflation: so many bytes a part, so many over all parts, so many between two marks of XML.

use super::super::{Limit, Limits};
use std::io::{self, ErrorKind, Read};

/// How much is inflated at a time.
const STEP: usize = 32 << 10;
/// What a tag may have besides the text of a cell.
const TAG_BYTES: u64 = 64 << 10;

/// Why there is no more.
#[derive(Debug)]
pub(super) enum Stop {
    /// A limit was reached.
    Limit(Limit),
    /// The compressed bytes cannot be read.
    Io(io::Error),
}

/// The bytes of a part that were inflated and not yet taken, one mark of XML at least.
pub(super) struct Window<'a> {
    part: Box<dyn Read + 'a>,
    bytes: Vec<u8>,
    /// What was taken.
    at: usize,
    /// What was inflated; behind it there is room.
    end: usize,
    /// What this part may still inflate to.
    part_left: u64,
    /// What all parts may still inflate to.
    left: &'a mut u64,
    /// What may stand between two marks: it is in memory at once.
    mark_limit: u64,
}

impl<'a> Window<'a> {
    pub(super) fn new(part: Box<dyn Read + 'a>, limits: &Limits, left: &'a mut u64) -> Self {
        Self {
            part,
            bytes: vec![0; STEP],
            at: 0,
            end: 0,
            part_left: limits.get(Limit::PartBytes),
            left,
            mark_limit: limits.get(Limit::CellBytes).saturating_add(TAG_BYTES),
        }
    }

    /// What was inflated and not taken.
    pub(super) fn ready(&self) -> &[u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    /// So many bytes of it, from its start.
    pub(super) fn first(&self, len: usize) -> &[u8] {
        self.ready().get(..len).unwrap_or_default()
    }

    /// Takes so many bytes: they are gone with the next call of [`Self::more`].
    pub(super) fn take(&mut self, len: usize) {
        self.at = self.at.saturating_add(len).min(self.end);
    }

    /// Inflates more behind what is ready; false where the part ends.
    pub(super) fn more(&mut self) -> Result<bool, Stop> {
        let len = self.end - self.at;
        if u64::try_from(len).unwrap_or(u64::MAX) > self.mark_limit {
            return Err(Stop::Limit(Limit::CellBytes));
        }
        self.bytes.copy_within(self.at..self.end, 0);
        (self.at, self.end) = (0, len);
        // Doubling, so that a long mark is not copied again and again.
        if self.bytes.len() - len < STEP / 2 {
            self.bytes.resize(self.bytes.len() * 2, 0);
        }
        let room = self.bytes.get_mut(len..).unwrap_or_default();
        let read = loop {
            match self.part.read(room) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Io(error)),
                Ok(read) => break read,
            }
        };
        self.end += read;
        let read_bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.part_left = self.part_left.checked_sub(read_bytes).ok_or(Stop::Limit(Limit::PartBytes))?;
        *self.left = self.left.checked_sub(read_bytes).ok_or(Stop::Limit(Limit::InflatedBytes))?;
        Ok(read > 0)
    }
}
