//! What stands on an attendance sheet, whatever it is written in.

use super::super::say;
use crate::rulebook::{AttendanceSheets, Between, Field, Rulebook, Table};
use crate::value::Lang;

/// Lines to be signed on a sheet: as many as fit a page of A4 with room for a signature.
pub const ROWS: u32 = 20;

/// The words of a sheet.
pub(super) struct Model<'r> {
    /// Position of its table.
    pub position: u16,
    /// The title.
    pub title: &'r str,
    /// What is written at the head, one line each: the network, the day, the subject.
    pub head: Vec<&'r str>,
    /// The columns between the number and the signature.
    pub columns: [&'static str; 2],
    /// The header of the signature.
    pub signature: &'static str,
    /// What the names are for.
    pub privacy: &'static str,
    /// How to fill the table in; the page has room for it.
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "only the page shows it"))]
    pub hint: &'r str,
}

impl<'r> Model<'r> {
    /// The sheet of a rulebook; `None` where no table of it is an attendance sheet.
    pub fn new(rulebook: &'r Rulebook, lang: Lang) -> Option<Self> {
        let sheets = attendance(rulebook)?;
        let table: &Table = rulebook.tables().get(usize::from(sheets.table))?;
        let field = |position: u16| table.fields.get(usize::from(position));
        let label = |field: &'r Field| field.label.get(lang);
        let head = [sheets.sheet_network, sheets.sheet_day, sheets.sheet_subject];
        Some(Self {
            position: sheets.table,
            title: table.label.get(lang),
            head: head.iter().filter_map(|f| field(*f)).map(label).collect(),
            // Not the headers of the table: what is signed is not what is sent back, and must not be read as it.
            columns: [
                say(lang, "Signataire (nom et prénom)", "Signatory (first and last name)"),
                say(lang, "Structure représentée", "Structure represented"),
            ],
            signature: "Signature",
            privacy: say(
                lang,
                "Les noms servent à signer. Ils ne sont ni conservés ni repris dans les indicateurs.",
                "Names are for signing. They are not kept, and no indicator uses them.",
            ),
            hint: table.hint.as_ref().map_or("", |h| h.get(lang)),
        })
    }
}

/// Whether a table is the attendance sheet that meetings are compared with.
pub fn is_attendance(rulebook: &Rulebook, table: u16) -> bool {
    attendance(rulebook).is_some_and(|sheets| sheets.table == table)
}

fn attendance(rulebook: &Rulebook) -> Option<&AttendanceSheets> {
    rulebook.tables().iter().flat_map(|t| &t.rules).find_map(|rule| match &rule.between {
        Some(Between::Attendance(sheets)) => Some(sheets),
        _ => None,
    })
}
