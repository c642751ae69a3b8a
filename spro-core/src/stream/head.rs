//! Whether a CSV is headed by the field codes of one table.

use crate::rulebook::{Requirement, Rulebook, Table};
use crate::sheet::csv::{Encoding, sniff};

/// How much of a file is looked at to find its head.
pub const PREFIX: usize = 64 << 10;

/// How a CSV of field codes is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position of the table.
    pub table: u16,
    /// For each column of the file, the position of its field.
    pub columns: Vec<u16>,
    /// For each field of the table, its column in the file.
    pub source: Vec<Option<u32>>,
    /// The byte between two fields.
    pub separator: u8,
    /// The encoding, as far as the prefix tells.
    pub encoding: Encoding,
    /// Where the first row starts.
    pub body_start: usize,
}

/// The head of a CSV whose first record is field codes of one table, each once, the network and all required ones among
/// them; `None` where it is anything else, or fits several tables, and has to be read as a sheet.
pub fn head(prefix: &[u8], rulebook: &Rulebook) -> Option<Head> {
    // A zip, as workbooks are: its bytes are no text to be sniffed at.
    if prefix.starts_with(b"PK\x03\x04") {
        return None;
    }
    let dialect = sniff(prefix);
    if !matches!(dialect.encoding, Encoding::Utf8 | Encoding::Windows1252) {
        return None;
    }
    let body = prefix.get(dialect.body_start()..)?;
    let end = memchr::memchr(b'\n', body)?;
    let line = std::str::from_utf8(body.get(..end)?).ok()?;
    let names: Vec<&str> = line
        .trim_end_matches('\r')
        .split(char::from(dialect.separator))
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    let mut fitting = (0..).zip(rulebook.tables()).filter_map(|(i, t)| Some((i, fields(&names, t)?)));
    let (table, columns) = fitting.next()?;
    if fitting.next().is_some() {
        return None;
    }
    let fields = rulebook.tables().get(usize::from(table))?.fields.len();
    let column_of = |field: usize| columns.iter().position(|c| usize::from(*c) == field);
    Some(Head {
        table,
        source: (0..fields).map(|f| column_of(f).and_then(|c| u32::try_from(c).ok())).collect(),
        columns,
        separator: dialect.separator,
        encoding: dialect.encoding,
        body_start: dialect.body_start() + end + 1,
    })
}

/// The field of each column, where the names are codes of this table's fields and no required one is missing.
fn fields(names: &[&str], table: &Table) -> Option<Vec<u16>> {
    let mut columns = Vec::with_capacity(names.len());
    for name in names {
        let field = u16::try_from(table.field_index(name)?).ok()?;
        if columns.contains(&field) {
            return None;
        }
        columns.push(field);
    }
    let needed = table.fields.iter().zip(0..).filter(|(field, _)| {
        field.computed.is_none() && (field.required == Requirement::Required || field.list == Some(0))
    });
    needed.into_iter().all(|(_, position)| columns.contains(&position)).then_some(columns)
}
