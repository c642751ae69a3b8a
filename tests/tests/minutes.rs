//! The statements of the minutes that no table's rule holds: each accepted, rejected and on its edge.
//! `tests/traceability.toml` says which statement each of these belongs to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use spro::campaign::{Campaign, Input, Options};
use spro::convention::{
    Amendment, Convention, Party, Relay, Stage, check_memberships, check_periods, check_signings,
};
use spro::evaluation::{Returns, Slot, Standing, milestones};
use spro::indicator::{Level, Territory};
use spro::network::{Coordination, coordination_on};
use spro::prescription::{Verdict, may_prescribe, prescription_required};
use spro::rulebook::{Audience, ConventionKind, ParameterValue, Rulebook, Sender};
use spro::value::{Absent, Period};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn book() -> &'static Rulebook {
    Rulebook::built_in()
}

/// Whether a milestone is past, under way, due or late on a day, with nothing returned.
fn standing(code: &str, on: &str) -> Standing {
    standing_after(&Returns::new(), code, on)
}

fn standing_after(returns: &Returns, code: &str, on: &str) -> Standing {
    let position = book().milestones().iter().position(|m| m.code == code).unwrap();
    let states = milestones(book(), returns, day(on));
    states.iter().find(|s| usize::from(s.milestone) == position).unwrap().standing
}

/// A number, date or switch on a day.
fn value(code: &str, on: &str) -> Option<String> {
    Some(match book().value_on(code, day(on)).ok()? {
        ParameterValue::Number(number) => number.to_string(),
        ParameterValue::Date(date) => date.to_string(),
        ParameterValue::Bool(truth) => truth.to_string(),
        ParameterValue::Text(text) => text.clone(),
        _ => return None,
    })
}

// Section 1: every information goes to every member.

fn amendment(network: &str, passed_on: &[Option<&str>]) -> Amendment {
    let relay = |on: Option<&str>| Relay { structure: "ML".to_owned(), passed_on: on.map(day) };
    Amendment {
        amends: "convention SPRO".to_owned(),
        network: network.to_owned(),
        voted_on: Some(day("2016-11-25")),
        sent_to_coordinator_on: Some(day("2016-12-01")),
        members: passed_on.iter().copied().map(relay).collect(),
        signed_on: None,
    }
}

#[test]
fn relay_accepted() {
    let all = amendment("Dreux", &[Some("2016-12-02"), Some("2016-12-05")]);
    assert_eq!(all.relay_state(book(), day("2017-01-01")).coverage().unwrap().to_string(), "1");
}

#[test]
fn relay_rejected() {
    let state = amendment("Dreux", &[Some("2016-12-02"), None]).relay_state(book(), day("2017-01-01"));
    assert_eq!((state.has_not.len(), state.coverage().unwrap().to_string().as_str()), (1, "0.5"));
}

#[test]
fn relay_boundary() {
    let passed = amendment("Dreux", &[Some("2016-12-02")]);
    assert_eq!(passed.relay_state(book(), day("2016-12-01")).has_not.len(), 1);
    assert_eq!(passed.relay_state(book(), day("2016-12-02")).has_not.len(), 0);
}

// Section 2: the vote, the way of the amendments, the memberships, the year.

fn convention(kind: ConventionKind) -> Convention {
    Convention {
        network: Some("Dreux".to_owned()),
        department: None,
        structure: "Mission locale".to_owned(),
        kind,
        period: Period::between(day("2017-01-01"), day("2017-12-31")),
        amount: None,
        voted_on: Some(day("2016-11-25")),
        sent_on: None,
        sent_by: None,
        parties: vec![Party { structure: "Mission locale".to_owned(), signed_on: Some(day("2016-12-20")) }],
    }
}

#[test]
fn vote_accepted() {
    assert_eq!(value("vote_avenants", "2016-11-29").as_deref(), Some("2016-11-25"));
    assert_eq!(standing("vote-avenants", "2016-11-26"), Standing::Past);
}

#[test]
fn vote_rejected() {
    let unsigned = Convention { parties: Vec::new(), ..convention(ConventionKind::Framework) };
    assert_eq!(unsigned.state(day("2016-11-24")).stage, Stage::Planned);
}

#[test]
fn vote_boundary() {
    let unsigned = Convention { parties: Vec::new(), ..convention(ConventionKind::Framework) };
    assert_eq!(unsigned.state(day("2016-11-25")).stage, Stage::Voted);
    assert_eq!(value("vote_avenants", "2016-11-24"), None);
}

#[test]
fn signing_accepted() {
    let signed = Amendment { signed_on: Some(day("2017-01-12")), ..amendment("Nogent/Châteaudun", &[None]) };
    assert!(check_signings(&[signed], book(), day("2017-02-01")).is_empty());
}

#[test]
fn signing_rejected() {
    let elsewhere = Amendment { signed_on: Some(day("2017-01-12")), ..amendment("Dreux", &[None]) };
    assert_eq!(
        check_signings(&[elsewhere], book(), day("2017-02-01"))[0].code,
        "avenants.signature-non-prevue"
    );
}

#[test]
fn signing_boundary() {
    let unsigned = [amendment("Nogent/Châteaudun", &[None])];
    assert!(check_signings(&unsigned, book(), day("2017-01-11")).is_empty());
    assert_eq!(check_signings(&unsigned, book(), day("2017-01-12"))[0].code, "avenants.signature-manquante");
}

fn memberships(departments: &[&str]) -> Vec<Convention> {
    let one = |code: &&str| Convention {
        network: None,
        department: Some((*code).to_owned()),
        sent_by: Some(Sender::Region),
        ..convention(ConventionKind::PrcDepartmental)
    };
    departments.iter().map(one).collect()
}

#[test]
fn memberships_accepted() {
    assert!(check_memberships(&memberships(&["18", "28", "36", "37", "41", "45"]), book()).is_empty());
}

#[test]
fn memberships_rejected() {
    let mut all = memberships(&["18", "28", "36", "37", "41", "45"]);
    all[0].sent_by = Some(Sender::Coordinator);
    assert_eq!(check_memberships(&all, book())[0].code, "conventions.prc-expediteur");
}

#[test]
fn memberships_boundary() {
    let five = check_memberships(&memberships(&["18", "28", "36", "37", "41"]), book());
    assert_eq!((five.len(), five[0].code), (1, "conventions.prc-manquante"));
    let seven = check_memberships(&memberships(&["18", "28", "36", "37", "41", "45", "45"]), book());
    assert_eq!((seven.len(), seven[0].code), (1, "conventions.prc-doublon"));
}

#[test]
fn year_accepted() {
    assert_eq!(convention(ConventionKind::Financial).state(day("2017-06-01")).stage, Stage::InForce);
    assert_eq!(value("debut_exercice", "2017-06-01").as_deref(), Some("2017-01-01"));
}

#[test]
fn year_rejected() {
    let silent = Absent::ParameterNotInForce { parameter: "fin_exercice".to_owned() };
    assert_eq!(book().value_on("fin_exercice", day("2018-06-01")), Err(silent));
}

#[test]
fn year_boundary() {
    let stage = |on| convention(ConventionKind::Financial).state(day(on)).stage;
    assert_eq!(
        ["2016-12-31", "2017-01-01", "2017-12-31", "2018-01-01"].map(stage),
        [Stage::Signed, Stage::InForce, Stage::InForce, Stage::Ended]
    );
}

fn told(from: &str, to: &str) -> Vec<&'static str> {
    let period = Period::between(day(from), day(to));
    let convention = Convention { period, ..convention(ConventionKind::Financial) };
    check_periods(&[convention], book()).into_iter().map(|issue| issue.code).collect()
}

#[test]
fn convention_days_accepted() {
    assert_eq!(told("2017-02-01", "2017-11-30"), [""; 0]);
}

#[test]
fn convention_days_rejected() {
    assert_eq!(told("2016-06-01", "2017-06-01"), ["conventions.hors-exercice"]);
    assert_eq!(told("2018-01-01", "2018-12-31"), ["conventions.hors-exercice"]);
}

#[test]
fn convention_days_boundary() {
    assert_eq!(told("2017-01-01", "2017-12-31"), [""; 0]);
    assert_eq!(told("2016-12-31", "2017-12-31"), ["conventions.hors-exercice"]);
    assert_eq!(told("2017-01-01", "2018-01-01"), ["conventions.hors-exercice"]);
}

// Sections 3 and 8: who prescribes what, and until when.

fn may(structure: &str, scheme: &str, on: &str) -> Verdict {
    may_prescribe(book(), structure, scheme, day(on)).unwrap().verdict
}

fn required(network: &str, on: &str) -> Verdict {
    prescription_required(book(), "programme-regional", day(on), network).unwrap().verdict
}

#[test]
fn voucher_accepted() {
    for structure in ["ML", "CAP_EMPLOI", "POLE_EMPLOI"] {
        assert_eq!(may(structure, "cheque-formation", "2017-06-01"), Verdict::Yes);
    }
}

#[test]
fn voucher_rejected() {
    assert_eq!(may("CIO", "cheque-formation", "2017-06-01"), Verdict::No);
}

#[test]
fn voucher_boundary() {
    assert_eq!(may("ML", "cheque-formation", "2016-11-28"), Verdict::Unknown);
    assert_eq!(may("ML", "cheque-formation", "2016-11-29"), Verdict::Yes);
}

#[test]
fn programme_accepted() {
    assert_eq!(required("Orléans", "2016-06-01"), Verdict::Yes);
    assert_eq!(may("POLE_EMPLOI", "programme-regional", "2016-06-01"), Verdict::Yes);
    assert_eq!(required("Cher", "2017-06-01"), Verdict::No);
}

#[test]
fn programme_rejected() {
    assert_eq!(may("CIO", "programme-regional", "2016-06-01"), Verdict::No);
    assert_eq!(may("ML", "programme-regional", "2017-06-01"), Verdict::No);
    assert_eq!(required("Dreux", "2016-06-01"), Verdict::Unknown);
}

#[test]
fn programme_boundary() {
    assert_eq!(required("Montargis", "2016-12-31"), Verdict::Yes);
    assert_eq!(required("Montargis", "2017-01-01"), Verdict::No);
    assert_eq!(standing("fin-prescription", "2016-12-31"), Standing::Upcoming);
    assert_eq!(standing("fin-prescription", "2017-01-01"), Standing::Past);
}

// Section 9: what is due, and when.

/// Everything that the three tables of the networks ask for 2017.
fn all_of_2017() -> Returns {
    let mut returns = Returns::new();
    for table in 0..3 {
        for network in 0..9 {
            returns.rows(Slot { table, year: 2017, network }, 1, 0);
        }
    }
    returns
}

#[test]
fn collection_accepted() {
    assert_eq!(standing("debut-collecte", "2017-06-01"), Standing::Past);
}

#[test]
fn collection_rejected() {
    assert_eq!(standing("debut-collecte", "2016-11-29"), Standing::Upcoming);
}

#[test]
fn collection_boundary() {
    assert_eq!(standing("debut-collecte", "2016-12-31"), Standing::Upcoming);
    assert_eq!(standing("debut-collecte", "2017-01-01"), Standing::Past);
}

#[test]
fn eight_months_accepted() {
    assert_eq!(standing_after(&all_of_2017(), "resultats-8-mois", "2017-09-01"), Standing::Done);
}

#[test]
fn eight_months_rejected() {
    assert_eq!(standing("resultats-8-mois", "2017-10-01"), Standing::Late);
}

#[test]
fn eight_months_boundary() {
    assert_eq!(standing("resultats-8-mois", "2017-08-31"), Standing::Due);
    assert_eq!(standing("resultats-8-mois", "2017-09-01"), Standing::Late);
}

#[test]
fn first_judgement_accepted() {
    assert_eq!(standing_after(&all_of_2017(), "premier-jugement-q1", "2017-12-31"), Standing::Done);
    let judgement = book().milestones().iter().find(|m| m.code == "premier-jugement-q1").unwrap();
    assert_eq!(judgement.question.as_deref(), Some("Q1"));
}

#[test]
fn first_judgement_rejected() {
    assert_eq!(standing("premier-jugement-q1", "2018-02-01"), Standing::Late);
}

#[test]
fn first_judgement_boundary() {
    assert_eq!(standing("premier-jugement-q1", "2017-12-31"), Standing::Due);
    assert_eq!(standing("premier-jugement-q1", "2018-01-01"), Standing::Late);
}

#[test]
fn improvement_accepted() {
    assert_eq!(standing("pistes-amelioration", "2018-06-01"), Standing::Past);
}

#[test]
fn improvement_rejected() {
    assert_eq!(standing("pistes-amelioration", "2017-06-01"), Standing::Upcoming);
}

#[test]
fn improvement_boundary() {
    assert_eq!(standing("pistes-amelioration", "2017-12-31"), Standing::Upcoming);
    assert_eq!(standing("pistes-amelioration", "2018-01-01"), Standing::Past);
}

#[test]
fn answers_accepted() {
    let mut returns = Returns::new();
    for (table, definition) in (0..).zip(&book().tables()[..3]) {
        let (first, last) = definition.years.unwrap();
        for (year, network) in (first..=last).flat_map(|year| (0..9).map(move |network| (year, network))) {
            returns.rows(Slot { table, year, network }, 1, 0);
        }
    }
    assert_eq!(standing_after(&returns, "reponses-2019", "2020-01-01"), Standing::Done);
    let codes: Vec<&str> = book().questions().iter().map(|q| q.code.as_str()).collect();
    assert_eq!(codes, ["Q1", "Q2", "Q3"]);
}

#[test]
fn answers_rejected() {
    assert_eq!(standing("reponses-2019", "2020-06-01"), Standing::Late);
}

#[test]
fn answers_boundary() {
    assert_eq!(standing("reponses-2019", "2019-12-31"), Standing::Due);
    assert_eq!(standing("reponses-2019", "2020-01-01"), Standing::Late);
}

#[test]
fn surveys_accepted() {
    let audiences: Vec<Audience> = book().surveys().iter().map(|s| s.audience).collect();
    assert_eq!(audiences, [Audience::Agents, Audience::Users]);
    assert_eq!(standing("enquetes-2017", "2017-06-01"), Standing::Under);
}

#[test]
fn surveys_rejected() {
    assert_eq!(standing("enquetes-2017", "2016-06-01"), Standing::Upcoming);
}

#[test]
fn surveys_boundary() {
    let on = |day| standing("enquetes-2017", day);
    assert_eq!(
        ["2016-12-31", "2017-01-01", "2017-12-31", "2018-01-01"].map(on),
        [Standing::Upcoming, Standing::Under, Standing::Under, Standing::Past]
    );
}

// Section 9a to 9c: the years of the tables.

fn years(table: &str) -> Option<(i32, i32)> {
    book().table(table).unwrap().1.years
}

#[test]
fn years_accepted() {
    assert_eq!(years("reunions"), Some((2016, 2018)));
    assert_eq!(years("formation"), Some((2017, 2017)));
    assert_eq!(years("coordination"), Some((2017, 2019)));
}

/// The tables that a network owes for a year, at the last milestone.
fn owed(year: i32) -> Vec<u16> {
    let states = milestones(book(), &Returns::new(), day("2020-01-01"));
    let mut tables: Vec<u16> = states
        .iter()
        .filter(|s| book().milestones()[usize::from(s.milestone)].code == "reponses-2019")
        .flat_map(|s| s.missing.iter().filter(|m| m.year == year && m.network == 0).map(|m| m.table))
        .collect();
    tables.sort_unstable();
    tables
}

#[test]
fn years_rejected() {
    assert_eq!(owed(2015), [0; 0]);
    assert_eq!(owed(2020), [0; 0]);
}

#[test]
fn years_boundary() {
    assert_eq!(
        [owed(2016), owed(2017), owed(2018), owed(2019)],
        [vec![0], vec![0, 1, 2], vec![0, 2], vec![2]]
    );
}

// Section 10: Indre-et-Loire changes its coordinator.

fn coordinator(on: &str) -> Option<&'static str> {
    match coordination_on(book().tenures(), "Indre-et-Loire", day(on)) {
        Coordination::By(tenure) => Some(tenure.structure.as_str()),
        _ => None,
    }
}

#[test]
fn coordinator_accepted() {
    assert_eq!(coordinator("2017-06-01"), Some("CAD"));
}

#[test]
fn coordinator_rejected() {
    assert_eq!(coordinator("2016-06-01"), None);
}

#[test]
fn coordinator_boundary() {
    assert_eq!([coordinator("2016-12-31"), coordinator("2017-01-01")], [None, Some("CAD")]);
}

// Sections 6, 7 and 10: actions of a kind, and the SWOT.

/// What an indicator gives for rows of a table as JSON, over all networks; nothing where no row counts.
fn figure(code: &str, table: &str, rows: &serde_json::Value) -> Option<String> {
    let bytes = serde_json::json!({ table: rows }).to_string().into_bytes();
    let input = Input::Bytes { name: "retour.json".to_owned(), bytes };
    let campaign = Campaign::read(&[input], book(), &Options::default(), |_| ());
    let (position, _) = book().indicator(code).unwrap();
    let level = Level { by: Territory::Region, by_year: false };
    let values = campaign.values(book(), level);
    let found = values.iter().find(|v| usize::from(v.indicator) == position)?;
    found.value.as_ref().ok().map(ToString::to_string)
}

fn action(kind: &str, title: &str) -> serde_json::Value {
    serde_json::json!({"reseau": "Dreux", "annee": 2017, "debut": "2017-03-01", "fin": null, "titre": title,
        "genre": kind, "public": null, "themes": null, "bilan": null, "remontee": true})
}

#[test]
fn alternance_accepted() {
    let rows = serde_json::json!([action("ALTERNANCE", "a"), action("RDV alternance", "b")]);
    assert_eq!(figure("actions-alternance", "actions", &rows).as_deref(), Some("2"));
}

#[test]
fn alternance_rejected() {
    let rows = serde_json::json!([action("Alternances", "a")]);
    assert_eq!(figure("actions-alternance", "actions", &rows), None);
}

#[test]
fn alternance_boundary() {
    let rows = serde_json::json!([action("FORUM", "a"), action("ALTERNANCE", "b")]);
    assert_eq!(figure("actions-alternance", "actions", &rows).as_deref(), Some("1"));
    assert_eq!(figure("actions", "actions", &rows).as_deref(), Some("2"));
}

#[test]
fn kinds_rejected() {
    let rows = serde_json::json!([action("Kermesse", "a"), action("CLIP", "b")]);
    assert_eq!(figure("actions", "actions", &rows).as_deref(), Some("1"));
}

#[test]
fn afom_boundary() {
    let row = |year: i32, quadrant: &str| serde_json::json!({"reseau": "Cher", "annee": year, "quadrant": quadrant, "texte": "Peu de temps"});
    // The same words in another quadrant, or in another year, are another statement.
    let rows = serde_json::json!([row(2016, "FAIBLESSE"), row(2016, "MENACE"), row(2017, "FAIBLESSE")]);
    assert_eq!(figure("afom-constats", "afom", &rows).as_deref(), Some("3"));
}
