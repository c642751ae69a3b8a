//! `spro milestones` as its users meet it.

#![cfg(feature = "cli")]
#![allow(missing_docs, reason = "tests")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn spro(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spro")).args(arguments).output().expect("the program runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The standing of a milestone, and how many tables are missing for it.
fn standing(out: &Output, code: &str) -> (String, usize) {
    let answer: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let all = answer["milestones"].as_array().expect("milestones");
    let line = all.iter().find(|m| m["milestone"] == code).expect("the milestone");
    (
        line["standing"].as_str().expect("a standing").to_owned(),
        line["missing"].as_array().map_or(0, Vec::len),
    )
}

#[test]
fn what_is_past_due_and_late() {
    let on = |day: &str| spro(&["milestones", "--as-of", day, "--format", "json"]);
    assert_eq!(standing(&on("2017-01-12"), "envoi-demandes"), ("due".to_owned(), 9));
    assert_eq!(standing(&on("2017-01-13"), "envoi-demandes"), ("late".to_owned(), 9));
    assert_eq!(standing(&on("2017-01-13"), "vote-avenants").0, "past");
    assert_eq!(standing(&on("2016-12-07"), "semaine-prejuges").0, "under way");
    assert_eq!(spro(&["milestones"]).status.code(), Some(2));
    assert_eq!(spro(&["milestones", "--as-of", "demain"]).status.code(), Some(2));
}

#[test]
fn what_was_returned_is_missing_no_more() {
    let path = folder("milestones").join("demandes.csv");
    fs::write(
        &path,
        "reseau,annee,structure,porte_convention_financiere,coordonne,subvention_totale,subvention_coordination,\
         date_envoi\nDreux,2017,ML,oui,oui,10000.00,3000.00,2017-01-12\n",
    )
    .expect("a file");
    let path = path.to_string_lossy();
    let out = spro(&["milestones", &path, "--as-of", "2017-01-13", "--format", "json"]);
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(standing(&out, "envoi-demandes"), ("late".to_owned(), 8));
    let said =
        String::from_utf8(spro(&["milestones", &path, "--as-of", "2017-01-13"]).stdout).expect("UTF-8");
    assert!(said.contains("8 tableau(x) manquant(s) : Orléans, "), "{said}");
}

/// The examples go on to 2019: on a day of 2017 that is still to come, whatever the files hold.
#[test]
fn what_is_collected_after_the_day_was_not_returned_on_it() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let data = data.to_string_lossy();
    let on = |day: &str| spro(&["milestones", &data, "--as-of", day, "--format", "json"]);
    // 2016 and 2017 are there, 2018 of two tables and 2019 of one are not: three networks times nine.
    assert_eq!(standing(&on("2017-12-31"), "reponses-2019"), ("due".to_owned(), 27));
    assert_eq!(standing(&on("2017-12-31"), "premier-jugement-q1"), ("done".to_owned(), 0));
    assert_eq!(standing(&on("2016-12-31"), "premier-jugement-q1"), ("upcoming".to_owned(), 27));
    assert_eq!(standing(&on("2019-01-01"), "reponses-2019"), ("done".to_owned(), 0));
    let said =
        String::from_utf8(spro(&["milestones", &data, "--as-of", "2017-12-31"]).stdout).expect("UTF-8");
    assert!(said.contains("données rendues  ") && !said.contains("fait"), "{said}");
}

#[test]
fn a_request_may_be_sent_before_its_year() {
    let path = folder("early").join("demandes.csv");
    fs::write(
        &path,
        "reseau,annee,structure,porte_convention_financiere,coordonne,subvention_totale,subvention_coordination,\
         date_envoi\nDreux,2017,ML,oui,oui,10000.00,3000.00,2016-12-12\n",
    )
    .expect("a file");
    let out = spro(&["milestones", &path.to_string_lossy(), "--as-of", "2016-12-31", "--format", "json"]);
    assert_eq!(standing(&out, "envoi-demandes").1, 8);
}

#[test]
fn the_calendar_file_is_the_same_every_time_and_never_replaced_unasked() {
    let path = folder("calendar").join("spro.ics");
    let path = path.to_string_lossy();
    let write = |more: &[&str]| {
        let mut arguments = vec!["milestones", "--as-of", "2017-01-01", "--ics", &path];
        arguments.extend(more);
        spro(&arguments).status.code()
    };
    assert_eq!(write(&[]), Some(0));
    let first = fs::read_to_string(&*path).expect("the file");
    assert!(first.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{first}");
    assert!(first.contains("UID:envoi-demandes@centre-val-de-loire.spro\r\n"), "{first}");
    assert!(first.contains("DTSTAMP:20170101T000000Z\r\n"), "{first}");
    assert_eq!(write(&[]), Some(2));
    assert_eq!(write(&["--force"]), Some(0));
    assert_eq!(fs::read_to_string(&*path).expect("the file"), first);
}
