//! Buffers that are used again from block to block.

use super::block::{Block, Data, Gap, Gaps, Ints};
use super::reciprocal::Reciprocals;

/// Working memory of programs, a few blocks large. One serves any number of programs, one after the other.
#[derive(Debug, Default)]
pub struct Scratch {
    narrow: Vec<Vec<i64>>,
    wide: Vec<Vec<i128>>,
    gaps: Vec<Vec<Gap>>,
    pub(super) reciprocals: Reciprocals,
}

impl Scratch {
    /// Empty working memory.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty buffer of 64-bit integers.
    pub(super) fn narrow(&mut self) -> Vec<i64> {
        let mut buffer = self.narrow.pop().unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// An empty buffer of 128-bit integers.
    pub(super) fn wide(&mut self) -> Vec<i128> {
        let mut buffer = self.wide.pop().unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// An empty buffer of gaps.
    pub(super) fn gaps(&mut self) -> Vec<Gap> {
        let mut buffer = self.gaps.pop().unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// Takes the buffers of a value back.
    pub(super) fn recycle(&mut self, ints: Ints<'_>) {
        self.recycle_data(ints.data);
        self.recycle_gaps(ints.gaps);
    }

    /// Takes the buffers of a block back.
    pub(crate) fn recycle_block(&mut self, block: Block<'_>) {
        match block {
            Block::Ints(ints) => self.recycle(ints),
            Block::Texts(texts) => self.recycle_gaps(texts.gaps),
        }
    }

    pub(super) fn recycle_data(&mut self, data: Data<'_>) {
        match data {
            Data::Column(_) => {}
            Data::Narrow(buffer) => self.narrow.push(buffer),
            Data::Wide(buffer) => self.wide.push(buffer),
        }
    }

    /// Takes a buffer back whose contents did not fit.
    pub(super) fn give_narrow(&mut self, buffer: Vec<i64>) -> Option<Vec<i64>> {
        self.narrow.push(buffer);
        None
    }

    pub(super) fn recycle_gaps(&mut self, gaps: Gaps) {
        self.gaps.extend(gaps);
    }

    /// The gaps of two operands together: the left one's reason first.
    pub(super) fn merged(&mut self, a: Gaps, b: Gaps) -> Gaps {
        match (a, b) {
            (None, gaps) | (gaps, None) => gaps,
            (Some(mut a), Some(b)) => {
                for (x, y) in a.iter_mut().zip(&b) {
                    *x = if *x == 0 { *y } else { *x };
                }
                self.gaps.push(b);
                Some(a)
            }
        }
    }
}
