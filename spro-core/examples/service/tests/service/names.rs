//! No name of a person reaches the disk or comes back.

use crate::process::{FORM, Folder, Service, form};

/// No word of the rulebook, and no name of anybody.
const NAME: &str = "Xqzvnom Wkjprenom";

#[test]
fn names_on_attendance_sheets_are_counted_and_let_go() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let row = |name: &str, came: &str| {
        format!(
            r#"{{"annee": "2017", "date": "14/03/2017", "objet": "Comité", "structure": "ML", "nom": "{name}", "presente": "{came}"}}"#
        )
    };
    let rows = format!("[{},{}]", row(NAME, "oui"), row("", "non"));
    let answer = service.post(FORM, form(&[("reseau", "Dreux"), ("annee", "2017"), ("emargement", &rows)]));
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert!(!answer.text().contains(NAME));
    let kept = service.get("/retours/1").json();
    let names: Vec<_> = (0..2).map(|i| kept["tables"][0]["rows"][i]["nom"].as_str().unwrap()).collect();
    assert_eq!(names, ["(nom)", ""]);
    let json = format!(r#"{{"reseau": "Dreux", "emargement": [{}]}}"#, row(NAME, "oui"));
    assert_eq!(service.post("application/json", json).status, 201);

    // Coordinating structures have names, and no column for that of a person: there is no way in.
    let coordinator = format!(r#"[{{"structure": "ML", "debut": "01/01/2017", "nom": "{NAME}"}}]"#);
    let refused = service.refused(&[("reseau", "Dreux"), ("coordonnateurs", &coordinator)]);
    assert_eq!(refused, (422, "unknown-field".to_owned()));

    assert!(!service.get("/rapport").text().contains("Xqzvnom"));
    drop(service);
    let bytes = folder.bytes();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("(nom)"));
    assert!(!holds("Xqzvnom") && !holds("Wkjprenom"));
}
