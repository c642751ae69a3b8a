//! A finding in its compact form; a diagnostic is written from it when somebody reads it.

use crate::column::{Batch, Column, State, Values};
use crate::sheet::Place;
use crate::value::Why;

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `<table>.<field>.requis`: a required cell is blank.
    Required,
    /// `<table>.<field>.type`: not a value of the field's type.
    Type,
    /// `<table>.<field>.borne`: outside the bounds.
    Bounds,
    /// `<table>.<field>.liste`: not in the list.
    List,
    /// `<table>.<field>.longueur`: too long.
    Length,
    /// `<table>.<field>.douteux`: can be read in more than one way; asked, not guessed.
    Doubtful,
    /// `<table>.<field>.repare` (info): read otherwise than typed.
    Repaired,
    /// `<table>.colonne-manquante`: a required column was not found.
    MissingColumn,
    /// `<table>.colonne-inconnue` (info): a column that the table does not have; left out.
    UnknownColumn,
    /// `<table>.ligne-ignoree` (info): a total, heading or footer line.
    SkippedLine,
    /// `<table>.colonne-ambigue`: several columns are headed as this field; none of them is read.
    AmbiguousColumn,
    /// `<table>.feuille-ignoree` (warning): a hidden sheet that holds a table which a visible sheet holds too.
    SkippedSheet,
    /// `<table>.<field>.desaccord` (warning): two places of the file say different things; `raw` is what was left out,
    /// `detail` what was kept.
    Disagreement,
    /// `<table>.<rule>`: the rule at this position of the table.
    Rule(u16),
}

/// A value of the row that a message shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shown {
    /// A number, day or truth value at the scale of its field's type.
    Int(i64),
    /// A text.
    Text(Box<str>),
    /// A position in the field's list.
    Code(u32),
    /// Nothing.
    Blank,
}

impl Shown {
    /// The value of a cell of a batch.
    pub fn of(batch: &Batch<'_>, field: u16, row: usize) -> Self {
        let cell = |column: &Column<'_>| {
            if column.states.get(row) != Some(&State::Present) {
                return None;
            }
            match &column.values {
                Values::Int(v) => v.get(row).map(|n| Self::Int(*n)),
                Values::Text(v) => v.get(row).map(|t| Self::Text(t.as_ref().into())),
                Values::Code(v) => v.get(row).map(|c| Self::Code(*c)),
            }
        };
        batch.columns.get(usize::from(field)).and_then(cell).unwrap_or(Self::Blank)
    }
}

/// Something found in a file, kept small: the words are added when it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// Position of the table.
    pub table: u16,
    /// Position of the field, where it is about one.
    pub field: Option<u16>,
    /// Index of the row within its table in the file, from 0, where it is about one.
    pub row: Option<u64>,
    /// Position of the sheet in the file; 0 where the file has no sheets.
    pub sheet: u16,
    /// The cell, where there is one.
    pub place: Option<Place>,
    /// What was typed.
    pub raw: Option<Box<str>>,
    /// The value after a repair, the suggested repair, or what else the message says.
    pub detail: Option<Box<str>>,
    /// Why it was read so, or not at all, where the kind does not say it.
    pub why: Option<Why>,
    /// For a rule: the values of the row that its message shows, by position of their field.
    pub shown: Box<[(u16, Shown)]>,
}

impl Finding {
    /// A finding about nothing in particular yet.
    pub fn new(kind: Kind, table: u16, sheet: u16) -> Self {
        Self {
            kind,
            table,
            field: None,
            row: None,
            sheet,
            place: None,
            raw: None,
            detail: None,
            why: None,
            shown: Box::default(),
        }
    }
}
