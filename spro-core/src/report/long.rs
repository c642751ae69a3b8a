//! Grids too long to be held in memory: their rows are made one by one while a file is written.

use super::{Entry, Grid};

/// How many rows are held, for the widths of columns to be taken from.
const HELD: usize = 1000;

/// A grid of which the first rows are there and the others are made when they are written.
pub struct LongGrid<'a> {
    /// Title, headers and the first rows.
    pub(super) head: Grid,
    /// The rows after these.
    pub(super) more: Box<dyn Iterator<Item = Vec<Entry>> + 'a>,
    /// How many rows there are in all.
    pub(super) rows: usize,
}

impl<'a> LongGrid<'a> {
    /// A grid of `count` rows; `head` has its title and its headers.
    pub fn new(mut head: Grid, count: usize, mut rows: impl Iterator<Item = Vec<Entry>> + 'a) -> Self {
        head.rows.extend(rows.by_ref().take(HELD));
        Self { head, more: Box::new(rows), rows: count }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// How many rows it has in all.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Its headers.
    pub fn headers(&self) -> &[String] {
        &self.head.headers
    }

    /// Its rows, each made when it is asked for.
    pub fn into_rows(self) -> impl Iterator<Item = Vec<Entry>> + 'a {
        self.head.rows.into_iter().chain(self.more)
    }
}

impl std::fmt::Debug for LongGrid<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LongGrid")
            .field("title", &self.head.title)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl From<Grid> for LongGrid<'_> {
    fn from(head: Grid) -> Self {
        Self { rows: head.rows.len(), head, more: Box::new(std::iter::empty()) }
    }
}
