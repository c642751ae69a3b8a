//! What is posted is judged as the browser judges it, and kept as it was typed.

use crate::process::{Folder, Service, form, send};
use spro::rulebook::Rulebook;
use spro::value::Lang;
use spro::wire::{Forms, TableRequest};

const ROWS: &str = r#"[
    {"reseau": "Dreux", "annee": "2017", "date": "14/03/2017", "structures_invitees": "14", "structures_participantes": "12", "objet": " Comité de pilotage "},
    {"reseau": "Dreux", "annee": "2017", "date": "31/02/2017", "structures_invitees": "10", "structures_participantes": "11", "objet": "<script>alert(1)</script>"}
]"#;

/// What the engine says of the rows, in the bytes that the browser's package gets.
fn judged() -> String {
    let rows = [
        vec!["Dreux", "2017", "14/03/2017", "14", "12", " Comité de pilotage "],
        vec!["Dreux", "2017", "31/02/2017", "10", "11", "<script>alert(1)</script>"],
    ];
    let request = TableRequest { table: "reunions", lang: Lang::Fr, network: Some("Dreux") };
    serde_json::to_string(&Forms::new(Rulebook::built_in()).table(request, &rows).unwrap()).unwrap()
}

#[test]
fn the_same_rows_get_the_same_diagnostics_however_they_are_posted() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let judged = judged();
    // From the second on, each takes the place of the one before it.
    let expected = |id: u32| {
        let replaces = match id {
            1 => String::new(),
            _ => format!(r#"{{"table":"reunions","annee":2017,"id":{}}}"#, id - 1),
        };
        format!(
            r#"{{"id":{id},"reseau":"Dreux","annee":2017,"errors":2,"warnings":0,"replaces":[{replaces}],"tables":[{judged}]}}"#
        )
    };
    let answer = service.post(
        "application/x-www-form-urlencoded",
        form(&[("reseau", "Dreux"), ("annee", "2017"), ("reunions", ROWS)]),
    );
    assert_eq!((answer.status, answer.text()), (201, expected(1).as_str()));
    assert_eq!(answer.header("location"), Some("/retours/1"));

    let part = |name: &str, value: &str| {
        format!("--limite\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let unused = "--limite\r\ncontent-disposition: form-data; name=\"classeur\"; filename=\"\"\r\n\
                  content-type: application/octet-stream\r\n\r\n\r\n";
    let parts = [&part("reunions", ROWS), unused, &part("reseau", "dreux"), &part("annee", " 2017 ")];
    let body = format!("{}--limite--\r\n", parts.map(String::from).concat());
    let answer = service.post("multipart/form-data; boundary=limite", body);
    assert_eq!((answer.status, answer.text()), (201, expected(2).as_str()));

    let body = format!(r#"{{"reseau": "Dreux", "annee": 2017, "reunions": {ROWS}}}"#);
    let answer = service.post("application/json; charset=utf-8", body);
    assert_eq!((answer.status, answer.text()), (201, expected(3).as_str()));
    let body = format!(r#"{{"reseau": "Dreux", "annee": "2017", "tables": {{"reunions": {ROWS}}}}}"#);
    assert_eq!(service.post("application/json", body).text(), expected(4));
}

#[test]
fn what_was_typed_and_what_was_understood_are_kept() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let id = service.kept(&[("reseau", "Dreux"), ("annee", "2017"), ("reunions", ROWS), ("formation", " ")]);
    let kept = service.get(&format!("/retours/{id}")).json();
    assert_eq!((&kept["reseau"], &kept["annee"]), (&"Dreux".into(), &2017.into()));
    let rulebook = Rulebook::built_in();
    assert_eq!(kept["rulebook"], rulebook.code().to_string());
    assert_eq!(kept["rulebook_version"], rulebook.version().to_string());
    assert_eq!(kept["engine"], spro::VERSION);
    let table = &kept["tables"][0];
    assert_eq!(kept["tables"].as_array().unwrap().len(), 1);
    assert_eq!(table["rows"][0]["objet"], " Comité de pilotage ");
    assert_eq!(table["rows"][1]["date"], "31/02/2017");
    assert_eq!(table["rows"][1]["objet"], "<script>alert(1)</script>");
    assert_eq!(table["typed"][0]["date"], "2017-03-14");
    assert_eq!(table["typed"][0]["structures_invitees"], 14);
    assert_eq!(table["typed"][1]["date"], serde_json::Value::Null);
    assert_eq!(table["answer"].to_string().len(), judged().len());
}

#[test]
fn a_browser_without_a_script_gets_a_page() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let body = form(&[("reseau", "Dreux"), ("reunions", ROWS)]);
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html,*/*;q=0.8")];
    let answer = send(service.address(), "POST", "/retours", &headers, body.as_bytes()).unwrap();
    assert_eq!(answer.status, 201);
    assert!(answer.text().contains("<h1>Envoi n° 1 enregistré</h1>"), "{}", answer.text());
    assert!(answer.text().contains("Le mois de février 2017 a 28 jours."));
    assert!(!answer.text().contains("<script"));
    let answer = send(service.address(), "POST", "/retours", &headers, b"reunions=1").unwrap();
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Une liste de lignes était attendue."), "{}", answer.text());
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let answer = send(service.address(), "POST", "/retours?lang=en", &headers, b"reunions=1").unwrap();
    assert!(answer.text().contains("A list of rows was expected."), "{}", answer.text());
}
