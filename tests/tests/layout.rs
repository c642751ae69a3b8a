//! What stands at the top of the repository, and what no file of it may hold.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The names at the top level, dot files aside.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "docs",
    "spro-core",
    "spro-py",
    "spro-wasm",
    "tests",
];

/// Words that would tie the project to one machine. Each is written in two parts, so that this file does not hold it.
const FOREIGN: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("crates", ".io/"),
    ("index.cra", "tes.io"),
    ("static.cra", "tes.io"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("deb.deb", "ian.org"),
    ("security.deb", "ian.org"),
    ("../sha", "red"),
];

/// Files whose form is not ours: cargo names its registry in each package of the lock file.
const EXEMPT: &[&str] = &["Cargo.lock"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files under version control, and those that could be.
fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["-c", "core.quotePath=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("names in UTF-8");
    names
        .split('\0')
        .filter(|name| !name.is_empty() && root().join(name).is_file())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_top_level_holds_what_is_listed_and_nothing_else() {
    let mut found: Vec<String> = files()
        .iter()
        .map(|name| name.split('/').next().unwrap_or_default().to_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    found.sort();
    found.dedup();
    assert_eq!(found, TOP);
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let mut problems = Vec::new();
    for name in files().iter().filter(|name| !EXEMPT.contains(&name.as_str())) {
        let bytes = std::fs::read(root().join(name)).expect("readable");
        for (head, tail) in FOREIGN {
            let word = format!("{head}{tail}");
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                problems.push(format!("{name} holds {word}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_text_file_ends_with_one_line_break() {
    let ends = ["rs", "toml", "md", "sh", "py", "mjs", "json", "yml", "css", "html"];
    let mut problems = Vec::new();
    for name in files() {
        let is_text = Path::new(&name).extension().is_some_and(|end| ends.iter().any(|e| end == *e));
        // An expected output is compared byte for byte: its end is what the program wrote.
        if !is_text || name.contains("/expected/") || name.contains("/input.") {
            continue;
        }
        let text = std::fs::read_to_string(root().join(&name)).expect("UTF-8");
        if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
            problems.push(name);
        }
    }
    assert!(problems.is_empty(), "{problems:?}");
}
