//! Bytes with something put in here and there, and everything else as it was.

use std::ops::Range;

/// Changes to a piece of bytes, by where they are to stand.
#[derive(Debug, Default)]
pub(super) struct Splice {
    edits: Vec<(Range<usize>, Vec<u8>)>,
}

impl Splice {
    /// Puts `text` in at `at`.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<Vec<u8>>) {
        self.replace(at..at, text);
    }

    /// Puts `text` in the place of `range`. No two ranges may overlap.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<Vec<u8>>) {
        self.edits.push((range, text.into()));
    }

    /// The bytes with all changes; those at one place in the order in which they were asked for.
    pub(super) fn apply(mut self, bytes: &[u8]) -> Vec<u8> {
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut out =
            Vec::with_capacity(bytes.len() + self.edits.iter().map(|(_, text)| text.len()).sum::<usize>());
        let mut done = 0;
        for (range, text) in self.edits {
            out.extend_from_slice(bytes.get(done..range.start).unwrap_or_default());
            out.extend(text);
            done = done.max(range.end);
        }
        out.extend_from_slice(bytes.get(done..).unwrap_or_default());
        out
    }
}
