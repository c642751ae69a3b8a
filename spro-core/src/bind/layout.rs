//! Which column of a section is which field.

use super::headings::is_network;
use super::locate::Located;
use crate::rulebook::{Field, FieldType, Table};

/// The columns of one table on one sheet.
#[derive(Debug)]
pub(super) struct Layout<'r> {
    pub table: &'r Table,
    /// For each sheet column the field that is read from it.
    fields: Vec<Option<u16>>,
    /// For each field its column.
    pub source: Vec<Option<u32>>,
    /// For each sheet column whether it has a header.
    headed: Vec<bool>,
    /// The leftmost column with a header.
    pub first: u32,
    /// The field that holds the year, and its column.
    pub year: Option<(usize, Option<u32>)>,
    /// The field that holds the network, and its column.
    pub network: Option<(usize, Option<u32>)>,
    /// The column of the field that holds a day.
    pub day: Option<u32>,
}

impl<'r> Layout<'r> {
    pub fn new(table: &'r Table, located: &Located) -> Self {
        let source: Vec<Option<u32>> =
            located.assignment.fields.iter().map(|slot| slot.map(|(column, _)| column)).collect();
        let width =
            located.columns.iter().map(|headed| headed.column).max().map_or(0, |last| index(last) + 1);
        let mut fields = vec![None; width];
        for (column, field) in source.iter().zip(0_u16..) {
            if let Some(slot) = column.and_then(|c| fields.get_mut(index(c))) {
                *slot = Some(field);
            }
        }
        let mut headed = vec![false; width];
        for column in &located.columns {
            if let Some(slot) = headed.get_mut(index(column.column)) {
                *slot = true;
            }
        }
        let find = |is: &dyn Fn(&Field) -> bool| {
            let field = table.fields.iter().position(|f| f.computed.is_none() && is(f))?;
            Some((field, source.get(field).copied().flatten()))
        };
        let day = find(&|f| f.kind == FieldType::Date).and_then(|(_, column)| column);
        Self {
            table,
            first: located.columns.iter().map(|headed| headed.column).min().unwrap_or(0),
            year: find(&|f| f.kind == FieldType::Year),
            network: find(&is_network),
            day,
            fields,
            source,
            headed,
        }
    }

    /// The field that is read from a column, and its position.
    pub fn field(&self, column: u32) -> Option<(usize, &'r Field)> {
        let position = usize::from(self.fields.get(index(column)).copied().flatten()?);
        Some((position, self.table.fields.get(position)?))
    }

    /// The field of the last column that is not computed.
    pub fn last_typed(&self) -> Option<u16> {
        let typed = |field: &u16| {
            let definition = self.table.fields.get(usize::from(*field));
            definition.is_some_and(|definition| definition.computed.is_none())
        };
        self.fields.iter().rev().flatten().copied().find(typed)
    }

    pub fn is_headed(&self, column: u32) -> bool {
        self.headed.get(index(column)).copied().unwrap_or(false)
    }
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}
