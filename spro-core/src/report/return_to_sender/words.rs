//! The words of the list and of the comments.

use crate::rulebook::Severity;
use crate::value::Lang;

/// The name of the list's sheet.
pub(super) fn sheet_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "À corriger",
        Lang::En => "To mend",
    }
}

/// The name of the sheet of a file that has none.
pub(super) fn data_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "Données",
        Lang::En => "Data",
    }
}

/// The headings of the list.
pub(super) fn headings(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Fr => ["Gravité", "Feuille", "Cellule", "Ce qui ne va pas", "Comment corriger"],
        Lang::En => ["Severity", "Sheet", "Cell", "What is wrong", "How to mend it"],
    }
}

/// How bad it is.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Fr) => "Erreur",
        (Severity::Warning, Lang::Fr) => "À vérifier",
        (Severity::Info, _) => "Information",
        (Severity::Error, Lang::En) => "Error",
        (Severity::Warning, Lang::En) => "To check",
    }
}
