//! Evaluations of small campaigns, with exact figures, and of odd ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    clippy::items_after_statements,
    reason = "tests may fail loudly"
)]

use super::*;
use crate::campaign::{Campaign, Input, Options};
use crate::rulebook::Rulebook;
use crate::value::{Absent, Decimal, Lang};
use chrono::NaiveDate;
use std::fmt::Write as _;

/// A rulebook with one table, one rate and the networks given; `more` is added at its end.
pub(crate) fn small_rulebook(networks: &[&str], more: &str) -> Rulebook {
    let mut text = String::from(
        r#"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }
[region]
code = "99"
label = { fr = "Région d'essai", en = "Trial region" }
status = "user"
[[department]]
code = "01"
label = { fr = "Premier", en = "First" }
status = "user"
[[parameter]]
code = "completude_minimale"
label = { fr = "Part", en = "Share" }
unit = "ratio"
values = [{ from = 2000-01-01, value = "0.60" }]
status = "user"
[[table]]
code = "reunions"
label = { fr = "Réunions", en = "Meetings" }
years = [2016, 2018]
key = ["reseau", "annee", "objet"]
status = "user"
  [[table.field]]
  code = "reseau"
  type = "code"
  list = "reseau"
  required = true
  label = { fr = "Réseau", en = "Network" }
  example = "A"
  [[table.field]]
  code = "annee"
  type = "year"
  required = true
  label = { fr = "Année", en = "Year" }
  example = "2017"
  [[table.field]]
  code = "invites"
  type = "count"
  required = true
  label = { fr = "Invités", en = "Invited" }
  example = "4"
  [[table.field]]
  code = "presents"
  type = "count"
  required = true
  label = { fr = "Présents", en = "Present" }
  example = "3"
  [[table.field]]
  code = "objet"
  type = "text"
  label = { fr = "Objet", en = "Subject" }
  example = "Bilan"
  [[table.rule]]
  code = "presents-au-plus-invites"
  check = "presents <= invites"
  on = ["presents"]
  message = { fr = "{presents} présents pour {invites} invités.", en = "{presents} present for {invites} invited." }
  help = { fr = "Corrigez l'un des deux.", en = "Mend one of them." }
[[indicator]]
code = "1"
label = { fr = "Réunions", en = "Meetings" }
table = "reunions"
value = "count()"
per = ["reseau", "annee"]
unit = "count"
status = "user"
[[indicator]]
code = "2"
label = { fr = "Taux de présence", en = "Attendance rate" }
table = "reunions"
value = "sum(presents) / sum(invites)"
per = ["reseau", "annee"]
unit = "ratio"
status = "user"
[[question]]
code = "Q1"
label = { fr = "Les acteurs se connaissent-ils ?", en = "Do the actors know each other?" }
status = "user"
[[link]]
indicators = ["2"]
question = "Q1"
status = "user"
"#,
    );
    for network in networks {
        let quoted = serde_json::to_string(network).unwrap();
        write!(
            text,
            "[[network]]\ncode = {quoted}\nlabel = {{ fr = {quoted}, en = {quoted} }}\ndepartment = \"01\"\nstatus = \"user\"\n"
        )
        .unwrap();
    }
    text.push_str(more);
    Rulebook::from_toml(&text, "essai.toml").unwrap_or_else(|e| panic!("{}", e.report(Lang::En)))
}

pub(crate) fn read(rulebook: &Rulebook, rows: &str) -> Campaign {
    let text = format!("reseau,annee,invites,presents,objet\n{rows}");
    let input = Input::Bytes { name: "reunions.csv".into(), bytes: text.into_bytes() };
    Campaign::read(&[input], rulebook, &Options::default().keeping_rows(true), |_| ())
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn of(evaluation: &Evaluation, territory: Territory, year: i32) -> &Figure {
    evaluation.figure(1, territory, year).unwrap()
}

const ROWS: &str = "A,2016,10,5,x\nA,2017,10,9,x\nA,2018,4,1,x\nB,2016,3,1,x\nB,2017,3,2,x\nC,2017,8,9,x\n";

#[test]
fn trends_positions_and_completeness() {
    let rulebook = small_rulebook(&["A", "B", "C"], "");
    let evaluation = read(&rulebook, ROWS).evaluate(&rulebook, day("2018-12-31"));
    assert_eq!(evaluation.years, [2016, 2017, 2018]);
    let network = |n, year| of(&evaluation, Territory::Network(n), year);

    assert_eq!(network(0, 2016).trend, Trend::Unknown(NoTrend::FirstYear));
    assert_eq!(network(0, 2017).trend, Trend::Known(d("0.4")));
    // 2/3 - 1/3, rounded once.
    assert_eq!(network(1, 2017).trend, Trend::Known(d("0.333333333333")));
    assert_eq!(network(1, 2018).trend, Trend::Unknown(NoTrend::Absent));
    assert_eq!(network(1, 2018).value.value, Err(Absent::NotSubmitted));
    // More present than invited: the only row is rejected, and the figure is absent, not 112,5 %.
    let rule = "reunions.presents-au-plus-invites".to_owned();
    assert_eq!(network(2, 2017).value.value, Err(Absent::Rejected { rule }));
    assert_eq!(network(2, 2017).completeness.rows_rejected, 1);

    // 2016: two of three networks returned; 2018: one of three, below the 60 % that the rulebook asks for.
    let region = |year| of(&evaluation, Territory::Region, year);
    assert_eq!(region(2016).value.value, Ok(d("0.461538461538")));
    assert!(region(2016).enough && !region(2018).enough);
    assert_eq!(region(2016).completeness.missing, [2]);
    assert_eq!(region(2017).trend, Trend::Known(d("0.384615384615")));
    assert_eq!(region(2018).trend, Trend::Unknown(NoTrend::Incomplete));
    assert_eq!(region(2018).completeness.missing, [1, 2]);

    let positions = |year| [0, 1].map(|n| network(n, year).position.map(|p| (p.rank, p.of)));
    assert_eq!(positions(2017), [Some((1, 2)), Some((2, 2))]);
    // Alone, a network has no position.
    assert_eq!(positions(2018), [None, None]);
    // One file holds the rows of all three.
    assert_eq!(evaluation.returns.senders().collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(evaluation.spreads.iter().filter(|s| s.indicator == 1).count(), 2);
}

#[test]
fn a_complete_year_after_an_incomplete_one_has_no_trend() {
    let rulebook = small_rulebook(&["A", "B", "C"], "");
    let rows = "A,2016,10,5,x\nA,2017,10,9,x\nB,2017,3,2,x\nC,2017,8,4,x\n";
    let evaluation = read(&rulebook, rows).evaluate(&rulebook, day("2017-12-31"));
    let region = |year| of(&evaluation, Territory::Region, year);
    assert!(!region(2016).enough && region(2017).enough);
    assert_eq!(region(2016).value.value, Ok(d("0.5")));
    assert_eq!(region(2017).trend, Trend::Unknown(NoTrend::Incomplete));
}

#[test]
fn a_verdict_needs_a_threshold_and_data() {
    let threshold = r#"
[[threshold]]
indicator = "2"
compare = ">="
value = "0.5"
author = "Conseil régional"
date = 2017-01-15
status = "user"
[[threshold]]
indicator = "1"
compare = ">="
value = "2"
author = "Conseil régional"
date = 2017-01-15
status = "user"
"#;
    let rulebook = small_rulebook(&["A", "B", "C"], threshold);
    let evaluation = read(&rulebook, ROWS).evaluate(&rulebook, day("2018-12-31"));
    let verdict = |indicator, territory, year| {
        let figure = evaluation.figure(indicator, territory, year).unwrap();
        figure.judgements.iter().map(|j| j.verdict).collect::<Vec<_>>()
    };
    assert_eq!(verdict(1, Territory::Network(0), 2016), [Verdict::Met]);
    assert_eq!(verdict(1, Territory::Network(1), 2016), [Verdict::NotMet]);
    assert_eq!(verdict(1, Territory::Network(2), 2016), [Verdict::CannotSay(Doubt::Absent)]);
    assert_eq!(verdict(1, Territory::Region, 2016), [Verdict::NotMet]);
    assert_eq!(verdict(1, Territory::Region, 2018), [Verdict::CannotSay(Doubt::Incomplete)]);
    // A number of meetings grows with the number of networks: a threshold for one says nothing of the region.
    assert_eq!(verdict(0, Territory::Network(0), 2016), [Verdict::NotMet]);
    assert_eq!(verdict(0, Territory::Region, 2016), []);

    let without = small_rulebook(&["A", "B", "C"], "");
    let evaluation = read(&without, ROWS).evaluate(&without, day("2018-12-31"));
    assert!(evaluation.figures.iter().all(|f| f.judgements.is_empty()));
}

#[test]
fn no_data_is_no_zero() {
    let rulebook = Rulebook::built_in();
    let nothing = Campaign::read(&[], rulebook, &Options::default(), |_| ());
    let evaluation = nothing.evaluate(rulebook, day("2017-12-31"));
    assert!(!evaluation.figures.is_empty());
    assert!(evaluation.figures.iter().all(|f| f.value.value == Err(Absent::NotSubmitted)));
    assert!(evaluation.spreads.is_empty());
    let region = evaluation.figure(0, Territory::Region, 2017).unwrap();
    assert_eq!((region.completeness.tables_returned, region.completeness.tables_due), (0, 9));
    // Without a day it is the end of the first year that a table asks for.
    assert_eq!(nothing.evaluate(rulebook, None).as_of, day("2016-12-31").unwrap());
}

#[test]
fn before_the_first_milestone_nothing_is_due() {
    let rulebook = Rulebook::built_in();
    let nothing = Campaign::read(&[], rulebook, &Options::default(), |_| ());
    let evaluation = nothing.evaluate(rulebook, day("2015-06-01"));
    assert!(evaluation.figures.is_empty() && evaluation.slots(rulebook).is_empty());
    assert!(evaluation.milestones.iter().all(|m| m.standing == Standing::Upcoming));
}

#[test]
fn years_after_the_day_are_left_out() {
    let rulebook = small_rulebook(&["A", "B", "C"], "");
    let evaluation = read(&rulebook, ROWS).evaluate(&rulebook, day("2016-12-31"));
    assert_eq!((evaluation.years.as_slice(), evaluation.later_rows), ([2016].as_slice(), 4));
    // In the middle of a year its table is not due yet; what was returned of it counts.
    let evaluation = read(&rulebook, ROWS).evaluate(&rulebook, day("2018-06-30"));
    let region = of(&evaluation, Territory::Region, 2018);
    assert_eq!((region.completeness.tables_due, region.completeness.missing.len()), (1, 0));
}

#[test]
fn a_threshold_for_an_unknown_indicator_is_an_error_of_the_rulebook() {
    let text = "extends = \"centre-val-de-loire\"\ncode = \"x\"\nversion = \"1\"\n\
                label = { fr = \"x\", en = \"x\" }\n[[threshold]]\nindicator = \"99\"\ncompare = \">=\"\n\
                value = \"1\"\nauthor = \"x\"\ndate = 2017-01-01\nstatus = \"user\"\n";
    let report = Rulebook::from_toml(text, "x.toml").unwrap_err().report(Lang::Fr);
    assert!(report.contains("« 99 »") && report.contains("x.toml:6"), "{report}");
}

#[test]
fn the_evaluation_does_not_depend_on_whether_rows_are_kept() {
    let rulebook = Rulebook::built_in();
    let (files, _) =
        crate::campaign::find_files(&[concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data").into()]);
    let inputs: Vec<Input> = files.into_iter().map(Input::Path).collect();
    let read = |keep| Campaign::read(&inputs, rulebook, &Options::default().keeping_rows(keep), |_| ());
    let kept = read(true).evaluate(rulebook, None);
    assert_eq!(kept, read(false).evaluate(rulebook, None));
    // From the nine workbooks as they are meant to be read, added up apart.
    let region = |code: &str, year| {
        let (position, _) = rulebook.indicator(code).unwrap();
        let figure = kept.figure(u16::try_from(position).unwrap(), Territory::Region, year).unwrap();
        (figure.value.numerator.map(|n| n.to_string()), figure.value.denominator.map(|n| n.to_string()))
    };
    let quotient = |n: &str, d: &str| (Some(n.to_owned()), Some(d.to_owned()));
    assert_eq!(region("2", 2016), quotient("188", "419"));
    assert_eq!(region("2", 2018), quotient("199", "442"));
    assert_eq!(region("7-taux", 2017), quotient("757", "1532"));
}

#[test]
fn milestones_say_what_is_due_late_and_from_whom() {
    let more = r#"
[[milestone]]
code = "premiers"
label = { fr = "Premiers résultats", en = "First results" }
kind = "echeance"
due = 2017-08-31
by = ["coordonnateur"]
tables = ["reunions"]
years = [2017, 2017]
status = "user"
[[milestone]]
code = "semaine"
label = { fr = "Semaine", en = "Week" }
kind = "evenement"
from = 2017-12-05
due = 2017-12-09
status = "user"
[[milestone]]
code = "envoi"
label = { fr = "Envoi", en = "Sending" }
kind = "echeance"
due = 2018-01-13
included = false
status = "user"
"#;
    let rulebook = small_rulebook(&["A", "B", "C"], more);
    let on = |rows: &str, as_of: &str| -> Vec<Standing> {
        let states = read(&rulebook, rows).evaluate(&rulebook, day(as_of)).milestones;
        states.iter().map(|state| state.standing).collect()
    };
    let partly = "A,2017,10,9,x\nB,2016,3,1,x\n";
    use Standing::{Done, Due, Late, Past, Under, Upcoming};
    assert_eq!(on(partly, "2016-12-31"), [Upcoming, Upcoming, Upcoming]);
    // The day itself is in time; the one after is not.
    assert_eq!(on(partly, "2017-08-31"), [Due, Upcoming, Upcoming]);
    assert_eq!(on(partly, "2017-09-01"), [Late, Upcoming, Upcoming]);
    assert_eq!(on(partly, "2017-12-05"), [Late, Under, Upcoming]);
    // "Before the 13th": the 12th is the last day, and the 13th is past.
    assert_eq!(on(partly, "2018-01-12"), [Late, Past, Under]);
    assert_eq!(on(partly, "2018-01-13"), [Late, Past, Past]);
    assert_eq!(on(&format!("{partly}B,2017,3,1,x\nC,2017,3,1,x\n"), "2018-01-13"), [Done, Past, Past]);

    let state = &read(&rulebook, partly).evaluate(&rulebook, day("2017-09-01")).milestones[0];
    let missing = [1, 2].map(|network| Slot { table: 0, year: 2017, network });
    assert_eq!((state.asked, state.missing.as_slice()), (3, missing.as_slice()));
}
