//! The files of a folder.

use super::{Failure, FailureCause};
use std::fs;
use std::path::{Path, PathBuf};

/// What a folder's files end in to be taken; the kinds that are not read are taken too, so that each is named.
const TAKEN: [&str; 9] = ["xlsx", "xlsm", "ods", "csv", "tsv", "json", "xls", "xlsb", "fods"];
/// No folder of returns is deeper; a link to its own folder would be.
const DEPTH: u32 = 16;

/// The files at these paths: a file is itself, a folder stands for the workbooks in it and below it. Sorted by path,
/// each once. Hidden files and the lock files of spreadsheet programs are left out.
pub fn find_files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        let failed = failures.len();
        walk(path, DEPTH, &mut files, &mut failures);
        if files.len() == before && failures.len() == failed {
            failures.push(failure(path, FailureCause::NoWorkbook));
        }
    }
    files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    files.dedup();
    (files, failures)
}

fn failure(path: &Path, cause: FailureCause) -> Failure {
    Failure { path: path.to_string_lossy().into_owned(), cause }
}

fn walk(folder: &Path, depth: u32, files: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    let Ok(entries) = fs::read_dir(folder) else {
        failures.push(failure(folder, FailureCause::NoFolder));
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            if let Some(depth) = depth.checked_sub(1) {
                walk(&path, depth, files, failures);
            }
        } else if taken(&path) {
            files.push(path);
        }
    }
}

fn taken(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| TAKEN.contains(&e.as_str()))
}
