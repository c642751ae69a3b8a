//! What is refused, with its status, its code and a sentence that helps; nothing of it is kept.

use crate::process::{FORM, Folder, Service, command, form, send};

const ONE: &str = r#"[{"annee": "2017", "date": "14/03/2017", "structures_invitees": "14", "structures_participantes": "12", "objet": "Comité"}]"#;

#[test]
fn what_cannot_be_kept_whole_is_refused() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let refused = |fields: &[(&str, &str)]| service.refused(fields);
    let code = |status: u16, code: &str| (status, code.to_owned());
    let dreux = ("reseau", "Dreux");
    assert_eq!(refused(&[dreux, ("inconnu", "[]")]), code(422, "unknown-table"));
    assert_eq!(refused(&[dreux, ("reunions", "[{")]), code(422, "bad-json"));
    assert_eq!(refused(&[dreux, ("reunions", "{}")]), code(422, "bad-rows"));
    assert_eq!(refused(&[dreux, ("reunions", "[[1]]")]), code(422, "bad-rows"));
    assert_eq!(refused(&[dreux, ("reunions", r#"[{"annee": {"$gt": 0}}]"#)]), code(422, "bad-rows"));
    assert_eq!(refused(&[dreux, ("reunions", r#"[{"__proto__": "1"}]"#)]), code(422, "unknown-field"));
    assert_eq!(
        refused(&[dreux, ("reunions", r#"[{"annee": "1", "annee": "2"}]"#)]),
        code(422, "repeated-field")
    );
    assert_eq!(refused(&[dreux, ("reunions", ONE), ("reunions", ONE)]), code(422, "repeated-field"));
    assert_eq!(refused(&[dreux, dreux, ("reunions", ONE)]), code(422, "repeated-field"));
    assert_eq!(refused(&[("reseau", "Ailleurs"), ("reunions", ONE)]), code(422, "unknown-network"));
    assert_eq!(refused(&[("reunions", ONE)]), code(422, "no-network"));
    let two = r#"[{"reseau": "Dreux", "annee": "2017"}, {"reseau": "Cher", "annee": "2017"}]"#;
    assert_eq!(refused(&[("reunions", two)]), code(422, "several-networks"));
    assert_eq!(refused(&[("reseau", "Cher"), ("reunions", two)]), code(422, "several-networks"));
    assert_eq!(refused(&[dreux, ("annee", "bientôt"), ("reunions", ONE)]), code(422, "bad-year"));
    assert_eq!(refused(&[dreux]), code(422, "no-rows"));
    assert_eq!(refused(&[dreux, ("reunions", "[]")]), code(422, "no-rows"));
    let many = format!("[{}{{}}]", "{},".repeat(5_000));
    assert_eq!(refused(&[dreux, ("reunions", &many)]), code(422, "too-many-rows"));
    let long = format!(r#"[{{"objet": "{}"}}]"#, "é".repeat(10_001));
    assert_eq!(refused(&[dreux, ("reunions", &long)]), code(422, "too-long"));
    let deep = format!(r#"[{{"objet": {}{}}}]"#, "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(refused(&[dreux, ("reunions", &deep)]), code(422, "bad-rows"));

    let post = |kind: &str, body: &[u8]| {
        let answer = service.post(kind, body);
        (answer.status, answer.json()["code"].as_str().unwrap().to_owned())
    };
    assert_eq!(post("application/json", b"{\"reseau\": "), code(400, "bad-json"));
    assert_eq!(post("application/json", b"[]"), code(400, "bad-json"));
    assert_eq!(post("application/json", b"{\"tables\": []}"), code(422, "bad-rows"));
    assert_eq!(post("application/json", b"{\"reunions\": \"[]\"}"), code(422, "bad-rows"));
    assert_eq!(post("application/json", b"{\"reseau\": \"\xff\"}"), code(422, "not-utf-8"));
    assert_eq!(post(FORM, b"reseau=Dreux&reunions=%E9"), code(422, "not-utf-8"));
    assert_eq!(post("text/plain", b"reunions"), code(415, "unsupported-type"));
    assert_eq!(post("multipart/form-data", b"reunions"), code(400, "bad-form"));
    let file =
        b"--x\r\ncontent-disposition: form-data; name=\"f\"; filename=\"a.xlsx\"\r\n\r\nPK\r\n--x--\r\n";
    assert_eq!(post("multipart/form-data; boundary=x", file), code(422, "file-posted"));
    assert_eq!(post("multipart/form-data; boundary=x", b"--x\r\ncontent-dis"), code(400, "bad-form"));

    // Nothing of all this was kept: the first submission is still to come.
    assert_eq!(service.kept(&[dreux, ("reunions", ONE)]), 1);
}

#[test]
fn messages_say_what_to_do() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let message = |fields: &[(&str, &str)]| service.post(FORM, form(fields)).json()["message"].to_string();
    assert_eq!(
        message(&[("reseau", "Dreux"), ("annee", "17"), ("reunions", ONE)]),
        "\"« 17 » n’est pas une année. Écrivez par exemple 2017.\""
    );
    let unknown = message(&[("reseau", "Dreux"), ("reunion", ONE)]);
    assert!(
        unknown.starts_with("\"Le tableau « reunion » n’existe pas. Tableaux connus : reunions, "),
        "{unknown}"
    );
}

#[test]
fn size_is_limited_and_the_sender_gets_the_answer() {
    let folder = Folder::new();
    let service = Service::start(&folder, &["--max-bytes", "1000"]);
    let answer = service.post(FORM, "a".repeat(3_000_000));
    assert_eq!((answer.status, answer.json()["code"].as_str()), (413, Some("too-large")));
    assert_eq!(
        answer.json()["message"],
        "L’envoi dépasse 1000 octets. Envoyez les tableaux en plusieurs fois."
    );
    assert_eq!(service.kept(&[("reseau", "Dreux"), ("reunions", ONE)]), 1);
}

#[test]
fn rate_is_limited_by_address() {
    let folder = Folder::new();
    let service =
        Service::start(&folder, &["--posts-per-hour", "2", "--reads-per-hour", "1", "--behind-proxy"]);
    let post = |from: &str| {
        // What the visitor writes into the header comes first; the proxy adds the address that it sees.
        let from = format!("192.0.2.99, {from}");
        let headers = [("content-type", FORM), ("x-forwarded-for", from.as_str())];
        send(service.address(), "POST", "/retours", &headers, b"reseau=Dreux").unwrap()
    };
    assert_eq!([post("192.0.2.1").status, post("192.0.2.1").status], [422, 422]);
    let answer = post("192.0.2.1");
    assert_eq!((answer.status, answer.json()["code"].as_str()), (429, Some("too-many-requests")));
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=1_800).contains(&wait), "{wait}");
    assert_eq!(post("192.0.2.2").status, 422);
    assert_eq!([service.get("/rapport").status, service.get("/rapport").status], [200, 429]);
}

#[test]
fn addresses_and_methods_that_are_not_there() {
    let folder = Folder::new();
    let service = Service::start(&folder, &[]);
    let status = |method: &str, path: &str| send(service.address(), method, path, &[], b"").unwrap().status;
    assert_eq!(status("GET", "/"), 200);
    assert_eq!(status("GET", "/autre"), 404);
    assert_eq!(status("GET", "/retours"), 405);
    assert_eq!(status("DELETE", "/retours/1"), 405);
    assert_eq!(status("POST", "/autre"), 404);
    assert_eq!(status("POST", "/rapport"), 405);
    for path in
        ["/retours/1", "/retours/abc", "/retours/-1", "/retours/99999999999999999999", "/../etc/passwd"]
    {
        assert_eq!(status("GET", path), 404, "{path}");
    }
    assert_eq!(status("GET", "/rapport?as_of=hier"), 422);
    assert_eq!(status("GET", "/indicateurs.json?per=commune"), 422);
}

#[test]
fn a_database_of_another_rulebook_is_left_alone() {
    let folder = Folder::new();
    Service::start(&folder, &[]).kept(&[("reseau", "Dreux"), ("reunions", ONE)]);
    let other = folder.path().join("autre.toml");
    let text = "code = \"autre\"\nversion = \"1.0.0\"\nextends = \"centre-val-de-loire\"\n\
                label = { fr = \"Autre\", en = \"Other\" }\n";
    std::fs::write(&other, text).unwrap();
    let ended = command(&folder, &["--rulebook", &other.to_string_lossy()]).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("la base a été remplie avec le référentiel « centre-val-de-loire »"), "{said}");
}
