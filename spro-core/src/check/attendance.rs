//! Attendance sheets: the meetings that they tell of, compared with the meetings that were declared.

use super::cell::{Key, code, folded, int, key};
use super::constraint::at;
use super::rows::shown;
use crate::batch::Batch;
use crate::finding::{Finding, Kind, Shown};
use crate::rulebook::{AttendanceSheets, Between, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// A meeting as its attendance sheet tells it: counts of structures, no name of anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meeting {
    /// Position of the network.
    pub network: u32,
    /// The day, in days since 1 January 1970.
    pub day: i64,
    /// The subject as it was typed; `None` where the sheet has none.
    pub subject: Option<Box<str>>,
    /// How many structures the sheet lists.
    pub listed: u64,
    /// How many of them somebody came from.
    pub came: u64,
}

/// The meetings of attendance sheets, by network, day and subject. Rows without a network, a day or a structure, and
/// rows that do not say whether anybody came, are left out. Source: `cr-2016-11-29#9e`.
pub fn meetings(batches: &[&Batch<'_>], rulebook: &Rulebook) -> Vec<Meeting> {
    let Some((_, _, sheets)) = rule(rulebook) else { return Vec::new() };
    let mut told = Told::default();
    for batch in batches.iter().filter(|b| b.table == sheets.table) {
        told.add(batch, sheets);
    }
    told.meetings()
}

/// Compares declared meetings with attendance sheets over the files of a campaign, whatever their order.
#[derive(Debug, Default)]
pub struct Attendance {
    told: Told,
    declared: BTreeMap<(u32, i64), Vec<Declared>>,
    file: usize,
}

/// Files with more meetings than any network has in a year are not compared: their rows are not kept.
const MOST_DECLARED: usize = 10_000;

#[derive(Debug)]
struct Declared {
    file: usize,
    subject: Option<String>,
    listed: Option<i64>,
    came: Option<i64>,
    finding: Finding,
}

impl Attendance {
    /// Adds the batches of the next file.
    pub fn add_file<'b>(&mut self, batches: impl IntoIterator<Item = &'b Batch<'b>>, rulebook: &Rulebook) {
        let file = self.file;
        self.file += 1;
        let Some((table, number, sheets)) = rule(rulebook) else { return };
        let Some(definition) = rulebook.tables().get(usize::from(table)) else { return };
        let Some(own) = definition.rules.get(usize::from(number)) else { return };
        for batch in batches {
            if batch.table == sheets.table {
                self.told.add(batch, sheets);
            }
            if batch.table != table || batch.rows > MOST_DECLARED {
                continue;
            }
            let shown = shown(own, definition);
            for row in 0..batch.rows {
                let (Some(network), Some(day)) =
                    (code(batch, sheets.network, row), int(batch, sheets.day, row))
                else {
                    continue;
                };
                let mut finding = at(batch, Kind::Rule(number), sheets.came, row);
                finding.shown = shown.iter().map(|&f| (f, Shown::of(batch, f, row))).collect();
                self.declared.entry((network, day)).or_default().push(Declared {
                    file,
                    subject: folded(batch, sheets.subject, row),
                    listed: int(batch, sheets.listed, row),
                    came: int(batch, sheets.came, row),
                    finding,
                });
            }
        }
    }

    /// What differs: the position of the file, and the finding about the declared meeting.
    ///
    /// A sheet is compared with the meeting of its network, day and subject, or with the only meeting of that day. The
    /// number invited is compared only where the sheet lists somebody who did not come: other sheets list those who
    /// came, and say nothing of the rest.
    pub fn finish(self) -> Vec<(usize, Finding)> {
        let mut out = Vec::new();
        let told = self.told.meetings();
        for (place, declared) in &self.declared {
            let of_day: Vec<&Meeting> = told.iter().filter(|m| (m.network, m.day) == *place).collect();
            for meeting in &of_day {
                let subject = meeting.subject.as_deref().map(|s| crate::value::folded(s).collect::<String>());
                let same = declared.iter().find(|d| d.subject == subject);
                let only = || declared.first().filter(|_| declared.len() == 1 && of_day.len() == 1);
                let Some(found) = same.or_else(only) else { continue };
                let differs =
                    |declared: Option<i64>, told: u64| declared.is_some_and(|n| u64::try_from(n) != Ok(told));
                let listed = meeting.came < meeting.listed && differs(found.listed, meeting.listed);
                if listed || differs(found.came, meeting.came) {
                    let mut finding = found.finding.clone();
                    finding.detail = Some(format!("{}\t{}", meeting.listed, meeting.came).into());
                    out.push((found.file, finding));
                }
            }
        }
        out.sort_by_key(|(file, finding)| (*file, finding.row));
        out
    }
}

/// What sheets tell, by network, day and folded subject.
#[derive(Debug, Default)]
struct Told(BTreeMap<(u32, i64, Option<String>), Sheet>);

#[derive(Debug, Default)]
struct Sheet {
    subject: Option<Box<str>>,
    listed: BTreeSet<Vec<Key>>,
    came: BTreeSet<Vec<Key>>,
}

impl Told {
    fn add(&mut self, batch: &Batch<'_>, sheets: &AttendanceSheets) {
        for row in 0..batch.rows {
            let network = code(batch, sheets.sheet_network, row);
            let day = int(batch, sheets.sheet_day, row);
            let who: Option<Vec<Key>> = sheets.who.iter().map(|&field| key(batch, field, row)).collect();
            let present = int(batch, sheets.present, row);
            let (Some(network), Some(day), Some(who), Some(present)) = (network, day, who, present) else {
                continue;
            };
            // A line without any structure is not one that was invited.
            if who.iter().all(|part| *part == Key::Blank) {
                continue;
            }
            let subject = folded(batch, sheets.sheet_subject, row);
            let sheet = self.0.entry((network, day, subject)).or_default();
            if let (None, Shown::Text(text)) = (&sheet.subject, Shown::of(batch, sheets.sheet_subject, row)) {
                sheet.subject = Some(text);
            }
            if present != 0 {
                sheet.came.insert(who.clone());
            }
            sheet.listed.insert(who);
        }
    }

    fn meetings(&self) -> Vec<Meeting> {
        let count = |set: &BTreeSet<Vec<Key>>| u64::try_from(set.len()).unwrap_or(u64::MAX);
        let meeting = |((network, day, _), sheet): (&(u32, i64, Option<String>), &Sheet)| Meeting {
            network: *network,
            day: *day,
            subject: sheet.subject.clone(),
            listed: count(&sheet.listed),
            came: count(&sheet.came),
        };
        self.0.iter().map(meeting).collect()
    }
}

/// The first rule that compares a table with attendance sheets: its table, its number, and where the sheets are.
fn rule(rulebook: &Rulebook) -> Option<(u16, u16, &AttendanceSheets)> {
    (0..).zip(rulebook.tables()).find_map(|(table, t)| {
        (0..).zip(&t.rules).find_map(|(number, rule)| match &rule.between {
            Some(Between::Attendance(sheets)) => Some((table, number, sheets)),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{RawCell, from_text_rows};
    use crate::value::Lang;

    fn batch(table: &str, rows: &[&[&str]]) -> Batch<'static> {
        let rulebook = Rulebook::built_in();
        let position = u16::try_from(rulebook.table(table).unwrap().0).unwrap();
        let cells: Vec<Vec<RawCell<'_>>> =
            rows.iter().map(|row| row.iter().map(|text| RawCell::Text(text)).collect()).collect();
        from_text_rows(rulebook, position, &cells).0
    }

    fn meeting(subject: &str, invited: &str, came: &str) -> Batch<'static> {
        batch("reunions", &[&["Dreux", "2017", "10/01/2017", invited, came, subject, ""]])
    }

    /// Two missions locales, of which one sent two persons, and a CIO that nobody came from.
    fn sheet(subject: &str) -> Batch<'static> {
        let row = |structure, name, person, present| -> Vec<&str> {
            vec!["Dreux", "2017", "10/01/2017", subject, structure, name, person, present]
        };
        let rows = [
            row("ML", "Dreux", "A", "oui"),
            row("ML", "Dreux", "B", "oui"),
            row("ML", "Vernouillet", "C", "oui"),
            row("CIO", "", "", "non"),
        ];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        batch("emargement", &rows)
    }

    fn compare(files: &[Vec<Batch<'static>>]) -> Vec<(usize, String)> {
        let rulebook = Rulebook::built_in();
        let mut all = Attendance::default();
        for file in files {
            all.add_file(file, rulebook);
        }
        let found = all.finish();
        found.iter().map(|(file, f)| (*file, f.describe(rulebook, &[], Lang::Fr).message)).collect()
    }

    #[test]
    fn structures_are_counted_and_persons_are_not() {
        let sheets = sheet("Bilan");
        assert_eq!(
            meetings(&[&sheets], Rulebook::built_in()),
            [Meeting { network: 6, day: 17_176, subject: Some("Bilan".into()), listed: 3, came: 2 }]
        );
    }

    #[test]
    fn the_same_numbers_in_any_order_of_files_are_right() {
        assert_eq!(compare(&[vec![meeting("Bilan", "3", "2"), sheet("bilan")]]), []);
        assert_eq!(compare(&[vec![sheet("Bilan")], vec![meeting("BILAN", "3", "2")]]), []);
    }

    #[test]
    fn other_numbers_are_told_at_the_declared_meeting() {
        let message = "Feuille d'émargement du 10/01/2017 : 2 structure(s) présente(s) sur 3 ; \
                       la réunion en déclare 1 sur 3.";
        let files = [vec![sheet("Bilan")], vec![meeting("Bilan", "3", "1")]];
        assert_eq!(compare(&files), [(1, message.to_owned())]);
        assert_eq!(compare(&[vec![meeting("Bilan", "4", "2"), sheet("Bilan")]]).len(), 1);
        // The only meeting of the day is the one meant, whatever the sheet calls it.
        assert_eq!(compare(&[vec![meeting("Comité", "3", "1"), sheet("")]]).len(), 1);
    }

    #[test]
    fn a_sheet_of_those_who_came_says_nothing_of_who_was_invited() {
        let rows: &[&[&str]] = &[
            &["Dreux", "2017", "10/01/2017", "Bilan", "ML", "", "", "oui"],
            &["Dreux", "2017", "10/01/2017", "Bilan", "CIO", "", "", "oui"],
        ];
        let only_came = || batch("emargement", rows);
        assert_eq!(compare(&[vec![meeting("Bilan", "14", "2"), only_came()]]), []);
        assert_eq!(compare(&[vec![meeting("Bilan", "14", "3"), only_came()]]).len(), 1);
    }

    #[test]
    fn two_meetings_of_a_day_are_told_apart_by_their_subjects() {
        let meetings: &[&[&str]] = &[
            &["Dreux", "2017", "10/01/2017", "9", "9", "Forum", ""],
            &["Dreux", "2017", "10/01/2017", "3", "2", "Bilan", ""],
        ];
        assert_eq!(compare(&[vec![batch("reunions", meetings), sheet("Bilan")]]), []);
        assert_eq!(compare(&[vec![batch("reunions", meetings), sheet("Autre")]]), []);
    }
}
