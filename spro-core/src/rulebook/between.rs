//! Rules that look at more than one row.

use serde::{Deserialize, Serialize};

/// What must hold between rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Between {
    /// No two rows of a group have a day in common.
    Overlap(Spans),
    /// No day between two rows of a group belongs to none of them.
    Gap(Spans),
    /// The attendance sheets of a meeting tell the same numbers as its row.
    Attendance(AttendanceSheets),
}

/// Rows that last from one day to another. A blank day leaves that side open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Spans {
    /// Positions of the fields that make a group.
    pub by: Vec<u16>,
    /// Position of the field with the first day.
    pub from: u16,
    /// Position of the field with the last day.
    pub to: u16,
}

/// Where the attendance sheets are, and which fields of theirs answer to which of the meetings'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AttendanceSheets {
    /// Meetings: position of the network.
    pub network: u16,
    /// Meetings: position of the day.
    pub day: u16,
    /// Meetings: position of the subject.
    pub subject: u16,
    /// Meetings: position of the number of structures invited.
    pub listed: u16,
    /// Meetings: position of the number of structures that came.
    pub came: u16,
    /// Sheets: position of their table in [`super::Rulebook::tables`].
    pub table: u16,
    /// Sheets: position of the network.
    pub sheet_network: u16,
    /// Sheets: position of the day.
    pub sheet_day: u16,
    /// Sheets: position of the subject.
    pub sheet_subject: u16,
    /// Sheets: positions of the fields that tell two structures apart.
    pub who: Vec<u16>,
    /// Sheets: position of the field that says whether somebody came.
    pub present: u16,
}
