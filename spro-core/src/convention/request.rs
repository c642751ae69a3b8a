//! A request for the funding of a network's actions.

use super::{Convention, terms};
use crate::rulebook::{ConventionKind, Rulebook};
use crate::value::{Absent, Cents, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A request for funding (demande de subvention): a row of the table `demandes`, and the actions that it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundingRequest {
    /// Code of the network.
    #[serde(rename = "reseau")]
    pub network: String,
    /// The year that it asks for.
    #[serde(rename = "annee")]
    pub year: i32,
    /// The applicant.
    pub structure: String,
    /// Whether the applicant carries the financial convention.
    #[serde(rename = "porte_convention_financiere")]
    pub carries_convention: bool,
    /// Whether the applicant coordinates the network.
    #[serde(rename = "coordonne")]
    pub coordinates: bool,
    /// The whole grant that is asked for, the coordination grant included.
    #[serde(rename = "subvention_totale")]
    pub total: Cents,
    /// The coordination grant in it; none where it is not asked for.
    #[serde(rename = "subvention_coordination", default)]
    pub coordination: Option<Cents>,
    /// The day on which it was sent; none where it has not been yet.
    #[serde(rename = "date_envoi", default)]
    pub sent_on: Option<NaiveDate>,
    /// The actions, where the dossier lists them.
    #[serde(default)]
    pub actions: Vec<PlannedAction>,
}

/// An action that a request is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAction {
    /// What it is.
    #[serde(rename = "objet")]
    pub subject: String,
    /// What it costs the grant.
    #[serde(rename = "montant")]
    pub amount: Cents,
}

impl FundingRequest {
    /// What the listed actions cost together; `None` where none is listed or the sum does not fit.
    ///
    /// The source does not say that they must add up to the grant: no rule compares them.
    pub fn actions_total(&self) -> Option<Cents> {
        let (first, rest) = self.actions.split_first()?;
        rest.iter().try_fold(first.amount, |sum, action| sum.plus(action.amount))
    }

    /// The financial convention that it leads to, not voted nor signed yet, with the days of its year's conventions.
    ///
    /// Absent where the rulebook does not say the days of that year. Source: `cr-2016-11-29#2`.
    pub fn convention(&self, rulebook: &Rulebook) -> Result<Convention, Absent> {
        let Some(new_year) = NaiveDate::from_ymd_opt(self.year, 1, 1) else {
            return Err(terms::unknown(terms::FIRST_DAY));
        };
        let first = terms::date(rulebook, terms::FIRST_DAY, new_year)?;
        let last = terms::date(rulebook, terms::LAST_DAY, new_year)?;
        Ok(Convention {
            network: Some(self.network.clone()),
            department: None,
            structure: self.structure.clone(),
            kind: ConventionKind::Financial,
            period: Period::between(first, last),
            amount: Some(self.total),
            voted_on: None,
            sent_on: None,
            sent_by: None,
            parties: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_read_as_it_is_written_and_knows_what_its_actions_cost() {
        let text = r#"{"reseau": "Dreux", "annee": 2017, "structure": "Mission locale", "porte_convention_financiere": true,
            "coordonne": true, "subvention_totale": "10000.00", "subvention_coordination": "3000.00",
            "date_envoi": "2017-01-12", "actions": [
                {"objet": "Forum", "montant": "2500.50"}, {"objet": "Annuaire", "montant": "0.01"}]}"#;
        let request: FundingRequest = serde_json::from_str(text).unwrap();
        assert_eq!(request.actions_total(), Some(Cents::euros_cents(250_051)));
        assert_eq!(request.coordination, Some(Cents::euros_cents(300_000)));
        let back = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<FundingRequest>(&back).unwrap(), request);
        assert_eq!(FundingRequest { actions: Vec::new(), ..request.clone() }.actions_total(), None);
        let most = PlannedAction { subject: "Forum".to_owned(), amount: Cents::euros_cents(i64::MAX) };
        let over = FundingRequest { actions: vec![most.clone(), most], ..request };
        assert_eq!(over.actions_total(), None);
        assert!(serde_json::from_str::<FundingRequest>(&text.replace("coordonne", "coordone")).is_err());
    }
}
