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

/// Figures of a CSV whose row was cut at its decimal comma, or at a comma in a text, would be wrong ones.
#[cfg(feature = "csv")]
#[test]
fn a_row_that_was_cut_at_a_comma_of_its_own_is_asked() {
    let rulebook = Rulebook::built_in();
    let codes = "reseau,annee,structure_coordinatrice,agents,etp\n";
    let titles = "Réseau local,Année,Structure coordonnatrice,Nombre d'agents,ETP\n";
    let meetings = "reseau,annee,date,structures_invitees,structures_participantes,objet,taux_presence\n";
    let found = |text: String| {
        let campaign = read(&[Input::Bytes { name: "a.csv".into(), bytes: text.into_bytes() }]);
        let submission = &campaign.submissions()[0];
        let shown = |f: &crate::finding::Finding| {
            format!("{} {} {:?}", f.code(rulebook), f.place.unwrap(), f.severity(rulebook))
        };
        let told: Vec<String> = submission.findings.iter().map(shown).collect();
        (submission.tables[0].rejected_rows, told)
    };
    for head in [codes, titles] {
        let cut = found(format!("{head}Dreux,2017,CIO,3,0,5\nDreux,2018,CIO,3,1\n"));
        assert_eq!(cut, (1, vec!["coordination.etp.douteux F2 Error".to_owned()]));
    }
    // The last column is computed again: what is wrong there alone would keep no row out.
    let cut = found(format!(
        "{meetings}Dreux,2017,2017-03-02,12,9,Forum, suite,\nDreux,2017,2017-03-03,12,9,a,0.75,b\n"
    ));
    assert_eq!(cut.0, 1);
    assert_eq!(cut.1.last().unwrap(), "reunions.objet.douteux H3 Error");
    // Remarks beside the table, in a column that the file has from its first line on.
    let beside = found(format!("{},\nDreux,2017,CIO,3,1,provisoire\n", titles.trim_end()));
    assert_eq!(beside, (0, vec!["coordination.colonne-inconnue F2 Info".to_owned()]));
}

/// Without the column its indicators are absent: whoever fills the table in has to be told.
#[cfg(feature = "csv")]
#[test]
fn a_column_that_is_expected_and_not_there_is_a_warning_in_every_form() {
    let rulebook = Rulebook::built_in();
    let codes = "reseau,annee,structure,agents,agents_formation,agents_seminaire\nDreux,2017,CIO,12,5,3\n";
    let titles = codes.replacen("reseau,annee", "Réseau local,Année", 1);
    let json = r#"{"formation": [{"reseau": "Dreux", "annee": 2017, "structure": "CIO", "agents": 12,
        "agents_formation": 5, "agents_seminaire": 3}]}"#;
    for (name, text) in [("a.csv", codes), ("b.csv", &titles), ("c.json", json)] {
        let campaign = read(&[Input::Bytes { name: name.into(), bytes: text.as_bytes().to_vec() }]);
        let found = &campaign.submissions()[0].findings;
        let told: Vec<_> = found.iter().map(|f| (f.code(rulebook), f.severity(rulebook), f.field)).collect();
        let field =
            rulebook.table("formation").and_then(|(_, t)| t.field_index("agents_professionnalisation"));
        let field = field.and_then(|at| u16::try_from(at).ok());
        assert_eq!(told, [("formation.colonne-manquante".to_owned(), Severity::Warning, field)], "{name}");
    }
}
