//! Folders of static pages, such as the form and its scripts: plain names, known types, nothing hidden.

use std::path::{Path, PathBuf};

/// The policy of the pages: their own scripts, and WebAssembly.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; \
                          base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The type of workbooks.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is served, by the end of its name.
const TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("xlsx", WORKBOOK),
];

/// The folders, each under a path.
#[derive(Debug, Default)]
pub struct Pages(Vec<(String, PathBuf)>);

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Page {
    /// A file: its content and its type.
    File(Vec<u8>, &'static str),
    /// A folder whose pages name each other from within: the path must end in a slash.
    Folder,
}

impl Pages {
    /// Folders as the command line names them: `FOLDER` or `/path=FOLDER`.
    pub fn new(named: &[String]) -> std::io::Result<Self> {
        let folder = |name: &String| {
            let (path, folder) = name.split_once('=').unwrap_or(("", name));
            let folder = Path::new(folder).canonicalize()?;
            Ok((format!("/{}", path.trim_matches('/')), folder))
        };
        let mut folders = named.iter().map(folder).collect::<std::io::Result<Vec<_>>>()?;
        // `/demo/` before `/`, whatever their order.
        folders.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        Ok(Self(folders))
    }

    /// Whether a path is under one of the folders.
    pub fn cover(&self, path: &str) -> bool {
        self.0.iter().any(|(prefix, _)| {
            path.strip_prefix(prefix.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// What stands at the path of a request, where there is anything that may be served.
    pub fn find(&self, path: &str) -> Option<Page> {
        self.0.iter().find_map(|(prefix, folder)| {
            let rest = path.strip_prefix(prefix.trim_end_matches('/'))?;
            if rest.is_empty() { Some(Page::Folder) } else { read(folder, rest.strip_prefix('/')?) }
        })
    }
}

fn read(folder: &Path, rest: &str) -> Option<Page> {
    let plain = |part: &str| {
        !part.starts_with('.')
            && part != "node_modules"
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    };
    if !rest.split('/').all(plain) {
        return None;
    }
    // A link may lead out of the folder: what counts is where the file really is.
    let file = folder.join(rest).canonicalize().ok().filter(|file| file.starts_with(folder))?;
    let file = match (file.is_dir(), rest.is_empty() || rest.ends_with('/')) {
        (true, true) => file.join("index.html"),
        (true, false) => return file.join("index.html").is_file().then_some(Page::Folder),
        (false, _) => file,
    };
    let ending = file.extension()?.to_str()?;
    let (_, kind) = TYPES.iter().find(|(known, _)| *known == ending)?;
    Some(Page::File(std::fs::read(&file).ok()?, kind))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_is_served_and_what_is_not() {
        let folder = std::env::temp_dir().join(format!("spro-pages-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("demo/.cache")).unwrap();
        std::fs::write(folder.join("secret.html"), "secret").unwrap();
        for file in ["index.html", "page.js", "notes.toml", ".hidden.html", ".cache/index.html"] {
            std::fs::write(folder.join("demo").join(file), file).unwrap();
        }
        let demo = folder.join("demo");
        let pages = Pages::new(&[format!("/demo={}", demo.display())]).unwrap();
        let file = |name: &str, kind| Some(Page::File(name.into(), kind));
        assert_eq!(pages.find("/demo/"), file("index.html", "text/html; charset=utf-8"));
        assert_eq!(pages.find("/demo/page.js"), file("page.js", "text/javascript; charset=utf-8"));
        assert_eq!(pages.find("/demo"), Some(Page::Folder));
        assert!(pages.cover("/demo/post") && !pages.cover("/demonstration/post") && !pages.cover("/post"));
        for path in [
            "/",
            "/page.js",
            "/demonstration",
            "/demo/notes.toml",
            "/demo/.hidden.html",
            "/demo/.cache/",
            "/demo/../secret.html",
            "/demo/%2e%2e/secret.html",
            "/demo//etc/passwd",
            "/demo/none.html",
        ] {
            assert_eq!(pages.find(path), None, "{path}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.join("secret.html"), demo.join("link.html")).unwrap();
            assert_eq!(pages.find("/demo/link.html"), None);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
