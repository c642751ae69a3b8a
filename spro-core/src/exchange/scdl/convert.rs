//! Between a convention and a line.

use super::problem::{Problem, Wrong};
use super::row::{Conditions, Nature, PaymentDates, Row};
use crate::convention::{Convention, Party};
use crate::exchange::Siret;
use crate::rulebook::ConventionKind;
use crate::value::{Decimal, Period, Rounding};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a publication adds to a convention: the schema asks for it, and no record of the networks holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Who grants.
    pub allocator_name: String,
    /// Its SIRET.
    pub allocator: Siret,
    /// The decision's reference.
    #[serde(default)]
    pub decision: Option<String>,
    /// The beneficiary's SIRET.
    #[serde(default)]
    pub beneficiary: Option<Siret>,
    /// The beneficiary's number in the directory of associations.
    #[serde(default)]
    pub beneficiary_rna: Option<String>,
    /// What for.
    pub subject: String,
    /// How it is paid.
    pub conditions: Conditions,
    /// When it is paid. The minutes do not say when the balance is: the publisher has to.
    pub paid: PaymentDates,
    /// Whether it is a *de minimis* aid notified to the European Commission.
    pub notified: bool,
    /// The scheme it was granted under.
    #[serde(default)]
    pub scheme: Option<String>,
}

/// Something that the other side has no place for: where it stood, and what it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Unexpressed {
    /// The field of the record, or the column of the line.
    pub what: &'static str,
    /// Its value as text.
    pub value: String,
}

impl Unexpressed {
    fn new(what: &'static str, value: impl Into<String>) -> Self {
        Self { what, value: value.into() }
    }
}

impl Row {
    /// The line of a convention, and what the schema cannot express of it. A convention without an amount or without
    /// any signature cannot be published: the problems name the columns that stay blank.
    pub fn publish(
        convention: &Convention,
        publication: &Publication,
    ) -> Result<(Self, Vec<Unexpressed>), Vec<Problem>> {
        let mut problems = Vec::new();
        // The convention exists from its last signature on.
        let signed: Option<NaiveDate> = convention.parties.iter().filter_map(|p| p.signed_on).max();
        if signed.is_none() {
            problems.push(Wrong::Missing.at(2, ""));
        }
        if convention.amount.is_none() {
            problems.push(Wrong::Missing.at(8, ""));
        }
        let (Some(convention_on), Some(amount)) = (signed, convention.amount) else { return Err(problems) };
        let row = Self {
            allocator_name: publication.allocator_name.clone(),
            allocator: publication.allocator.clone(),
            convention_on,
            decision: publication.decision.clone(),
            beneficiary_name: convention.structure.clone(),
            beneficiary: publication.beneficiary.clone(),
            beneficiary_rna: publication.beneficiary_rna.clone(),
            subject: publication.subject.clone(),
            amount,
            nature: Nature::Money,
            conditions: publication.conditions.clone(),
            paid: publication.paid,
            rae: None,
            notified: publication.notified,
            share: Decimal::from(1),
            scheme: publication.scheme.clone(),
        };
        // Whatever the publication brought is held to the schema as a line from a file is.
        let texts = row.texts();
        let by_name = |name: &str| {
            let position = super::COLUMNS.iter().position(|c| *c == name)?;
            texts.get(position).map(String::as_str)
        };
        Self::read(by_name).map(|row| (row, beyond_the_schema(convention, convention_on)))
    }

    /// The same, where what the publication adds is given as texts under the schema's own column names. What the
    /// convention says itself (day, beneficiary, amount) goes before what is given.
    pub fn publish_texts<'t>(
        convention: &Convention,
        given: impl Fn(&str) -> Option<&'t str>,
    ) -> Result<(Self, Vec<Unexpressed>), Vec<Problem>> {
        let signed = convention.parties.iter().filter_map(|p| p.signed_on).max();
        let day = signed.map(|day| day.to_string());
        let amount = convention.amount.map(|amount| amount.to_string());
        let row = Self::read(|name| match name {
            "dateConvention" => day.as_deref(),
            "montant" => amount.as_deref(),
            "nomBeneficiaire" => Some(&convention.structure),
            "nature" => given(name).or(Some(Nature::Money.text())),
            "pourcentageSubvention" => given(name).or(Some("1")),
            _ => given(name),
        })?;
        let lost = beyond_the_schema(convention, row.convention_on);
        Ok((row, lost))
    }

    /// The convention of a line, and the columns that a convention has no place for. The network and the days of the
    /// convention are not in the schema: they stay open until somebody who knows them fills them in.
    pub fn convention(&self, kind: ConventionKind) -> (Convention, Vec<Unexpressed>) {
        let own = self.amount.share(self.share, Rounding::Down);
        let exact = own.filter(|own| self.amount.share(self.share, Rounding::Up) == Some(*own));
        let mut lost = vec![
            Unexpressed::new("nomAttribuant", &self.allocator_name),
            Unexpressed::new("idAttribuant", self.allocator.as_str()),
            Unexpressed::new("objet", &self.subject),
            Unexpressed::new("conditionsVersement", self.conditions.text()),
            Unexpressed::new("datesPeriodeVersement", self.texts().get(11).map_or("", String::as_str)),
            Unexpressed::new("notificationUE", if self.notified { "oui" } else { "non" }),
        ];
        let optional = [
            ("referenceDecision", self.decision.clone()),
            ("idBeneficiaire", self.beneficiary.as_ref().map(ToString::to_string)),
            ("rnaBeneficiaire", self.beneficiary_rna.clone()),
            ("idRAE", self.rae.clone()),
            ("dispositifAide", self.scheme.clone()),
            ("nature", Some(self.nature.text().to_owned()).filter(|_| self.nature != Nature::Money)),
            // The whole amount and the share are lost where the convention keeps their product, or cannot keep it.
            ("montant", Some(self.amount.to_string()).filter(|_| exact != Some(self.amount))),
            ("pourcentageSubvention", Some(self.share.to_string()).filter(|_| exact != Some(self.amount))),
        ];
        lost.extend(optional.into_iter().filter_map(|(what, value)| Some(Unexpressed::new(what, value?))));
        let convention = Convention {
            network: None,
            department: None,
            structure: self.beneficiary_name.clone(),
            kind,
            period: Period::default(),
            amount: exact,
            voted_on: None,
            sent_on: None,
            sent_by: None,
            parties: vec![Party {
                structure: self.beneficiary_name.clone(),
                signed_on: Some(self.convention_on),
            }],
        };
        (convention, lost)
    }
}

/// What of a convention has no column.
fn beyond_the_schema(convention: &Convention, published: NaiveDate) -> Vec<Unexpressed> {
    let Convention {
        network,
        department,
        structure: _,
        kind,
        period,
        amount: _,
        voted_on,
        sent_on,
        sent_by,
        parties,
    } = convention;
    let day = |on: &Option<NaiveDate>| on.map(|on| on.to_string());
    let fields = [
        ("reseau", network.clone()),
        ("departement", department.clone()),
        ("genre", Some(kind.code().to_owned())),
        ("periode.from", day(&period.from)),
        ("periode.to", day(&period.to)),
        ("vote_le", day(voted_on)),
        ("envoye_le", day(sent_on)),
        ("envoye_par", sent_by.map(|by| by.code().to_owned())),
    ];
    let mut lost: Vec<Unexpressed> =
        fields.into_iter().filter_map(|(what, value)| Some(Unexpressed::new(what, value?))).collect();
    for party in parties {
        let own = party.structure == convention.structure && party.signed_on == Some(published);
        if !own {
            let signed = day(&party.signed_on).unwrap_or_else(|| "—".to_owned());
            lost.push(Unexpressed::new("signataires", format!("{} : {signed}", party.structure)));
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::scdl::{COLUMNS, csv};
    use crate::value::Cents;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn publication() -> Publication {
        Publication {
            allocator_name: "Région Centre-Val de Loire".to_owned(),
            allocator: "73282932000074".parse().unwrap(),
            decision: Some("2016-11-25".to_owned()),
            beneficiary: Some("35600000000001".parse().unwrap()),
            beneficiary_rna: None,
            subject: "Actions du réseau ; \"SPRO\"".to_owned(),
            conditions: Conditions::Instalments,
            paid: PaymentDates::Between(day("2017-03-01"), day("2017-12-31")),
            notified: false,
            scheme: None,
        }
    }

    fn convention() -> Convention {
        let party = |structure: &str, on| Party { structure: structure.to_owned(), signed_on: Some(day(on)) };
        Convention {
            network: Some("Dreux".to_owned()),
            department: None,
            structure: "Mission locale".to_owned(),
            kind: ConventionKind::Financial,
            period: Period::between(day("2017-01-01"), day("2017-12-31")),
            amount: Some(Cents::euros_cents(1_000_000)),
            voted_on: Some(day("2016-11-25")),
            sent_on: None,
            sent_by: None,
            parties: vec![party("Région", "2017-01-20"), party("Mission locale", "2017-01-31")],
        }
    }

    #[test]
    fn a_convention_becomes_a_line_and_what_is_lost_is_listed() {
        let (row, lost) = Row::publish(&convention(), &publication()).unwrap();
        assert_eq!(
            csv([&row]),
            format!(
                "{}\r\nRégion Centre-Val de Loire,73282932000074,2017-01-31,2016-11-25,Mission locale,\
                 35600000000001,,\"Actions du réseau ; \"\"SPRO\"\"\",10000.00,aide en numéraire,échelonné,\
                 2017-03-01/2017-12-31,,non,1.00,\r\n",
                COLUMNS.join(",")
            )
        );
        let lost: Vec<_> = lost.iter().map(|u| (u.what, u.value.as_str())).collect();
        assert_eq!(
            lost,
            [
                ("reseau", "Dreux"),
                ("genre", "financiere"),
                ("periode.from", "2017-01-01"),
                ("periode.to", "2017-12-31"),
                ("vote_le", "2016-11-25"),
                ("signataires", "Région : 2017-01-20"),
            ]
        );
        let (back, _) = row.convention(ConventionKind::Financial);
        assert_eq!((back.structure.as_str(), back.amount), ("Mission locale", convention().amount));
    }

    #[test]
    fn what_cannot_be_published_says_which_columns_stay_blank() {
        let bare = Convention { amount: None, parties: Vec::new(), ..convention() };
        let codes = |problems: Vec<Problem>| problems.into_iter().map(|p| p.code).collect::<Vec<_>>();
        assert_eq!(
            codes(Row::publish(&bare, &publication()).unwrap_err()),
            ["scdl.dateConvention.requis", "scdl.montant.requis"]
        );
        let long = Publication { subject: "é".repeat(257), beneficiary: None, ..publication() };
        assert_eq!(
            codes(Row::publish(&convention(), &long).unwrap_err()),
            ["scdl.idBeneficiaire.identite", "scdl.objet.longueur"]
        );
        let just = Publication { subject: "é".repeat(256), ..publication() };
        assert!(Row::publish(&convention(), &just).is_ok());
    }

    #[test]
    fn every_problem_of_a_line_is_found() {
        let bad = |name: &str| {
            Some(match name {
                "nomAttribuant" => " ",
                "idAttribuant" => "73282932000075",
                "dateConvention" => "2017-6-27",
                "idBeneficiaire" => "1234",
                "rnaBeneficiaire" => "W12345678",
                "montant" => "47 800,20",
                "nature" => "numéraire",
                "datesPeriodeVersement" => "2017-12-31/2017-03-01",
                "idRAE" => "123456",
                "notificationUE" => "Non",
                "pourcentageSubvention" => "45",
                _ => return None,
            })
        };
        let codes: Vec<_> = Row::read(bad).unwrap_err().into_iter().map(|p| p.code).collect();
        assert_eq!(
            codes,
            [
                "scdl.nomAttribuant.requis",
                "scdl.idAttribuant.siret",
                "scdl.dateConvention.date",
                "scdl.nomBeneficiaire.requis",
                "scdl.idBeneficiaire.siret",
                "scdl.rnaBeneficiaire.rna",
                "scdl.objet.requis",
                "scdl.montant.montant",
                "scdl.nature.liste",
                "scdl.conditionsVersement.requis",
                "scdl.datesPeriodeVersement.ordre",
                "scdl.idRAE.longueur",
                "scdl.notificationUE.oui-non",
                "scdl.pourcentageSubvention.borne",
            ]
        );
    }

    #[test]
    fn a_share_that_is_not_whole_cents_is_not_rounded_into_a_convention() {
        let (row, _) = Row::publish(&convention(), &publication()).unwrap();
        let third = Row { share: "0.3333333".parse().unwrap(), ..row.clone() };
        let (convention, lost) = third.convention(ConventionKind::Financial);
        assert_eq!(convention.amount, None);
        assert!(lost.iter().any(|u| u.what == "montant" && u.value == "10000.00"));
        let (convention, lost) =
            Row { share: "0.45".parse().unwrap(), ..row }.convention(ConventionKind::Financial);
        assert_eq!(convention.amount, Some(Cents::euros_cents(450_000)));
        assert!(lost.iter().any(|u| u.what == "pourcentageSubvention" && u.value == "0.45"));
    }

    proptest! {
        #[test]
        fn a_line_comes_back(
            amount: i64, parts in 1i128..=100, text in "[^\r\n]{0,40}[a-z]", once: bool, notified: bool, days in 0u64..900
        ) {
            let start = day("2016-01-01") + chrono::Days::new(days);
            let row = Row {
                allocator_name: text.trim().to_owned(),
                allocator: "73282932000074".parse().unwrap(),
                convention_on: start,
                decision: None,
                beneficiary_name: text.trim().to_owned(),
                beneficiary: None,
                beneficiary_rna: Some("W123456789".to_owned()),
                subject: text.trim().to_owned(),
                amount: Cents::euros_cents(amount),
                nature: Nature::Both,
                conditions: if once { Conditions::Once } else { Conditions::Other(text.trim().to_owned()) },
                paid: if once { PaymentDates::On(start) } else { PaymentDates::Between(start, start) },
                rae: None,
                notified,
                share: Decimal::new(parts, 2).unwrap(),
                scheme: Some("x".to_owned()),
            };
            let texts = row.texts();
            let by_name = |name: &str| texts.get(COLUMNS.iter().position(|c| *c == name)?).map(String::as_str);
            prop_assert_eq!(Row::read(by_name), Ok(row));
        }
    }
}
