//! The two questions against the built-in rulebook, on both sides of January 2017.

use super::{Verdict, may_prescribe, prescription_required};
use crate::rulebook::{Rulebook, Status};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn may(structure: &str, scheme: &str, on: &str) -> Verdict {
    may_prescribe(Rulebook::built_in(), structure, scheme, day(on)).unwrap().verdict
}

fn required(scheme: &str, on: &str, network: &str) -> Verdict {
    prescription_required(Rulebook::built_in(), scheme, day(on), network).unwrap().verdict
}

#[test]
fn three_kinds_of_structures_prescribe_the_training_voucher() {
    for structure in ["ML", "CAP_EMPLOI", "POLE_EMPLOI"] {
        assert_eq!(may(structure, "cheque-formation", "2017-06-01"), Verdict::Yes, "{structure}");
    }
    for structure in ["CIO", "BIJ", "CAD"] {
        assert_eq!(may(structure, "cheque-formation", "2017-06-01"), Verdict::No, "{structure}");
    }
    assert_eq!(may("ML", "cheque-formation", "2016-11-29"), Verdict::Yes);
    assert_eq!(may("ML", "cheque-formation", "2016-11-28"), Verdict::Unknown);
}

#[test]
fn the_prescription_of_the_regional_programme_ends_with_2016() {
    assert_eq!(may("ML", "programme-regional", "2016-12-31"), Verdict::Yes);
    assert_eq!(may("CIO", "programme-regional", "2016-12-31"), Verdict::No);
    assert_eq!(may("ML", "programme-regional", "2017-01-01"), Verdict::No);
    assert_eq!(required("programme-regional", "2016-12-31", "Orléans"), Verdict::Yes);
    assert_eq!(required("programme-regional", "2016-12-31", "Montargis"), Verdict::Yes);
    assert_eq!(required("programme-regional", "2016-12-31", "Dreux"), Verdict::Unknown);
    for network in ["Orléans", "Dreux"] {
        assert_eq!(required("programme-regional", "2017-01-01", network), Verdict::No, "{network}");
    }
}

#[test]
fn an_answer_gives_its_reason_and_its_section() {
    let answer =
        prescription_required(Rulebook::built_in(), "programme-regional", day("2017-01-01"), "Cher").unwrap();
    assert_eq!((answer.basis.source.as_str(), answer.basis.status), ("cr-2016-11-29#8", Status::Sourced));
    assert!(answer.reason.fr.contains("janvier 2017"), "{}", answer.reason.fr);
    let left_out = may_prescribe(Rulebook::built_in(), "BIJ", "cheque-formation", day("2017-01-01")).unwrap();
    assert_eq!(
        (left_out.basis.source.as_str(), left_out.basis.status),
        ("cr-2016-11-29#3", Status::Inferred)
    );
}

#[test]
fn unknown_names_are_told_with_those_there_are() {
    let rulebook = Rulebook::built_in();
    let on = day("2017-01-01");
    let error = may_prescribe(rulebook, "ML", "permis", on).unwrap_err().to_string();
    assert_eq!(error, "unknown scheme `permis`; the rulebook has: cheque-formation, programme-regional");
    assert!(may_prescribe(rulebook, "Mission", "cheque-formation", on).is_err());
    assert!(prescription_required(rulebook, "cheque-formation", on, "Tours").is_err());
}

#[test]
fn what_is_said_of_a_network_goes_before_what_is_said_of_all() {
    let text = r#"
extends = "centre-val-de-loire"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }
[[scheme]]
code = "essai"
label = { fr = "Essai", en = "Trial" }
status = "user"
  [[scheme.obligation]]
  required = false
  from = 2017-01-01
  reason = { fr = "Pour tous.", en = "For all." }
  status = "user"
  [[scheme.obligation]]
  required = true
  reseaux = ["Dreux"]
  from = 2017-01-01
  reason = { fr = "Pour Dreux.", en = "For Dreux." }
  status = "user"
"#;
    let rulebook = Rulebook::from_toml(text, "essai.toml").unwrap();
    let of = |network| prescription_required(&rulebook, "essai", day("2017-06-01"), network).unwrap();
    assert_eq!((of("Dreux").verdict, of("Cher").verdict), (Verdict::Yes, Verdict::No));
    assert_eq!(of("Dreux").reason.fr, "Pour Dreux.");
}
