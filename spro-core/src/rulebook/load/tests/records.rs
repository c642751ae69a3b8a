//! The records and the matrix of Centre-Val de Loire.

use crate::network::{Coordination, coordination_on};
use crate::prescription::{Verdict, may_prescribe, prescription_required};
use crate::rulebook::{Audience, ConventionKind, Rulebook, Sender, Status};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_matrix_places_each_indicator_and_says_that_it_is_inferred() {
    let r = Rulebook::built_in();
    let codes: Vec<&str> = r.questions().iter().map(|q| q.code.as_str()).collect();
    assert_eq!(codes, ["Q1", "Q2", "Q3"]);
    assert_eq!(r.question("Q1").unwrap().label.fr, "Les acteurs SPRO se connaissent-ils bien ?");
    let criteria: Vec<(&str, bool)> =
        r.questions().iter().flat_map(|q| &q.criteria).map(|c| (c.code.as_str(), c.open)).collect();
    assert_eq!(criteria, [("1-1", false), ("1-2", false), ("1-3", true)]);
    let placed = |links: &[crate::rulebook::IndicatorLink]| -> Vec<&str> {
        assert!(links.iter().all(|l| l.basis.status == Status::Inferred));
        links.iter().map(|l| r.indicators()[usize::from(l.indicator)].code.as_str()).collect()
    };
    let q1 = r.question("Q1").unwrap();
    assert_eq!(placed(&q1.criteria[0].indicators)[..3], ["1", "2", "2-moyenne"]);
    assert_eq!(
        placed(&q1.criteria[1].indicators)[..6],
        ["7", "7-taux", "7bis", "7bis-taux", "20", "20-taux"]
    );
    assert_eq!(placed(&r.question("Q2").unwrap().indicators)[..2], ["24", "25"]);
    assert_eq!(r.collections()[0].period.from, Some(day("2017-01-01")));
    let surveys: Vec<Audience> = r.surveys().iter().map(|s| s.audience).collect();
    assert_eq!(surveys, [Audience::Agents, Audience::Users]);
}

#[test]
fn milestones_stand_in_the_order_of_their_days() {
    let days: Vec<(String, NaiveDate)> =
        Rulebook::built_in().milestones().iter().map(|m| (m.code.clone(), m.last_day())).collect();
    let expected = [
        ("vote-avenants", "2016-11-25"),
        ("semaine-prejuges", "2016-12-09"),
        ("debut-collecte", "2017-01-01"),
        ("debut-convention-2017", "2017-01-01"),
        ("fin-prescription", "2017-01-01"),
        ("signature-nogent-chateaudun", "2017-01-12"),
        ("envoi-demandes", "2017-01-12"),
        ("acompte-2017", "2017-03-31"),
        ("resultats-8-mois", "2017-08-31"),
        ("enquetes-2017", "2017-12-31"),
        ("premier-jugement-q1", "2017-12-31"),
        ("pistes-amelioration", "2018-01-01"),
        ("reponses-2019", "2019-12-31"),
    ];
    let expected: Vec<(String, NaiveDate)> =
        expected.iter().map(|(code, on)| ((*code).to_owned(), day(on))).collect();
    assert_eq!(days, expected);
}

#[test]
fn indre_et_loire_changes_its_coordinator_in_january_2017() {
    let r = Rulebook::built_in();
    let on = |network, date| coordination_on(r.tenures(), network, day(date));
    assert!(matches!(on("Indre-et-Loire", "2017-01-01"), Coordination::By(t) if t.structure == "CAD"));
    assert_eq!(on("Indre-et-Loire", "2016-12-31"), Coordination::Unknown);
    assert_eq!(on("Dreux", "2017-01-01"), Coordination::Unknown);
}

#[test]
fn who_prescribes_what_and_until_when() {
    let r = Rulebook::built_in();
    let may = |structure, scheme, on| may_prescribe(r, structure, scheme, day(on)).unwrap().verdict;
    for structure in ["ML", "CAP_EMPLOI", "POLE_EMPLOI"] {
        assert_eq!(may(structure, "cheque-formation", "2016-11-29"), Verdict::Yes, "{structure}");
        assert_eq!(may(structure, "cheque-formation", "2017-06-01"), Verdict::Yes, "{structure}");
        assert_eq!(may(structure, "programme-regional", "2016-12-31"), Verdict::Yes, "{structure}");
        assert_eq!(may(structure, "programme-regional", "2017-01-01"), Verdict::No, "{structure}");
    }
    assert_eq!(may("CIO", "cheque-formation", "2017-06-01"), Verdict::No);
    assert_eq!(may("CIO", "programme-regional", "2016-12-31"), Verdict::No);
    assert_eq!(may("ML", "cheque-formation", "2016-11-28"), Verdict::Unknown);
    let needed =
        |network, on| prescription_required(r, "programme-regional", day(on), network).unwrap().verdict;
    assert_eq!(needed("Orléans", "2016-12-31"), Verdict::Yes);
    assert_eq!(needed("Montargis", "2016-12-31"), Verdict::Yes);
    assert_eq!(needed("Dreux", "2016-12-31"), Verdict::Unknown);
    assert_eq!(needed("Dreux", "2017-01-01"), Verdict::No);
    assert_eq!(
        prescription_required(r, "cheque-formation", day("2017-01-01"), "Dreux").unwrap().verdict,
        Verdict::Yes
    );
}

#[test]
fn six_departmental_conventions_are_sent_by_the_region() {
    let r = Rulebook::built_in();
    let prc: Vec<&str> = r
        .conventions()
        .iter()
        .filter(|c| c.kind == ConventionKind::PrcDepartmental && c.sender == Sender::Region)
        .filter_map(|c| c.department.as_deref())
        .collect();
    assert_eq!(prc, ["18", "28", "36", "37", "41", "45"]);
    let [exception] = r.relay_exceptions() else { panic!("one exception") };
    assert_eq!(
        (exception.network.as_str(), exception.voted_on, exception.signing),
        ("Nogent/Châteaudun", day("2016-11-25"), day("2017-01-12"))
    );
}
