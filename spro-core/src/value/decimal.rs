//! An exact decimal number in an integer.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// An exact decimal: `mantissa / 10^scale`. Kept without trailing zeros, so equal numbers are equal values.
// INVARIANT: `scale <= Decimal::MAX_SCALE`, and `scale == 0 || mantissa % 10 != 0`; kept by `new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// The powers of ten that fit in 64 bits.
const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// The digits of a number, of whatever size.
pub(crate) struct Digits {
    text: [u8; Self::MOST],
    start: usize,
}

impl Digits {
    const MOST: usize = 40;

    /// The digits as a text.
    pub(crate) fn as_str(&self) -> &str {
        self.text.get(self.start..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default()
    }
}

impl Decimal {
    /// The largest number of digits after the point.
    pub const MAX_SCALE: u8 = 30;
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`, or `None` where `scale` is above [`Self::MAX_SCALE`].
    pub fn new(mut mantissa: i128, mut scale: u8) -> Option<Self> {
        while scale > 0 {
            // Most numbers fit in 64 bits, for which processors have an instruction that divides.
            if let Ok(mut small) = i64::try_from(mantissa) {
                while scale > 0 && small % 10 == 0 {
                    small /= 10;
                    scale -= 1;
                }
                mantissa = small.into();
                break;
            }
            if mantissa % 10 != 0 {
                break;
            }
            mantissa /= 10;
            scale -= 1;
        }
        (scale <= Self::MAX_SCALE).then_some(Self { mantissa, scale })
    }

    /// The integer whose `10^scale`-th part this is.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits after the point.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// `10^n`, or `None` where it does not fit.
    pub fn pow10(n: u8) -> Option<i128> {
        let small = POWERS.get(usize::from(n)).copied().map(i128::from);
        small.or_else(|| 10_i128.checked_pow(n.into()))
    }

    /// The mantissa at exactly `scale` digits after the point; `None` where digits would be lost or it does not fit.
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        self.mantissa.checked_mul(Self::pow10(scale.checked_sub(self.scale)?)?)
    }

    /// The digits without sign and point, one before the point at least.
    pub(crate) fn digits(self) -> Digits {
        let mut text = [b'0'; Digits::MOST];
        let mut start = text.len();
        let mut put = |digit: u8| {
            start = start.saturating_sub(1);
            text.get_mut(start).map(|place| *place = b'0' + digit)
        };
        let size = self.mantissa.unsigned_abs();
        match u64::try_from(size) {
            Ok(mut small) => {
                while small > 0 {
                    put(u8::try_from(small % 10).unwrap_or_default());
                    small /= 10;
                }
            }
            Err(_) => size.to_string().bytes().rev().for_each(|digit| {
                put(digit - b'0');
            }),
        }
        Digits { text, start: start.min(Digits::MOST - 1 - usize::from(self.scale)) }
    }

    /// The quotient of two integers, rounded half to even at `scale` digits after the point; `None` for `x / 0` and
    /// where it does not fit.
    pub fn quotient(numerator: i128, denominator: i128, scale: u8) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let scaled = if scale == 0 { numerator } else { numerator.checked_mul(Self::pow10(scale)?)? };
        let below = denominator.unsigned_abs();
        let (quotient, rest) = divided(scaled.unsigned_abs(), below);
        let up = match rest.checked_mul(2)?.cmp(&below) {
            Ordering::Less => 0,
            Ordering::Greater => 1,
            Ordering::Equal => quotient & 1,
        };
        let size = i128::try_from(quotient.checked_add(up)?).ok()?;
        Self::new(if (numerator < 0) == (denominator < 0) { size } else { -size }, scale)
    }
}

/// Quotient and rest; the divisor must not be 0. In 64 bits where both fit: the other division is a long loop.
pub(crate) fn divided(above: u128, below: u128) -> (u128, u128) {
    match (u64::try_from(above), u64::try_from(below)) {
        (Ok(a), Ok(b)) => ((a / b).into(), (a % b).into()),
        _ => (above / below, above % below),
    }
}

impl From<i64> for Decimal {
    fn from(n: i64) -> Self {
        Self { mantissa: i128::from(n), scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.mantissa.signum().cmp(&other.mantissa.signum());
        if signs != Ordering::Equal || self.scale == other.scale {
            return signs.then(self.mantissa.cmp(&other.mantissa));
        }
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Only the one with the smaller scale can overflow: its absolute value is then the larger one.
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Plain notation with a point: `-12.5`, `0.25`, `3`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        let digits = digits.as_str();
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        f.write_str(whole)?;
        if !part.is_empty() {
            f.write_str(".")?;
            f.write_str(part)?;
        }
        Ok(())
    }
}

/// What is wrong with a text that should be a plain decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal number (such as 12, -3 or 0.25) of at most 30 digits after the point")]
pub struct NotADecimal;

impl std::str::FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) || digits.ends_with('.') {
            return Err(NotADecimal);
        }
        let part = part.trim_end_matches('0');
        let scale = u8::try_from(part.len()).map_err(|_| NotADecimal)?;
        let mantissa: i128 = format!("{whole}{part}").parse().map_err(|_| NotADecimal)?;
        Self::new(if negative { -mantissa } else { mantissa }, scale).ok_or(NotADecimal)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
