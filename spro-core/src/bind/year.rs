//! The year of a table that has no column for it: in its header, its title, or the name of its sheet.

use super::grid::{Row, text};
use crate::sheet::{Cell, CellValue};
use crate::value::fold;

/// A year that spreadsheets hold as a number.
pub(super) fn year_number(cell: &Cell) -> Option<i64> {
    match &cell.value {
        CellValue::Number(number) if number.fract() == 0.0 && (1990.0..=2099.0).contains(number) =>
        {
            #[allow(clippy::cast_possible_truncation, reason = "a whole number of four digits")]
            Some(*number as i64)
        }
        _ => None,
    }
}

/// The only year that a text names beside words: `Année 2017`, `Tableau de bord 2017`; no part of a date.
pub(super) fn year_of_title(title: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    if title.len() > 300 {
        return None;
    }
    let folded = fold(title);
    let mut before = "";
    let mut year = None;
    for word in folded.split(' ') {
        let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        if is_year {
            let value = word.parse().ok().filter(|y| (1990..=2099).contains(y))?;
            let of_date = before.bytes().all(|b| b.is_ascii_digit()) && !before.is_empty();
            if of_date || MONTHS.contains(&before) || year.is_some_and(|known| known != value) {
                return None;
            }
            year = Some(value);
        }
        before = word;
    }
    year
}

/// The year that the rows above a table name, where they name one only.
pub(super) fn in_head<'a>(rows: impl Iterator<Item = Row<'a>>) -> Option<i64> {
    let mut year = None;
    for row in rows {
        let mut labelled = false;
        for cell in row.filled() {
            let found = match text(cell) {
                Some(title) => {
                    labelled = matches!(fold(title).as_str(), "annee" | "exercice" | "year");
                    year_of_title(title)
                }
                None => year_number(cell).filter(|_| labelled || row.filled().nth(1).is_none()),
            };
            match (found, year) {
                (Some(found), Some(known)) if found != known => return None,
                (Some(found), _) => year = Some(found),
                (None, _) => {}
            }
        }
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_name_a_year() {
        for (title, year) in [
            ("Année 2017", Some(2017)),
            ("2017", Some(2017)),
            ("SPRO Dreux tableaux de bord 2017", Some(2017)),
            ("Indicateurs 7-7bis-20 en 2017", Some(2017)),
            ("Merci de renvoyer avant le 13/01/2017", None),
            ("Le 13 janvier 2017", None),
            ("De 2016 à 2018", None),
            ("Indicateurs 24-25", None),
            ("Code 4521", None),
        ] {
            assert_eq!(year_of_title(title), year, "{title}");
        }
    }
}
