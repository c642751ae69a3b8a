//! Each rule of a request: accepted, rejected, and on its edge.

use super::{codes, day, eur, request};
use crate::convention::{FundingRequest, check_requests};
use crate::rulebook::{Rulebook, Severity};
use crate::value::{Absent, Lang};

#[test]
fn a_request_that_keeps_every_rule_is_accepted() {
    assert_eq!(codes(&request()), [""; 0]);
    assert_eq!(codes(&FundingRequest { coordination: None, ..request() }), [""; 0]);
}

#[test]
fn the_applicant_carries_the_financial_convention() {
    let other = FundingRequest { carries_convention: false, coordination: None, ..request() };
    assert_eq!(codes(&other), ["demandes.porteur-de-convention"]);
}

#[test]
fn the_coordination_grant_is_for_who_has_both_roles() {
    let one_role = FundingRequest { coordinates: false, ..request() };
    assert_eq!(codes(&one_role), ["demandes.coordination-sans-double-role"]);
    let cent = FundingRequest { coordination: Some(eur("0.01")), ..one_role.clone() };
    assert_eq!(codes(&cent), ["demandes.coordination-sans-double-role"]);
    let nothing = FundingRequest { coordination: Some(eur("0.00")), ..one_role.clone() };
    assert_eq!(codes(&nothing), [""; 0]);
    let no_role = FundingRequest { carries_convention: false, ..one_role };
    let both = ["demandes.porteur-de-convention", "demandes.coordination-sans-double-role"];
    assert_eq!(codes(&no_role), both);
}

#[test]
fn the_cap_holds_to_the_cent() {
    let asks = |coordination| FundingRequest { coordination: Some(eur(coordination)), ..request() };
    assert_eq!(codes(&asks("3000.00")), [""; 0]);
    assert_eq!(codes(&asks("3000.01")), ["demandes.plafond-coordination"]);
    assert_eq!(codes(&asks("2999.99")), [""; 0]);
    let whole = FundingRequest { coordination: Some(eur("10000.00")), ..request() };
    assert_eq!(codes(&whole), ["demandes.plafond-coordination"]);
}

#[test]
fn a_request_is_sent_before_the_deadline() {
    let sent = |on| FundingRequest { sent_on: Some(day(on)), ..request() };
    assert_eq!(codes(&sent("2017-01-12")), [""; 0]);
    assert_eq!(codes(&sent("2017-01-13")), ["demandes.hors-delai"]);
    assert_eq!(codes(&sent("2017-02-01")), ["demandes.hors-delai"]);
}

#[test]
fn a_region_may_read_the_deadline_as_on_or_before() {
    let text = "extends = \"centre-val-de-loire\"\n[[parameter]]\ncode = \"date_limite_incluse\"\nreplaces = true\n\
                values = [{ from = 2017-01-01, to = 2017-12-31, value = true }]\n";
    let rulebook = Rulebook::from_toml(text, "region.toml").unwrap();
    let sent = |on| FundingRequest { sent_on: Some(day(on)), ..request() }.check(&rulebook).len();
    assert_eq!((sent("2017-01-13"), sent("2017-01-14")), (0, 1));
}

#[test]
fn a_request_is_about_a_year_whose_framework_is_known() {
    for year in [2016, 2018] {
        let other = FundingRequest { year, ..request() };
        assert_eq!(codes(&other), ["demandes.hors-exercice"]);
    }
}

#[test]
fn a_year_without_parameters_is_not_judged_and_says_so() {
    let next = FundingRequest { year: 2018, coordination: Some(eur("9999.00")), ..request() };
    assert_eq!(codes(&next), ["demandes.hors-exercice"]);
    let silent = |parameter: &str| Absent::ParameterNotInForce { parameter: parameter.to_owned() };
    assert_eq!(
        next.unjudged(Rulebook::built_in()),
        [
            ("plafond-coordination", silent("plafond_coordination")),
            ("hors-delai", silent("date_limite_demande")),
        ]
    );
    assert_eq!(request().unjudged(Rulebook::built_in()), []);
}

#[test]
fn all_is_found_at_once_and_in_words() {
    let rulebook = Rulebook::built_in();
    let bad = FundingRequest {
        network: "Drreux".to_owned(),
        structure: String::new(),
        carries_convention: false,
        coordination: Some(eur("3000.01")),
        sent_on: Some(day("2017-01-13")),
        ..request()
    };
    let found: Vec<_> = check_requests(&[request(), bad], rulebook)
        .iter()
        .map(|f| f.describe(rulebook, &[], Lang::Fr))
        .collect();
    let codes: Vec<_> = found.iter().map(|d| (d.row, d.code.as_str())).collect();
    assert_eq!(
        codes,
        [
            (Some(1), "demandes.reseau.liste"),
            (Some(1), "demandes.structure.requis"),
            (Some(1), "demandes.porteur-de-convention"),
            (Some(1), "demandes.coordination-sans-double-role"),
            (Some(1), "demandes.plafond-coordination"),
            (Some(1), "demandes.hors-delai"),
        ]
    );
    assert!(found.iter().all(|d| d.severity == Severity::Error));
    assert_eq!(
        found[4].message,
        "La subvention de coordination de 3\u{202f}000,01\u{a0}€ dépasse le plafond pour une subvention globale de \
         10\u{202f}000\u{a0}€."
    );
    assert_eq!(found[4].source, "cr-2016-11-29#2");
}

#[test]
fn a_request_that_is_not_sent_yet_is_a_warning() {
    let rulebook = Rulebook::built_in();
    let found = FundingRequest { sent_on: None, ..request() }.check(rulebook);
    let severities: Vec<_> = found.iter().map(|f| (f.code(rulebook), f.severity(rulebook))).collect();
    assert_eq!(severities, [("demandes.date_envoi.requis".to_owned(), Severity::Warning)]);
}
