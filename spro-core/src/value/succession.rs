//! Periods that should follow each other: where two share days, and where a day has none.

use super::Period;

/// What is wrong between two periods of a succession, given by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Break {
    /// Both have these days.
    Overlap {
        /// The one that starts first.
        first: usize,
        /// The other one.
        second: usize,
        /// The days that both have.
        days: Period,
    },
    /// These days, between two periods, belong to none.
    Gap {
        /// The last one that ends before.
        before: usize,
        /// The next one that starts.
        after: usize,
        /// The days between.
        days: Period,
    },
}

/// Overlaps and gaps, in the order of time. Empty periods are left out: they are wrong by themselves.
pub fn breaks(periods: &[Period]) -> Vec<Break> {
    let mut order: Vec<(usize, Period)> =
        periods.iter().copied().enumerate().filter(|(_, p)| !p.is_empty()).collect();
    order.sort_by_key(|&(index, p)| (p.from, index));
    let mut found = Vec::new();
    // The one that reaches furthest of those before: a gap is measured from it, not from the neighbour.
    let mut furthest: Option<(usize, Period)> = None;
    for (n, &(second, period)) in order.iter().enumerate() {
        if let Some((before, reach)) = furthest
            && let Some(days) = reach.gap_before(period)
        {
            found.push(Break::Gap { before, after: second, days });
        }
        for &(first, earlier) in order.iter().take(n) {
            if let Some(days) = earlier.shared(period) {
                found.push(Break::Overlap { first, second, days });
            }
        }
        let further = furthest.is_none_or(|(_, reach)| match (reach.to, period.to) {
            (Some(a), Some(b)) => b > a,
            (Some(_), None) => true,
            (None, _) => false,
        });
        if further {
            furthest = Some((second, period));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2016, 12, 25).unwrap() + Days::new(n)
    }

    #[test]
    fn a_gap_is_measured_from_the_period_that_reaches_furthest() {
        let long = Period::between(day(0), day(10));
        let short = Period::between(day(2), day(3));
        let late = Period::between(day(12), day(13));
        assert_eq!(
            breaks(&[long, short, late]),
            [
                Break::Overlap { first: 0, second: 1, days: short },
                Break::Gap { before: 0, after: 2, days: Period::between(day(11), day(11)) },
            ]
        );
    }

    #[test]
    fn the_day_after_the_last_one_follows() {
        let open = Period { from: Some(day(7)), to: None };
        assert_eq!(breaks(&[open, Period { from: None, to: Some(day(6)) }]), []);
        let days = Period::between(day(7), day(7));
        let late = Period { from: None, to: Some(day(7)) };
        assert_eq!(breaks(&[open, late]), [Break::Overlap { first: 1, second: 0, days }]);
    }

    proptest! {
        #[test]
        fn a_day_by_day_count_finds_the_same(
            spans in proptest::collection::vec((0u64..20, 0u64..20, any::<bool>(), any::<bool>()), 0..6)
        ) {
            let periods: Vec<Period> = spans.iter().map(|&(a, b, open_start, open_end)| Period {
                from: (!open_start).then(|| day(a)),
                to: (!open_end).then(|| day(b)),
            }).collect();
            let found = breaks(&periods);
            let valid: Vec<&Period> = periods.iter().filter(|p| !p.is_empty()).collect();
            for d in (0..20).map(day) {
                let holders = valid.iter().filter(|p| p.covers(d)).count();
                let overlaps = found.iter()
                    .filter(|b| matches!(b, Break::Overlap { days, .. } if days.covers(d))).count();
                prop_assert_eq!(overlaps, holders * holders.saturating_sub(1) / 2);
                let between = valid.iter().any(|p| p.to.is_some_and(|to| to < d))
                    && valid.iter().any(|p| p.from.is_some_and(|from| d < from));
                let gaps = found.iter().filter(|b| matches!(b, Break::Gap { days, .. } if days.covers(d))).count();
                prop_assert_eq!(gaps, usize::from(holders == 0 && between));
            }
        }
    }
}
