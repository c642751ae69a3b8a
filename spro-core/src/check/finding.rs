//! A finding in its compact form; a diagnostic is written from it when somebody reads it.

use crate::sheet::Place;

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
    /// `<table>.<rule>`: the rule at this position of the table.
    Rule(u16),
}

/// A value that is evident although it was not typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The value as a user would type it.
    pub value: String,
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
    /// What fills the message's placeholders beyond `raw`, or the value after a repair, or the suggested repair.
    pub detail: Option<Box<str>>,
}
