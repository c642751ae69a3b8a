//! Words with which lines of totals and footers begin.

use crate::value::{fold, trim};

/// First words of a line of totals; `nombre` and `taux` only before the words below.
const FIRST: [&str; 26] = [
    "total",
    "totaux",
    "soustotal",
    "sous",
    "somme",
    "sommes",
    "moyenne",
    "moyennes",
    "moy",
    "cumul",
    "cumuls",
    "ensemble",
    "grand",
    "nombre",
    "nb",
    "taux",
    "sum",
    "mean",
    "average",
    "subtotal",
    "maximum",
    "minimum",
    "mediane",
    "ecart",
    "recapitulatif",
    "nbre",
];
/// First words that say so only with one of these behind them.
const SECOND: [(&str, &[&str]); 7] = [
    ("sous", &["total", "totaux"]),
    ("grand", &["total"]),
    ("nombre", &["total", "moyen"]),
    ("nb", &["total", "moyen"]),
    ("nbre", &["total", "moyen"]),
    ("taux", &["moyen", "global", "total"]),
    ("ecart", &["type"]),
];
/// Other words of such a line. One more, and the line is about something.
const OTHERS: [&str; 49] = [
    "total",
    "totaux",
    "general",
    "generale",
    "global",
    "globale",
    "moyen",
    "moyenne",
    "type",
    "du",
    "de",
    "des",
    "d",
    "la",
    "le",
    "les",
    "l",
    "en",
    "par",
    "an",
    "annee",
    "annees",
    "annuel",
    "annuelle",
    "reseau",
    "spro",
    "local",
    "territoire",
    "structures",
    "structure",
    "agents",
    "agent",
    "reunions",
    "reunion",
    "participants",
    "participantes",
    "invitees",
    "presence",
    "taux",
    "etp",
    "toutes",
    "tous",
    "sur",
    "pour",
    "et",
    "cumule",
    "a",
    "membres",
    "regional",
];

/// Whether a text is the label of a line of totals or means: `TOTAL`, `Total général`, `Moyenne 2017`.
pub(super) fn is_total(text: &str) -> bool {
    const LONGEST: usize = 60;
    let begins = trim(text).chars().next().is_some_and(|c| "tTsSmMcCeEéÉnNgGrRaA".contains(c));
    if !begins || text.len() > LONGEST {
        return false;
    }
    let folded = fold(text);
    let mut words = folded.split(' ');
    let Some(first) = words.next().filter(|first| FIRST.contains(first)) else { return false };
    if let Some((_, seconds)) = SECOND.iter().find(|(word, _)| *word == first)
        && !words.clone().next().is_some_and(|second| seconds.contains(&second))
    {
        return false;
    }
    words.all(|word| OTHERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// First words of a footer or a remark below a table.
const FOOTERS: [&str; 32] = [
    "fait",
    "source",
    "sources",
    "nb",
    "nota",
    "note",
    "notes",
    "remarque",
    "remarques",
    "commentaire",
    "commentaires",
    "observation",
    "observations",
    "legende",
    "signature",
    "signe",
    "cachet",
    "document",
    "merci",
    "page",
    "donnees",
    "attention",
    "rappel",
    "version",
    "edite",
    "imprime",
    "ajouter",
    "tableau",
    "contact",
    "valide",
    "mis",
    "mise",
];

/// Whether a text begins as a footer does: `(1) données provisoires`, `Fait à …, le …`, `* sous réserve`.
pub(super) fn is_footer(text: &str) -> bool {
    let text = trim(text);
    if text.starts_with(['(', '*', '[', '¹', '²', '³', '→', '※']) {
        return true;
    }
    // `1) …`, `NB : …`, `N.B. …`
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len() {
        return digits.starts_with(')');
    }
    let head: String = text.chars().take(40).collect();
    let folded = fold(&head);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or_default();
    FOOTERS.contains(&first) || (first == "n" && words.next() == Some("b"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_totals() {
        for text in [
            "TOTAL",
            "Total général",
            "Total :",
            "Sous-total 2017",
            "Moyenne",
            "moyenne des taux de présence",
            "Taux moyen",
            "Nombre total de réunions",
            "Ensemble du réseau",
            "Total 2016-2018",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in [
            "Totalement jeune",
            "Total des actions du forum",
            "Taux",
            "Nombre",
            "Ensemble vers l’emploi",
            "Sous réserve",
            "Mission locale",
            "Agence",
            "",
        ] {
            assert!(!is_total(text), "{text}");
        }
    }

    #[test]
    fn footers() {
        for text in [
            "(1) données provisoires",
            "* sous réserve",
            "1) hors vacataires",
            "Fait à Dreux, le 12/01/2018",
            "Source : SPRO",
            "N.B. : les agents",
            "NB les agents",
        ] {
            assert!(is_footer(text), "{text}");
        }
        for text in ["- point d’étape", "Mission locale", "1 réunion", "Faites vos jeux", ""] {
            assert!(!is_footer(text), "{text}");
        }
    }
}
