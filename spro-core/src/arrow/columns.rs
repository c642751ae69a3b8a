//! The columns of a frame: which are fields, and what is said of the others.

use super::FrameError;
use crate::finding::{Finding, Kind};
use crate::rulebook::{Field, Requirement, Rulebook, Table};
use crate::value::{distance, squeezed};
use arrow_schema::Schema;

/// The column of a table written by this crate that says which file a row came from.
pub(super) const FILE: &str = "fichier";

/// What pandas calls the columns of an index.
const INDEX: &str = "__index_level_";

/// For each field, the column of the frame that holds it; and a finding for each column that no field asks for.
///
/// A column whose name is nearly that of a field which has no column would be left out without anybody noticing: it is
/// an error. `skipped` is no field's either, and nothing is said of it.
pub(super) fn columns(
    schema: &Schema,
    position: u16,
    table: &Table,
    skipped: Option<usize>,
) -> Result<(Vec<Option<u32>>, Vec<Finding>), FrameError> {
    let mut source = vec![None; table.fields.len()];
    let mut others = Vec::new();
    for (at, column) in schema.fields().iter().enumerate() {
        let name = column.name();
        match table.field_index(name).and_then(|i| source.get_mut(i)) {
            Some(Some(_)) => return Err(FrameError::TwiceNamed { column: name.clone() }),
            Some(place) => *place = u32::try_from(at).ok(),
            None if Some(at) == skipped || name == FILE || name.starts_with(INDEX) => {}
            None => others.push(name),
        }
    }
    let absent: Vec<&Field> = table
        .fields
        .iter()
        .zip(&source)
        .filter(|(_, place)| place.is_none())
        .map(|(field, _)| field)
        .collect();
    let mut findings = Vec::new();
    for name in others {
        if let Some(field) = absent.iter().find(|field| is_nearly(name, field)) {
            return Err(FrameError::Misnamed { found: name.clone(), column: field.code.clone() });
        }
        let mut finding = Finding::new(Kind::UnknownColumn, position, 0);
        finding.raw = Some(name.as_str().into());
        findings.push(finding);
    }
    Ok((source, findings))
}

/// The table whose required columns a frame has. Where it has those of several, it is the one that takes most columns.
///
/// # Errors
/// Where there is no such table, or no single one.
pub fn table_of(schema: &Schema, rulebook: &Rulebook) -> Result<u16, FrameError> {
    let named = |field: &&Field| schema.fields().iter().any(|column| *column.name() == field.code);
    let fits = (0..).zip(rulebook.tables()).filter(|(_, table)| {
        table
            .fields
            .iter()
            .filter(|f| f.computed.is_none() && f.required == Requirement::Required)
            .all(|f| named(&f))
    });
    let fits: Vec<(u16, &Table, usize)> =
        fits.map(|(at, table)| (at, table, table.fields.iter().filter(named).count())).collect();
    let most = fits.iter().map(|(_, _, count)| *count).max();
    let best: Vec<_> = fits.iter().filter(|(_, _, count)| Some(*count) == most && *count > 0).collect();
    if let [(at, _, _)] = best.as_slice() {
        return Ok(*at);
    }
    let known: Vec<&str> = if best.is_empty() {
        rulebook.tables().iter().map(|t| t.code.as_str()).collect()
    } else {
        best.iter().map(|(_, t, _)| t.code.as_str()).collect()
    };
    let found: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    Err(FrameError::NoTable { found: found.join(", "), known: known.join(", ") })
}

/// Whether a name is a field's code or title written otherwise, or differs from its code by few letters.
fn is_nearly(name: &str, field: &Field) -> bool {
    let typed: Vec<char> = squeezed(name).collect();
    let same = |text: &str| squeezed(text).eq(typed.iter().copied());
    if typed.is_empty() || same(&field.code) || same(&field.label.fr) || same(&field.label.en) {
        return !typed.is_empty();
    }
    let code: Vec<char> = squeezed(&field.code).collect();
    distance(&typed, &code) <= code.len() / 4
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use arrow_schema::DataType;

    #[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    fn of(names: &[&str]) -> Result<(Vec<Option<u32>>, Vec<Finding>), FrameError> {
        let (at, table) = Rulebook::built_in().table("reunions").unwrap();
        let fields: Vec<_> =
            names.iter().map(|n| arrow_schema::Field::new(*n, DataType::Utf8, true)).collect();
        columns(&Schema::new(fields), u16::try_from(at).unwrap(), table, None)
    }

    #[test]
    fn every_column_is_a_field_or_told() {
        let (source, findings) = of(&["fichier", "objet", "reseau", "remarque"]).unwrap();
        assert_eq!((source[0], source[5]), (Some(2), Some(1)));
        let told: Vec<_> = findings.iter().map(|f| (f.kind.clone(), f.raw.as_deref())).collect();
        assert_eq!(told, [(Kind::UnknownColumn, Some("remarque"))]);
    }

    #[test]
    fn a_table_is_told_from_its_columns() {
        let book = Rulebook::built_in();
        let codes = |table: &Table| table.fields.iter().map(|f| f.code.clone()).collect::<Vec<_>>();
        let mut alike = 0;
        for (at, table) in (0..).zip(book.tables()) {
            let all = table.fields.iter().map(|f| arrow_schema::Field::new(&f.code, DataType::Utf8, true));
            let found = table_of(&Schema::new(all.collect::<Vec<_>>()), book);
            let same = book.tables().iter().filter(|other| codes(other) == codes(table)).count();
            if same == 1 {
                assert_eq!(found, Ok(at), "{}", table.code);
            } else {
                // Members and coordinators: nobody can tell which is meant.
                assert!(matches!(found, Err(FrameError::NoTable { .. })), "{}", table.code);
                alike += same;
            }
        }
        assert_eq!(alike, 4, "two tables, each seen twice");
        assert!(matches!(table_of(&Schema::empty(), book), Err(FrameError::NoTable { .. })));
    }

    #[test]
    fn what_is_nearly_a_field_is_not_left_out_in_silence() {
        for (found, column) in [
            ("Objet", "objet"),
            ("Réseau", "reseau"),
            ("structures invitees", "structures_invitees"),
            ("structure_invitees", "structures_invitees"),
        ] {
            let error = FrameError::Misnamed { found: found.to_owned(), column: column.to_owned() };
            assert_eq!(of(&[found]), Err(error));
        }
        assert_eq!(of(&["date", "date"]), Err(FrameError::TwiceNamed { column: "date".to_owned() }));
    }
}
