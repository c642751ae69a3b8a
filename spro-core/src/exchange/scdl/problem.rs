//! What is wrong with a line.

use super::COLUMNS;
use crate::exchange::NotASiret;
use crate::value::Words;
use serde::Serialize;

/// Something that the schema does not allow, in one column of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The column's name in the schema.
    pub column: &'static str,
    /// `scdl.<column>.<what>`, such as `scdl.idBeneficiaire.siret`.
    pub code: String,
    /// What stood there; empty where nothing did.
    pub raw: String,
    /// What is wrong and what is expected.
    pub message: Words,
}

/// What can be wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Missing,
    Siret(NotASiret),
    Date,
    Dates,
    Order,
    TooLong(usize),
    Rna,
    Amount,
    Nature,
    YesNo,
    Share,
    NoIdentity,
}

impl Wrong {
    fn code(self) -> &'static str {
        match self {
            Self::Missing => "requis",
            Self::Siret(_) => "siret",
            Self::Date | Self::Dates => "date",
            Self::Order => "ordre",
            Self::TooLong(_) => "longueur",
            Self::Rna => "rna",
            Self::Amount => "montant",
            Self::Nature => "liste",
            Self::YesNo => "oui-non",
            Self::Share => "borne",
            Self::NoIdentity => "identite",
        }
    }

    fn words(self, column: &str) -> Words {
        let (fr, en) = match self {
            Self::Missing => (format!("« {column} » est vide."), format!("“{column}” is blank.")),
            Self::Siret(why) => return why.words(),
            Self::Date => (
                "Une date s’écrit AAAA-MM-JJ. Exemple : 2017-06-27.".to_owned(),
                "A date is written YYYY-MM-DD. Example: 2017-06-27.".to_owned(),
            ),
            Self::Dates => (
                "Écrivez une date, ou deux dates séparées par « / ». Exemple : 2017-03-01/2017-12-31.".to_owned(),
                "Write a date, or two dates with “/” between. Example: 2017-03-01/2017-12-31.".to_owned(),
            ),
            Self::Order => (
                "La seconde date vient avant la première.".to_owned(),
                "The second date comes before the first.".to_owned(),
            ),
            Self::TooLong(most) => (
                format!("« {column} » dépasse {most} caractères. Raccourcissez le texte."),
                format!("“{column}” is longer than {most} characters. Shorten the text."),
            ),
            Self::Rna => (
                "Un numéro RNA est un W suivi de neuf chiffres. Exemple : W123456789.".to_owned(),
                "An RNA number is a W and nine digits. Example: W123456789.".to_owned(),
            ),
            Self::Amount => (
                "Un montant s’écrit en euros, avec un point. Exemple : 47800.20.".to_owned(),
                "An amount is written in euros, with a point. Example: 47800.20.".to_owned(),
            ),
            Self::Nature => (
                "Valeurs permises : « aide en numéraire », « aide en nature », ou les deux séparées par « ; ».".to_owned(),
                "Allowed: “aide en numéraire”, “aide en nature”, or both with “;” between.".to_owned(),
            ),
            Self::YesNo => ("Écrivez « oui » ou « non ».".to_owned(), "Write “oui” or “non”.".to_owned()),
            Self::Share => (
                "La part va de 0.01 à 1, avec un point. Exemple : 0.45.".to_owned(),
                "The share is between 0.01 and 1, with a point. Example: 0.45.".to_owned(),
            ),
            Self::NoIdentity => (
                "Donnez le SIRET ou le numéro RNA du bénéficiaire.".to_owned(),
                "Give the SIRET or the RNA number of the beneficiary.".to_owned(),
            ),
        };
        Words { fr, en }
    }

    /// The problem of a column, by its position.
    pub(super) fn at(self, column: usize, raw: &str) -> Problem {
        let column = COLUMNS.get(column).copied().unwrap_or_default();
        let code = format!("scdl.{column}.{}", self.code());
        Problem { column, code, raw: raw.to_owned(), message: self.words(column) }
    }
}
