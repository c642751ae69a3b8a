//! `spro convention check` as its users meet it: the JSON of the contract, exit statuses, tables and records.

#![cfg(feature = "cli")]
#![allow(missing_docs, reason = "tests")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn spro(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spro")).args(arguments).output().expect("the program runs")
}

fn file(name: &str, content: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("convention");
    fs::create_dir_all(&folder).expect("a folder");
    let path: PathBuf = folder.join(name);
    fs::write(&path, content).expect("a file");
    path.to_string_lossy().into_owned()
}

fn check(path: &str, more: &[&str]) -> (Option<i32>, Value) {
    let mut arguments = vec!["convention", "check", path, "--format", "json"];
    arguments.extend(more);
    let out = spro(&arguments);
    (out.status.code(), serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
}

fn codes(answer: &Value) -> Vec<&str> {
    let all = answer["files"][0]["diagnostics"].as_array().expect("diagnostics");
    all.iter().map(|d| d["code"].as_str().expect("a code")).collect()
}

fn request(coordination: &str, sent: &str) -> Value {
    json!({"reseau": "Dreux", "annee": 2017, "structure": "Mission locale", "porte_convention_financiere": true,
        "coordonne": true, "subvention_totale": "10000.00", "subvention_coordination": coordination,
        "date_envoi": sent})
}

#[test]
fn a_right_request_gives_its_schedule() {
    let path = file("right.json", &json!({"demandes": [request("3000.00", "2017-01-12")]}).to_string());
    let expected = json!({
        "files": [{
            "path": path,
            "diagnostics": [],
            "schedule": [{"reseau": "Dreux", "structure": "Mission locale", "annee": 2017, "kind": "acompte",
                "amount": "5000.00", "month": "2017-03"}],
        }],
        "errors": 0,
        "warnings": 0,
    });
    assert_eq!(check(&path, &[]), (Some(0), expected));
    let out = spro(&["convention", "check", &path]);
    let said = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(
        said.contains("acompte") && said.contains("5\u{202f}000\u{a0}€") && said.contains("mars 2017"),
        "{said}"
    );
}

#[test]
fn an_error_leaves_the_schedule_empty() {
    let rows = json!({"demandes": [request("3000.00", "2017-01-12"), request("3000.01", "2017-01-13")]});
    let (status, answer) = check(&file("wrong.json", &rows.to_string()), &[]);
    assert_eq!(status, Some(1));
    // In the order of the cells: keys stand in the order of the alphabet here.
    assert_eq!(codes(&answer), ["demandes.hors-delai", "demandes.plafond-coordination"]);
    assert_eq!(answer["files"][0]["schedule"], json!([]));
    assert_eq!((&answer["errors"], &answer["warnings"]), (&json!(2), &json!(0)));
    assert_eq!(answer["files"][0]["diagnostics"][0]["row"], json!(1));
}

#[test]
fn toml_and_csv_are_read_as_json_is() {
    let toml = "[[demandes]]\nreseau = \"Dreux\"\nannee = 2017\nstructure = \"ML\"\n\
                porte_convention_financiere = false\ncoordonne = true\nsubvention_totale = 10000.01\n\
                date_envoi = 2017-01-12\n";
    let (status, answer) = check(&file("dossier.toml", toml), &[]);
    assert_eq!((status, codes(&answer)), (Some(1), vec!["demandes.porteur-de-convention"]));
    let right = toml.replace("financiere = false", "financiere = true");
    let (status, answer) = check(&file("right.toml", &right), &[]);
    assert_eq!(status, Some(0));
    assert_eq!(answer["files"][0]["schedule"][0]["amount"], "5000.00");
    let csv = "reseau,annee,structure,porte_convention_financiere,coordonne,subvention_totale,\
               subvention_coordination,date_envoi\nDreux,2017,ML,oui,oui,10000.00,3000.00,2017-01-12\n";
    let (status, answer) = check(&file("demandes.csv", csv), &[]);
    assert_eq!((status, &answer["files"][0]["schedule"][0]["month"]), (Some(0), &json!("2017-03")));
}

#[test]
fn memberships_and_signings_are_checked_where_a_dossier_holds_them() {
    let prc = |code: &str| json!({"departement": code, "structure": "PRC", "genre": "prc", "periode": {}, "envoye_par": "region"});
    let five: Vec<Value> = ["18", "28", "36", "37", "41"].map(prc).into();
    let signed =
        json!([{"modifie": "convention SPRO", "reseau": "Nogent/Châteaudun", "vote_le": "2016-11-25"}]);
    let path = file("records.json", &json!({"conventions": five, "avenants": signed}).to_string());
    let (status, answer) = check(&path, &["--as-of", "2017-01-12"]);
    assert_eq!(status, Some(1));
    assert_eq!(codes(&answer), ["conventions.prc-manquante", "avenants.signature-manquante"]);
    let (_, answer) = check(&path, &["--as-of", "2017-01-11"]);
    assert_eq!(codes(&answer), ["conventions.prc-manquante"]);
}

#[test]
fn what_cannot_be_used_is_status_2() {
    assert_eq!(check("nowhere.json", &[]).0, Some(2));
    assert_eq!(check(&file("broken.toml", "[[demandes]\n"), &[]).0, Some(2));
    assert_eq!(check(&file("other.json", "{\"conventions\": [{\"genre\": \"autre\"}]}"), &[]).0, Some(2));
    assert_eq!(spro(&["convention", "check"]).status.code(), Some(2));
}

#[test]
fn records_that_cannot_be_read_are_told_once() {
    let said = "une convention ou un avenant ne se lit pas (n° 1 de « conventions » : « autre » n’est pas une valeur \
                possible ; attendu : cadre, prc, financiere).";
    let wrong = json!([{"genre": "autre"}]);
    let alone = file("records-alone.json", &json!({ "conventions": wrong }).to_string());
    let beside = json!({"conventions": wrong, "demandes": [request("3000.00", "2017-01-12")]});
    let beside = file("records-beside.json", &beside.to_string());
    for (path, files) in [(&alone, 0), (&beside, 1)] {
        let (status, answer) = check(path, &[]);
        assert_eq!((status, answer["files"].as_array().map(Vec::len)), (Some(2), Some(files)));
        assert_eq!(answer["failures"], json!([{"path": path, "message": said}]));
        let told = String::from_utf8(spro(&["convention", "check", path]).stderr).expect("UTF-8");
        assert!(told.lines().count() == 1 && told.contains(said), "{told}");
    }
    // A file that cannot be read at all is told with its place, and so once.
    let broken = file("records-broken.json", "{\"conventions\": [{");
    let (status, answer) = check(&broken, &[]);
    assert_eq!((status, answer["failures"].as_array().map(Vec::len)), (Some(2), Some(1)));
    let told = String::from_utf8(spro(&["convention", "check", &broken]).stderr).expect("UTF-8");
    assert!(told.lines().count() == 1 && told.contains("Ligne 1, colonne"), "{told}");
}

#[test]
fn attendance_sheets_give_rows_that_are_read_back_and_no_name() {
    let person = |structure: &str, name: &str, present: &str| {
        json!({"reseau": "Dreux", "annee": 2017, "date": "2017-01-10", "objet": "Bilan", "structure": structure,
            "nom_structure": null, "nom": name, "presente": present})
    };
    let rows = [
        person("ML", "Mme Martin", "oui"),
        person("ML", "M. Petit", "x"),
        person("CIO", "M. Roux", "excusé"),
    ];
    let sheets = file("sheets.json", &json!({"emargement": rows}).to_string());
    let out = spro(&["meetings", &sheets]);
    assert_eq!(out.status.code(), Some(0));
    let expected = json!({"reunions": [{"reseau": "Dreux", "annee": 2017, "date": "2017-01-10",
        "structures_invitees": 2, "structures_participantes": 1, "objet": "Bilan"}]});
    assert_eq!(serde_json::from_slice::<Value>(&out.stdout).expect("JSON"), expected);
    let derived = file("derived.json", &String::from_utf8(out.stdout).expect("UTF-8"));
    let both = spro(&["validate", &derived, &sheets, "--format", "json"]);
    assert_eq!(both.status.code(), Some(0));
    assert_eq!(serde_json::from_slice::<Value>(&both.stdout).expect("JSON")["warnings"], 0);
    let asked = String::from_utf8(spro(&["read", &sheets, "--keep-names"]).stdout).expect("UTF-8");
    assert!(asked.contains("Mme Martin"), "{asked}");
    for command in ["read", "validate", "meetings"] {
        let said = String::from_utf8(spro(&[command, &sheets]).stdout).expect("UTF-8");
        assert!(!["Martin", "Petit", "Roux"].iter().any(|name| said.contains(name)), "{command}: {said}");
    }
}

#[test]
fn conventions_go_to_the_open_data_schema_and_come_back() {
    let convention = json!({"reseau": "Dreux", "structure": "Mission locale", "genre": "financiere",
        "periode": {"from": "2017-01-01", "to": "2017-12-31"}, "montant": "10000.00",
        "signataires": [{"structure": "Mission locale", "signe_le": "2017-01-31"}]});
    let dossier = file("signed.json", &json!({"conventions": [convention]}).to_string());
    let publication = "nomAttribuant = \"Région Centre-Val de Loire\"\nidAttribuant = \"73282932000074\"\n\
        objet = \"Actions du réseau\"\nconditionsVersement = \"échelonné\"\n\
        datesPeriodeVersement = \"2017-03-01/2017-12-31\"\nnotificationUE = \"non\"\n\
        [beneficiaires.\"Mission locale\"]\nidBeneficiaire = \"35600000000001\"\n";
    let publication = file("publication.toml", publication);
    let out = spro(&["convention", "export", &dossier, "--publication", &publication]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let csv = String::from_utf8(out.stdout).expect("UTF-8");
    assert_eq!(
        csv.lines().nth(1),
        Some(
            "Région Centre-Val de Loire,73282932000074,2017-01-31,,Mission locale,35600000000001,,Actions du réseau,\
             10000.00,aide en numéraire,échelonné,2017-03-01/2017-12-31,,non,1.00,"
        )
    );
    assert!(String::from_utf8_lossy(&out.stderr).contains("reseau = Dreux"));
    let back = spro(&["convention", "import", &file("scdl.csv", &csv)]);
    assert_eq!(back.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&back.stdout).expect("JSON");
    assert_eq!(answer["conventions"][0]["montant"], "10000.00");
    // The schema has no column for the days of a convention: nothing is wrong, and nothing is made up.
    let imported = file("imported.json", &String::from_utf8(back.stdout).expect("UTF-8"));
    let (status, answer) = check(&imported, &["--as-of", "2017-06-01"]);
    assert_eq!((status, codes(&answer)), (Some(0), vec!["conventions.periode-inconnue"]));
    let file_answer = &answer["files"][0];
    assert_eq!((&answer["warnings"], &file_answer["schedule"]), (&json!(1), &json!([])));
    let open = |what| {
        json!({"reseau": null, "structure": "Mission locale", "what": what,
        "why": "period not known", "message": "période non connue"})
    };
    assert_eq!(file_answer["unjudged"], json!([open("conventions.hors-exercice"), open("acompte")]));
    let said = String::from_utf8(spro(&["convention", "check", &imported]).stdout).expect("UTF-8");
    assert!(said.contains("n° 1 de « conventions »"), "{said}");
    // With its days it is judged and paid as any other.
    let days = "\"periode\": {\"from\": \"2017-01-01\", \"to\": \"2017-12-31\"}";
    let text = fs::read_to_string(&imported).expect("written above");
    let at = text.find("\"periode\"").expect("a period");
    let end = at + text[at..].find('}').expect("its end") + 1;
    let (status, answer) = check(&file("dated.json", &format!("{}{days}{}", &text[..at], &text[end..])), &[]);
    assert_eq!((status, codes(&answer)), (Some(0), Vec::new()));
    assert_eq!(answer["files"][0]["schedule"][0]["amount"], "5000.00");
    assert_eq!(answer["files"][0].get("unjudged"), None);
    let semicolons = spro(&["convention", "import", &file("semicolons.csv", &csv.replace(',', ";"))]);
    assert_eq!(semicolons.status.code(), Some(0));
    assert_eq!(spro(&["convention", "import", &file("other.csv", "a,b\n1,2\n")]).status.code(), Some(2));
    let wrong =
        spro(&["convention", "import", &file("wrong.csv", &csv.replace("73282932000074", "73282932000075"))]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("scdl.idAttribuant.siret"));
    assert_eq!(
        spro(&["convention", "export", &dossier, "--publication", "none.toml"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_example_dossier_is_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/dossiers/demandes-2017.toml");
    let (status, answer) = check(&path.to_string_lossy(), &["--as-of", "2017-01-13"]);
    assert_eq!((status, codes(&answer)), (Some(0), Vec::new()));
    let amounts: Vec<&Value> =
        answer["files"][0]["schedule"].as_array().expect("payments").iter().map(|p| &p["amount"]).collect();
    assert_eq!(amounts, ["5000.00", "4125.37"]);
}
