//! The data's way has one direction: a module of `spro-core` imports only from the steps before its own, and no two
//! modules import from each other.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The steps, first to last. Modules of one step may import from each other, but not in a circle.
const STEPS: &[&[&str]] = &[
    &["value"],
    &["column", "sheet"],
    &["expression", "rulebook"],
    &["finding"],
    &["bind", "batch"],
    &["check"],
    &["indicator"],
    &["stream"],
    &["campaign"],
    &["evaluation"],
    &["convention", "network", "prescription"],
    &["exchange"],
    &["workbook"],
    &["charter", "template"],
    &["wire"],
    &["arrow"],
    &["report", "schema"],
    &["cli", "main"],
];

/// Two modules that know each other all the same, and why.
const CIRCLES: &[(&str, &str, &str)] = &[(
    "expression",
    "rulebook",
    "a rule holds its compiled formula, and a formula is compiled against the definitions that it names",
)];

#[test]
fn modules_import_from_earlier_steps_only() {
    let mut problems = Vec::new();
    for (module, imported) in imports() {
        let Some(here) = step(&module) else {
            problems.push(format!("`{module}` has no place in the data's way: add it to STEPS"));
            continue;
        };
        for other in imported {
            match step(&other) {
                Some(there) if there <= here => {}
                Some(_) => problems.push(format!("`{module}` imports from the later step `{other}`")),
                None => {
                    problems.push(format!("`{module}` imports from `{other}`, which has no place in STEPS"));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn modules_do_not_import_in_a_circle() {
    let mut imports = imports();
    for (a, b, _) in CIRCLES {
        let both = |from: &str, to: &str| imports.get(from).is_some_and(|set| set.contains(to));
        assert!(both(a, b) && both(b, a), "`{a}` and `{b}` are no circle any more: take them out of CIRCLES");
        imports.get_mut(*a).expect("checked above").remove(*b);
    }
    // Leaves out, again and again, the modules that import nothing that is left: what stays stands in a circle.
    while let Some(free) = imports.iter().find(|(_, set)| set.is_empty()).map(|(name, _)| name.clone()) {
        imports.remove(&free);
        for set in imports.values_mut() {
            set.remove(&free);
        }
    }
    assert!(imports.is_empty(), "a circle among: {imports:?}");
}

#[test]
fn the_scanner_sees_every_way_to_import() {
    let source = r##"
        //! crate::comment
        use crate::alpha::X;
        use crate::{beta, gamma::{Y, Z}, delta as d};
        use crate::VERSION;
        /* crate::block */ const T: &str = "crate::text";
        const R: &str = r#"crate::raw " "#;
        const Q: char = '"';
        fn f<'a>(x: &'a crate::epsilon::E) {}
        #[cfg(test)]
        mod tests { use crate::late::L; }
    "##;
    let found = paths_from_crate(&code_only(source));
    let names: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(names, ["alpha", "beta", "delta", "epsilon", "gamma"]);
}

fn step(module: &str) -> Option<usize> {
    STEPS.iter().position(|modules| modules.contains(&module))
}

/// For each top-level module, the others that it imports from. Tests may look anywhere, and are left out.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spro-core/src");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in rust_files(&source) {
        let inside = file.strip_prefix(&source).expect("a file of the folder");
        let top = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = top.trim_end_matches(".rs").to_owned();
        let is_test =
            inside.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
        // The crate's root declares all modules and imports from none.
        if is_test || module == "lib" {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        all.entry(module).or_default().extend(paths_from_crate(&code_only(&text)));
    }
    for (module, imported) in &mut all {
        imported.remove(module);
    }
    assert!(all.contains_key("value"), "no module found under {}", source.display());
    all
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

/// The source without comments, without the contents of texts, and without what follows an inner `#[cfg(test)]` module.
fn code_only(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            let hashes = rest[1..].bytes().take_while(|b| *b == b'#').count();
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 1 + hashes + 1;
            match rest.get(open..).and_then(|text| text.find(&close)) {
                Some(end) if rest.as_bytes()[open - 1] == b'"' => open + end + close.len(),
                _ => 0,
            }
        } else if c == '"' {
            text_length(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    match code.find("#[cfg(test)]") {
        Some(at) if code[at..].trim_start_matches("#[cfg(test)]").trim_start().starts_with("mod tests {") => {
            code.truncate(at);
            code
        }
        _ => code,
    }
}

/// Length of the text literal at the start of `rest`, quotes included.
fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The modules named right after `crate::`, alone or in a group. Names of constants and types at the root are left out.
fn paths_from_crate(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        let after = &code[at + prefix.len()..];
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0_i32;
            let mut start = true;
            for (offset, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    _ if c.is_whitespace() => {}
                    _ => {
                        if start && depth == 0 {
                            found.insert(identifier(&group[offset..]));
                        }
                        start = false;
                    }
                }
            }
        } else {
            found.insert(identifier(after));
        }
    }
    found.retain(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    found
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
