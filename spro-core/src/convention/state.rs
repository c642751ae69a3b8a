//! Where a convention stands on a day.

use super::Convention;
use chrono::NaiveDate;
use serde::Serialize;

/// How far a convention has come, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stage {
    /// Nothing has happened yet.
    Planned,
    /// Voted.
    Voted,
    /// Sent to those who sign.
    Sent,
    /// Signed by some of them.
    PartlySigned,
    /// Signed by all, before its first day or where that day is not known.
    Signed,
    /// Signed by all, and within its days.
    InForce,
    /// Past its last day.
    Ended,
}

/// Where a convention stands on a day: only what happened on or before that day counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConventionState {
    /// How far it has come.
    pub stage: Stage,
    /// Since which day; `None` where nothing has happened.
    pub since: Option<NaiveDate>,
    /// How many have signed.
    pub signed: usize,
    /// How many have to.
    pub of: usize,
}

impl Convention {
    /// Where it stands on a day.
    ///
    /// It is in force on its days once all have signed; one without signatories never is, nor one whose first
    /// day is not known. It has ended after its last day, whether or not all had signed: `signed` and `of` say so.
    pub fn state(&self, day: NaiveDate) -> ConventionState {
        let until = |on: Option<NaiveDate>| on.filter(|on| *on <= day);
        let signatures: Vec<NaiveDate> = self.parties.iter().filter_map(|p| until(p.signed_on)).collect();
        let (signed, of) = (signatures.len(), self.parties.len());
        let reached = |stage, since| ConventionState { stage, since, signed, of };
        if let Some(last) = self.period.to.filter(|last| *last < day) {
            return reached(Stage::Ended, last.succ_opt());
        }
        if let Some(complete) = signatures.iter().max().copied().filter(|_| signed == of) {
            return match self.period.from {
                Some(first) if first <= day => reached(Stage::InForce, Some(first.max(complete))),
                _ => reached(Stage::Signed, Some(complete)),
            };
        }
        let partly = signatures.iter().max().copied().map(|on| (Stage::PartlySigned, on));
        let sent = || until(self.sent_on).map(|on| (Stage::Sent, on));
        let voted = || until(self.voted_on).map(|on| (Stage::Voted, on));
        match partly.or_else(sent).or_else(voted) {
            Some((stage, on)) => reached(stage, Some(on)),
            None => reached(Stage::Planned, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::Party;
    use crate::rulebook::ConventionKind;
    use crate::value::Period;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn convention(signatures: &[Option<&str>]) -> Convention {
        let party = |on: Option<&str>| Party { structure: "ML".to_owned(), signed_on: on.map(day) };
        Convention {
            network: Some("Dreux".to_owned()),
            department: None,
            structure: "Mission locale".to_owned(),
            kind: ConventionKind::Financial,
            period: Period::between(day("2017-01-01"), day("2017-12-31")),
            amount: None,
            voted_on: Some(day("2016-11-25")),
            sent_on: Some(day("2016-12-01")),
            sent_by: None,
            parties: signatures.iter().copied().map(party).collect(),
        }
    }

    #[test]
    fn each_step_begins_on_its_day() {
        let all = convention(&[Some("2016-12-10"), Some("2016-12-20")]);
        let late = convention(&[Some("2016-12-10"), Some("2017-02-01")]);
        for (convention, on, stage, since, signed) in [
            (&all, "2016-11-24", Stage::Planned, None, 0),
            (&all, "2016-11-25", Stage::Voted, Some("2016-11-25"), 0),
            (&all, "2016-12-09", Stage::Sent, Some("2016-12-01"), 0),
            (&all, "2016-12-19", Stage::PartlySigned, Some("2016-12-10"), 1),
            (&all, "2016-12-31", Stage::Signed, Some("2016-12-20"), 2),
            (&all, "2017-01-01", Stage::InForce, Some("2017-01-01"), 2),
            (&all, "2017-12-31", Stage::InForce, Some("2017-01-01"), 2),
            (&all, "2018-01-01", Stage::Ended, Some("2018-01-01"), 2),
            (&late, "2017-01-31", Stage::PartlySigned, Some("2016-12-10"), 1),
            (&late, "2017-02-01", Stage::InForce, Some("2017-02-01"), 2),
        ] {
            let expected = ConventionState { stage, since: since.map(day), signed, of: 2 };
            assert_eq!(convention.state(day(on)), expected, "{on}");
        }
    }

    #[test]
    fn without_signatories_it_is_never_in_force_and_unsigned_it_ends() {
        let nobody = convention(&[]);
        assert_eq!(nobody.state(day("2017-06-01")).stage, Stage::Sent);
        let unsigned = convention(&[None, Some("2017-01-05")]).state(day("2018-06-01"));
        assert_eq!((unsigned.stage, unsigned.signed, unsigned.of), (Stage::Ended, 1, 2));
    }

    #[test]
    fn without_its_days_it_is_signed_and_nobody_says_that_it_is_in_force() {
        let all = Convention { period: Period::default(), ..convention(&[Some("2016-12-20")]) };
        let state = all.state(day("2017-06-01"));
        assert_eq!((state.stage, state.since), (Stage::Signed, Some(day("2016-12-20"))));
        let open = Convention { period: Period { from: Some(day("2017-01-01")), to: None }, ..all };
        assert_eq!(open.state(day("2019-06-01")).stage, Stage::InForce);
    }

    proptest! {
        #[test]
        fn time_never_takes_a_step_back(days in proptest::collection::vec(0u64..800, 0..4), from in 0u64..900) {
            let start = day("2016-06-01");
            let mut c = convention(&[]);
            c.parties = days.iter().map(|d| Party {
                structure: "ML".to_owned(),
                signed_on: Some(start + chrono::Days::new(*d)),
            }).collect();
            let first = c.state(start + chrono::Days::new(from));
            let next = c.state(start + chrono::Days::new(from + 1));
            prop_assert!(first.stage <= next.stage);
            prop_assert!(first.signed <= next.signed);
            prop_assert!(next.since.is_none_or(|since| since <= start + chrono::Days::new(from + 1)));
        }
    }
}
