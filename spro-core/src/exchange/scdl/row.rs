//! A line of a file of subsidies.

use crate::exchange::Siret;
use crate::value::{Cents, Decimal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The columns of the schema, in its order.
pub const COLUMNS: [&str; 16] = [
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
];

/// A subsidy to one beneficiary: one line of the schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// `nomAttribuant`: who grants.
    pub allocator_name: String,
    /// `idAttribuant`: its SIRET.
    pub allocator: Siret,
    /// `dateConvention`: the day of the convention.
    pub convention_on: NaiveDate,
    /// `referenceDecision`: the decision's reference.
    pub decision: Option<String>,
    /// `nomBeneficiaire`: who gets it.
    pub beneficiary_name: String,
    /// `idBeneficiaire`: its SIRET.
    pub beneficiary: Option<Siret>,
    /// `rnaBeneficiaire`: its number in the directory of associations.
    pub beneficiary_rna: Option<String>,
    /// `objet`: what for, at most 256 characters.
    pub subject: String,
    /// `montant`: the whole subsidy, before it is shared between beneficiaries.
    pub amount: Cents,
    /// `nature`: in money, in kind, or both.
    pub nature: Nature,
    /// `conditionsVersement`: at once, in instalments, or otherwise.
    pub conditions: Conditions,
    /// `datesPeriodeVersement`: the day or days of payment.
    pub paid: PaymentDates,
    /// `idRAE`: number in the directory of aids to businesses.
    pub rae: Option<String>,
    /// `notificationUE`: whether it is a *de minimis* aid notified to the European Commission.
    pub notified: bool,
    /// `pourcentageSubvention`: the beneficiary's share of the amount, in 0.01..=1.
    pub share: Decimal,
    /// `dispositifAide`: the scheme it was granted under.
    pub scheme: Option<String>,
}

/// What the subsidy consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Nature {
    /// Money.
    #[serde(rename = "aide en numéraire")]
    Money,
    /// Goods or services.
    #[serde(rename = "aide en nature")]
    Kind,
    /// Both.
    #[serde(rename = "aide en numéraire;aide en nature")]
    Both,
}

impl Nature {
    /// The schema's word.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Money => "aide en numéraire",
            Self::Kind => "aide en nature",
            Self::Both => "aide en numéraire;aide en nature",
        }
    }
}

/// How the subsidy is paid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Conditions {
    /// At once (`unique`).
    Once,
    /// In instalments (`échelonné`).
    Instalments,
    /// Otherwise: a description of at most 256 characters.
    Other(String),
}

impl Conditions {
    /// The schema's word, or the description.
    pub fn text(&self) -> &str {
        match self {
            Self::Once => "unique",
            Self::Instalments => "échelonné",
            Self::Other(text) => text,
        }
    }
}

/// When the subsidy is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PaymentDates {
    /// On a day.
    On(NaiveDate),
    /// Between two days, both included.
    Between(NaiveDate, NaiveDate),
}
