//! What one cell was read as.

use super::State;
use crate::finding::{Finding, Kind};
use crate::value::Why;
use std::borrow::Cow;

/// A value of a field's type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value<'a> {
    /// None: the cell is blank or refused.
    #[default]
    Nothing,
    /// A number, day, year or truth value at the scale of the field's type.
    Int(i64),
    /// A text.
    Text(Cow<'a, str>),
    /// A position in the field's list.
    Code(u32),
}

impl Value<'_> {
    /// The same with a borrowed text copied.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Int(n) => Value::Int(n),
            Self::Code(code) => Value::Code(code),
            Self::Nothing => Value::Nothing,
        }
    }
}

/// What there is to say about a cell: it was repaired, or it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// [`Kind::Repaired`], or why it was refused: [`Kind::Type`], [`Kind::List`], [`Kind::Doubtful`].
    pub kind: Kind,
    /// After a repair the value, otherwise the value that was probably meant, where there is one.
    pub detail: Option<Box<str>>,
    /// The reason.
    pub why: Why,
}

impl Note {
    /// The finding that says so, about no cell yet.
    pub fn finding(&self, table: u16, sheet: u16) -> Finding {
        let mut finding = Finding::new(self.kind.clone(), table, sheet);
        finding.detail.clone_from(&self.detail);
        finding.why = Some(self.why);
        finding
    }
}

/// What one cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<'a> {
    /// Whether it holds a value.
    pub state: State,
    /// The value, where the state is [`State::Present`].
    // INVARIANT: `Nothing` exactly where the state is not `Present`; kept by the constructors.
    pub value: Value<'a>,
    /// What there is to say about it.
    pub note: Option<Note>,
}

impl<'a> Parsed<'a> {
    pub(super) fn blank() -> Self {
        Self { state: State::Blank, value: Value::Nothing, note: None }
    }

    pub(super) fn present(value: Value<'a>) -> Self {
        Self { state: State::Present, value, note: None }
    }

    /// With the repair that led to it, where there was one; `shown` writes the value.
    pub(super) fn repaired(self, why: Option<Why>, shown: impl FnOnce() -> Box<str>) -> Self {
        let note = why.map(|why| Note { kind: Kind::Repaired, detail: Some(shown()), why });
        Self { note, ..self }
    }

    pub(super) fn refused(kind: Kind, why: Why, detail: Option<Box<str>>) -> Self {
        Self { state: State::Refused, value: Value::Nothing, note: Some(Note { kind, detail, why }) }
    }

    pub(super) fn wrong(why: Why) -> Self {
        Self::refused(Kind::Type, why, None)
    }

    pub(super) fn doubtful(why: Why) -> Self {
        Self::refused(Kind::Doubtful, why, None)
    }
}
