//! The rulebook of Centre-Val de Loire says what its source says.

use crate::rulebook::{FieldType, ParameterValue, Requirement, Rulebook, Severity, Status};
use crate::value::{Decimal, Words};

fn codes<'a>(all: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    all.map(String::as_str).collect()
}

#[test]
fn it_loads_without_an_error() {
    let texts = super::super::layers::built_in();
    if let Err(errors) = super::super::start::build(&texts) {
        panic!("{}", errors.report(crate::value::Lang::En));
    }
    assert_eq!(Rulebook::built_in().code(), "centre-val-de-loire");
}

#[test]
fn networks_departments_and_structures_are_those_of_the_source() {
    let r = Rulebook::built_in();
    assert_eq!(
        codes(r.networks().iter().map(|n| &n.code)),
        [
            "Orléans",
            "Pithiviers",
            "Nogent/Châteaudun",
            "Châteauroux",
            "Montargis",
            "Indre-et-Loire",
            "Dreux",
            "Cher",
            "Loir-et-Cher"
        ]
    );
    assert_eq!(
        codes(r.networks().iter().map(|n| &n.department)),
        ["45", "45", "28", "36", "45", "37", "28", "18", "41"]
    );
    assert_eq!(codes(r.departments().iter().map(|d| &d.code)), ["18", "28", "36", "37", "41", "45"]);
    assert_eq!(r.lists()[0].code, "reseau");
    assert_eq!(
        codes(r.lists()[0].entries.iter().map(|e| &e.code)),
        codes(r.networks().iter().map(|n| &n.code))
    );
    let structures = r.lists().iter().find(|l| l.code == "structure").unwrap();
    assert_eq!(
        codes(structures.entries.iter().map(|e| &e.code)),
        ["ML", "CIO", "POLE_EMPLOI", "BIJ", "PIJ", "CAP_EMPLOI", "CAD", "POINT_A", "PRC", "AUTRE"]
    );
}

#[test]
fn networks_are_found_however_they_are_written() {
    let r = Rulebook::built_in();
    for (text, at) in [
        ("Dreux", 6),
        ("DREUX", 6),
        ("SPRO de Dreux", 6),
        ("Nogent / Chateaudun", 2),
        ("nogent-châteaudun", 2),
        ("Chateaudun", 2),
        ("Indre et Loire", 5),
        ("loir et cher", 8),
        ("Cher", 7),
        ("36 Châteauroux", 3),
    ] {
        assert_eq!(r.network_by_name(text), Some(at), "{text}");
    }
    for text in ["", "—", "Tours", "Dreu"] {
        assert_eq!(r.network_by_name(text), None, "{text}");
    }
}

#[test]
fn the_three_tables_have_their_fields_and_rules() {
    let r = Rulebook::built_in();
    let fields = |table: &str| codes(r.table(table).unwrap().1.fields.iter().map(|f| &f.code));
    let rules = |table: &str| codes(r.table(table).unwrap().1.rules.iter().map(|f| &f.code));
    assert_eq!(
        fields("reunions"),
        [
            "reseau",
            "annee",
            "date",
            "structures_invitees",
            "structures_participantes",
            "objet",
            "taux_presence"
        ]
    );
    assert_eq!(
        fields("formation"),
        [
            "reseau",
            "annee",
            "structure",
            "nom_structure",
            "agents",
            "agents_formation",
            "agents_seminaire",
            "agents_professionnalisation"
        ]
    );
    assert_eq!(fields("coordination"), ["reseau", "annee", "structure_coordinatrice", "agents", "etp"]);
    assert_eq!(
        rules("reunions"),
        [
            "participantes-au-plus-invitees",
            "date-dans-annee",
            "doublon",
            "taux-saisi-different",
            "emargement-different"
        ]
    );
    assert_eq!(
        rules("formation"),
        [
            "formation-au-plus-agents",
            "seminaire-au-plus-agents",
            "professionnalisation-au-plus-agents",
            "doublon"
        ]
    );
    assert_eq!(rules("coordination"), ["etp-au-plus-agents", "doublon"]);
    let years: Vec<_> = r.tables()[..3].iter().map(|t| t.years).collect();
    assert_eq!(years, [Some((2016, 2018)), Some((2017, 2017)), Some((2017, 2019))]);
    let keys: Vec<&[u16]> = r.tables()[..3].iter().map(|t| t.key.as_slice()).collect();
    assert_eq!(keys, [&[0, 2, 5][..], &[0, 1, 2, 3], &[0, 1, 2]]);
    let reunions = r.table("reunions").unwrap().1;
    assert_eq!(reunions.fields[5].required, Requirement::Expected);
    assert_eq!(reunions.fields[3].min, Some(Decimal::ZERO));
    assert!(reunions.fields[6].computed.is_some());
    assert_eq!(reunions.rules[3].severity, Severity::Warning);
    assert_eq!(r.table("coordination").unwrap().1.fields[2].kind, FieldType::Text);
}

#[test]
fn indicators_are_sorted_as_people_sort_them() {
    let r = Rulebook::built_in();
    let first: Vec<&str> = codes(r.indicators().iter().map(|i| &i.code))
        .into_iter()
        .filter(|c| c.as_bytes()[0] < b'a')
        .collect();
    assert_eq!(
        first,
        ["1", "2", "2-moyenne", "7", "7-taux", "7bis", "7bis-taux", "20", "20-taux", "24", "25"]
    );
}

#[test]
fn parameters_hold_on_their_days_only() {
    let r = Rulebook::built_in();
    let cap = r.parameter("plafond_coordination").unwrap();
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(cap.on(day("2017-12-31")), Some(&ParameterValue::Number("0.3".parse().unwrap())));
    assert_eq!(cap.on(day("2018-01-01")), None);
    assert_eq!(cap.on(day("2016-12-31")), None);
    let needed = r.parameter("prescription_obligatoire").unwrap();
    assert_eq!(needed.on(day("2016-12-31")), Some(&ParameterValue::Bool(true)));
    assert_eq!(needed.on(day("2017-01-01")), Some(&ParameterValue::Bool(false)));
}

#[test]
fn every_entry_says_how_it_is_known() {
    let r = Rulebook::built_in();
    let mut bases = vec![&r.region().basis];
    bases.extend(r.departments().iter().map(|x| &x.basis));
    bases.extend(r.networks().iter().map(|x| &x.basis));
    bases.extend(r.lists().iter().flat_map(|l| l.entries.iter().map(|e| &e.basis)));
    bases.extend(r.parameters().iter().map(|x| &x.basis));
    bases.extend(r.indicators().iter().map(|x| &x.basis));
    for t in r.tables() {
        bases.push(&t.basis);
        bases.extend(t.fields.iter().map(|f| &f.basis));
        bases.extend(t.rules.iter().map(|f| &f.basis));
    }
    for b in bases {
        assert!(b.source.contains('#') || b.source == "etoile-evaluation-spro", "{b:?}");
        assert_ne!(b.status, Status::User);
        assert!(b.status != Status::Inferred || b.how.is_some(), "{b:?}");
    }
}

#[test]
fn no_sentence_of_a_message_is_longer_than_twenty_words() {
    let r = Rulebook::built_in();
    let rules = r.tables().iter().flat_map(|t| &t.rules);
    let hints = r.tables().iter().flat_map(|t| t.fields.iter().filter_map(|f| f.hint.as_ref()));
    for Words { fr, en } in rules.flat_map(|r| [&r.message, &r.help]).chain(hints) {
        for sentence in fr.split(". ").chain(en.split(". ")) {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
