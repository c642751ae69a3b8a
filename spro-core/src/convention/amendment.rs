//! An amendment on its way: from the Region to the coordinator, and from there to each member.

use crate::rulebook::{RelayException, Rulebook};
use crate::value::Decimal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An amendment (avenant) to a convention, in one network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// What it amends.
    #[serde(rename = "modifie")]
    pub amends: String,
    /// Code of the network.
    #[serde(rename = "reseau")]
    pub network: String,
    /// The day of the vote.
    #[serde(rename = "vote_le", default)]
    pub voted_on: Option<NaiveDate>,
    /// The day on which the coordinator got it.
    #[serde(rename = "envoye_au_coordonnateur_le", default)]
    pub sent_to_coordinator_on: Option<NaiveDate>,
    /// The members it must reach.
    #[serde(rename = "membres", default)]
    pub members: Vec<Relay>,
    /// The day on which it was signed.
    #[serde(rename = "signe_le", default)]
    pub signed_on: Option<NaiveDate>,
}

/// A member, and when the coordinator passed the amendment on to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relay {
    /// The member structure.
    pub structure: String,
    /// The day.
    #[serde(rename = "transmis_le", default)]
    pub passed_on: Option<NaiveDate>,
}

/// A member that has the amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Holder {
    /// The member structure.
    pub structure: String,
    /// Since which day.
    pub since: NaiveDate,
}

/// How the amendment is to reach the members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Way {
    /// The coordinator passes it on to each.
    ByCoordinator,
    /// It is signed officially; the rulebook records the exception.
    OfficialSigning(RelayException),
}

/// Who has an amendment on a day, who has not, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RelayState {
    /// How it is to reach the members.
    pub way: Way,
    /// Since when the coordinator has it; `None` where it has not.
    pub coordinator_since: Option<NaiveDate>,
    /// The members that have it, in the order of the record.
    pub has: Vec<Holder>,
    /// The members that have not.
    pub has_not: Vec<String>,
    /// How many days those have been waiting since the coordinator got it (or since the day of the official signing);
    /// `None` where that has not happened.
    pub waiting_days: Option<i64>,
}

impl RelayState {
    /// The share of the members that have it; `None` where there are no members.
    pub fn coverage(&self) -> Option<Decimal> {
        let (has, all) = (self.has.len(), self.has.len() + self.has_not.len());
        Decimal::quotient(i128::try_from(has).ok()?, i128::try_from(all).ok()?, 15)
    }
}

impl Amendment {
    /// Who has it on a day, who has not, and since when: only what happened on or before that day counts.
    ///
    /// Where the rulebook records an official signing for the network and the vote, the members have it from that
    /// signing on (`signed_on`), or from the day it was passed on to them, if that is earlier.
    /// Source: `cr-2016-11-29#2`.
    pub fn relay_state(&self, rulebook: &Rulebook, day: NaiveDate) -> RelayState {
        let exception = |e: &&RelayException| e.network == self.network && Some(e.voted_on) == self.voted_on;
        self.relay_state_by(rulebook.relay_exceptions().iter().find(exception), day)
    }

    fn relay_state_by(&self, exception: Option<&RelayException>, day: NaiveDate) -> RelayState {
        let until = |on: Option<NaiveDate>| on.filter(|on| *on <= day);
        let coordinator_since = until(self.sent_to_coordinator_on);
        let signing = until(exception.and(self.signed_on));
        let mut has = Vec::new();
        let mut has_not = Vec::new();
        for member in &self.members {
            match [until(member.passed_on), signing].into_iter().flatten().min() {
                Some(since) => has.push(Holder { structure: member.structure.clone(), since }),
                None => has_not.push(member.structure.clone()),
            }
        }
        let start = exception.map_or(coordinator_since, |e| until(Some(e.signing)));
        let way = exception.map_or(Way::ByCoordinator, |e| Way::OfficialSigning(e.clone()));
        let waiting_days = start.map(|start| day.signed_duration_since(start).num_days());
        RelayState { way, coordinator_since, has, has_not, waiting_days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Basis, Status};
    use crate::value::Words;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn amendment(signed_on: Option<&str>) -> Amendment {
        let relay = |structure: &str, on: Option<&str>| Relay {
            structure: structure.to_owned(),
            passed_on: on.map(day),
        };
        Amendment {
            amends: "convention SPRO".to_owned(),
            network: "Dreux".to_owned(),
            voted_on: Some(day("2016-11-25")),
            sent_to_coordinator_on: Some(day("2016-12-01")),
            members: vec![
                relay("CIO", Some("2016-12-03")),
                relay("ML", None),
                relay("PIJ", Some("2016-12-05")),
            ],
            signed_on: signed_on.map(day),
        }
    }

    fn holder(structure: &str, since: &str) -> Holder {
        Holder { structure: structure.to_owned(), since: day(since) }
    }

    #[test]
    fn who_has_it_grows_with_the_days() {
        let amendment = amendment(None);
        let before = amendment.relay_state_by(None, day("2016-11-30"));
        assert_eq!((before.coordinator_since, before.waiting_days, before.has.len()), (None, None, 0));
        let state = amendment.relay_state_by(None, day("2016-12-04"));
        assert_eq!(state.has, [holder("CIO", "2016-12-03")]);
        assert_eq!(state.has_not, ["ML", "PIJ"]);
        assert_eq!(state.waiting_days, Some(3));
        assert_eq!(state.coverage(), "0.333333333333333".parse().ok());
        let later = amendment.relay_state_by(None, day("2017-01-01"));
        assert_eq!(later.has_not, ["ML"]);
    }

    #[test]
    fn an_official_signing_brings_it_to_all_but_only_where_it_is_recorded() {
        let basis = Basis { source: "cr-2016-11-29#2".to_owned(), status: Status::Sourced, how: None };
        let exception = RelayException {
            network: "Dreux".to_owned(),
            voted_on: day("2016-11-25"),
            signing: day("2017-01-12"),
            label: Words { fr: "Signature officielle".to_owned(), en: "Official signing".to_owned() },
            basis,
        };
        let amendment = amendment(Some("2017-01-12"));
        let eve = amendment.relay_state_by(Some(&exception), day("2017-01-11"));
        assert_eq!((eve.has_not.as_slice(), eve.waiting_days), (&["ML".to_owned()][..], None));
        let signed = amendment.relay_state_by(Some(&exception), day("2017-01-12"));
        let all = [holder("CIO", "2016-12-03"), holder("ML", "2017-01-12"), holder("PIJ", "2016-12-05")];
        assert_eq!((signed.has.as_slice(), signed.waiting_days), (&all[..], Some(0)));
        assert_eq!(amendment.relay_state_by(None, day("2017-01-12")).has_not, ["ML"]);
    }

    #[test]
    fn without_members_there_is_no_coverage() {
        let nobody = Amendment { members: Vec::new(), ..amendment(None) };
        assert_eq!(nobody.relay_state_by(None, day("2017-01-12")).coverage(), None);
    }
}
