//! `spro evaluate` and `spro explain`, as a user runs them.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");

fn spro(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spro")).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own for each test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_report_is_written_in_four_forms_and_never_over_another() {
    let folder = Folder::new("evaluate-forms");
    for (name, start) in [
        ("r.html", &b"<!DOCTYPE html>"[..]),
        ("r.xlsx", b"PK"),
        ("r.csv", b"\xef\xbb\xbfpartie;indicateur;"),
        ("r.json", b"{\n  \"as_of\": \"2018-12-31\""),
    ] {
        let path = folder.file(name);
        let args = ["evaluate", DATA, "--as-of", "2018-12-31", "--report", &path];
        let out = spro(&args);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        assert!(text(&out.stdout).ends_with(&format!("Rapport : {path}\n")));
        let first = std::fs::read(&path).unwrap();
        assert!(first.starts_with(start), "{name}");
        // The same files give the same bytes; a report that exists stays.
        let again = spro(&args);
        assert_eq!(again.status.code(), Some(2));
        assert!(text(&again.stderr).contains("existe déjà"));
        assert_eq!(spro(&[&args[..], &["--force"]].concat()).status.code(), Some(0));
        assert!(std::fs::read(&path).unwrap() == first, "{name} differs");
    }
    let odd = spro(&["evaluate", DATA, "--report", &folder.file("r.doc")]);
    assert_eq!(odd.status.code(), Some(2));
    assert!(text(&odd.stderr).contains("doit finir par .html, .xlsx, .csv ou .json"));
}

#[test]
fn without_a_day_it_is_the_end_of_the_last_year_returned() {
    let out = text(&spro(&["evaluate", DATA]).stdout);
    assert!(out.starts_with("Évaluation au 31/12/2019, dernier jour de la dernière année rendue"), "{out}");
    let english = text(&spro(&["evaluate", DATA, "--lang", "en", "--as-of", "2017-12-31"]).stdout);
    assert!(english.starts_with("Evaluation as of 31/12/2017\n"), "{english}");
}

#[test]
fn the_csv_starts_no_formula() {
    let out = text(&spro(&["evaluate", DATA, "--as-of", "2016-12-31", "--format", "csv"]).stdout);
    let mut lines = out.trim_start_matches('\u{feff}').lines();
    assert!(
        lines.next().unwrap().starts_with("partie;indicateur;reseau;departement;region;annee;valeur;unite;")
    );
    // Three indicators of the only table due, for the region, six departments and nine networks.
    assert_eq!(lines.clone().filter(|line| line.starts_with("Chiffres;")).count(), 48);
    assert!(lines.clone().any(|line| line.starts_with("Constats;") && line.contains("Dreux")));
    let formula = |cell: &str| cell.starts_with(['=', '+', '@']);
    assert!(!lines.any(|line| line.split(';').any(|cell| formula(cell.trim_start_matches('"')))));
}

#[test]
fn a_figure_is_explained_down_to_its_cells() {
    let out = spro(&["explain", "2", DATA, "--reseau", "dreux", "--annee", "2017"]);
    let tree = text(&out.stdout);
    assert!(tree.starts_with("2 Taux de présence aux réunions · Dreux · 2017 : 73,1\u{a0}%\n"), "{tree}");
    assert!(tree.contains("├─ Calcul : 38 / 52\n") && tree.contains("├─ Lignes retenues : 3\n"), "{tree}");
    assert!(tree.contains(
        "ligne 4 : E4 Nombre de structures invitées = 28 ; C4 Nombre de structures participantes = 25"
    ));
    assert!(tree.contains("└─ Source : cr-2016-11-29#9a (déduit, non officiel)"));

    let json = spro(&["explain", "2", DATA, "--reseau", "Cher", "--annee", "2017", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json["numerator"].as_str(), json["denominator"].as_str()), (Some("51"), Some("84")));
    let rejected = json["rows"].as_array().unwrap().iter().find(|r| r["fate"] == "rejected").unwrap();
    assert_eq!(rejected["why"], "reunions.date-dans-annee");

    for (args, said) in [
        (["99", DATA, "--reseau", "Dreux"], "l’indicateur « 99 » n’existe pas"),
        (["2", DATA, "--reseau", "Paris"], "le réseau « Paris » n’existe pas"),
    ] {
        let out = spro(&[&["explain"], &args[..]].concat());
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).replace('\u{a0}', " ").contains(said), "{}", text(&out.stderr));
    }
}

const QUESTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/enquete/questionnaire.toml");
const ANSWERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/enquete/reponses");

#[test]
fn surveys_are_counted_from_a_folder_of_answers() {
    let out = spro(&["survey", ANSWERS, "--rulebook", QUESTIONS]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let printed = text(&out.stdout).replace('\u{a0}', " ");
    assert!(
        printed.starts_with("enquete_agents Enquête qualitative auprès des agents · réponses : 64\n"),
        "{printed}"
    );
    // Seven of ten: (0.7 + z²/2n ± …) / (1 + z²/n) with n = 34, as any table of Wilson's interval has it.
    assert!(printed.contains("28        82,4 %    66,5 % à 91,7 %"), "{printed}");
    assert!(printed.contains("masqué"), "three answers of one network are not shown");

    let out = spro(&[
        "survey",
        ANSWERS,
        "--rulebook",
        QUESTIONS,
        "--survey",
        "enquete_usagers",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    let found = json[0]["questions"][0]["groups"].as_array().unwrap().last().unwrap();
    assert_eq!((found["n"].as_u64(), found["silent"].as_u64()), (Some(70), Some(0)));
    assert_eq!(found["choices"][0]["share"], "0.757142857143");
    // The median follows from the counts shown, whichever marks the hidden four gave.
    let marks = json[0]["questions"][1]["groups"].as_array().unwrap().last().unwrap();
    assert_eq!((marks["choices"][0]["count"].as_u64(), marks["median"].as_str()), (None, Some("4")));

    let csv = text(&spro(&["survey", ANSWERS, "--rulebook", QUESTIONS, "--format", "csv"]).stdout);
    assert!(csv.contains("\r\nenquete_usagers;reponse_trouvee;"), "{csv}");
}

#[test]
fn a_survey_without_questions_says_how_to_write_them() {
    let folder = Folder::new("survey-questions");
    let out = spro(&["survey", ANSWERS]);
    assert_eq!(out.status.code(), Some(2));
    let said = text(&out.stderr);
    assert!(said.contains("restent à écrire") && said.contains("spro rulebook example"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let unknown = text(&spro(&["survey", ANSWERS, "--survey", "x", "--rulebook", QUESTIONS]).stderr);
    assert!(unknown.contains("Enquêtes connues : enquete_agents, enquete_usagers"), "{unknown}");

    // What is told can be done: the example is written, checked and used.
    let path = folder.file("questionnaire.toml");
    assert_eq!(spro(&["rulebook", "example", "-o", &path]).status.code(), Some(0));
    assert_eq!(spro(&["rulebook", "check", &path]).status.code(), Some(0));
    assert_eq!(spro(&["survey", ANSWERS, "--rulebook", &path]).status.code(), Some(0));
}

#[test]
fn surveys_stand_in_the_report_and_their_findings_show_no_answer() {
    let folder = Folder::new("survey-report");
    let (html, answers) = (folder.file("r.html"), folder.file("reponses.csv"));
    let planned = text(&spro(&["evaluate", DATA, "--as-of", "2017-12-31", "--report", &html]).stdout);
    assert!(
        planned.contains("Enquêtes dont les questions restent à écrire : enquete_agents, enquete_usagers"),
        "{planned}"
    );
    assert!(std::fs::read_to_string(&html).unwrap().contains("leurs questions restent à écrire"));

    let few = "reseau,reponse_trouvee,accueil\n".to_owned() + &"Dreux,oui,4\n".repeat(30) + "Dreux,oui,77\n";
    std::fs::write(&answers, few).unwrap();
    let args = ["evaluate", &answers, "--rulebook", QUESTIONS, "--report", &html, "--force"];
    let out = text(&spro(&args).stdout);
    assert!(out.contains("enquete_usagers Enquête qualitative auprès des usagers · réponses : 30"), "{out}");
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(
        page.contains("Êtes-vous satisfait de l")
            && page.contains("Constats dans les réponses d’enquête : 1")
    );
    assert!(!page.contains("77"), "one person's answer is not shown");
}
