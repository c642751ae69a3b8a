//! Rulebooks from files: those that are right load, and those that are wrong say everything that is wrong with them.

use crate::rulebook::Rulebook;
use crate::value::Lang;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rulebooks").join(name)
}

fn files(name: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    all.sort();
    assert!(!all.is_empty());
    all
}

#[test]
fn broken_rulebooks_say_everything_that_is_wrong() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder("bad"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in files("bad") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let Err(errors) = Rulebook::load(&path) else { panic!("{name} loads") };
            let both = format!("{}\n{}", errors.report(Lang::Fr), errors.report(Lang::En));
            let own = format!("{}/", folder("bad").display());
            insta::assert_snapshot!(name, both.replace(&own, ""));
        }
    });
}

#[test]
fn a_report_of_many_errors_shows_the_first_fifty_and_counts_the_others() {
    let head = "extends = \"centre-val-de-loire\"\ncode = \"x\"\nversion = \"1\"\nlabel = { fr = \"x\", en = \"x\" }\n";
    let report = |n: usize, lang| {
        let wrong = |i| {
            format!(
                "[[threshold]]\nindicator = \"inconnu-{i}\"\ncompare = \">=\"\nvalue = 1\nauthor = \"A\"\ndate = 2018-01-15\n"
            )
        };
        let text = (0..n).fold(head.to_owned(), |text, i| text + &wrong(i));
        let errors = Rulebook::from_toml(&text, "x.toml").unwrap_err();
        assert_eq!(errors.errors().len(), n, "all of them for a program");
        errors.report(lang)
    };
    let shown = |report: &str| report.matches("x.toml:").count();
    let (all, one, many) = (report(50, Lang::Fr), report(51, Lang::Fr), report(1_000, Lang::Fr));
    assert!(shown(&all) == 50 && !all.contains("autre"), "{all}");
    assert!(shown(&one) == 50 && one.contains("\n1 autre erreur n’est pas montrée"), "{one}");
    assert!(shown(&many) == 50 && many.contains("\n950 autres erreurs ne sont pas montrées"), "{many}");
    assert!(many.ends_with("\n1000 erreurs dans le référentiel.\n"), "{many}");
    let many = report(52, Lang::En);
    assert!(
        many.ends_with("\n2 more errors are not shown: mend these first.\n\n52 errors in the rulebook.\n"),
        "{many}"
    );
}

#[test]
fn right_rulebooks_load_and_come_back_from_their_compiled_form() {
    for path in files("good") {
        let rulebook = Rulebook::load(&path).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(Rulebook::from_compiled(&rulebook.compile()), Ok(rulebook));
    }
}

#[test]
fn the_examples_of_the_documentation_load() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rulebook.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect();
    let (extending, parts): (Vec<&str>, Vec<&str>) = blocks.iter().partition(|b| b.starts_with("extends"));
    assert_eq!((extending.len(), parts.len()), (2, 7));
    for text in extending.into_iter().map(str::to_owned).chain([parts.concat()]) {
        let rulebook = Rulebook::from_toml(&text, "docs/rulebook.md").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(Rulebook::from_compiled(&rulebook.compile()), Ok(rulebook));
    }
}

#[test]
fn the_documentation_names_every_kind_of_entry() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rulebook.md");
    let page = std::fs::read_to_string(page).unwrap();
    let lines = super::super::layers::BUILT_IN.iter().flat_map(|(_, text)| text.lines());
    for header in lines.map(str::trim).filter(|line| line.starts_with("[[")) {
        assert!(page.contains(header), "{header}");
    }
}
