//! Exact sums, differences and means of decimals: nothing is rounded, and what does not fit is `None`.

use crate::value::Decimal;

/// Digits after the point of a difference between two quotients, as of the quotients themselves.
pub(super) const QUOTIENT_DIGITS: u8 = 12;

/// `a + b`.
pub(super) fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    Decimal::new(a.at_scale(scale)?.checked_add(b.at_scale(scale)?)?, scale)
}

/// `a - b`.
pub(super) fn minus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    Decimal::new(a.at_scale(scale)?.checked_sub(b.at_scale(scale)?)?, scale)
}

/// The point that lies `quarters / 4` of the way from `a` to `b`.
pub(super) fn between(a: Decimal, b: Decimal, quarters: u8) -> Option<Decimal> {
    let step = minus(b, a)?;
    let scale = step.scale().checked_add(2)?;
    // A quarter is 25 hundredths: two more digits hold it exactly.
    let part = step.mantissa().checked_mul(i128::from(quarters).checked_mul(25)?)?;
    plus(a, Decimal::new(part, scale)?)
}

/// `numerator / denominator` for whole numbers, rounded half to even at twelve digits.
pub(super) fn share(numerator: u64, denominator: u64) -> Option<Decimal> {
    Decimal::quotient(i128::from(numerator), i128::from(denominator), QUOTIENT_DIGITS)
}

/// `a/b - c/d`, rounded once, at the end; `None` where a divisor is zero or it does not fit.
pub(super) fn difference(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> Option<Decimal> {
    // With all four at one scale, the powers of ten cancel out.
    let scale = [b, c, d].iter().fold(a.scale(), |s, x| s.max(x.scale()));
    let [a, b, c, d] = [a.at_scale(scale)?, b.at_scale(scale)?, c.at_scale(scale)?, d.at_scale(scale)?];
    let top = a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?;
    Decimal::quotient(top, b.checked_mul(d)?, QUOTIENT_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn sums_and_points_between_keep_every_digit() {
        assert_eq!(plus(d("0.1"), d("0.02")), Some(d("0.12")));
        assert_eq!(minus(d("0.1"), d("3")), Some(d("-2.9")));
        assert_eq!(between(d("1"), d("2"), 1), Some(d("1.25")));
        assert_eq!(between(d("0.3"), d("0.1"), 3), Some(d("0.15")));
        assert_eq!(between(d("5"), d("5"), 2), Some(d("5")));
    }

    #[test]
    fn a_difference_of_rates_is_rounded_once() {
        // 2/3 - 1/3: the rounded rates differ by 0.333333333334, the exact ones by one third.
        assert_eq!(difference(d("2"), d("3"), d("1"), d("3")), Some(d("0.333333333333")));
        assert_eq!(difference(d("1.5"), d("3"), d("1"), d("4")), Some(d("0.25")));
        assert_eq!(difference(d("1"), d("0"), d("1"), d("3")), None);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let huge = Decimal::new(i128::MAX, 0).unwrap();
        assert_eq!(plus(huge, d("1")), None);
        assert_eq!(minus(huge, d("-1")), None);
        assert_eq!(difference(huge, d("3"), huge, d("2")), None);
    }
}
