use super::*;
use crate::batch::{State, Values};
use crate::finding::Kind;
use crate::rulebook::{Basis, Field, FieldType, Requirement, Status};
use crate::value::Words;

fn table() -> Table {
    let words = |text: &str| Words { fr: text.to_owned(), en: text.to_owned() };
    let basis = || Basis { source: String::new(), status: Status::User, how: None };
    let field = |code: &str, kind| Field {
        code: code.to_owned(),
        label: words(code),
        hint: None,
        example: String::new(),
        kind,
        list: None,
        required: Requirement::Optional,
        min: None,
        max: None,
        max_length: None,
        personal: false,
        headers: Vec::new(),
        computed: None,
        basis: basis(),
    };
    Table {
        code: "t".to_owned(),
        label: words("t"),
        hint: None,
        names: Vec::new(),
        years: None,
        fields: vec![field("annee", FieldType::Year), field("objet", FieldType::Text)],
        key: Vec::new(),
        day: None,
        rules: Vec::new(),
        basis: basis(),
    }
}

#[test]
fn rows_become_columns_and_notes_become_findings() {
    let (table, lookups) = (table(), Lookups::default());
    let origin =
        Origin { table: 3, sheet: 2, first_row: 10, source: vec![Some(4), None], ..Origin::default() };
    let mut reader = RowReader::new(&table, &lookups, origin, 2);
    reader.push(7, |field| match field {
        0 => RowCell::Here(RawCell::Text("année 2017")),
        _ => RowCell::Known(Value::Text("forum".into())),
    });
    assert_eq!(reader.next_row(), 11);
    reader.push(9, |field| match field {
        0 => RowCell::At(RawCell::Text("17"), Place { row: 7, column: 4 }),
        _ => RowCell::Here(RawCell::Blank),
    });
    let (batch, findings) = reader.finish();
    assert_eq!((batch.table, batch.sheet, batch.first_row, batch.rows), (3, 2, 10, 2));
    assert_eq!(batch.places, RowPlace::Each(vec![7, 9]));
    assert_eq!(batch.columns[0].values, Values::Int(vec![2017, 0].into()));
    assert_eq!(batch.columns[0].states, [State::Present, State::Refused]);
    assert_eq!(batch.columns[1].values, Values::Text(vec!["forum".into(), "".into()]));
    assert_eq!(batch.columns[1].states, [State::Present, State::Blank]);
    let told: Vec<_> = findings
        .iter()
        .map(|f| (&f.kind, f.row, f.place.map(|p| p.to_string()), f.raw.as_deref(), f.detail.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (&Kind::Repaired, Some(10), Some("E8".to_owned()), Some("année 2017"), Some("2017")),
            (&Kind::Doubtful, Some(11), Some("E8".to_owned()), Some("17"), Some("2017")),
        ]
    );
}

#[test]
fn rows_that_follow_each_other_need_no_list_of_places() {
    let (table, lookups) = (table(), Lookups::default());
    let mut reader = RowReader::new(&table, &lookups, Origin::default(), 0);
    for row in 5..8 {
        reader.push(row, |_| RowCell::Here(RawCell::Blank));
    }
    let (batch, findings) = reader.finish();
    assert_eq!(batch.places, RowPlace::Consecutive(5));
    assert_eq!(batch.sheet_row(2), 7);
    assert!(findings.is_empty());
}
