//! What the documents promise: they are listed, their links lead somewhere, and the tests that they name exist.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The documents for people: those of `docs`, and each README.
fn documents() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    all.extend(
        ["README.md", "SECURITY.md", "spro-core/README.md", "spro-py/README.md", "spro-wasm/README.md"]
            .map(|name| root().join(name)),
    );
    all.sort();
    all
}

/// The targets of `[text](target)`, those of pages on the web aside.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    targets.filter(|target| !target.contains("://") && !target.starts_with('#')).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("readable");
        for link in links(&text) {
            let file = link.split('#').next().unwrap_or(link);
            if !document.parent().expect("a folder").join(file).exists() {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_document_is_listed() {
    let index = fs::read_to_string(root().join("docs/README.md")).expect("readable");
    let listed: BTreeSet<&str> = links(&index).into_iter().collect();
    for document in documents().iter().filter(|path| path.parent().is_some_and(|p| p.ends_with("docs"))) {
        let name = document.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name == "README.md" || listed.contains(name.as_str()), "docs/README.md does not list {name}");
    }
}

#[test]
fn the_tests_that_limits_name_exist() {
    let text = fs::read_to_string(root().join("docs/limits.md")).expect("readable");
    let mut named: BTreeSet<&str> = BTreeSet::new();
    // A name of a test stands alone in backquotes, in small letters with low lines between four words or more.
    for word in text.split('`').skip(1).step_by(2) {
        if word.matches('_').count() >= 3
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        {
            named.insert(word);
        }
    }
    assert!(named.len() >= 15, "only {} tests are named", named.len());
    let mut sources = String::new();
    for folder in ["spro-core/src", "spro-core/tests", "tests/tests"] {
        gather(&root().join(folder), &mut sources);
    }
    let missing: Vec<&&str> = named.iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "docs/limits.md names tests that do not exist: {missing:?}");
}

/// All Rust sources below a folder, one after the other.
fn gather(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push_str(&fs::read_to_string(&path).expect("readable"));
        }
    }
}
