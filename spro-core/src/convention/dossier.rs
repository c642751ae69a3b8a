//! Conventions and amendments as a dossier writes them down.

use super::{Amendment, Convention};
use crate::value::{Lang, Words};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The records of a dossier, under `conventions` and `avenants`; whatever else it holds is read as tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Dossier {
    /// The conventions.
    #[serde(default)]
    pub conventions: Vec<Convention>,
    /// The amendments.
    #[serde(default, rename = "avenants")]
    pub amendments: Vec<Amendment>,
}

/// What a dossier does not say as it should: in which record, and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
pub struct NotADossier {
    /// The list and the position of the record; none where the file itself cannot be read.
    record: Option<(&'static str, usize)>,
    /// The parser's words.
    problem: String,
}

impl NotADossier {
    /// The same as a sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        let Words { fr, en } = self.words();
        match lang {
            Lang::Fr => format!("une convention ou un avenant ne se lit pas ({fr})."),
            Lang::En => format!("a convention or an amendment cannot be read ({en})."),
        }
    }

    /// Which record is meant, and what is wrong with it.
    pub fn words(&self) -> Words {
        let Words { fr, en } = said(&self.problem);
        match self.record {
            None => Words { fr, en },
            Some((list, position)) => {
                let number = position.saturating_add(1);
                Words {
                    fr: format!("n° {number} de « {list} » : {fr}"),
                    en: format!("no. {number} of “{list}”: {en}"),
                }
            }
        }
    }
}

/// What the parser says most often, for a reader; the rest in its own words.
fn said(problem: &str) -> Words {
    let quoted = |text: &str| Some(text.split_once('`')?.1.split_once('`')?.0.to_owned());
    let listed = |text: &str| {
        let names = text.split_once("expected ").map_or("", |(_, names)| names);
        names.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
    };
    let (fr, en) = match quoted(problem) {
        Some(key) if problem.starts_with("missing field") => {
            (format!("la clé « {key} » manque"), format!("the key “{key}” is missing"))
        }
        Some(key) if problem.starts_with("unknown field") => {
            let known = listed(problem);
            (
                format!("la clé « {key} » n’existe pas ; clés possibles : {known}"),
                format!("there is no key “{key}”; possible keys: {known}"),
            )
        }
        Some(value) if problem.starts_with("unknown variant") => {
            let known = listed(problem);
            (
                format!("« {value} » n’est pas une valeur possible ; attendu : {known}"),
                format!("“{value}” is no possible value; expected: {known}"),
            )
        }
        _ => (problem.to_owned(), problem.to_owned()),
    };
    Words { fr, en }
}

impl Dossier {
    /// The records of a JSON text.
    pub fn from_json(text: &str) -> Result<Self, NotADossier> {
        let value: Value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        Self::of(value)
    }

    /// The records of a TOML text.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, NotADossier> {
        let value: toml::Value = toml::from_str(text).map_err(|error| unreadable(&error.message()))?;
        // Days are TOML values of their own there, and texts in the records.
        Self::of(crate::sheet::toml_as_json(value))
    }

    /// Rows without names have no records among them.
    fn of(mut value: Value) -> Result<Self, NotADossier> {
        Ok(Self {
            conventions: records(&mut value, "conventions")?,
            amendments: records(&mut value, "avenants")?,
        })
    }

    /// Whether it has no record.
    pub fn is_empty(&self) -> bool {
        self.conventions.is_empty() && self.amendments.is_empty()
    }
}

fn unreadable(why: &impl ToString) -> NotADossier {
    NotADossier { record: None, problem: why.to_string() }
}

/// The records of a list, each read by itself so that its number is known.
fn records<T: DeserializeOwned>(value: &mut Value, list: &'static str) -> Result<Vec<T>, NotADossier> {
    let all = match value.get_mut(list).map(Value::take) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all,
        Some(one) => vec![one],
    };
    let read = |(position, record)| {
        serde_json::from_value(record)
            .map_err(|why| NotADossier { record: Some((list, position)), problem: why.to_string() })
    };
    all.into_iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{ConventionKind, Sender};

    const ONE: &str = r#"{"demandes": [], "conventions": [{"departement": "18", "structure": "PRC", "genre": "prc",
            "periode": {}, "envoye_par": "region"}]}"#;

    #[test]
    fn records_stand_beside_tables() {
        let dossier = Dossier::from_json(ONE).unwrap();
        assert_eq!(dossier.conventions[0].kind, ConventionKind::PrcDepartmental);
        assert_eq!(dossier.conventions[0].sent_by, Some(Sender::Region));
        assert!(Dossier::from_json(r#"{"demandes": []}"#).unwrap().is_empty());
        assert!(Dossier::from_json(r#"[{"objet": "conventions"}]"#).unwrap().is_empty());
    }

    #[test]
    fn what_is_wrong_names_the_record_and_the_key() {
        let fr = |text: &str| Dossier::from_json(text).unwrap_err().words().fr;
        let unknown = fr(&ONE.replace("genre", "sorte"));
        let start =
            "n° 1 de « conventions » : la clé « sorte » n’existe pas ; clés possibles : reseau, departement,";
        assert!(unknown.starts_with(start), "{unknown}");
        assert_eq!(
            fr(&ONE.replace("\"genre\": \"prc\",", "")),
            "n° 1 de « conventions » : la clé « genre » manque"
        );
        let kind = fr(&ONE.replace("\"prc\"", "\"autre\""));
        assert!(kind.contains("« autre » n’est pas une valeur possible ; attendu : "), "{kind}");
        let second = r#"{"avenants": [{"modifie": "x", "reseau": "Dreux"}, {"modifie": "x"}]}"#;
        assert_eq!(fr(second), "n° 2 de « avenants » : la clé « reseau » manque");
        assert!(Dossier::from_json("{").unwrap_err().to_string().contains("line 1"));
    }

    #[test]
    #[cfg(feature = "toml")]
    fn days_of_toml_are_days_of_the_records() {
        let text = "[[avenants]]\nmodifie = \"convention SPRO\"\nreseau = \"Dreux\"\nvote_le = 2016-11-25\n\
                    membres = [{ structure = \"ML\", transmis_le = 2016-12-02 }]\n";
        let dossier = Dossier::from_toml(text).unwrap();
        assert_eq!(dossier.amendments[0].voted_on, "2016-11-25".parse().ok());
        assert_eq!(dossier.amendments[0].members[0].passed_on, "2016-12-02".parse().ok());
    }
}
