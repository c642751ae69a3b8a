//! A file's name in its parts, and what its end says that it holds.

use super::Format;
use super::error::Cause;

/// The name of a file without its folders, before its last dot and behind it; nothing is behind where there is no dot.
pub(crate) fn name_parts(path: &str) -> (&str, &str) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// The end of a name, in small letters, without its dot; empty where there is none.
pub(super) fn of(name: &str) -> String {
    name_parts(name).1.to_ascii_lowercase()
}

/// Refuses a file whose name says another kind than `format`, which its content is; a name that ends in none of the
/// known ways says nothing.
pub(super) fn check(name: &str, format: Format) -> Result<(), Cause> {
    let extension = of(name);
    let agrees = match extension.as_str() {
        "xlsx" | "xlsm" => format == Format::Xlsx,
        "ods" => format == Format::Ods,
        "csv" | "tsv" | "tab" => format == Format::Csv,
        "txt" => matches!(format, Format::Csv | Format::Json),
        "json" => format == Format::Json,
        // Kinds that are not read: whatever is read under such a name is another one.
        "toml" | "xls" | "xlsb" | "fods" => false,
        _ => true,
    };
    if agrees { Ok(()) } else { Err(Cause::wrong_extension(format, &extension)) }
}

/// Whether a CSV may have this name: what is named otherwise is no stream of rows.
#[cfg(feature = "csv")]
pub(crate) fn may_be_csv(name: &str) -> bool {
    check(name, Format::Csv).is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;
    use crate::sheet::{Limits, read};
    use crate::value::Lang;

    const CSV: &[u8] = b"annee;objet\n2017;x\n2018;y\n";
    const JSON: &[u8] = b"{\"reunions\": [{\"annee\": 2017}]}";

    #[test]
    fn a_name_says_what_the_file_is_or_nothing() {
        for (name, format, agrees) in [
            ("a.xlsx", Format::Xlsx, true),
            ("a.XLSM", Format::Xlsx, true),
            ("a.xls", Format::Xlsx, false),
            ("a.ods", Format::Xlsx, false),
            ("a.csv", Format::Xlsx, false),
            ("a.txt", Format::Ods, false),
            ("a.xlsx", Format::Ods, false),
            ("a.tsv", Format::Csv, true),
            ("a.txt", Format::Csv, true),
            ("a.txt", Format::Json, true),
            ("a.toml", Format::Csv, false),
            ("dossier.csv/a", Format::Xlsx, true),
            ("C:\\dossier.csv\\a", Format::Xlsx, true),
            ("données", Format::Xlsx, true),
            ("", Format::Ods, true),
            ("a.sauvegarde", Format::Csv, true),
        ] {
            assert_eq!(check(name, format).is_ok(), agrees, "{name} {format:?}");
        }
    }

    /// `None` where the file is read.
    fn code(bytes: &[u8], name: &str) -> Option<&'static str> {
        read(bytes, name, &Limits::default()).err().map(|error| error.cause().code())
    }

    #[test]
    #[cfg(feature = "csv")]
    fn a_file_under_a_name_of_another_kind_is_refused() {
        let wrong = Some("fichier.extension");
        for (bytes, name, expected) in [
            (CSV, "a.csv", None),
            (CSV, "a", None),
            (CSV, "a.xlsx", wrong),
            (CSV, "a.ods", wrong),
            (CSV, "a.xls", wrong),
            (CSV, "a.json", wrong),
            (JSON, "a.json", None),
            (JSON, "a.txt", None),
            (JSON, "", None),
            (JSON, "a.xlsx", wrong),
            (JSON, "a.csv", wrong),
            // What is no other kind is told as what it is.
            (b"Bonjour", "a.xlsx", Some("fichier.format")),
            (b"%PDF-1.7", "a.xlsx", Some("fichier.format")),
            // JSON that lost its first sign is still no CSV.
            (
                b"\"annee\": 2017, \"objet\": \"x\"\n\"annee\": 2018, \"objet\": \"y\"\n",
                "a.json",
                Some("fichier.json"),
            ),
        ] {
            assert_eq!(code(bytes, name), expected, "{name}");
        }
    }

    #[test]
    #[cfg(all(feature = "csv", feature = "toml"))]
    fn toml_is_told_by_its_name_alone() {
        assert_eq!(code(CSV, "a.toml"), Some("fichier.extension"));
        assert_eq!(code(JSON, "a.toml"), Some("fichier.extension"));
        assert_eq!(code(b"# un, deux\n# trois, quatre\n[[reunions]]\nannee = 2017\n", "a.toml"), None);
        assert_eq!(code(b"annee = 2017, 5\nobjet = 1, 2\n", "a.toml"), Some("fichier.toml"));
    }

    #[test]
    fn the_right_name_is_said() {
        let error = read(JSON, "retour.csv", &Limits::default()).unwrap_err();
        assert_eq!(
            [error.message(Lang::Fr), error.message(Lang::En)],
            [
                "Ce fichier est un JSON, mais son nom finit par « .csv ». Renommez-le pour qu’il finisse par « .json », \
                 puis réessayez.",
                "This file is a JSON file, but its name ends in “.csv”. Rename it so that it ends in “.json”, then try \
                 again.",
            ]
        );
    }
}
