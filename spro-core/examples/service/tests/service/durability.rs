//! Whatever was answered with 201 is there after the process was killed, and the database is whole.

use crate::process::{FORM, Folder, Service, form, send};
use std::sync::mpsc;

/// Clients that post at the same time.
const CLIENTS: usize = 4;
/// The process is killed when so many submissions were accepted, while the others are on their way.
const ACCEPTED: usize = 25;

#[test]
fn every_accepted_submission_survives_a_kill() {
    let folder = Folder::new();
    let limits = ["--posts-per-hour", "1000000", "--reads-per-hour", "1000000"];
    let mut service = Service::start(&folder, &limits);
    let (accepted, answers) = mpsc::channel::<(u64, String)>();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (accepted, address) = (accepted.clone(), service.address().to_owned());
            std::thread::spawn(move || {
                for n in 0.. {
                    let subject = format!("Réunion {n} du client {client}");
                    let rows = format!(r#"[{{"annee": "2017", "objet": "{subject}"}}]"#);
                    let body = form(&[("reseau", "Dreux"), ("reunions", &rows)]);
                    let sent = send(&address, "POST", "/retours", &[("content-type", FORM)], body.as_bytes());
                    // The process is dead: the connection is refused or cut.
                    let Ok(answer) = sent else { break };
                    assert_eq!(answer.status, 201, "{}", answer.text());
                    accepted.send((answer.json()["id"].as_u64().unwrap(), subject)).unwrap();
                }
            })
        })
        .collect();
    drop(accepted);
    let mut kept: Vec<_> = answers.iter().take(ACCEPTED).collect();
    service.kill();
    for client in clients {
        client.join().unwrap();
    }
    kept.extend(answers.iter());

    let service = Service::start(&folder, &limits);
    for (id, subject) in &kept {
        let again = service.get(&format!("/retours/{id}")).json();
        assert_eq!(again["tables"][0]["rows"][0]["objet"], *subject, "submission {id} of {}", kept.len());
    }
    assert!(kept.len() >= ACCEPTED);
    let next = service.kept(&[("reseau", "Dreux"), ("reunions", r#"[{"annee": "2017"}]"#)]);
    assert!(kept.iter().all(|(id, _)| *id < next));
    drop(service);
    let database = rusqlite::Connection::open(folder.path().join("retours.sqlite")).unwrap();
    let whole: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    // A submission is there with its table, or not at all.
    let torn: i64 = database
        .query_row(
            "SELECT count(*) FROM submission WHERE id NOT IN (SELECT submission FROM posted)
             OR id NOT IN (SELECT submission FROM part)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(torn, 0);
}
