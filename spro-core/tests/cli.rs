//! The command line as its users meet it: exit statuses, streams, and one clear sentence for what cannot be used.

#![cfg(feature = "cli")]
#![allow(missing_docs, clippy::expect_used, reason = "tests may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn spro(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spro")).args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A fresh folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn examples() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").to_string_lossy().into_owned()
}

const GOOD: &str =
    "reseau,annee,date,structures_invitees,structures_participantes,objet\nDreux,2017,2017-01-17,10,9,A\n";
const BAD: &str =
    "reseau,annee,date,structures_invitees,structures_participantes,objet\nDreux,2017,2017-01-17,10,11,A\n";

#[test]
fn statuses_tell_good_from_wrong_from_failed() {
    let folder = folder("statuses");
    let file = |name: &str, content: &str| {
        let path = folder.join(name);
        fs::write(&path, content).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let (good, bad) = (file("good.csv", GOOD), file("bad.csv", BAD));
    assert_eq!(spro(&["validate", &good]).status.code(), Some(0));
    assert_eq!(spro(&["validate", &bad]).status.code(), Some(1));
    assert_eq!(spro(&["indicators", &bad]).status.code(), Some(0));
    assert_eq!(spro(&["validate", "nowhere.xlsx"]).status.code(), Some(2));
    assert_eq!(spro(&["validate"]).status.code(), Some(2));
    assert_eq!(spro(&["--help"]).status.code(), Some(0));
}

#[test]
fn one_file_that_cannot_be_used_stops_no_other() {
    let folder = folder("others");
    fs::write(folder.join("a.csv"), BAD).expect("a file");
    fs::write(folder.join("b.xlsx"), b"PK\x03\x04 not a workbook").expect("a file");
    let out = spro(&["validate", "--format", "json", &folder.to_string_lossy()]);
    assert_eq!(out.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(answer["errors"], 1);
    assert_eq!(answer["files"].as_array().map(Vec::len), Some(1));
    let said = text(&out.stderr);
    assert!(said.contains("b.xlsx"), "{said}");
    assert_eq!(said.lines().count(), 1, "one sentence a file: {said}");
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let folder = folder("unreadable");
    for (name, content, hint) in [
        ("empty.xlsx", &b""[..], "vide"),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xls"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n", "picture.xlsx"),
        ("words.csv", b"bonjour\n", "tableau"),
        ("broken.json", b"{\"reunions\": [", "JSON"),
        ("rows.xlsx", BAD.as_bytes(), "« .csv »"),
        ("rows.ods", b"[{\"reseau\": \"Dreux\", \"annee\": 2017}]", "« .json »"),
    ] {
        let path = folder.join(name);
        fs::write(&path, content).expect("a file");
        let out = spro(&["validate", &path.to_string_lossy()]);
        let said = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(name) && said.contains(hint), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
    }
    let nothing = folder.join("nothing");
    fs::create_dir(&nothing).expect("a folder");
    let out = spro(&["validate", &nothing.to_string_lossy()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("aucun classeur"));
}

#[test]
fn three_hundred_megabytes_of_zeros_are_refused() {
    let path = folder("zeros").join("zeros.csv");
    fs::File::create(&path).and_then(|f| f.set_len(300 << 20)).expect("a sparse file");
    let out = spro(&["validate", &path.to_string_lossy()]);
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(2));
    assert!(said.contains("zeros.csv") && said.lines().count() == 1, "{said}");
    assert!(said.trim_end().ends_with("Par exemple : --limit max_file_bytes=67108864"), "{said}");
}

#[test]
fn a_network_that_is_not_there_is_answered_with_those_that_are() {
    let out = spro(&["validate", "--reseau", "Chartres", &examples()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("Dreux"));
}

#[test]
fn the_examples_give_their_known_errors_and_figures() {
    let out = spro(&["validate", "--format", "json", &examples()]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(answer["files"].as_array().map(Vec::len), Some(9));
    let out = spro(&["indicators", "--format", "json", "--per", "region,annee", &examples()]);
    assert_eq!(out.status.code(), Some(0));
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert!(
        rows.as_array().is_some_and(|rows| rows.iter().any(|r| r["indicator"] == "2" && r["annee"] == 2017))
    );
}

#[test]
fn nothing_is_overwritten_without_being_told_to() {
    let path = folder("overwrite").join("rulebook.bin");
    let file = path.to_string_lossy();
    assert_eq!(spro(&["rulebook", "compile", "-o", &file]).status.code(), Some(0));
    let first = fs::read(&path).expect("the compiled rulebook");
    let out = spro(&["rulebook", "compile", "-o", &file]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("--force"));
    assert_eq!(spro(&["rulebook", "compile", "-o", &file, "--force"]).status.code(), Some(0));
    assert_eq!(fs::read(&path).expect("the compiled rulebook"), first, "the same bytes each time");
}

#[test]
fn no_text_of_a_csv_answer_can_run_as_a_formula() {
    let folder = folder("formulas");
    let path = folder.join("a.csv");
    fs::write(&path, GOOD.replace(",A\n", ",\"=HYPERLINK(\"\"x\"\")\"\n")).expect("a file");
    let out = spro(&["read", "--format", "csv", &path.to_string_lossy()]);
    let printed = text(&out.stdout);
    let objet = printed.lines().find(|line| line.contains(";objet;")).expect("the field");
    assert!(objet.ends_with(";objet;\"'=HYPERLINK(\"\"x\"\")\""), "{objet}");
    // Numbers stand as they are.
    assert!(printed.contains(";structures_invitees;10\n"), "{printed}");
}

/// The parser of arguments speaks English; who uses the program may not.
#[test]
fn arguments_that_cannot_be_followed_are_told_in_french() {
    let good = folder("arguments").join("a.csv");
    fs::write(&good, GOOD).expect("a file");
    let good = good.to_string_lossy().into_owned();
    for (arguments, said) in [
        (&["validate"][..], "spro : il manque <CHEMIN>.\nUsage : "),
        (
            &["validate", "--lang", "de", &good],
            "« de » n’est pas possible pour --lang <LANG>. Valeurs possibles : fr, en.",
        ),
        (&["validate", "--reseau"], "--reseau <NOM> attend une valeur."),
        (
            &["validate", "--reseu", "Dreux", &good],
            "l’option « --reseu » n’existe pas ici. Peut-être : --reseau.",
        ),
        (&["validat", &good], "la commande « validat » n’existe pas. Peut-être : "),
        (&["validate", "--max-errors", "x", &good], "Écrivez un nombre entier, par exemple 100."),
        (&["evaluate", "--as-of", "31/12/2018", &good], "par exemple 2018-12-31."),
        (&["validate", "--lang", "fr", "--lang", "fr", &good], "--lang <LANG> est écrit plusieurs fois."),
        (&["schema"], "il manque --as <NORME>."),
        (&["schema", "--as", "x"], "Valeurs possibles : json-schema, table-schema, xlsform."),
        (&[], "Commandes :"),
        (&["rulebook"], "Commandes :"),
        (&["rulebook", "check", "absent.toml"], "Ce fichier est introuvable."),
    ] {
        let out = spro(arguments);
        let text = text(&out.stderr) + &text(&out.stdout);
        assert!(text.contains(said), "{arguments:?}: {text}");
        assert_ne!(out.status.code(), Some(0), "{arguments:?}");
        for english in
            ["error:", "Usage:", "For more", "required", "invalid", "value", "tip:", "os error", "such"]
        {
            assert!(!text.contains(english), "{english}: {text}");
        }
    }
    let there = folder("there").join("a.xlsx");
    fs::write(&there, "x").expect("a file");
    let there = there.to_string_lossy();
    for (lang, said) in [("fr", "existe déjà."), ("en", "is there already.")] {
        let out = text(&spro(&["template", "-o", &there, "--lang", lang]).stderr);
        assert!(out.contains(said), "{out}");
    }
    let english = text(&spro(&["validate", "--lang", "en"]).stderr);
    assert!(english.starts_with("error: the following required arguments"), "{english}");
}

#[test]
fn the_help_is_in_french_throughout() {
    for arguments in [&["--help"][..], &["validate", "--help"], &["validate", "-h"], &["rulebook", "--help"]]
    {
        let out = spro(arguments);
        assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), String::new()));
        let page = text(&out.stdout);
        for english in
            ["Usage:", "Commands", "Options:", "Arguments:", "Print", "ossible values", "default", "COMMAND>"]
        {
            assert!(!page.contains(english), "{english}: {page}");
        }
    }
}
