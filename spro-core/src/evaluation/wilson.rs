//! The Wilson interval of a share at 95 %, rounded exactly: whole numbers only.
//!
//! A share `p` is in the interval of `k` out of `n` where `(k - n·p)² <= n·z²·p·(1 - p)`. For `p = a/b` both sides are
//! whole numbers, so that each bound is found by asking which points between two rounded values lie inside.

use crate::value::Decimal;

/// Digits after the point of a bound.
const DIGITS: u8 = 6;
/// `10^DIGITS`: the rounded values are the multiples of one part.
const PARTS: u64 = 1_000_000;
/// `z²`, the 95 % point of the chi-squared distribution with one degree of freedom, times `Z_SCALE`.
const Z_SQUARED: u128 = 3_841_458_820_694_124;
const Z_SCALE: u128 = 1_000_000_000_000_000;

/// The interval of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Interval {
    /// Lower bound, at six digits.
    pub low: Decimal,
    /// Upper bound, at six digits.
    pub high: Decimal,
}

/// The 95 % Wilson interval of `k` out of `n`; `None` where `n` is 0 or `k` is above it.
pub fn wilson(k: u32, n: u32) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    // Half points are (2j + 1) / (2·PARTS). The number of those below a bound is the bound rounded to parts.
    let below_low = first(|j| !left_of_share(j, k, n) || !outside(j, k, n));
    let below_high = first(|j| !left_of_share(j, k, n) && outside(j, k, n));
    let parts = |j: u64| Decimal::new(i128::from(j), DIGITS);
    Some(Interval { low: parts(below_low)?, high: parts(below_high)? })
}

/// The first `j` in `0..=PARTS` for which `found` holds; it holds for all later ones too.
fn first(found: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, PARTS);
    while low < high {
        let middle = u64::midpoint(low, high);
        if found(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Whether the half point `j` is at most `k/n`.
fn left_of_share(j: u64, k: u32, n: u32) -> bool {
    u128::from(2 * j + 1) * u128::from(n) <= u128::from(2 * PARTS) * u128::from(k)
}

/// Whether the half point `j` lies outside the interval.
fn outside(j: u64, k: u32, n: u32) -> bool {
    let (point, whole) = (u128::from(2 * j + 1), u128::from(2 * PARTS));
    let (k, n) = (u128::from(k), u128::from(n));
    let distance = (k * whole).abs_diff(n * point);
    wide(distance * distance, Z_SCALE) > wide(n * Z_SQUARED, point * whole.saturating_sub(point))
}

/// The product of two numbers in 256 bits, high half first.
fn wide(x: u128, y: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (x_high, x_low, y_high, y_low) = (x >> 64, x & LOW, y >> 64, y & LOW);
    let low = x_low * y_low;
    let middle = x_high * y_low + (low >> 64);
    let cross = x_low * y_high + (middle & LOW);
    (x_high * y_high + (middle >> 64) + (cross >> 64), (cross << 64) | (low & LOW))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds(k: u32, n: u32) -> (String, String) {
        let interval = wilson(k, n).unwrap();
        (interval.low.to_string(), interval.high.to_string())
    }

    #[test]
    fn agrees_with_published_intervals() {
        // 81/263, 15/148, 0/20 and 1/29 stand, to four digits, in Newcombe (1998), Statistics in Medicine 17, table I.
        for (k, n, low, high) in [
            (0, 10, "0", "0.277533"),
            (10, 10, "0.722467", "1"),
            (5, 10, "0.236593", "0.763407"),
            (1, 1, "0.206549", "1"),
            (81, 263, "0.255289", "0.36621"),
            (15, 148, "0.062386", "0.160487"),
            (0, 20, "0", "0.161125"),
            (1, 29, "0.006113", "0.171755"),
        ] {
            assert_eq!(bounds(k, n), (low.to_owned(), high.to_owned()), "{k}/{n}");
        }
    }

    #[test]
    fn nobody_asked_has_no_interval() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
    }

    #[test]
    fn the_largest_counts_fit() {
        assert_eq!(bounds(u32::MAX, u32::MAX), ("1".to_owned(), "1".to_owned()));
        assert_eq!(bounds(u32::MAX / 2, u32::MAX), ("0.499985".to_owned(), "0.500015".to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn is_the_closed_form_rounded(n in 1_u32..100_000, part in 0.0..=1.0_f64) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of n is within u32")]
            let k = (f64::from(n) * part) as u32;
            let z2 = 3.841_458_820_694_124_f64;
            let (kf, nf) = (f64::from(k), f64::from(n));
            let root = (z2 * z2 + 4.0 * z2 * kf * (nf - kf) / nf).sqrt();
            let expected = |sign: f64| (2.0 * kf + z2 + sign * root) / (2.0 * (nf + z2));
            let interval = wilson(k, n).unwrap();
            for (bound, exact) in [(interval.low, expected(-1.0)), (interval.high, expected(1.0))] {
                let shown: f64 = bound.to_string().parse().unwrap();
                prop_assert!((shown - exact).abs() < 0.500_1e-6, "{k}/{n}: {shown} for {exact}");
            }
        }
        #[test]
        fn wide_products_are_right(x in any::<u64>(), y in any::<u64>(), shift in 0_u32..64) {
            let (high, low) = wide(u128::from(x) << shift, u128::from(y));
            let plain = u128::from(x) * u128::from(y);
            let carried = if shift == 0 { 0 } else { plain >> (128 - shift) };
            prop_assert_eq!((high, low), (carried, plain << shift));
        }
    }
}
