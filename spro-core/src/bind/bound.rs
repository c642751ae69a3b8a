//! What binding takes and gives beside the workbook.

use crate::batch::Batch;
use crate::finding::Finding;

/// What is known of a file beside what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options<'a> {
    /// The file's name, which may name the network (`SPRO Dreux tableaux de bord 2017.xlsx`).
    pub file_name: &'a str,
    /// The network, where the caller knows it: position in the rulebook. It wins over what the file says; that it says
    /// something else is told.
    pub network: Option<u32>,
}

/// A workbook by the tables of the rulebook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bound {
    /// The network that the whole file is from; `None` where the file names none, or several.
    pub network: Option<u32>,
    /// The tables found, in the order of the file; a table without rows gives a batch without rows. Several batches of
    /// one table go on counting its rows. Empty where the workbook holds no known table.
    pub batches: Vec<Batch<'static>>,
    /// Positions of the tables that have the same headers as a sheet that was not read: only a name tells which it is.
    pub undecided: Vec<usize>,
    /// Everything found on the way: about a header before the rows below it, then in the order of the rows.
    pub findings: Vec<Finding>,
}
