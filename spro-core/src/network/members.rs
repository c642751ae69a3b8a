//! Which structures are members of a network on a day.

use crate::batch::Batch;
use crate::finding::day;
use crate::rulebook::Rulebook;
use crate::value::Period;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A structure is a member of a network for a time: a kind and a place, since a network can have several of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Code of the network.
    #[serde(rename = "reseau")]
    pub network: String,
    /// Code of the kind of structure, in the list `structure`.
    pub structure: String,
    /// The structure's own name.
    #[serde(rename = "nom_structure", default)]
    pub name: Option<String>,
    /// The days on which it is a member.
    #[serde(rename = "periode", default)]
    pub period: Period,
}

/// The table of the members.
const TABLE: &str = "membres";

/// The members in a batch of the table `membres`, in its order; rows without a network, a kind or a first day are left
/// out. Batches of other tables have none. Source: `cr-2016-11-29#9b`.
pub fn members_in(batch: &Batch<'_>, rulebook: &Rulebook) -> Vec<Member> {
    let Some((position, table)) = rulebook.table(TABLE) else { return Vec::new() };
    if usize::from(batch.table) != position {
        return Vec::new();
    }
    let at = |code: &str| table.field_index(code);
    let date = |code: &str, row: usize| day(batch.int(at(code)?, row)?);
    let name = |row: usize| batch.text(at("nom_structure")?, row).map(str::to_owned);
    let entry = |code: &str, row: usize| {
        let field = at(code)?;
        Some(rulebook.entry(table.fields.get(field)?, batch.code(field, row)?)?.code.clone())
    };
    let member = |row: usize| {
        let period = Period { from: Some(date("debut", row)?), to: date("fin", row) };
        Some(Member {
            network: entry("reseau", row)?,
            structure: entry("structure", row)?,
            name: name(row),
            period,
        })
    };
    (0..batch.rows).filter_map(member).collect()
}

/// The members of a network on a day, in their order.
pub fn members_on<'a>(
    members: impl IntoIterator<Item = &'a Member>,
    network: &str,
    day: NaiveDate,
) -> Vec<&'a Member> {
    members.into_iter().filter(|m| m.network == network && m.period.covers(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{RawCell, from_text_rows};

    #[test]
    fn members_come_and_go_on_their_days() {
        let rulebook = Rulebook::built_in();
        let table = u16::try_from(rulebook.table("membres").unwrap().0).unwrap();
        let rows = [
            ["Cher", "Mission locale", "Bourges", "01/01/2017", "31/12/2017"],
            ["Cher", "ML", "Vierzon", "01/01/2017", ""],
            ["Dreux", "CIO", "", "01/01/2017", ""],
            ["Cher", "CIO", "", "", ""],
        ];
        let cells = rows.map(|row| row.map(RawCell::Text));
        let (batch, _) = from_text_rows(rulebook, table, cells);
        let members = members_in(&batch, rulebook);
        assert_eq!(members.len(), 3);
        let names = |on: &str| -> Vec<Option<&str>> {
            members_on(&members, "Cher", on.parse().unwrap()).iter().map(|m| m.name.as_deref()).collect()
        };
        assert_eq!(names("2016-12-31"), []);
        assert_eq!(names("2017-12-31"), [Some("Bourges"), Some("Vierzon")]);
        assert_eq!(names("2018-01-01"), [Some("Vierzon")]);
        assert_eq!((members[0].structure.as_str(), members[2].name.as_deref()), ("ML", None));
    }
}
