//! Which files make a rulebook: its own, and those of the rulebooks that it extends.

use super::error::{RulebookError, RulebookErrors, expected, known, words};
use super::text::{Place, Text};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// Most bytes of a file.
const MOST_BYTES: u64 = 4 << 20;

/// Most rulebooks that extend each other.
const MOST_LAYERS: usize = 8;

/// Code of the built-in rulebook.
pub(super) const CENTRE: &str = "centre-val-de-loire";

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        [$((
            concat!("centre-val-de-loire/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rulebook/centre-val-de-loire/", $name)),
        )),+]
    };
}

/// The files of the built-in rulebook: path and text.
pub(super) const BUILT_IN: &[(&str, &str)] = &embedded!(
    "rulebook.toml",
    "networks.toml",
    "structures.toml",
    "parameters.toml",
    "tables.toml",
    "indicators.toml",
    "funding.toml",
    "life.toml",
    "evaluation.toml",
    "milestones.toml",
    "records.toml"
);

/// A file before its layer is known: the one that was asked for first, then what it extends.
struct Found {
    path: String,
    text: String,
}

/// The texts of the built-in rulebook.
pub(super) fn built_in() -> Vec<Text> {
    let text =
        |(path, text): &(&str, &str)| Text { path: (*path).to_owned(), body: (*text).to_owned(), layer: 0 };
    BUILT_IN.iter().map(text).collect()
}

/// The texts of a rulebook and of all that it extends, the lowest first. `folder` is where its paths start from.
pub(super) fn collect(text: &str, path: &str, file: Option<&Path>) -> Result<Vec<Text>, RulebookErrors> {
    let mut chain = vec![Found { path: path.to_owned(), text: text.to_owned() }];
    let mut file = file.map(Path::to_path_buf);
    let mut visited: Vec<PathBuf> = file.iter().filter_map(|f| f.canonicalize().ok()).collect();
    let mut base = Vec::new();
    while let Some(top) = chain.last()
        && let Some((extends, place)) = extended(&top.text)
    {
        if extends == CENTRE {
            base = built_in();
            break;
        }
        let wrong = |message, expected| {
            let text = Text { path: top.path.clone(), body: top.text.clone(), layer: 0 };
            Err(RulebookErrors(vec![RulebookError::new(&text, &place.range(), message, expected)]))
        };
        let Some(next) = file.as_ref().map(|f| f.parent().unwrap_or(Path::new("")).join(&extends)) else {
            return wrong(
                words(
                    format!("Le référentiel « {extends} » n'est pas intégré au programme."),
                    format!("The rulebook \"{extends}\" is not built in."),
                ),
                known(&extends, [CENTRE].into_iter()),
            );
        };
        let shown = next.display().to_string();
        let (canonical, text) = match (next.canonicalize(), read(&next)) {
            (Ok(canonical), Ok(text)) => (canonical, text),
            (Err(_), _) => {
                return wrong(
                    words(
                        format!("Le fichier {shown} est introuvable."),
                        format!("There is no file {shown}."),
                    ),
                    expected(
                        format!("« {CENTRE} », ou un chemin à partir du dossier de ce fichier"),
                        format!("\"{CENTRE}\", or a path from the folder of this file"),
                    ),
                );
            }
            (_, Err(errors)) => return Err(errors),
        };
        if visited.contains(&canonical) || chain.len() >= MOST_LAYERS {
            return wrong(
                words(
                    "Ce référentiel s'étend en cercle ou trop loin.",
                    "This rulebook extends in a circle or too far.",
                ),
                expected(
                    format!("au plus {MOST_LAYERS} référentiels, sans cercle"),
                    format!("at most {MOST_LAYERS} rulebooks, without a circle"),
                ),
            );
        }
        visited.push(canonical);
        chain.push(Found { path: shown, text });
        file = Some(next);
    }
    let first = usize::from(!base.is_empty());
    let own = chain.into_iter().rev().enumerate();
    base.extend(own.map(|(i, f)| Text { path: f.path, body: f.text, layer: first + i }));
    Ok(base)
}

/// What a rulebook says that it extends.
fn extended(text: &str) -> Option<(String, Place)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (_, value) = table.get_ref().iter().find(|(key, _)| key.get_ref() == "extends")?;
    Some((value.get_ref().as_str()?.to_owned(), Place::new(0, &value.span())))
}

/// Reads a file of a rulebook.
pub(super) fn read(path: &Path) -> Result<String, RulebookErrors> {
    let shown = path.display().to_string();
    let size = std::fs::metadata(path).map(|m| m.len());
    if size.as_ref().is_ok_and(|size| *size > MOST_BYTES) {
        return Err(RulebookErrors::of_file(
            &shown,
            words("Le fichier est trop grand.", "The file is too large."),
            expected("un référentiel de 4 Mio au plus", "a rulebook of at most 4 MiB"),
        ));
    }
    let bytes = size.and_then(|_| std::fs::read(path)).map_err(|error| {
        let (what, help) = match error.kind() {
            ErrorKind::NotFound => (
                words("Ce fichier est introuvable.", "This file cannot be found."),
                words("Vérifier son nom et son dossier.", "Check its name and its folder."),
            ),
            ErrorKind::PermissionDenied => (
                words("L'accès à ce fichier est refusé.", "Access to this file is denied."),
                words("En demander l'accès, puis recommencer.", "Ask for access, then try again."),
            ),
            _ => (
                words("Le fichier ne se lit pas.", "The file cannot be read."),
                words(
                    "Le copier sur ce poste, puis recommencer.",
                    "Copy it to this computer, then try again.",
                ),
            ),
        };
        RulebookErrors::of_file(&shown, what, help)
    })?;
    String::from_utf8(bytes).map_err(|_| {
        RulebookErrors::of_file(
            &shown,
            words("Le fichier n'est pas en UTF-8.", "The file is not in UTF-8."),
            words("L'enregistrer en UTF-8, puis recommencer.", "Save it as UTF-8 and try again."),
        )
    })
}
