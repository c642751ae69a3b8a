//! A campaign of forms: the same rows give the same figures and findings as the same rows in files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::{Campaign, Form, Input, Options};
use crate::batch::FormRows;
use crate::indicator::{Level, Territory};
use crate::rulebook::{Rulebook, Severity};
use crate::wire::{form_rows, indicator_rows};

fn meetings(json: &str) -> FormRows {
    form_rows("reunions", json, Rulebook::built_in()).unwrap()
}

fn read(inputs: &[Input]) -> Campaign {
    Campaign::read(inputs, Rulebook::built_in(), &Options::default().on_threads(1), |_| {})
}

const TWO: &str = r#"[
    {"annee": "2017", "date": "14/03/2017", "structures_invitees": "14", "structures_participantes": "12", "objet": "Comité"},
    {"annee": "2017", "date": "16/05/2017", "structures_invitees": "10", "structures_participantes": "11", "objet": "Forum"}
]"#;

#[test]
fn rows_of_a_form_count_as_those_of_a_file() {
    let rulebook = Rulebook::built_in();
    let form = read(&[Form::new("n° 1", rulebook.network_by_name("Dreux")).with(meetings(TWO)).into()]);
    let json = format!("{{\"reseau\": \"Dreux\", \"reunions\": {TWO}}}").into_bytes();
    let file = read(&[Input::Bytes { name: "retour.json".into(), bytes: json }]);
    let level = Level { by: Territory::Network, by_year: true };
    let rows = |campaign: &Campaign| {
        let rows = indicator_rows(&campaign.values(rulebook, level), level, rulebook);
        serde_json::to_string(&rows).unwrap()
    };
    assert_eq!(rows(&form), rows(&file));
    // More came than were invited: the second row is kept out, and 12 of 14 stays.
    assert!(rows(&form).contains(r#""numerator":"12","denominator":"14""#), "{}", rows(&form));
    assert_eq!(form.count(rulebook, Severity::Error), 1);
    assert_eq!(form.submissions()[0].path, "n° 1");
}

#[test]
fn rows_that_stand_apart_are_counted_on_and_repeated_ones_are_found() {
    let rulebook = Rulebook::built_in();
    let dreux = rulebook.network_by_name("Dreux");
    let first = Form::new("n° 1", dreux).with(meetings(TWO)).with(meetings(TWO));
    let campaign = read(&[first.into(), Form::new("n° 2", dreux).with(meetings(TWO)).into()]);
    let repeated = |submission: usize| -> Vec<u64> {
        let findings = &campaign.submissions()[submission].findings;
        let doubles = findings.iter().filter(|f| f.code(rulebook) == "reunions.doublon");
        doubles.filter_map(|f| f.row).collect()
    };
    assert_eq!((repeated(0), repeated(1)), (vec![2, 3], vec![0, 1]));
}

#[test]
fn a_table_that_is_not_in_the_rulebook_is_passed_over() {
    let form = Form::new("n° 1", None).with(FormRows::new(9_999, vec![vec!["2017".into()]]));
    assert_eq!(read(&[form.into()]).submissions()[0].tables.len(), 0);
}
