//! Why a value is absent, in the names that the rulebook gives: codes are for programs.

use crate::rulebook::{Rulebook, Table};
use crate::value::{Absent, Lang};

/// What is wrong where a code is `<table>.<field>.<word>`.
const OF_FIELD: [(&str, &str, &str); 6] = [
    ("requis", "cellule vide", "blank cell"),
    ("type", "valeur illisible", "unreadable value"),
    ("borne", "valeur hors des bornes", "value out of bounds"),
    ("liste", "valeur hors de la liste", "value not in the list"),
    ("longueur", "texte trop long", "text too long"),
    ("douteux", "valeur douteuse", "doubtful value"),
];

/// What is wrong where a code is `<table>.<word>` and no rule of the table has words of its own.
const OF_TABLE: [(&str, &str, &str); 3] = [
    ("doublon", "lignes en double", "repeated rows"),
    ("colonne-manquante", "colonne obligatoire absente", "required column missing"),
    ("colonne-ambigue", "colonne ambiguë", "ambiguous column"),
];

/// The reason for a reader, short enough for a cell of a table: [`Absent::words`] with labels in the place of codes.
pub fn absence(why: &Absent, rulebook: &Rulebook, lang: Lang) -> String {
    match why {
        Absent::Rejected { rule } => match (named(rule, rulebook, lang), lang) {
            (Some(name), Lang::Fr) => format!("lignes écartées : {name}"),
            (Some(name), Lang::En) => format!("rows left out: {name}"),
            (None, _) => why.words(lang),
        },
        Absent::ParameterNotInForce { parameter } => {
            match (rulebook.parameter(parameter).map(|known| known.label.get(lang)), lang) {
                (Some(label), Lang::Fr) => format!("« {label} » sans valeur à cette date"),
                (Some(label), Lang::En) => format!("“{label}” has no value on that day"),
                (None, _) => why.words(lang),
            }
        }
        _ => why.words(lang),
    }
}

/// What the code of an error says to a reader; none where only the code itself is known.
fn named(code: &str, rulebook: &Rulebook, lang: Lang) -> Option<String> {
    let (table, own) = code.split_once('.')?;
    let table = rulebook.tables().iter().find(|known| known.code == table)?;
    let label = table.rules.iter().find(|rule| rule.code == own).and_then(|rule| rule.label.as_ref());
    label
        .map(|label| label.get(lang).to_owned())
        .or_else(|| word(&OF_TABLE, own, lang).map(str::to_owned))
        .or_else(|| of_field(own, table, lang))
}

fn of_field(own: &str, table: &Table, lang: Lang) -> Option<String> {
    let (field, what) = own.rsplit_once('.')?;
    let label = table.fields.get(table.field_index(field)?)?.label.get(lang);
    let what = word(&OF_FIELD, what, lang)?;
    Some(match lang {
        Lang::Fr => format!("{what} dans « {label} »"),
        Lang::En => format!("{what} in “{label}”"),
    })
}

fn word(words: &[(&str, &'static str, &'static str)], code: &str, lang: Lang) -> Option<&'static str> {
    let (_, fr, en) = words.iter().find(|(known, ..)| *known == code)?;
    Some(match lang {
        Lang::Fr => fr,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Kind};
    use crate::rulebook::Severity;

    #[test]
    fn every_error_that_keeps_rows_out_has_words_without_its_code() {
        let rulebook = Rulebook::built_in();
        let kinds = [Kind::Required, Kind::Type, Kind::Bounds, Kind::List, Kind::Length, Kind::Doubtful];
        let mut found = Vec::new();
        for (table, definition) in (0..).zip(rulebook.tables()) {
            let fields = (0..).zip(&definition.fields).map(|(at, _)| Some(at));
            let of_fields = fields.flat_map(|at| kinds.iter().map(move |kind| (kind.clone(), at)));
            let of_rules = (0..).zip(&definition.rules).map(|(at, _)| (Kind::Rule(at), None));
            let of_table = [(Kind::MissingColumn, None), (Kind::AmbiguousColumn, None)];
            for (kind, field) in of_fields.chain(of_rules).chain(of_table) {
                let mut finding = Finding::new(kind, table, 0);
                finding.field = field;
                found.push(finding);
            }
        }
        for finding in found.iter().filter(|finding| finding.severity(rulebook) == Severity::Error) {
            let rule = finding.code(rulebook);
            for (lang, begins) in [(Lang::Fr, "lignes écartées : "), (Lang::En, "rows left out: ")] {
                let said = absence(&Absent::Rejected { rule: rule.clone() }, rulebook, lang);
                assert!(said.starts_with(begins) && !said.contains(&rule), "{rule}: {said}");
            }
        }
    }

    #[test]
    fn what_has_no_label_is_said_by_its_code() {
        let said =
            |rule: &str| absence(&Absent::Rejected { rule: rule.into() }, Rulebook::built_in(), Lang::Fr);
        assert_eq!(
            said("reunions.participantes-au-plus-invitees"),
            "lignes écartées : plus de participantes que d'invitées"
        );
        assert_eq!(
            said("reunions.date.type"),
            "lignes écartées : valeur illisible dans « Date de la réunion »"
        );
        assert_eq!(said("reunions.doublon"), "lignes écartées : lignes en double");
        assert_eq!(said("reunions.inconnue"), "lignes écartées par « reunions.inconnue »");
        assert_eq!(said("ailleurs.date.type"), "lignes écartées par « ailleurs.date.type »");
        let parameter = Absent::ParameterNotInForce { parameter: "plafond_coordination".into() };
        let said = absence(&parameter, Rulebook::built_in(), Lang::En);
        assert_eq!(
            said,
            "“Cap of the coordination grant, as a share of the whole grant” has no value on that day"
        );
    }
}
