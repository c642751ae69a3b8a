//! Bounded inflation: so many bytes a part, so many over all parts, so many between two marks of XML.

use super::super::{Limit, Limits};
use std::io::{self, BufRead, ErrorKind, Read};

/// How much is inflated at a time.
const WINDOW: usize = 32 << 10;
/// What a tag may have besides the text of a cell.
const TAG_BYTES: u64 = 64 << 10;

/// Inflates one part, and stops at the first limit.
pub(super) struct Gate<'a> {
    part: Box<dyn Read + 'a>,
    window: Box<[u8]>,
    at: usize,
    end: usize,
    /// What this part may still inflate to.
    part_left: u64,
    /// What all parts may still inflate to.
    left: &'a mut u64,
    /// Bytes since the last mark: XML keeps them in memory until the mark is complete.
    since_mark: u64,
    mark_limit: u64,
    stopped: Option<Limit>,
}

impl<'a> Gate<'a> {
    pub(super) fn new(part: impl Read + 'a, limits: &Limits, left: &'a mut u64) -> Self {
        Self {
            part: Box::new(part),
            window: vec![0; WINDOW].into(),
            at: 0,
            end: 0,
            part_left: limits.get(Limit::PartBytes),
            left,
            since_mark: 0,
            mark_limit: limits.get(Limit::CellBytes).saturating_add(TAG_BYTES),
            stopped: None,
        }
    }

    /// Counts anew from here.
    pub(super) fn mark(&mut self) {
        self.since_mark = 0;
    }

    /// The limit that ended the reading, if one did.
    pub(super) fn stopped(&self) -> Option<Limit> {
        self.stopped
    }

    fn stop(&mut self, limit: Limit) -> io::Error {
        self.stopped = Some(limit);
        ErrorKind::Other.into()
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.since_mark > self.mark_limit {
            return Err(self.stop(Limit::CellBytes));
        }
        let len = self.part.read(&mut self.window)?;
        (self.at, self.end) = (0, len);
        let len = u64::try_from(len).unwrap_or(u64::MAX);
        let Some(part_left) = self.part_left.checked_sub(len) else {
            return Err(self.stop(Limit::PartBytes));
        };
        self.part_left = part_left;
        let Some(left) = self.left.checked_sub(len) else {
            return Err(self.stop(Limit::InflatedBytes));
        };
        *self.left = left;
        Ok(())
    }
}

impl Read for Gate<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let len = ready.read(out)?;
        self.consume(len);
        Ok(len)
    }
}

impl BufRead for Gate<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.end {
            self.refill()?;
        }
        Ok(self.window.get(self.at..self.end).unwrap_or_default())
    }

    fn consume(&mut self, len: usize) {
        self.at = self.at.saturating_add(len);
        self.since_mark = self.since_mark.saturating_add(u64::try_from(len).unwrap_or(u64::MAX));
    }
}
