//! Exact division by small numbers, which most denominators are: a multiplication instead of a division.

/// Divisors below this have a reciprocal.
const SMALL: usize = 1024;

/// `floor((2^64 - 1) / d)` for small `d`, filled in as divisors are met; 0 where one was not met yet.
#[derive(Debug, Default)]
pub(super) struct Reciprocals(Vec<u64>);

impl Reciprocals {
    /// Quotient and rest; the divisor must not be 0.
    pub fn divide(&mut self, n: u64, divisor: u64) -> (u64, u64) {
        if self.0.is_empty() {
            self.0.resize(SMALL, 0);
        }
        let small = usize::try_from(divisor).ok().and_then(|divisor| self.0.get_mut(divisor));
        let Some(reciprocal) = small else {
            let quotient = n.checked_div(divisor).unwrap_or(0);
            return (quotient, n - quotient * divisor);
        };
        if *reciprocal == 0 {
            *reciprocal = u64::MAX.checked_div(divisor).unwrap_or(0);
        }
        // With r = (2^64 - 1 - e) / d and e < d, n * r / 2^64 = n / d - n * (1 + e) / (d * 2^64), which is more than
        // n / d - 1: the estimate is the quotient or one less.
        let estimate = u64::try_from((u128::from(n) * u128::from(*reciprocal)) >> 64).unwrap_or(0);
        let rest = n - estimate * divisor;
        let more = rest >= divisor;
        (estimate + u64::from(more), if more { rest - divisor } else { rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_and_rests_are_exact() {
        let mut reciprocals = Reciprocals::default();
        let divisors = (1..1100).chain([u64::from(u32::MAX), u64::MAX - 1, u64::MAX]);
        for divisor in divisors {
            let near = (0..5).flat_map(|k| {
                let multiple = (u64::MAX / divisor).saturating_sub(k).wrapping_mul(divisor);
                [multiple, multiple.wrapping_sub(1), multiple.saturating_add(divisor - 1), u64::MAX - k, k]
            });
            for n in near.chain([12_000_000_000_000_000, 1 << 63]) {
                assert_eq!(reciprocals.divide(n, divisor), (n / divisor, n % divisor), "{n} / {divisor}");
            }
        }
    }
}
