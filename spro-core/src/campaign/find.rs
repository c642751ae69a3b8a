//! The files of a folder.

use super::{Failure, FailureCause};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a folder's files end in to be taken; the kinds that are not read are taken too, so that each is named.
const TAKEN: [&str; 9] = ["xlsx", "xlsm", "ods", "csv", "tsv", "json", "xls", "xlsb", "fods"];
/// No folder of returns is deeper.
const DEPTH: u32 = 16;

/// The files at these paths: a file is itself, a folder stands for the workbooks in it and below it. Sorted by path,
/// each once, whatever links lead to it. Hidden files and the lock files of spreadsheet programs are left out, and so is
/// what is neither file nor folder: a pipe may never end.
pub fn find_files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    let mut entered = BTreeSet::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        let failed = failures.len();
        let first_time = walk(path, DEPTH, &mut entered, &mut files, &mut failures);
        if first_time && files.len() == before && failures.len() == failed {
            failures.push(failure(path, FailureCause::NoWorkbook));
        }
    }
    files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    let mut known = BTreeSet::new();
    files.retain(|file| known.insert(real(file)));
    (files, failures)
}

/// Where a path leads, behind all links; itself where that cannot be told.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn failure(path: &Path, cause: FailureCause) -> Failure {
    Failure { path: path.to_string_lossy().into_owned(), cause }
}

/// Adds the files of a folder; whether it was not entered before.
fn walk(
    folder: &Path,
    depth: u32,
    entered: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    failures: &mut Vec<Failure>,
) -> bool {
    if !entered.insert(real(folder)) {
        return false;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        failures.push(failure(folder, FailureCause::NoFolder));
        return true;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // The system's order is not one; which of two links to a folder is followed must not depend on it.
    paths.sort_unstable();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        if path.is_dir() {
            if let Some(depth) = depth.checked_sub(1) {
                walk(&path, depth, entered, files, failures);
            }
        } else if taken(&path) && fs::metadata(&path).map_or(true, |about| about.is_file()) {
            files.push(path);
        }
    }
    true
}

fn taken(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| TAKEN.contains(&e.as_str()))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_to_a_folder_give_its_files_once_and_pipes_are_left_out() {
        let folder = std::env::temp_dir().join(format!("spro-find-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("b")).unwrap();
        fs::write(folder.join("b/x.csv"), "a").unwrap();
        symlink(&folder, folder.join("a")).unwrap();
        symlink(&folder, folder.join("c")).unwrap();
        symlink(folder.join("b/x.csv"), folder.join("y.csv")).unwrap();
        symlink(folder.join("nowhere"), folder.join("z.csv")).unwrap();
        // A socket stands for whatever is no file.
        let socket = std::os::unix::net::UnixListener::bind(folder.join("s.csv")).unwrap();
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let (files, failures) = find_files(paths);
            assert!(failures.is_empty());
            let name = |file: PathBuf| file.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            files.into_iter().map(name).collect()
        };
        assert_eq!(names(std::slice::from_ref(&folder)), ["b/x.csv", "z.csv"]);
        assert_eq!(names(&[folder.clone(), folder.join("b"), folder.join("b/x.csv")]), ["b/x.csv", "z.csv"]);
        drop(socket);
        fs::remove_dir_all(&folder).unwrap();
    }
}
