//! Exact fractions, so that a formula over aggregates rounds once, at its end.

use crate::expression::rounded_quotient;
use crate::value::{Absent, Decimal, divided};
use std::cmp::Ordering;

/// Digits after the point of a quotient.
pub(super) const QUOTIENT_SCALE: u8 = 12;

/// `above / below`.
// INVARIANT: `below > 0`, and no common divisor; kept by `new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    /// # Errors
    /// Where `below` is zero, or they do not fit.
    pub fn new(above: i128, below: i128) -> Result<Self, Absent> {
        if below == 0 {
            return Err(Absent::DenominatorIsZero);
        }
        let divisor = divisor(above.unsigned_abs(), below.unsigned_abs());
        let divisor = i128::try_from(divisor).map_err(|_| Absent::Overflow)?;
        let sign = if below < 0 { -1 } else { 1 };
        if divisor == 1 && sign == 1 {
            return Ok(Self { above, below });
        }
        let part = |x: i128| (x / divisor).checked_mul(sign).ok_or(Absent::Overflow);
        Ok(Self { above: part(above)?, below: part(below)? })
    }

    pub fn whole(n: i128) -> Self {
        Self { above: n, below: 1 }
    }

    /// An integer that stands for `integer / 10^scale`.
    pub fn scaled(integer: i128, scale: u8) -> Result<Self, Absent> {
        Self::new(integer, Decimal::pow10(scale).ok_or(Absent::Overflow)?)
    }

    pub fn add(self, other: Self) -> Result<Self, Absent> {
        // Over the least common denominator, which stays small where both are decimals.
        let common = i128::try_from(divisor(self.below.unsigned_abs(), other.below.unsigned_abs()));
        let common = common.map_err(|_| Absent::Overflow)?;
        let (left, right) = (other.below / common, self.below / common);
        let sum = || {
            let above = self.above.checked_mul(left)?.checked_add(other.above.checked_mul(right)?)?;
            Some((above, self.below.checked_mul(left)?))
        };
        let (above, below) = sum().ok_or(Absent::Overflow)?;
        Self::new(above, below)
    }

    pub fn neg(self) -> Result<Self, Absent> {
        let above = self.above.checked_neg().ok_or(Absent::Overflow)?;
        Ok(Self { above, below: self.below })
    }

    pub fn abs(self) -> Result<Self, Absent> {
        if self.above < 0 { self.neg() } else { Ok(self) }
    }

    pub fn mul(self, other: Self) -> Result<Self, Absent> {
        // Common divisors first, so that the products stay small.
        let (a, b) = (Self::new(self.above, other.below)?, Self::new(other.above, self.below)?);
        let above = a.above.checked_mul(b.above).ok_or(Absent::Overflow)?;
        Self::new(above, a.below.checked_mul(b.below).ok_or(Absent::Overflow)?)
    }

    pub fn div(self, other: Self) -> Result<Self, Absent> {
        self.mul(Self::new(other.below, other.above)?)
    }

    /// The same number as a decimal, where it has one that fits.
    pub fn decimal(self) -> Option<Decimal> {
        (0..=Decimal::MAX_SCALE).find_map(|scale| {
            let factor = Decimal::pow10(scale)?;
            let exact = factor % self.below == 0;
            Decimal::new(self.above.checked_mul(factor / self.below)?, scale).filter(|_| exact)
        })
    }

    /// Rounded half to even.
    pub fn rounded(self) -> Result<Decimal, Absent> {
        let quotient = rounded_quotient(self.above, self.below, QUOTIENT_SCALE.into());
        quotient.and_then(|q| Decimal::new(q, QUOTIENT_SCALE)).ok_or(Absent::Overflow)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        // Whole parts first, then the rests upside down: no product that could overflow.
        let mut sides = [(self.above, self.below), (other.above, other.below)];
        let mut turned = false;
        loop {
            let [whole, others] = sides.map(|(above, below)| above.div_euclid(below));
            let [rest, other] = sides.map(|(above, below)| above.rem_euclid(below));
            let order = match whole.cmp(&others) {
                Ordering::Equal if rest == 0 || other == 0 => rest.cmp(&other),
                Ordering::Equal => {
                    let [(_, below), (_, beside)] = sides;
                    sides = [(below, rest), (beside, other)];
                    turned = !turned;
                    continue;
                }
                decided => decided,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest common divisor; 1 for two zeros.
fn divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, divided(a, b).1);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fraction(above: i128, below: i128) -> Fraction {
        Fraction::new(above, below).unwrap()
    }

    #[test]
    fn fractions_are_exact() {
        let third = fraction(1, 3);
        assert_eq!(third.add(third).unwrap().add(third), Ok(Fraction::whole(1)));
        assert_eq!(fraction(2, -4), fraction(-1, 2));
        assert_eq!(third.div(Fraction::whole(0)), Err(Absent::DenominatorIsZero));
        assert_eq!(fraction(i128::MAX, 3).mul(fraction(3, i128::MAX)), Ok(Fraction::whole(1)));
        assert_eq!(fraction(i128::MAX, 1).add(Fraction::whole(1)), Err(Absent::Overflow));
        assert_eq!(third.decimal(), None);
        assert_eq!(fraction(-1, 8).decimal().unwrap().to_string(), "-0.125");
        assert_eq!(third.rounded().unwrap().to_string(), "0.333333333333");
        assert_eq!(fraction(1, 2_000_000_000_000).rounded().unwrap().to_string(), "0");
        assert_eq!(fraction(3, 2_000_000_000_000).rounded().unwrap().to_string(), "0.000000000002");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn order_is_that_of_the_products(a in -50_i128..50, b in 1_i128..40, c in -50_i128..50, d in 1_i128..40) {
            prop_assert_eq!(fraction(a, b).cmp(&fraction(c, d)), (a * d).cmp(&(c * b)));
        }
    }
}
