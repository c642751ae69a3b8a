//! Where a value stands among the networks: rank, median, quartiles, all exact.
//!
//! Rank 1 is the greatest value; it orders, and does not judge, since for some indicators less may be better. Equal
//! values share the better rank, and the next one is skipped (1, 2, 2, 4). The median and the quartiles are those of
//! a spreadsheet's `QUARTILE.INC`: the value at `p·(n - 1)` of the sorted values, and in proportion between two of
//! them. A group of one has no position; one of two or three has a median and no quartiles.

use super::exact::between;
use crate::value::Decimal;

/// Fewest values that have a median and ranks.
pub const LEAST_FOR_MEDIAN: usize = 2;
/// Fewest values that have quartiles.
pub const LEAST_FOR_QUARTILES: usize = 4;

/// The values of a group, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Distribution {
    /// How many values; networks without a value are not among them.
    pub count: u32,
    /// The least value.
    pub least: Decimal,
    /// The greatest value.
    pub greatest: Decimal,
    /// The median.
    pub median: Decimal,
    /// First and third quartile; none for fewer than [`LEAST_FOR_QUARTILES`] values.
    pub quartiles: Option<(Decimal, Decimal)>,
}

/// The distribution of `values` and the rank of each, in the same order; `None` for fewer than
/// [`LEAST_FOR_MEDIAN`] values and where a point between two of them does not fit.
pub fn positions(values: &[Decimal]) -> Option<(Distribution, Vec<u32>)> {
    if values.len() < LEAST_FOR_MEDIAN {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let quartiles = if sorted.len() < LEAST_FOR_QUARTILES {
        None
    } else {
        Some((quartile(&sorted, 1)?, quartile(&sorted, 3)?))
    };
    let distribution = Distribution {
        count: u32::try_from(sorted.len()).ok()?,
        least: *sorted.first()?,
        greatest: *sorted.last()?,
        median: quartile(&sorted, 2)?,
        quartiles,
    };
    let ranks = values
        .iter()
        .map(|value| {
            // One more than the number of greater values.
            let above = sorted.len() - sorted.partition_point(|other| other <= value);
            u32::try_from(above).unwrap_or(u32::MAX).saturating_add(1)
        })
        .collect();
    Some((distribution, ranks))
}

/// The value at `quarters/4 · (n - 1)` of sorted values.
fn quartile(sorted: &[Decimal], quarters: usize) -> Option<Decimal> {
    let at = sorted.len().checked_sub(1)?.checked_mul(quarters)?;
    let low = *sorted.get(at / 4)?;
    match at % 4 {
        0 => Some(low),
        rest => between(low, *sorted.get(at / 4 + 1)?, u8::try_from(rest).ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn of(values: &[&str]) -> Option<(Distribution, Vec<u32>)> {
        positions(&values.iter().map(|v| d(v)).collect::<Vec<_>>())
    }

    #[test]
    fn ties_share_the_better_rank() {
        let (distribution, ranks) = of(&["3", "7", "7.0", "1"]).unwrap();
        assert_eq!(ranks, [3, 1, 1, 4]);
        assert_eq!(distribution.median, d("5"));
        // Checked with a spreadsheet's QUARTILE.INC.
        assert_eq!(distribution.quartiles, Some((d("2.5"), d("7"))));
        assert_eq!((distribution.least, distribution.greatest, distribution.count), (d("1"), d("7"), 4));
    }

    #[test]
    fn small_groups_say_less() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["1"]), None);
        let (two, ranks) = of(&["0.1", "0.2"]).unwrap();
        assert_eq!((two.median, two.quartiles, ranks), (d("0.15"), None, vec![2, 1]));
        assert_eq!(of(&["1", "2", "4"]).unwrap().0.quartiles, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn order_of_the_networks_changes_nothing(mut values in prop::collection::vec(-50_i64..50, 2..20)) {
            let decimals = |v: &[i64]| v.iter().map(|n| Decimal::new(i128::from(*n), 1).unwrap()).collect::<Vec<_>>();
            let (one, ranks) = positions(&decimals(&values)).unwrap();
            for (value, rank) in values.iter().zip(&ranks) {
                let greater = values.iter().filter(|other| *other > value).count();
                prop_assert_eq!(usize::try_from(*rank).unwrap(), greater + 1);
            }
            values.reverse();
            let (other, _) = positions(&decimals(&values)).unwrap();
            prop_assert!(one.least <= one.median && one.median <= one.greatest);
            if let Some((q1, q3)) = one.quartiles {
                prop_assert!(one.least <= q1 && q1 <= one.median && one.median <= q3 && q3 <= one.greatest);
            }
            prop_assert_eq!(one, other);
        }
    }
}
