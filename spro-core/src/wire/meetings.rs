//! Meetings out of attendance sheets.

use super::validate::network_code;
use crate::campaign::Campaign;
use crate::check::{Meeting, meetings};
use crate::finding::day;
use crate::rulebook::Rulebook;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// The answer of `meetings`: a file of JSON rows that is read as any other return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MeetingsAnswer {
    /// The rows, by network, day and subject.
    pub reunions: Vec<MeetingRow>,
}

/// A row of the table `reunions`, as attendance sheets tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MeetingRow {
    /// Code of the network.
    pub reseau: String,
    /// The year of the day.
    pub annee: i32,
    /// The day.
    pub date: NaiveDate,
    /// How many structures the sheet lists.
    pub structures_invitees: u64,
    /// How many of them somebody came from.
    pub structures_participantes: u64,
    /// The subject.
    pub objet: Option<String>,
}

/// The meetings that the attendance sheets of a campaign tell of, over all its files; the campaign kept its rows.
pub fn meetings_answer(campaign: &Campaign, rulebook: &Rulebook) -> MeetingsAnswer {
    let tables = campaign.submissions().iter().flat_map(|s| &s.tables);
    let batches: Vec<_> = tables.flat_map(|t| &t.batches).collect();
    let row = |meeting: Meeting| {
        let date = day(meeting.day)?;
        Some(MeetingRow {
            reseau: network_code(Some(meeting.network), rulebook)?,
            annee: date.year(),
            date,
            structures_invitees: meeting.listed,
            structures_participantes: meeting.came,
            objet: meeting.subject.map(str::into_string),
        })
    };
    MeetingsAnswer { reunions: meetings(&batches, rulebook).into_iter().filter_map(row).collect() }
}
