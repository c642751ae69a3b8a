//! Where a year or a network comes from when no column of the table says it.

use crate::value::Why;

/// The year of a whole section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearSource {
    pub year: i64,
    pub from: YearFrom,
    /// Years that other places in sight name.
    pub others: Vec<i64>,
}

/// Where the year of a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum YearFrom {
    /// In the header of a column, or above the header.
    Head,
    /// In the name of the sheet; the name.
    SheetName(String),
    /// In the rulebook: the table is asked for this year only.
    Rulebook,
}

impl YearSource {
    /// Whether somebody wrote it into the workbook.
    pub fn is_written(&self) -> bool {
        !matches!(self.from, YearFrom::Rulebook)
    }

    /// Why the value is to be told, and where it was written, where that is not in plain sight.
    pub fn to_tell(&self, has_column: bool) -> Option<(Why, Option<Box<str>>)> {
        match &self.from {
            YearFrom::Head => has_column.then(|| (Why::FromHead, Some(self.year.to_string().into()))),
            YearFrom::SheetName(name) => Some((Why::FromElsewhere, Some(name.as_str().into()))),
            YearFrom::Rulebook => Some((Why::OnlyYear, None)),
        }
    }
}

/// The network of a whole section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NetworkSource {
    /// What the caller says: it wins over everything.
    pub forced: Option<u32>,
    /// What the head of the sheet, the name of the sheet or another sheet says.
    pub stated: Option<u32>,
    /// What the name of the file says.
    pub named: Option<u32>,
}

impl NetworkSource {
    /// The network of rows that do not name one.
    pub fn network(self) -> Option<u32> {
        self.forced.or(self.stated).or(self.named)
    }
}
