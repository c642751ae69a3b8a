//! What is said to the person whose file could not be read: what is wrong, then what to do.

use super::error::{Cause, Damage, Fault, JsonFault, Kind, OverLimit, WrongExtension};
use super::{Format, Limit};
use crate::value::Lang;
use std::io::ErrorKind;

impl Cause {
    /// What is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        let (fr, en) = match self {
            Self::Io(failure) => io(failure.kind()),
            Self::Empty => (
                "Ce fichier est vide (0 octet). Demandez-le de nouveau à qui l’a envoyé.".into(),
                "This file is empty (0 bytes). Ask whoever sent it to send it again.".into(),
            ),
            Self::OverLimit(over) => over_limit(over),
            Self::Encrypted => (
                "Ce classeur est protégé par un mot de passe. Ouvrez-le, ôtez le mot de passe, enregistrez-le, \
                 puis réessayez."
                    .into(),
                "This workbook is locked by a password. Open it, remove the password, save it, then try again."
                    .into(),
            ),
            Self::OtherKind(kind) => other_kind(*kind),
            Self::WrongExtension(wrong) => wrong_extension(wrong),
            Self::Damaged(damage) => damaged(damage),
            Self::Encoding(at) => (
                format!(
                    "Ligne {} : les accents de ce fichier sont illisibles. Enregistrez-le au format « CSV UTF-8 », \
                     puis réessayez.",
                    at.line()
                ),
                format!(
                    "Line {}: the accented letters of this file cannot be read. Save it as “CSV UTF-8”, then try again.",
                    at.line()
                ),
            ),
            Self::OpenQuote(at) => (
                format!(
                    "Ligne {} : un guillemet (\") est ouvert et jamais refermé. Refermez-le ou ôtez-le, puis réessayez.",
                    at.line()
                ),
                format!(
                    "Line {}: a quote (\") is opened and never closed. Close it or remove it, then try again.",
                    at.line()
                ),
            ),
            Self::Json(fault) => json(*fault),
            Self::RepeatedKey(repeated) => (
                format!(
                    "Ligne {}, colonne {} : « {} » est écrit deux fois. Gardez une seule valeur, puis réessayez.",
                    repeated.line(),
                    repeated.column(),
                    repeated.key()
                ),
                format!(
                    "Line {}, column {}: “{}” is written twice. Keep one value, then try again.",
                    repeated.line(),
                    repeated.column(),
                    repeated.key()
                ),
            ),
            Self::Toml(fault) => toml(*fault),
            Self::NotBuiltIn(format) => not_built_in(*format),
        };
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

fn io(kind: ErrorKind) -> (String, String) {
    let (fr, en) = match kind {
        ErrorKind::NotFound => (
            "Ce fichier est introuvable. Vérifiez son nom et son dossier.",
            "This file cannot be found. Check its name and its folder.",
        ),
        ErrorKind::PermissionDenied => (
            "L’accès à ce fichier est refusé. Fermez-le dans les autres programmes, ou demandez-en l’accès.",
            "Access to this file is denied. Close it in other programs, or ask for access.",
        ),
        ErrorKind::IsADirectory => (
            "C’est un dossier, pas un fichier. Indiquez un fichier .xlsx, .ods, .csv ou .json.",
            "This is a folder, not a file. Name a file: .xlsx, .ods, .csv or .json.",
        ),
        _ => (
            "Ce fichier n’a pas pu être lu jusqu’au bout. Copiez-le sur ce poste, puis réessayez.",
            "This file could not be read to its end. Copy it to this computer, then try again.",
        ),
    };
    (fr.into(), en.into())
}

fn over_limit(over: &OverLimit) -> (String, String) {
    let (fr_value, en_value) = (grouped(over.value(), '\u{202F}'), grouped(over.value(), ','));
    let (fr_what, en_what) = match over.limit() {
        Limit::FileBytes => ("Ce fichier pèse plus de {} octets", "This file has more than {} bytes"),
        Limit::PartBytes => {
            ("Une partie de ce classeur dépasse {} octets", "A part of this workbook has more than {} bytes")
        }
        Limit::InflatedBytes => {
            ("Ce classeur décompressé dépasse {} octets", "This workbook inflates to more than {} bytes")
        }
        Limit::Sheets => ("Ce fichier a plus de {} feuilles", "This file has more than {} sheets"),
        Limit::Rows => ("Ce fichier a plus de {} lignes", "This file has more than {} rows"),
        Limit::Columns => ("Ce fichier a plus de {} colonnes", "This file has more than {} columns"),
        Limit::Cells => (
            "Ce fichier a plus de {} cellules remplies",
            "This file has more than {} cells that hold something",
        ),
        Limit::TextBytes => {
            ("Les textes de ce fichier dépassent {} octets", "The texts of this file have more than {} bytes")
        }
        Limit::CellBytes => {
            ("Le texte d’une cellule dépasse {} octets", "The text of a cell has more than {} bytes")
        }
    };
    let name = over.limit().name();
    let place = |open: &str, close: &str| match over.place() {
        "" => String::new(),
        place => format!(" ({open}{place}{close})"),
    };
    (
        format!(
            "{}{}. Ôtez ce qui est en trop, ou relevez la limite « {name} » (ici {fr_value}).",
            fr_what.replace("{}", &fr_value),
            place("« ", " »"),
        ),
        format!(
            "{}{}. Remove what is not needed, or raise the limit “{name}” (here {en_value}).",
            en_what.replace("{}", &en_value),
            place("“", "”"),
        ),
    )
}

fn other_kind(kind: Kind) -> (String, String) {
    let (fr, en) = match kind {
        Kind::Xls => ("un classeur à l’ancien format .xls", "a workbook in the old .xls format"),
        Kind::Xlsb => ("un classeur au format binaire .xlsb", "a workbook in the binary .xlsb format"),
        Kind::XmlWorkbook => ("un classeur au format XML", "a workbook in an XML format"),
        Kind::Numbers => ("un classeur Numbers", "a Numbers workbook"),
        Kind::Document => ("un document de texte", "a text document"),
        Kind::Presentation => ("une présentation", "a presentation"),
        Kind::Archive => ("une archive", "an archive"),
        Kind::Pdf => ("un PDF", "a PDF"),
        Kind::Picture => ("une image", "a picture"),
        Kind::WebPage => ("une page web", "a web page"),
        Kind::Text => ("un texte sans colonnes", "a text without columns"),
        Kind::Unknown => ("un fichier d’un type inconnu", "a file of an unknown kind"),
    };
    let (fr_do, en_do) = match kind {
        Kind::Xls | Kind::Xlsb | Kind::XmlWorkbook => (
            "Ouvrez-le dans un tableur, enregistrez-le en .xlsx, puis réessayez.",
            "Open it in a spreadsheet, save it as .xlsx, then try again.",
        ),
        Kind::Numbers => (
            "Ouvrez-le dans Numbers, exportez-le en .xlsx, puis réessayez.",
            "Open it in Numbers, export it as .xlsx, then try again.",
        ),
        Kind::Archive => (
            "Extrayez les classeurs qu’elle contient, puis indiquez-les.",
            "Extract the workbooks that it holds, then name them.",
        ),
        _ => (
            "Indiquez un classeur .xlsx ou .ods, ou un fichier .csv ou .json.",
            "Name a workbook (.xlsx, .ods), or a .csv or .json file.",
        ),
    };
    (
        format!("C’est {fr}, et non un tableau lisible. {fr_do}"),
        format!("This is {en}, not a table that can be read. {en_do}"),
    )
}

fn wrong_extension(wrong: &WrongExtension) -> (String, String) {
    let (fr, en, right) = match wrong.format() {
        Format::Xlsx => ("un classeur Excel", "an Excel workbook", "xlsx"),
        Format::Ods => ("un classeur OpenDocument", "an OpenDocument workbook", "ods"),
        Format::Csv => ("un CSV", "a CSV file", "csv"),
        Format::Json => ("un JSON", "a JSON file", "json"),
    };
    let said = wrong.extension();
    (
        format!(
            "Ce fichier est {fr}, mais son nom finit par « .{said} ». Renommez-le pour qu’il finisse par « .{right} », \
             puis réessayez."
        ),
        format!(
            "This file is {en}, but its name ends in “.{said}”. Rename it so that it ends in “.{right}”, then try again."
        ),
    )
}

fn damaged(damage: &Damage) -> (String, String) {
    let (fr, en) = match damage.fault() {
        Fault::Truncated => ("la fin manque", "its end is missing"),
        Fault::MissingPart => ("une partie manque", "a part is missing"),
        Fault::Compression => ("des octets sont altérés", "some bytes are altered"),
        Fault::Method => ("la compression est inconnue", "the compression is unknown"),
        Fault::Xml => ("le XML est mal formé", "the XML is not well formed"),
        Fault::Entity => ("le XML déclare des entités", "the XML declares entities"),
        Fault::Encoding => ("le texte n’est pas en UTF-8", "the text is not UTF-8"),
        Fault::TooDeep => ("le XML est trop imbriqué", "the XML is nested too deep"),
        Fault::Place => ("l’adresse d’une cellule est fausse", "the address of a cell is wrong"),
        Fault::Index => {
            ("une cellule renvoie à un texte absent", "a cell points to a text that is not there")
        }
    };
    let (fr_part, en_part) = match damage.part() {
        "" => (String::new(), String::new()),
        part => (format!(", dans « {part} »"), format!(", in “{part}”")),
    };
    (
        format!(
            "Ce classeur est abîmé ({fr}{fr_part}). Ouvrez-le dans un tableur, enregistrez-le sous un autre nom, \
             puis réessayez."
        ),
        format!(
            "This workbook is damaged ({en}{en_part}). Open it in a spreadsheet, save it under another name, then try again."
        ),
    )
}

fn json(fault: JsonFault) -> (String, String) {
    let (line, column) = (fault.line(), fault.column());
    let (fr, en) = if fault.is_shape() {
        ("ce JSON ne contient pas de lignes de tableau", "this JSON does not hold rows of a table")
    } else {
        ("ce JSON est mal formé", "this JSON is not well formed")
    };
    let example = r#"{"reunions": [{"annee": 2017}]}"#;
    (
        format!("Ligne {line}, colonne {column} : {fr}. Forme attendue : {example}."),
        format!("Line {line}, column {column}: {en}. Expected form: {example}."),
    )
}

fn toml(fault: JsonFault) -> (String, String) {
    let (line, column) = (fault.line(), fault.column());
    let example = "[[demandes]] puis annee = 2017";
    let example_en = "[[demandes]] then annee = 2017";
    if fault.is_shape() {
        return (
            format!("Ce TOML ne contient pas de lignes de tableau. Forme attendue : {example}."),
            format!("This TOML does not hold rows of a table. Expected form: {example_en}."),
        );
    }
    (
        format!(
            "Ligne {line}, colonne {column} : ce TOML est mal formé. Corrigez-le, puis réessayez. Exemple : {example}."
        ),
        format!(
            "Line {line}, column {column}: this TOML is not well formed. Correct it, then try again. Example: {example_en}."
        ),
    )
}

fn not_built_in(format: Format) -> (String, String) {
    let name = match format {
        Format::Xlsx => "XLSX",
        Format::Ods => "ODS",
        Format::Csv => "CSV",
        Format::Json => "JSON",
    };
    (
        format!(
            "Ce programme est construit sans le lecteur {name}. Enregistrez le fichier dans un autre format."
        ),
        format!("This program is built without the {name} reader. Save the file in another format."),
    )
}

/// Thousands apart: `1 048 576`.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::error::{AtLine, IoFailure, RepeatedKey};
    use super::*;

    fn all() -> Vec<Cause> {
        let mut all = vec![
            Cause::Empty,
            Cause::Encrypted,
            Cause::Encoding(AtLine::new(12)),
            Cause::OpenQuote(AtLine::new(3)),
            Cause::Json(JsonFault::new(1, 2, false)),
            Cause::Json(JsonFault::new(1, 2, true)),
            Cause::RepeatedKey(RepeatedKey::new("annee", 1, 2)),
        ];
        for kind in
            [ErrorKind::NotFound, ErrorKind::PermissionDenied, ErrorKind::IsADirectory, ErrorKind::Other]
        {
            all.push(Cause::Io(IoFailure::new(kind)));
        }
        for limit in Limit::ALL {
            all.push(Cause::OverLimit(OverLimit::new(limit, 1_048_576, "Feuil1")));
        }
        for kind in [
            Kind::Xls,
            Kind::Xlsb,
            Kind::XmlWorkbook,
            Kind::Numbers,
            Kind::Document,
            Kind::Presentation,
            Kind::Archive,
            Kind::Pdf,
            Kind::Picture,
            Kind::WebPage,
            Kind::Text,
            Kind::Unknown,
        ] {
            all.push(Cause::OtherKind(kind));
        }
        for fault in [
            Fault::Truncated,
            Fault::MissingPart,
            Fault::Compression,
            Fault::Method,
            Fault::Xml,
            Fault::Entity,
            Fault::Encoding,
            Fault::TooDeep,
            Fault::Place,
            Fault::Index,
        ] {
            all.push(Cause::Damaged(Damage::new("xl/workbook.xml", fault)));
        }
        for format in [Format::Xlsx, Format::Ods, Format::Csv, Format::Json] {
            all.push(Cause::NotBuiltIn(format));
            all.push(Cause::wrong_extension(format, "xls"));
        }
        all
    }

    /// Short sentences, two of them, in both languages, each said by one cause only.
    #[test]
    fn every_message_is_short_and_says_what_to_do() {
        let mut seen = std::collections::BTreeSet::new();
        for cause in all() {
            for lang in [Lang::Fr, Lang::En] {
                let message = cause.message(lang);
                assert!(seen.insert(message.clone()), "said twice: {message}");
                let sentences: Vec<&str> = message.trim_end_matches('.').split(". ").collect();
                assert!(sentences.len() >= 2, "what to do is missing: {message}");
                for sentence in sentences {
                    // Signs that stand alone are not words.
                    let words =
                        sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
                    assert!(words <= 20, "{words} words: {sentence}");
                }
            }
        }
    }

    #[test]
    fn a_limit_is_stated_with_its_value_and_its_name() {
        let cause = Cause::OverLimit(OverLimit::new(Limit::Cells, 2_000_000, "Réunions"));
        assert_eq!(
            cause.message(Lang::Fr),
            "Ce fichier a plus de 2\u{202F}000\u{202F}000 cellules remplies (« Réunions »). Ôtez ce qui est en trop, ou \
             relevez la limite « max_cells » (ici 2\u{202F}000\u{202F}000)."
        );
        assert_eq!(
            cause.message(Lang::En),
            "This file has more than 2,000,000 cells that hold something (“Réunions”). Remove what is not needed, or \
             raise the limit “max_cells” (here 2,000,000)."
        );
    }

    #[test]
    fn thousands_are_set_apart() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_048_576, "1,048,576")]
        {
            assert_eq!(grouped(n, ','), text);
        }
    }
}
