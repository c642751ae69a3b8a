//! A sum that cannot overflow, so that it does not depend on the order of its terms.

use serde::{Deserialize, Serialize};

/// A signed integer of 192 bits: room for 2^63 terms of 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Total {
    /// The value is `high * 2^128 + low`.
    high: i64,
    low: u128,
}

impl Total {
    pub fn add(&mut self, term: i128) {
        let high = if term < 0 { -1 } else { 0 };
        self.merge(Self { high, low: term.cast_unsigned() });
    }

    pub fn merge(&mut self, other: Self) {
        let (low, carry) = self.low.overflowing_add(other.low);
        self.low = low;
        self.high = self.high.wrapping_add(other.high).wrapping_add(i64::from(carry));
    }

    /// The sum, where it fits.
    pub fn get(self) -> Option<i128> {
        let value = self.low.cast_signed();
        let sign = if value < 0 { -1 } else { 0 };
        (self.high == sign).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(terms: &[i128]) -> Option<i128> {
        let mut total = Total::default();
        for term in terms {
            total.add(*term);
        }
        total.get()
    }

    #[test]
    fn what_overflows_on_the_way_is_right_in_the_end() {
        assert_eq!(sum(&[i128::MAX, i128::MAX, i128::MIN, i128::MIN, 5]), Some(3));
        assert_eq!(sum(&[i128::MAX, 1]), None);
        assert_eq!(sum(&[i128::MIN, -1]), None);
        assert_eq!(sum(&[i128::MIN, -1, 1]), Some(i128::MIN));
        assert_eq!(sum(&[-1, -2, 3, -7]), Some(-7));
        assert_eq!(sum(&[]), Some(0));
    }
}
