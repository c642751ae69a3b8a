//! Figures and report over all that counts: the last submission of each network, table and year.

use crate::process::{Folder, Service};
use serde_json::Value;
use spro::campaign::{Campaign, Form, Options};
use spro::indicator::{Level, Territory};
use spro::report;
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire::{form_rows, indicator_rows};

fn meeting(year: i32, invited: u32, came: u32) -> String {
    format!(
        r#"{{"annee": "{year}", "date": "14/03/{year}", "structures_invitees": "{invited}", "structures_participantes": "{came}", "objet": "Comité"}}"#
    )
}

/// Numerator and denominator of the attendance rate of a network's year.
fn rate(service: &Service, network: &str, year: i32) -> Option<(String, String)> {
    let rows = service.get("/indicateurs.json").json();
    let row = rows.as_array().unwrap().iter().find(|row| {
        row["indicator"] == "2"
            && row["reseau"] == network
            && row["annee"] == year
            && row["value"] != Value::Null
    })?;
    Some((row["numerator"].as_str()?.to_owned(), row["denominator"].as_str()?.to_owned()))
}

fn pair(numerator: &str, denominator: &str) -> (String, String) {
    (numerator.to_owned(), denominator.to_owned())
}

#[test]
fn the_last_submission_of_a_table_and_year_counts_and_none_is_lost() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let send = |network: &str, year: Option<&str>, rows: &[String]| {
        let rows = format!("[{}]", rows.join(","));
        let year = year.map(|year| ("annee", year));
        let fields: Vec<_> = [("reseau", network), ("reunions", &rows)].into_iter().chain(year).collect();
        service.kept(&fields)
    };
    // Rows keep the years that they say, whatever year the form is of.
    send("Dreux", Some("2017"), &[meeting(2016, 10, 5), meeting(2017, 14, 12)]);
    send("Cher", Some("2017"), &[meeting(2017, 8, 8)]);
    assert_eq!(rate(&service, "Dreux", 2017), Some(pair("12", "14")));
    send("Dreux", Some("2017"), &[meeting(2017, 14, 13)]);
    assert_eq!(rate(&service, "Dreux", 2016), Some(pair("5", "10")));
    assert_eq!(rate(&service, "Dreux", 2017), Some(pair("13", "14")));
    assert_eq!(rate(&service, "Cher", 2017), Some(pair("8", "8")));
    // The region: each network once.
    let region = service.get("/indicateurs.json?per=region,annee").json();
    let of_2017 =
        region.as_array().unwrap().iter().find(|r| r["indicator"] == "2" && r["annee"] == 2017).unwrap();
    assert_eq!((&of_2017["numerator"], &of_2017["denominator"]), (&"21".into(), &"22".into()));
    // An empty table with a year takes that year back; another table of the same year changes nothing.
    send("Dreux", Some("2017"), &[]);
    assert_eq!((rate(&service, "Dreux", 2016), rate(&service, "Dreux", 2017)), (Some(pair("5", "10")), None));
    service.kept(&[
        ("reseau", "Cher"),
        ("annee", "2017"),
        ("formation", r#"[{"structure": "ML", "agents": "4"}]"#),
    ]);
    assert_eq!(rate(&service, "Cher", 2017), Some(pair("8", "8")));
    // Rows without a year that can be read count as errors until their table comes again.
    let errors = || {
        let report = service.get("/rapport").text().to_owned();
        report.contains("bientôt")
    };
    send("Dreux", None, &[meeting(2018, 9, 9).replace("\"annee\": \"2018\"", "\"annee\": \"bientôt\"")]);
    assert!(errors());
    send("Dreux", Some("2018"), &[meeting(2018, 9, 9)]);
    assert!(!errors());
    for (id, invited) in [(1, "10"), (3, "14")] {
        let kept = service.get(&format!("/retours/{id}")).json();
        assert_eq!(kept["tables"][0]["rows"][0]["structures_invitees"], invited);
    }
}

#[test]
fn figures_and_report_are_those_of_the_engine() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let rows = format!("[{},{}]", meeting(2017, 14, 12), meeting(2017, 10, 11));
    service.kept(&[("reseau", "Dreux"), ("annee", "2017"), ("reunions", &rows)]);
    let rulebook = Rulebook::built_in();
    let form = Form::new("Envoi n° 1", rulebook.network_by_name("Dreux"));
    let form = form.with(form_rows("reunions", &rows, rulebook).unwrap());
    let options = Options::default().keeping_rows(true).on_threads(1);
    let campaign = Campaign::read(&[form.into()], rulebook, &options, |_| {});
    let level = Level { by: Territory::Network, by_year: true };
    let expected =
        serde_json::to_string(&indicator_rows(&campaign.values(rulebook, level), level, rulebook)).unwrap();
    assert_eq!(service.get("/indicateurs.json").text(), expected);
    let page = service.get("/rapport");
    let evaluation = campaign.evaluate(rulebook, None);
    assert_eq!(page.text(), report::html::html(&evaluation, &campaign, rulebook, Lang::Fr));
    assert!(page.text().contains("85,7\u{a0}%"));
    // The second row is in error: it is named by table and row, where a workbook has a cell.
    assert!(page.text().contains("<code>reunions</code> ligne\u{a0}2"), "no place in the report");
    let evaluation = service.get("/rapport.json?as_of=2018-06-30&lang=en").json();
    assert_eq!(evaluation["as_of"], "2018-06-30");
    assert_eq!(service.get("/rapport?lang=en").text().matches("<html lang=\"en\"").count(), 1);
}

#[test]
fn every_answer_is_protected() {
    let folder = Folder::new();
    let service = Service::start(&folder, &["--pages", env!("CARGO_MANIFEST_DIR")]);
    let policy = format!("{}; frame-ancestors 'none'", report::html::policy());
    assert_eq!(service.get("/rapport").header("content-security-policy"), Some(policy.as_str()));
    assert_eq!(service.get("/modele.xlsx").body.get(..4), Some(&b"PK\x03\x04"[..]));
    for path in ["/", "/rapport", "/rapport.json", "/indicateurs.json", "/service.css", "/rien", "/retours"] {
        let answer = service.get(path);
        assert!(
            answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}
