//! From a spreadsheet's binary number to the decimal that the sheet shows.

use super::Decimal;

impl Decimal {
    /// The decimal that a spreadsheet shows for this double: 15 significant digits, so that
    /// `0.1 + 0.2` (kept as `0.30000000000000004`) is `0.3`. The rounding is that of the exact binary
    /// value, half to even, the same on every platform.
    ///
    /// `None` for infinities and NaN, and where the number does not fit: from about 1.7 × 10^38 on, or more
    /// than [`Self::MAX_SCALE`] digits after the point.
    ///
    /// ```
    /// # use spro::value::Decimal;
    /// assert_eq!(Decimal::from_spreadsheet(0.1 + 0.2), Decimal::new(3, 1));
    /// assert_eq!(Decimal::from_spreadsheet(f64::NAN), None);
    /// ```
    pub fn from_spreadsheet(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        if number.fract() == 0.0 && number.abs() < 1e15 {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "a whole number below 10^15 is exact in an i64"
            )]
            return Some(Self::from(number as i64));
        }
        let text = format!("{number:.14e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let (whole, part) = mantissa.split_once('.')?;
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Self::from_exponent(digits, exponent.parse::<i32>().ok()?.checked_sub(14)?)
    }

    /// `digits × 10^exponent`, or `None` where it does not fit.
    pub fn from_exponent(digits: i128, exponent: i32) -> Option<Self> {
        if let Ok(zeros) = u8::try_from(exponent) {
            return Self::new(digits.checked_mul(Self::pow10(zeros)?)?, 0);
        }
        Self::new(digits, u8::try_from(exponent.checked_neg()?).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(number: f64) -> Option<String> {
        Decimal::from_spreadsheet(number).map(|d| d.to_string())
    }

    #[test]
    fn shows_what_the_sheet_shows() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1.0 - 0.9, "0.1"),
            (-2.5, "-2.5"),
            (0.857_142_857_142_857_1, "0.857142857142857"),
            (99.999_999_999_999_99, "100"),
            (1e15, "1000000000000000"),
            (1_234_567_890_123_456.0, "1234567890123460"),
            (1e37, "10000000000000000000000000000000000000"),
            (1e-16, "0.0000000000000001"),
            (43_068.416_666_666_664, "43068.4166666667"),
        ] {
            assert_eq!(shown(number).as_deref(), Some(text), "{number:e}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, 1e39, 1.5e-30, 5e-324] {
            assert_eq!(shown(number), None, "{number:e}");
        }
        assert_eq!(shown(1e-30).as_deref(), Some("0.000000000000000000000000000001"));
    }

    proptest! {
        /// Any decimal of at most 15 digits survives the way through a double.
        #[test]
        fn fifteen_digits_survive(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u8..=15) {
            let exact = Decimal::new(i128::from(mantissa), scale).unwrap();
            let double: f64 = exact.to_string().parse().unwrap();
            prop_assert_eq!(Decimal::from_spreadsheet(double), Some(exact));
        }

        #[test]
        fn never_panics(bits in any::<u64>()) {
            let _ = Decimal::from_spreadsheet(f64::from_bits(bits));
        }
    }
}
