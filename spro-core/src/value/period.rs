//! A time from one day to another.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days from one to another, both included; open on the side that is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl Period {
    /// The days from `from` to `to`, both included.
    pub const fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// Whether the day is one of them.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the last day comes before the first one.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// The days that both have; `None` where there is no such day.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let both = Self { from, to };
        (!self.is_empty() && !other.is_empty() && !both.is_empty()).then_some(both)
    }

    /// Whether every day of `self` is one of `other`.
    pub fn is_within(self, other: Self) -> bool {
        let starts = other.from.is_none_or(|limit| self.from.is_some_and(|day| limit <= day));
        starts && other.to.is_none_or(|limit| self.to.is_some_and(|day| day <= limit))
    }

    /// The days between the end of `self` and the start of `next`; `None` where `next` follows at once or overlaps.
    pub fn gap_before(self, next: Self) -> Option<Self> {
        let (from, to) = (self.to?.succ_opt()?, next.from?.pred_opt()?);
        (from <= to).then_some(Self::between(from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2017, 1, n).unwrap()
    }

    fn period() -> impl Strategy<Value = Period> {
        let side = || proptest::option::of((1u32..=9).prop_map(day));
        (side(), side()).prop_map(|(from, to)| Period { from, to })
    }

    #[test]
    fn a_gap_is_the_days_of_nobody() {
        let first = Period::between(day(1), day(3));
        assert_eq!(first.gap_before(Period::between(day(4), day(9))), None);
        assert_eq!(first.gap_before(Period::between(day(5), day(9))), Some(Period::between(day(4), day(4))));
        assert_eq!(first.gap_before(Period::between(day(2), day(9))), None);
        assert_eq!(Period { to: None, ..first }.gap_before(Period::between(day(5), day(9))), None);
    }

    proptest! {
        #[test]
        fn shared_days_are_the_days_of_both(a in period(), b in period()) {
            let days: Vec<_> = (1..=9).map(day).filter(|d| a.covers(*d) && b.covers(*d)).collect();
            let shared = a.shared(b);
            prop_assert_eq!(shared, b.shared(a));
            for d in (1..=9).map(day) {
                prop_assert_eq!(shared.is_some_and(|s| s.covers(d)), days.contains(&d));
            }
        }

        #[test]
        fn within_means_no_day_outside(a in period(), b in period()) {
            if a.is_within(b) {
                for d in (1..=9).map(day) {
                    prop_assert!(!a.covers(d) || b.covers(d));
                }
            }
        }
    }
}
