//! Columns of one table: values, and the state of each cell.

use std::borrow::Cow;

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
pub enum State {
    /// It holds a value.
    #[default]
    Present,
    /// It is blank, or the column is missing.
    Blank,
    /// Something was typed that is not a value of the field's type; a finding says what, with the raw text.
    Refused,
}

/// The values of a column; where the state is not [`State::Present`] the value is 0 or empty and means nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Values<'a> {
    /// Numbers, days, years and truth values, at the scale of the field's type
    /// ([`crate::rulebook::FieldType::scale`]).
    Int(Cow<'a, [i64]>),
    /// Texts.
    Text(Vec<Cow<'a, str>>),
    /// Positions in the field's list.
    Code(Vec<u32>),
}

/// A column: one value and one state a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<'a> {
    /// The values.
    pub values: Values<'a>,
    /// The states.
    // INVARIANT: as long as `values`; kept by the builders.
    pub states: Vec<State>,
}

impl Column<'_> {
    /// The same with everything that was borrowed copied.
    pub fn into_owned(self) -> Column<'static> {
        Column { values: self.values.into_owned(), states: self.states }
    }
}

/// Where a row stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlace {
    /// Rows that follow each other in the file: the sheet row (from 0) of the first one.
    Consecutive(u32),
    /// The sheet row of each row.
    Each(Vec<u32>),
}

/// Rows of one table in columns: all of a file's, or a chunk of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch<'a> {
    /// Position of the table in the rulebook.
    pub table: u16,
    /// Position of the sheet in the file; 0 where the file has no sheets.
    pub sheet: u16,
    /// For each field, the sheet column (from 0) that it was read from; `None` where there is none.
    pub source: Vec<Option<u32>>,
    /// Index of the first row within its table in the file, from 0.
    pub first_row: u64,
    /// How many rows.
    pub rows: usize,
    /// Where the rows stood.
    pub places: RowPlace,
    /// One column a field of the table, in the table's order.
    pub columns: Vec<Column<'a>>,
}

impl RowPlace {
    /// The sheet row (from 0) of the row at this index.
    pub fn sheet_row(&self, index: usize) -> u32 {
        match self {
            Self::Consecutive(first) => first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)),
            Self::Each(rows) => rows.get(index).copied().unwrap_or(0),
        }
    }
}

impl Values<'_> {
    /// The same with everything that was borrowed copied.
    pub fn into_owned(self) -> Values<'static> {
        match self {
            Self::Int(values) => Values::Int(Cow::Owned(values.into_owned())),
            Self::Text(texts) => {
                Values::Text(texts.into_iter().map(|t| Cow::Owned(t.into_owned())).collect())
            }
            Self::Code(codes) => Values::Code(codes),
        }
    }
}

impl Batch<'_> {
    /// The same with everything that was borrowed copied.
    pub fn into_owned(self) -> Batch<'static> {
        let columns = self.columns.into_iter();
        Batch {
            table: self.table,
            sheet: self.sheet,
            source: self.source,
            first_row: self.first_row,
            rows: self.rows,
            places: self.places,
            columns: columns.map(Column::into_owned).collect(),
        }
    }

    /// The sheet row (from 0) of the row at this index of the batch.
    pub fn sheet_row(&self, index: usize) -> u32 {
        self.places.sheet_row(index)
    }
}

/// One cell at a time: for whoever looks at few rows. Each is `None` where the cell holds no value of that kind.
impl Batch<'_> {
    /// The number, day or truth value of a cell, at the scale of its field's type.
    pub fn int(&self, field: usize, row: usize) -> Option<i64> {
        match self.present(field, row)? {
            Values::Int(all) => all.get(row).copied(),
            _ => None,
        }
    }

    /// The position of a cell's code in its list.
    pub fn code(&self, field: usize, row: usize) -> Option<u32> {
        match self.present(field, row)? {
            Values::Code(all) => all.get(row).copied(),
            _ => None,
        }
    }

    /// The text of a cell.
    pub fn text(&self, field: usize, row: usize) -> Option<&str> {
        match self.present(field, row)? {
            Values::Text(all) => all.get(row).map(AsRef::as_ref),
            _ => None,
        }
    }

    fn present(&self, field: usize, row: usize) -> Option<&Values<'_>> {
        let column = self.columns.get(field)?;
        (column.states.get(row)? == &State::Present).then_some(&column.values)
    }
}
