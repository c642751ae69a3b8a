//! Who coordinates a network on a day.

use crate::rulebook::Tenure;
use crate::value::{Break, Period, breaks};
use chrono::NaiveDate;

/// Who coordinates a network on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Coordination<'a> {
    /// One structure does.
    By(&'a Tenure),
    /// No tenure covers the day; the nearest ones on either side do not count.
    Unknown,
    /// Several do, which is one too many.
    Several(Vec<&'a Tenure>),
}

/// Who coordinates a network on a day. Source: `cr-2016-11-29#10` (Indre-et-Loire changes in January 2017).
pub fn coordination_on<'a>(
    tenures: impl IntoIterator<Item = &'a Tenure>,
    network: &str,
    day: NaiveDate,
) -> Coordination<'a> {
    let mut found = tenures.into_iter().filter(|t| t.network == network && t.period.covers(day));
    match (found.next(), found.next()) {
        (None, _) => Coordination::Unknown,
        (Some(only), None) => Coordination::By(only),
        (Some(first), Some(second)) => {
            Coordination::Several([first, second].into_iter().chain(found).collect())
        }
    }
}

/// A gap or an overlap between two tenures of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TenureBreak<'a> {
    /// Both coordinate on these days.
    Overlap {
        /// The tenure that starts first.
        first: &'a Tenure,
        /// The other one.
        second: &'a Tenure,
        /// The days that both have.
        days: Period,
    },
    /// Nobody coordinates on these days.
    Gap {
        /// The tenure that ends before.
        before: &'a Tenure,
        /// The next one.
        after: &'a Tenure,
        /// The days between.
        days: Period,
    },
}

/// All gaps and overlaps, network by network in the order of their codes, each in the order of time.
pub fn tenure_breaks<'a>(tenures: impl IntoIterator<Item = &'a Tenure>) -> Vec<TenureBreak<'a>> {
    let mut all: Vec<&Tenure> = tenures.into_iter().collect();
    all.sort_by(|a, b| a.network.cmp(&b.network));
    let mut found = Vec::new();
    for group in all.chunk_by(|a, b| a.network == b.network) {
        let periods: Vec<Period> = group.iter().map(|t| t.period).collect();
        found.extend(breaks(&periods).into_iter().filter_map(|b| of_group(group, b)));
    }
    found
}

fn of_group<'a>(group: &[&'a Tenure], found: Break) -> Option<TenureBreak<'a>> {
    let at = |position: usize| group.get(position).copied();
    Some(match found {
        Break::Overlap { first, second, days } => {
            TenureBreak::Overlap { first: at(first)?, second: at(second)?, days }
        }
        Break::Gap { before, after, days } => {
            TenureBreak::Gap { before: at(before)?, after: at(after)?, days }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Basis, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn tenure(network: &str, structure: &str, from: Option<&str>, to: Option<&str>) -> Tenure {
        Tenure {
            network: network.to_owned(),
            structure: structure.to_owned(),
            name: None,
            period: Period { from: from.map(day), to: to.map(day) },
            basis: Basis { source: "cr-2016-11-29#10".to_owned(), status: Status::Sourced, how: None },
        }
    }

    #[test]
    fn a_change_on_1_january_leaves_no_day_without_an_answer() {
        let all = [
            tenure("Indre-et-Loire", "ML", None, Some("2016-12-31")),
            tenure("Indre-et-Loire", "CAD", Some("2017-01-01"), None),
            tenure("Dreux", "ML", Some("2017-02-01"), None),
        ];
        assert_eq!(coordination_on(&all, "Indre-et-Loire", day("2016-12-31")), Coordination::By(&all[0]));
        assert_eq!(coordination_on(&all, "Indre-et-Loire", day("2017-01-01")), Coordination::By(&all[1]));
        assert_eq!(coordination_on(&all, "Dreux", day("2017-01-31")), Coordination::Unknown);
        assert_eq!(coordination_on(&all, "Cher", day("2017-01-31")), Coordination::Unknown);
        assert_eq!(tenure_breaks(&all), []);
    }

    #[test]
    fn two_coordinators_on_a_day_and_a_day_without_one_are_found() {
        let all = [
            tenure("Dreux", "CIO", Some("2017-02-02"), None),
            tenure("Dreux", "ML", None, Some("2017-01-31")),
            tenure("Cher", "ML", None, Some("2017-01-01")),
            tenure("Cher", "CIO", Some("2017-01-01"), None),
        ];
        let one = |text| Period::between(day(text), day(text));
        assert_eq!(
            coordination_on(&all, "Cher", day("2017-01-01")),
            Coordination::Several(vec![&all[2], &all[3]])
        );
        assert_eq!(
            tenure_breaks(&all),
            [
                TenureBreak::Overlap { first: &all[2], second: &all[3], days: one("2017-01-01") },
                TenureBreak::Gap { before: &all[1], after: &all[0], days: one("2017-02-01") },
            ]
        );
    }

    #[test]
    fn in_indre_et_loire_the_chamber_of_trades_coordinates_from_january_2017() {
        let tenures = crate::rulebook::Rulebook::built_in().tenures();
        let by = |network: &str, on: &str| match coordination_on(tenures, network, day(on)) {
            Coordination::By(tenure) => Some(tenure.structure.as_str()),
            _ => None,
        };
        assert_eq!(by("Indre-et-Loire", "2016-12-31"), None);
        assert_eq!(by("Indre-et-Loire", "2017-01-01"), Some("CAD"));
        assert_eq!(by("Dreux", "2017-01-01"), None);
        assert_eq!(tenure_breaks(tenures), []);
    }
}
