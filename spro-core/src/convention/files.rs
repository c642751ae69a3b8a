//! Dossiers on disk: the JSON and TOML files that hold conventions and amendments.

use super::{Dossier, NotADossier};
use crate::campaign::{Input, find_files};
use std::path::{Path, PathBuf};

/// No dossier of records is larger.
const MOST_BYTES: u64 = 16 << 20;

/// The dossiers among files and folders, each with its name, or with why it is none. Files that can hold no record,
/// and those that reading as tables tells what is wrong with, are left out.
pub fn read_dossiers(paths: &[PathBuf]) -> Vec<(String, Result<Dossier, NotADossier>)> {
    let files = find_files(paths).0.into_iter();
    files.filter_map(|path| dossier(&path).map(|read| (Input::Path(path).name(), read))).collect()
}

fn dossier(path: &Path) -> Option<Result<Dossier, NotADossier>> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let json = match ending.as_str() {
        "json" => true,
        "toml" => false,
        _ => return None,
    };
    if std::fs::metadata(path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    let named = ["conventions", "avenants"].iter().any(|key| text.contains(key));
    named.then(|| if json { Dossier::from_json(&text) } else { Dossier::from_toml(&text) })
}
