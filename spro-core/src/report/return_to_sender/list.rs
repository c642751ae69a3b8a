//! What is said about which cell: the notes put together, in the order of the file.

use super::Note;
use super::words;
use crate::rulebook::Severity;
use crate::sheet::{Place, Workbook};
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
            let sheet = book.sheets.get(note.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
            let severity = words::severity(note.severity, lang);
            if let Some(place) = note.place.filter(|_| note.sheet < book.sheets.len()) {
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
                place: note.place,
                message: note.message.clone(),
                help: note.help.clone(),
            });
        }
        Self { comments, lines, name: free_name(book, lang), lang }
    }
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
