//! What is said about which cell: the notes put together, in the order of the file.

use super::Note;
use super::words;
use crate::rulebook::Severity;
use crate::sheet::{MergedRange, Place, Workbook};
use crate::value::Lang;
use std::collections::BTreeMap;

/// The comment on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// The worst of its notes.
    pub(super) severity: Severity,
    /// A paragraph a sentence.
    pub(super) paragraphs: Vec<String>,
}

/// The comments of a sheet, by place.
pub(super) type Comments = BTreeMap<Place, Comment>;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) severity: &'static str,
    pub(super) sheet: String,
    pub(super) place: Option<Place>,
    pub(super) message: String,
    pub(super) help: String,
}

/// All that is to be said.
pub(super) struct Sayings {
    /// By position of the sheet.
    pub(super) comments: BTreeMap<usize, Comments>,
    pub(super) lines: Vec<Line>,
    /// A name for the list that no sheet has.
    pub(super) name: String,
    pub(super) lang: Lang,
}

impl Sayings {
    pub(super) fn new(book: &Workbook, notes: &[Note], lang: Lang) -> Self {
        let mut comments: BTreeMap<usize, Comments> = BTreeMap::new();
        let mut sorted: Vec<&Note> = notes.iter().collect();
        sorted.sort_by_key(|note| (note.sheet, note.place.is_some(), note.place));
        let mut lines = Vec::new();
        for note in sorted {
            let found = book.sheets.get(note.sheet);
            let sheet = found.map(|sheet| sheet.name.clone()).unwrap_or_default();
            let place = note.place.map(|place| found.map_or(place, |sheet| visible(place, &sheet.merges)));
            let severity = words::severity(note.severity, lang);
            if let (Some(place), Some(_)) = (place, found) {
                let comment = comments
                    .entry(note.sheet)
                    .or_default()
                    .entry(place)
                    .or_insert_with(|| Comment { severity: note.severity, paragraphs: Vec::new() });
                comment.severity = comment.severity.min(note.severity);
                comment.paragraphs.push(match lang {
                    Lang::Fr => format!("{severity} : {}", note.message),
                    Lang::En => format!("{severity}: {}", note.message),
                });
                if !note.help.is_empty() {
                    comment.paragraphs.push(format!("→ {}", note.help));
                }
            }
            lines.push(Line {
                severity,
                sheet,
                place,
                message: note.message.clone(),
                help: note.help.clone(),
            });
        }
        Self { comments, lines, name: free_name(book, lang), lang }
    }
}

/// The place itself, or the nearest one that shows a comment where it lies under a merged cell: in the row of the merged
/// cell that one, in a row below the first cell to the right, so that the comment stays in its row.
fn visible(place: Place, merges: &[MergedRange]) -> Place {
    let mut place = place;
    // Merged ranges do not overlap, so that each moves a place once.
    for _ in 0..=merges.len() {
        let over = merges.iter().find(|m| {
            (m.top..=m.bottom).contains(&place.row)
                && (m.left..=m.right).contains(&place.column)
                && (m.top, m.left) != (place.row, place.column)
        });
        match over {
            None => break,
            Some(merge) if merge.top == place.row => place.column = merge.left,
            Some(merge) => place.column = merge.right.saturating_add(1),
        }
    }
    place
}

/// `À corriger`, or `À corriger (2)` in a workbook that comes back for the second time.
fn free_name(book: &Workbook, lang: Lang) -> String {
    let name = words::sheet_name(lang);
    let taken = |name: &str| book.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
    let mut candidate = name.to_owned();
    let mut n = 2_u32;
    while taken(&candidate) {
        candidate = format!("{name} ({n})");
        n += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stays_where_it_is_seen() {
        let merges = [
            MergedRange { top: 1, bottom: 3, left: 0, right: 0 },
            MergedRange { top: 2, bottom: 3, left: 1, right: 2 },
            MergedRange { top: 9, bottom: 9, left: 2, right: 5 },
        ];
        for ((row, column), expected) in [
            ((0, 0), (0, 0)),
            ((1, 0), (1, 0)),
            ((2, 0), (2, 1)),
            ((3, 0), (3, 3)),
            ((9, 4), (9, 2)),
            ((9, 2), (9, 2)),
        ] {
            let found = visible(Place { row, column }, &merges);
            assert_eq!((found.row, found.column), expected, "{row} {column}");
        }
    }
}
