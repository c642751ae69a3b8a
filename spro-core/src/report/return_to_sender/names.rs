//! What files that go back are called.

use crate::sheet::Format;
use crate::value::Lang;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The names of the files that go back, each its own: networks name their workbooks alike.
#[derive(Debug, Default)]
pub struct ReturnedNames {
    /// What several files are called, without case, extension and folder.
    shared: HashSet<String>,
    beside: bool,
    /// INVARIANT: folder and name, without case, of every file named so far; kept by `of`.
    taken: HashSet<(PathBuf, String)>,
}

impl ReturnedNames {
    /// Names in one folder, whatever folders these files come from: where several have the same name, the name of their
    /// folder goes before it.
    pub fn in_one_folder<'a>(sources: impl IntoIterator<Item = &'a str>) -> Self {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for source in sources {
            *seen.entry(stem(Path::new(source)).to_lowercase()).or_default() += 1;
        }
        let shared = seen.into_iter().filter(|(_, files)| *files > 1).map(|(name, _)| name);
        Self { shared: shared.collect(), ..Self::default() }
    }

    /// Names beside the files themselves.
    pub fn beside() -> Self {
        Self { beside: true, ..Self::default() }
    }

    /// `a/Dreux.ods` goes back as `Dreux - à corriger.ods`; a CSV becomes a workbook.
    pub fn of(&mut self, source: &str, format: Format, lang: Lang) -> String {
        let source = Path::new(source);
        let mut name = stem(source);
        let folder = source.parent();
        if self.shared.contains(&name.to_lowercase())
            && let Some(folder) = folder.and_then(Path::file_name)
        {
            name = format!("{} - {name}", folder.to_string_lossy());
        }
        let mark = match lang {
            Lang::Fr => "à corriger",
            Lang::En => "to mend",
        };
        let place = folder.filter(|_| self.beside).unwrap_or(Path::new("")).to_path_buf();
        let extension = extension(source, format);
        let mut found = format!("{name} - {mark}.{extension}");
        let mut number = 2;
        while !self.taken.insert((place.clone(), found.to_lowercase())) {
            found = format!("{name} - {mark} ({number}).{extension}");
            number += 1;
        }
        found
    }
}

fn stem(source: &Path) -> String {
    source.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn extension(source: &Path, format: Format) -> String {
    let own = source.extension().map(|extension| extension.to_string_lossy().into_owned());
    match format {
        Format::Xlsx => own.filter(|e| e.eq_ignore_ascii_case("xlsm")).unwrap_or_else(|| "xlsx".into()),
        _ => "ods".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_returned_file_has_a_name_of_its_own() {
        for (source, format, expected) in [
            ("a/Dreux 2017.ods", Format::Ods, "Dreux 2017 - à corriger.ods"),
            ("a/Cher.XLSX", Format::Xlsx, "Cher - à corriger.xlsx"),
            ("Cher.xlsm", Format::Xlsx, "Cher - à corriger.xlsm"),
            ("a/Cher.csv", Format::Xlsx, "Cher - à corriger.xlsx"),
        ] {
            assert_eq!(ReturnedNames::beside().of(source, format, Lang::Fr), expected);
            assert_eq!(ReturnedNames::in_one_folder([source]).of(source, format, Lang::Fr), expected);
        }
        assert_eq!(ReturnedNames::beside().of("Cher.ods", Format::Ods, Lang::En), "Cher - to mend.ods");
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        let sources = ["Cher/2017.xlsx", "Dreux/2017.XLSX", "Dreux/2017.csv", "2017.ods", "Dreux/2018.ods"];
        let mut names = ReturnedNames::in_one_folder(sources);
        let given: Vec<_> = sources
            .iter()
            .map(|s| names.of(s, if s.ends_with("ods") { Format::Ods } else { Format::Xlsx }, Lang::Fr))
            .collect();
        assert_eq!(
            given,
            [
                "Cher - 2017 - à corriger.xlsx",
                "Dreux - 2017 - à corriger.xlsx",
                "Dreux - 2017 - à corriger (2).xlsx",
                "2017 - à corriger.ods",
                "2018 - à corriger.ods",
            ]
        );
        let mut beside = ReturnedNames::beside();
        let given = ["a/x.csv", "b/x.csv", "a/X.xlsx"].map(|s| beside.of(s, Format::Xlsx, Lang::Fr));
        assert_eq!(given, ["x - à corriger.xlsx", "x - à corriger.xlsx", "X - à corriger (2).xlsx"]);
    }
}
