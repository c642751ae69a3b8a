//! Who coordinates a network on a day, and whether it takes a prescription.

use super::evaluation::{BasisRow, basis};
use crate::network::{Coordination, TenureBreak, coordination_on, tenure_breaks};
use crate::prescription::{Answer, Verdict};
use crate::rulebook::{Rulebook, Tenure};
use crate::value::{Lang, Period};
use chrono::NaiveDate;
use serde::Serialize;

/// Who coordinates a network on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoordinationAnswer {
    /// Code of the network.
    pub reseau: String,
    /// The day asked for.
    pub day: NaiveDate,
    /// `by` one structure, `several` (one too many), or `unknown`.
    pub state: &'static str,
    /// The tenures that cover the day.
    pub tenures: Vec<TenureRow>,
}

/// A structure that coordinates a network for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TenureRow {
    /// Code of the network.
    pub reseau: String,
    /// Code of the kind of structure.
    pub structure: String,
    /// The structure's own name.
    pub name: Option<String>,
    /// The days on which it coordinates.
    pub period: Period,
    /// How it is known.
    pub basis: BasisRow,
}

/// Days on which nobody coordinates a network between two tenures, or on which two structures do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TenureBreakRow {
    /// `gap` or `overlap`.
    pub kind: &'static str,
    /// The days.
    pub days: Period,
    /// The two tenures, in the order of time.
    pub tenures: Vec<TenureRow>,
}

/// Yes, no or unknown, why, and the section that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PrescriptionAnswer {
    /// `yes`, `no` or `unknown`.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// How it is known.
    pub basis: BasisRow,
}

fn tenure(tenure: &Tenure, lang: Lang) -> TenureRow {
    TenureRow {
        reseau: tenure.network.clone(),
        structure: tenure.structure.clone(),
        name: tenure.name.as_ref().map(|name| name.get(lang).to_owned()),
        period: tenure.period,
        basis: basis(&tenure.basis, lang),
    }
}

/// Who coordinates which network, and when, by network and first day.
pub fn tenure_rows(rulebook: &Rulebook, lang: Lang) -> Vec<TenureRow> {
    rulebook.tenures().iter().map(|t| tenure(t, lang)).collect()
}

/// Who coordinates a network (by its code) on a day, after the rulebook's tenures.
pub fn coordination_answer(
    rulebook: &Rulebook,
    network: &str,
    day: NaiveDate,
    lang: Lang,
) -> CoordinationAnswer {
    let (state, tenures) = match coordination_on(rulebook.tenures(), network, day) {
        Coordination::By(found) => ("by", vec![tenure(found, lang)]),
        Coordination::Unknown => ("unknown", Vec::new()),
        Coordination::Several(found) => ("several", found.into_iter().map(|t| tenure(t, lang)).collect()),
    };
    CoordinationAnswer { reseau: network.to_owned(), day, state, tenures }
}

/// The gaps and overlaps in the rulebook's tenures.
pub fn tenure_break_rows(rulebook: &Rulebook, lang: Lang) -> Vec<TenureBreakRow> {
    let row = |kind, days, one: &Tenure, other: &Tenure| TenureBreakRow {
        kind,
        days,
        tenures: vec![tenure(one, lang), tenure(other, lang)],
    };
    let breaks = tenure_breaks(rulebook.tenures()).into_iter();
    breaks
        .map(|found| match found {
            TenureBreak::Overlap { first, second, days } => row("overlap", days, first, second),
            TenureBreak::Gap { before, after, days } => row("gap", days, before, after),
        })
        .collect()
}

/// An answer on prescriptions in one language.
pub fn prescription_answer(answer: &Answer, lang: Lang) -> PrescriptionAnswer {
    PrescriptionAnswer {
        verdict: answer.verdict,
        reason: answer.reason.get(lang).to_owned(),
        basis: basis(&answer.basis, lang),
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;

    #[test]
    fn the_coordinator_of_a_day_and_the_day_before() {
        let on = |day: &str| {
            coordination_answer(Rulebook::built_in(), "Indre-et-Loire", day.parse().unwrap(), Lang::Fr)
        };
        assert_eq!((on("2016-12-31").state, on("2016-12-31").tenures.len()), ("unknown", 0));
        let then = on("2017-01-01");
        assert_eq!((then.state, then.tenures[0].structure.as_str()), ("by", "CAD"));
        assert_eq!(tenure_break_rows(Rulebook::built_in(), Lang::Fr), []);
    }
}
