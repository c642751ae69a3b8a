//! Conventions and amendments as a dossier writes them down.

use super::{Amendment, Convention};
use serde::Deserialize;

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

/// What a dossier does not say as it should: the words of the parser, with its line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotADossier(String);

impl Dossier {
    /// The records of a JSON text.
    pub fn from_json(text: &str) -> Result<Self, NotADossier> {
        serde_json::from_str(text).map_err(|error| NotADossier(error.to_string()))
    }

    /// The records of a TOML text.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, NotADossier> {
        let value: toml::Value =
            toml::from_str(text).map_err(|error| NotADossier(error.message().to_owned()))?;
        // Days are TOML values of their own there, and texts in the records.
        serde_json::from_value(crate::sheet::toml_as_json(value))
            .map_err(|error| NotADossier(error.to_string()))
    }

    /// Whether it has no record.
    pub fn is_empty(&self) -> bool {
        self.conventions.is_empty() && self.amendments.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{ConventionKind, Sender};

    #[test]
    fn records_stand_beside_tables_and_unknown_keys_in_them_are_errors() {
        let text = r#"{"demandes": [], "conventions": [{"departement": "18", "structure": "PRC", "genre": "prc",
            "periode": {}, "envoye_par": "region"}]}"#;
        let dossier = Dossier::from_json(text).unwrap();
        assert_eq!(dossier.conventions[0].kind, ConventionKind::PrcDepartmental);
        assert_eq!(dossier.conventions[0].sent_by, Some(Sender::Region));
        assert!(Dossier::from_json(r#"{"demandes": []}"#).unwrap().is_empty());
        let wrong = Dossier::from_json(&text.replace("genre", "sorte")).unwrap_err().to_string();
        assert!(wrong.contains("sorte"), "{wrong}");
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
