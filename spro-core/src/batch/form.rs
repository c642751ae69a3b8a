//! Rows as a form holds them: texts in the order of the table's fields. A row without a text is no row.

use super::{Batch, Lookups, NAME_LET_GO, Origin, RawCell, RowReader, State, TypedCell, Value, parse_cell};
use crate::finding::Finding;
use crate::rulebook::{Rulebook, Table};

/// The rows of one table as they were typed into a form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormRows {
    /// Position of the table in the rulebook.
    pub table: u16,
    /// The rows: a text for each field, in the order of the fields; a row that is too short ends in blanks.
    pub rows: Vec<Vec<String>>,
}

impl FormRows {
    /// Rows of a table.
    pub fn new(table: u16, rows: Vec<Vec<String>>) -> Self {
        Self { table, rows }
    }

    /// The same without the names of persons: each stands as [`NAME_LET_GO`], which counts as one and names nobody.
    /// What is no name (a blank, a dash, a question mark) is left as it was typed, so that it is judged alike.
    #[must_use]
    pub fn without_names(mut self, rulebook: &Rulebook, lookups: &Lookups) -> Self {
        let fields = rulebook.tables().get(usize::from(self.table)).map_or(&[][..], |t| &t.fields);
        let names = fields.iter().enumerate().filter(|(_, field)| field.personal);
        for (position, field) in names {
            let cells = self.rows.iter_mut().filter_map(|row| row.get_mut(position));
            for cell in cells.filter(|cell| parse_cell(raw(cell), field, lookups).state == State::Present) {
                NAME_LET_GO.clone_into(cell);
            }
        }
        self
    }

    /// The year that each row is about; none where it has none that can be read.
    pub fn years(&self, rulebook: &Rulebook, lookups: &Lookups) -> Vec<Option<i32>> {
        let field = rulebook.tables().get(usize::from(self.table)).and_then(|table| {
            let position = table.year_field()?;
            Some((position, table.fields.get(position)?))
        });
        let year = |row: &Vec<String>| {
            let (position, field) = field?;
            match parse_cell(raw(row.get(position)?), field, lookups).value {
                Value::Int(year) => i32::try_from(year).ok().filter(|year| *year != 0),
                _ => None,
            }
        };
        self.rows.iter().map(year).collect()
    }
}

/// Reads the rows of a form: where a network is given, it is that of all rows, whatever they say. Sheet rows are
/// counted from 0 over the rows that were given, blank ones included, so that a finding can be led back to its row.
pub fn read_form_rows<R, S>(
    definition: &Table,
    lookups: &Lookups,
    table: u16,
    network: Option<u32>,
    rows: &[R],
) -> (Batch<'static>, Vec<Finding>)
where
    R: AsRef<[S]>,
    S: AsRef<str>,
{
    let of_network = definition.network_field().zip(network);
    let origin = Origin { table, ..Origin::default() };
    let mut reader = RowReader::new(definition, lookups, origin, rows.len());
    for (line, row) in (0_u32..).zip(rows) {
        let cells = row.as_ref();
        let typed = |i: usize| cells.get(i).map(AsRef::as_ref).unwrap_or_default();
        let given = |i: &usize| of_network.is_none_or(|(field, _)| field != *i);
        if (0..definition.fields.len()).filter(given).all(|i| typed(i).trim().is_empty()) {
            continue;
        }
        reader.push_typed(line, &mut |i| match of_network {
            Some((field, network)) if field == i => TypedCell::Known(network),
            _ => TypedCell::Text(typed(i)),
        });
    }
    reader.finish()
}

fn raw(text: &str) -> RawCell<'_> {
    if text.is_empty() { RawCell::Blank } else { RawCell::Text(text) }
}

#[cfg(all(test, feature = "toml"))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn rows_of(code: &str, rows: &[&[(&str, &str)]]) -> FormRows {
        let rulebook = Rulebook::built_in();
        let (position, table) = (0..).zip(rulebook.tables()).find(|(_, t)| t.code == code).unwrap();
        let row = |cells: &&[(&str, &str)]| {
            let of = |code: &str| cells.iter().find(|(field, _)| *field == code);
            table.fields.iter().map(|f| of(&f.code).map_or_else(String::new, |c| c.1.to_owned())).collect()
        };
        FormRows::new(position, rows.iter().map(row).collect())
    }

    #[test]
    fn names_are_let_go_and_what_is_no_name_stays() {
        let rulebook = Rulebook::built_in();
        let lookups = Lookups::new(rulebook);
        let rows = rows_of(
            "emargement",
            &[&[("nom", "Quelqu’un"), ("objet", "Comité")], &[("nom", "?")], &[("nom", "-")], &[]],
        );
        let nom = rulebook.tables()[usize::from(rows.table)].field_index("nom").unwrap();
        let objet = rulebook.tables()[usize::from(rows.table)].field_index("objet").unwrap();
        let kept = rows.without_names(rulebook, &lookups).rows;
        assert_eq!(kept.iter().map(|row| row[nom].as_str()).collect::<Vec<_>>(), ["(nom)", "?", "-", ""]);
        assert_eq!(kept[0][objet], "Comité");
    }

    #[test]
    fn years_are_read_as_the_table_reads_them() {
        let rulebook = Rulebook::built_in();
        let lookups = Lookups::new(rulebook);
        let years = |rows: FormRows| rows.years(rulebook, &lookups);
        let rows = rows_of(
            "reunions",
            &[&[("annee", "2017")], &[("annee", " 2018 ")], &[("annee", "bientôt")], &[]],
        );
        assert_eq!(years(rows), [Some(2017), Some(2018), None, None]);
        // Members have days and no year.
        assert_eq!(years(rows_of("membres", &[&[("debut", "01/01/2017")]])), [None]);
    }

    #[test]
    fn blank_rows_are_no_rows_and_keep_the_count() {
        let rulebook = Rulebook::built_in();
        let rows = rows_of("reunions", &[&[("annee", "2017")], &[("reseau", "Cher")], &[("annee", "2018")]]);
        let table = &rulebook.tables()[usize::from(rows.table)];
        let (batch, _) = read_form_rows(table, &Lookups::new(rulebook), rows.table, Some(0), &rows.rows);
        assert_eq!((batch.rows, batch.sheet_row(0), batch.sheet_row(1)), (2, 0, 2));
    }
}
