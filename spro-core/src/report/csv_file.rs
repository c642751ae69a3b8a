//! A grid as CSV, safe to open in a spreadsheet.

use super::csv_safe::escape;
use super::{Entry, Grid, LongGrid};
use crate::value::{Decimal, Lang, print};
use std::borrow::Cow;

/// How the file is written. Lines end in CR LF; a cell that holds a separator, a quote or a line end is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// What a spreadsheet set to French opens by itself: a byte-order mark, `;`, a decimal comma, `31/12/2017`,
    /// `oui`/`non`.
    #[default]
    French,
    /// What programs read: no mark, `,`, a decimal point, `2017-12-31`, `true`/`false`.
    Plain,
}

/// The file's text, with texts escaped as [`super::csv_safe`] says.
pub fn csv(grid: &Grid, dialect: Dialect) -> String {
    let mut file = start(&grid.headers, grid.width(), dialect);
    for row in &grid.rows {
        line(&mut file, row, grid.width(), dialect);
    }
    file
}

/// The same for a grid whose rows are made while they are written. It is as wide as its headers.
pub fn csv_long(grid: LongGrid<'_>, dialect: Dialect) -> String {
    let width = grid.headers().len();
    let mut file = start(grid.headers(), width, dialect);
    for row in grid.into_rows() {
        line(&mut file, &row, width, dialect);
    }
    file
}

/// Several grids in one file: the first column, under the header `part`, has the title of the grid that a line is of;
/// then comes every header once, in the order of the grids, and a line fills those of its own grid. Filtered by its
/// first column, the file gives each grid back.
pub fn csv_parts(grids: Vec<LongGrid<'_>>, part: &str, dialect: Dialect) -> String {
    let mut headers = vec![part.to_owned()];
    for header in grids.iter().flat_map(LongGrid::headers) {
        if !headers.contains(header) {
            headers.push(header.clone());
        }
    }
    let width = headers.len();
    let mut file = start(&headers, width, dialect);
    let mut cells = vec![Entry::Empty; width];
    for grid in grids {
        let title = grid.title().to_owned();
        let places: Vec<Option<usize>> = grid
            .headers()
            .iter()
            .map(|own| headers.iter().skip(1).position(|h| h == own).map(|at| at + 1))
            .collect();
        for row in grid.into_rows() {
            cells.fill(Entry::Empty);
            for (place, entry) in places.iter().zip(row) {
                if let Some(cell) = place.and_then(|at| cells.get_mut(at)) {
                    *cell = entry;
                }
            }
            if let Some(first) = cells.first_mut() {
                *first = title.as_str().into();
            }
            line(&mut file, &cells, width, dialect);
        }
    }
    file
}

/// The mark, where there is one, and the headers.
fn start(headers: &[String], width: usize, dialect: Dialect) -> String {
    let mut file = String::from(match dialect {
        Dialect::French => "\u{feff}",
        Dialect::Plain => "",
    });
    let headers: Vec<Entry> = headers.iter().map(|h| Entry::Text(h.clone())).collect();
    line(&mut file, &headers, width, dialect);
    file
}

fn line(file: &mut String, row: &[Entry], width: usize, dialect: Dialect) {
    let separator = match dialect {
        Dialect::French => ';',
        Dialect::Plain => ',',
    };
    for column in 0..width {
        if column > 0 {
            file.push(separator);
        }
        let text = row.get(column).map_or(Cow::Borrowed(""), |entry| cell(entry, dialect));
        // Both separators are quoted, so that a program which guesses the separator has no reason to guess wrong.
        if text.contains(['"', ';', ',', '\t', '\n', '\r']) && !is_number(row.get(column)) {
            file.push('"');
            file.push_str(&text.replace('"', "\"\""));
            file.push('"');
        } else {
            file.push_str(&text);
        }
    }
    file.push_str("\r\n");
}

/// A number's decimal comma is no reason to quote it: the separator of that dialect is another.
fn is_number(entry: Option<&Entry>) -> bool {
    matches!(entry, Some(Entry::Number(_) | Entry::Share(_) | Entry::Money(_)))
}

fn cell(entry: &Entry, dialect: Dialect) -> Cow<'_, str> {
    let french = dialect == Dialect::French;
    match entry {
        Entry::Empty => Cow::Borrowed(""),
        Entry::Text(text) => escape(text),
        Entry::Number(number) | Entry::Share(number) | Entry::Money(number) => {
            number_text(*number, french).into()
        }
        Entry::Date(day) if french => print::date(*day, Lang::Fr).into(),
        Entry::Date(day) => day.to_string().into(),
        Entry::Bool(value) if french => print::boolean(*value, Lang::Fr).into(),
        Entry::Bool(value) => value.to_string().into(),
    }
}

/// All digits, without marks between thousands, which not every program reads back.
fn number_text(number: Decimal, french: bool) -> String {
    let plain = number.to_string();
    if french { plain.replace('.', ",") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::super::csv_safe::{starts_formula, unescape};
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Grid {
        let mut grid = Grid::new("Résultats", ["Réseau", "Valeur", "Jour", "Montant", "Dû"]);
        grid.push([
            "Orléans; \"centre\"".into(),
            Entry::Share("0.857".parse().unwrap()),
            "2017-12-31".parse::<chrono::NaiveDate>().unwrap().into(),
            Entry::Money("-1200.5".parse().unwrap()),
            Entry::Bool(true),
        ]);
        grid.push(["=HYPERLINK(\"x\")".into()]);
        grid
    }

    #[test]
    fn french_and_plain() {
        assert_eq!(
            csv(&sample(), Dialect::French),
            "\u{feff}Réseau;Valeur;Jour;Montant;Dû\r\n\
             \"Orléans; \"\"centre\"\"\";0,857;31/12/2017;-1200,5;oui\r\n\
             \"'=HYPERLINK(\"\"x\"\")\";;;;\r\n"
        );
        assert_eq!(
            csv(&sample(), Dialect::Plain),
            "Réseau,Valeur,Jour,Montant,Dû\r\n\
             \"Orléans; \"\"centre\"\"\",0.857,2017-12-31,-1200.5,true\r\n\
             \"'=HYPERLINK(\"\"x\"\")\",,,,\r\n"
        );
    }

    #[test]
    fn parts_share_columns_by_name() {
        let mut figures = Grid::new("Chiffres", ["reseau", "valeur"]);
        figures.push(["Dreux".into(), Entry::Share("0.5".parse().unwrap())]);
        let mut findings = Grid::new("Constats", ["fichier", "reseau"]);
        findings.push(["=a.csv".into(), "Cher".into()]);
        findings.push([Entry::Empty, Entry::Empty]);
        let empty = Grid::new("Sources", ["source"]);
        assert_eq!(
            csv_parts(vec![figures.into(), findings.into(), empty.into()], "partie", Dialect::French),
            "\u{feff}partie;reseau;valeur;fichier;source\r\n\
             Chiffres;Dreux;0,5;;\r\n\
             Constats;Cher;;'=a.csv;\r\n\
             Constats;;;;\r\n"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Read by an ordinary CSV reader, no cell starts a formula and every text comes back.
        #[test]
        fn texts_come_back(
            rows in proptest::collection::vec(proptest::collection::vec("[=+@'\"\t\r\n;, a-]{0,6}|\\PC{0,4}", 3), 1..5),
            french: bool,
        ) {
            let mut grid = Grid::new("t", ["a", "b", "c"]);
            for row in &rows {
                grid.push(row.iter().map(|text| Entry::from(text.as_str())));
            }
            let (dialect, separator) = if french { (Dialect::French, b';') } else { (Dialect::Plain, b',') };
            let file = csv(&grid, dialect);
            let body = file.strip_prefix('\u{feff}').unwrap_or(&file);
            let mut reader = ::csv::ReaderBuilder::new().delimiter(separator).from_reader(body.as_bytes());
            let mut found = Vec::new();
            for record in reader.records() {
                let record = record.unwrap();
                prop_assert!(record.iter().all(|cell| !starts_formula(cell)));
                found.push(record.iter().map(|cell| unescape(cell).to_owned()).collect::<Vec<_>>());
            }
            prop_assert_eq!(found, rows);
        }
    }
}
