//! A grid of typed cells under headers: what the CSV and the XLSX of a result hold alike.

use crate::value::Decimal;
use chrono::NaiveDate;

/// What a cell of a grid holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Entry {
    /// Nothing: absent, or not asked.
    #[default]
    Empty,
    /// A text, shown as it is whatever it begins with.
    Text(String),
    /// A number, with all its digits.
    Number(Decimal),
    /// A share: 0.857 is shown as a percentage where the file can do so, and is 0.857 in a CSV.
    Share(Decimal),
    /// Euros.
    Money(Decimal),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Decimal> for Entry {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Entry {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Entry {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Rows of cells under headers. A row shorter than the headers ends in empty cells; a longer one keeps its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Its title: the name of the sheet in a workbook.
    pub title: String,
    /// One header a column.
    pub headers: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Entry>>,
}

impl Grid {
    /// A grid without rows yet.
    pub fn new<H: Into<String>>(title: impl Into<String>, headers: impl IntoIterator<Item = H>) -> Self {
        Self { title: title.into(), headers: headers.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = Entry>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The number of columns: that of the headers, or of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0).max(self.headers.len())
    }
}
