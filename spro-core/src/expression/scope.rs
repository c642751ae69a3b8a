//! What the names of a formula can mean, and what the formula is for.

use super::types::Type;
use crate::rulebook::{CodeList, Field, FieldType, Parameter, Rulebook, Table};
use crate::value::Unit;

/// The names that a formula may use and what it must give.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scope<'a> {
    /// The fields of the table; a formula keeps their positions.
    pub fields: &'a [Field],
    /// The lists that `code` fields take their values from.
    pub lists: &'a [CodeList],
    /// The parameters; a formula keeps their positions.
    pub parameters: &'a [Parameter],
    /// The field that says the day on which a row's parameters are read.
    pub day: Option<u16>,
    /// Whether the formula is over a group of rows: then fields stand inside aggregates only.
    pub group: bool,
    /// What the formula must give.
    pub expected: Expected,
}

/// What a formula must give.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Expected {
    /// Whatever it gives.
    #[default]
    Any,
    /// True or false.
    Condition,
    /// A number of any unit.
    Number,
    /// A number of this unit.
    Unit(Unit),
    /// A value that a field of this type can hold.
    Field(FieldType),
}

impl<'a> Scope<'a> {
    /// The scope of a formula over one row, of any result, in a table where no field says the day.
    pub fn row(fields: &'a [Field], lists: &'a [CodeList], parameters: &'a [Parameter]) -> Self {
        Self { fields, lists, parameters, day: None, group: false, expected: Expected::Any }
    }

    /// The scope of a formula over one row of a table of a rulebook.
    pub fn table(table: &'a Table, rulebook: &'a Rulebook) -> Self {
        Self::row(&table.fields, rulebook.lists(), rulebook.parameters()).dated(table.day)
    }

    /// The same with the field that says the day on which a row's parameters are read.
    #[must_use]
    pub fn dated(self, day: Option<u16>) -> Self {
        Self { day, ..self }
    }

    /// The same for a formula over a group of rows, with aggregates.
    #[must_use]
    pub fn group(self) -> Self {
        Self { group: true, ..self }
    }

    /// The same with what the formula must give.
    #[must_use]
    pub fn expect(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    /// The type of the field at a position.
    pub(super) fn field_type(&self, position: u16) -> Option<Type> {
        let field = self.fields.get(usize::from(position))?;
        Some(Type::of_field(field.kind, field.list))
    }
}
