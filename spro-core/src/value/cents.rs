//! Exact money.

use super::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The currency of an amount. The conventions know one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Currency {
    /// Euro.
    #[default]
    #[serde(rename = "EUR")]
    Eur,
}

/// An exact amount: whole cents of a currency. Travels as decimal text in euros (`"10000.00"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents {
    amount: i64,
    currency: Currency,
}

/// Where the part of a cent goes that a share leaves over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rounding {
    /// To the cent below: the share never exceeds its exact value.
    #[serde(rename = "inferieur")]
    Down,
    /// To the cent above: the share is never below its exact value.
    #[serde(rename = "superieur")]
    Up,
    /// To the nearest cent; the half goes up.
    #[serde(rename = "proche")]
    Nearest,
}

impl Rounding {
    /// The rounding that a rulebook names.
    pub fn named(code: &str) -> Option<Self> {
        Some(match code {
            "inferieur" => Self::Down,
            "superieur" => Self::Up,
            "proche" => Self::Nearest,
            _ => return None,
        })
    }
}

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self::euros_cents(0);

    /// An amount in euro cents.
    pub const fn euros_cents(amount: i64) -> Self {
        Self { amount, currency: Currency::Eur }
    }

    /// The amount of an exact number of euros; `None` where it has parts of a cent or does not fit.
    pub fn from_euros(euros: Decimal) -> Option<Self> {
        i64::try_from(euros.at_scale(2)?).ok().map(Self::euros_cents)
    }

    /// How many cents.
    pub const fn cents(self) -> i64 {
        self.amount
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The exact number of euros.
    pub fn euros(self) -> Decimal {
        Decimal::new(i128::from(self.amount), 2).unwrap_or_default()
    }

    /// The sum; `None` where the currencies differ or it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.amount.checked_add(other.amount))
            .flatten()
            .map(|amount| Self { amount, ..self })
    }

    /// The difference; `None` where the currencies differ or it does not fit.
    pub fn minus(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.amount.checked_sub(other.amount))
            .flatten()
            .map(|amount| Self { amount, ..self })
    }

    /// A share of the amount, in whole cents; `None` where it does not fit.
    pub fn share(self, share: Decimal, rounding: Rounding) -> Option<Self> {
        let exact = i128::from(self.amount).checked_mul(share.mantissa())?;
        let unit = Decimal::pow10(share.scale())?;
        let (below, rest) = (exact.div_euclid(unit), exact.rem_euclid(unit));
        let up = match rounding {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            Rounding::Nearest => rest.checked_mul(2)? >= unit,
        };
        let amount = i64::try_from(below.checked_add(i128::from(up))?).ok()?;
        Some(Self { amount, ..self })
    }
}

/// `10000.00`: euros with a point and always two digits, as dossiers write it.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.amount < 0 { "-" } else { "" };
        let cents = self.amount.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

/// What is wrong with a text that should be an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in euros (such as 10000.00) of at most two digits after the point")]
pub struct NotAnAmount;

impl std::str::FromStr for Cents {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        text.parse().ok().and_then(Self::from_euros).ok_or(NotAnAmount)
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        let said = |why: NotAnAmount| serde::de::Error::custom(format_args!("“{text}” is {why}"));
        text.parse().map_err(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn eur(text: &str) -> Cents {
        text.parse().unwrap()
    }

    #[test]
    fn the_odd_cent_goes_where_the_rounding_says() {
        let half: Decimal = "0.5".parse().unwrap();
        let odd = eur("100.01");
        assert_eq!(odd.share(half, Rounding::Down), Some(eur("50.00")));
        assert_eq!(odd.share(half, Rounding::Up), Some(eur("50.01")));
        assert_eq!(odd.share(half, Rounding::Nearest), Some(eur("50.01")));
        for rounding in [Rounding::Down, Rounding::Up, Rounding::Nearest] {
            assert_eq!(eur("100.00").share(half, rounding), Some(eur("50")));
        }
    }

    #[test]
    fn parts_of_a_cent_and_foreign_forms_are_refused() {
        for text in ["1.001", "1,50", "1 000", "", "-", "1e3", "92233720368547758.08", "€1"] {
            assert_eq!(text.parse::<Cents>(), Err(NotAnAmount), "{text}");
        }
        assert_eq!(eur("1.500").cents(), 150);
        assert_eq!(eur("-0.05").to_string(), "-0.05");
        assert_eq!(eur("92233720368547758.07").cents(), i64::MAX);
    }

    #[test]
    fn what_does_not_fit_is_not_there() {
        let most = Cents::euros_cents(i64::MAX);
        assert_eq!(most.plus(Cents::euros_cents(1)), None);
        assert_eq!(Cents::euros_cents(i64::MIN).minus(Cents::euros_cents(1)), None);
        assert_eq!(most.share(Decimal::from(2), Rounding::Down), None);
    }

    proptest! {
        #[test]
        fn a_text_comes_back(amount: i64) {
            let money = Cents::euros_cents(amount);
            prop_assert_eq!(money.to_string().parse(), Ok(money));
            prop_assert_eq!(Cents::from_euros(money.euros()), Some(money));
        }

        #[test]
        fn roundings_differ_by_at_most_a_cent(amount: i64, parts in 0i128..=10_000) {
            let money = Cents::euros_cents(amount);
            let share = Decimal::new(parts, 4).unwrap();
            let [down, near, up] = [Rounding::Down, Rounding::Nearest, Rounding::Up]
                .map(|r| money.share(share, r).unwrap());
            prop_assert!(down <= near && near <= up);
            prop_assert!(i128::from(up.cents()) - i128::from(down.cents()) <= 1);
            prop_assert!(down.euros().at_scale(6).unwrap() <= i128::from(amount) * parts);
        }
    }
}
