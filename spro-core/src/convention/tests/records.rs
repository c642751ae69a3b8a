//! Memberships, official signings and relays, as the built-in rulebook knows them.

use super::day;
use crate::convention::{Amendment, Convention, Relay, Way, check_memberships, check_signings};
use crate::rulebook::{ConventionKind, Rulebook, Sender};
use crate::value::{Lang, Period};

fn membership(department: &str) -> Convention {
    Convention {
        network: None,
        department: Some(department.to_owned()),
        structure: "Points relais conseil".to_owned(),
        kind: ConventionKind::PrcDepartmental,
        period: Period::default(),
        amount: None,
        voted_on: None,
        sent_on: None,
        sent_by: Some(Sender::Region),
        parties: Vec::new(),
    }
}

#[test]
fn the_region_sends_six_memberships_one_a_department() {
    let rulebook = Rulebook::built_in();
    let all = ["18", "28", "36", "37", "41", "45"].map(membership);
    assert_eq!(check_memberships(&all, rulebook), []);
    let five = check_memberships(&all[1..], rulebook);
    assert_eq!(five[0].message.fr, "Il manque la convention d’adhésion des PRC du département Cher (18).");
    assert_eq!(five.len(), 1);
    let mut by_coordinator = all;
    by_coordinator[2].sent_by = Some(Sender::Coordinator);
    let codes: Vec<_> = check_memberships(&by_coordinator, rulebook).iter().map(|i| i.code).collect();
    assert_eq!(codes, ["conventions.prc-expediteur"]);
}

fn amendment(network: &str, signed_on: Option<&str>) -> Amendment {
    let member = |structure: &str| Relay { structure: structure.to_owned(), passed_on: None };
    Amendment {
        amends: "convention SPRO".to_owned(),
        network: network.to_owned(),
        voted_on: Some(day("2016-11-25")),
        sent_to_coordinator_on: Some(day("2016-12-01")),
        members: vec![member("ML"), member("CIO")],
        signed_on: signed_on.map(day),
    }
}

#[test]
fn nogent_chateaudun_signs_officially_and_nobody_else_does() {
    let rulebook = Rulebook::built_in();
    let codes = |amendment: Amendment, on: &str| -> Vec<&'static str> {
        check_signings(&[amendment], rulebook, day(on)).iter().map(|i| i.code).collect()
    };
    assert_eq!(codes(amendment("Nogent/Châteaudun", Some("2017-01-12")), "2017-01-12"), [""; 0]);
    assert_eq!(codes(amendment("Nogent/Châteaudun", None), "2017-01-11"), [""; 0]);
    assert_eq!(codes(amendment("Nogent/Châteaudun", None), "2017-01-12"), ["avenants.signature-manquante"]);
    assert_eq!(
        codes(amendment("Dreux", Some("2017-01-12")), "2017-01-12"),
        ["avenants.signature-non-prevue"]
    );
}

#[test]
fn an_amendment_goes_by_the_coordinator_except_where_it_is_signed() {
    let rulebook = Rulebook::built_in();
    let dreux = amendment("Dreux", None).relay_state(rulebook, day("2017-01-12"));
    assert_eq!((dreux.way, dreux.has_not.len(), dreux.waiting_days), (Way::ByCoordinator, 2, Some(42)));
    let signed = amendment("Nogent/Châteaudun", Some("2017-01-12")).relay_state(rulebook, day("2017-01-12"));
    assert!(matches!(&signed.way, Way::OfficialSigning(e) if e.label.get(Lang::Fr).contains("Nogent")));
    assert_eq!((signed.has.len(), signed.has_not.len()), (2, 0));
}
