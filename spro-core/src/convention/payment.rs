//! What a convention pays, and when.

use super::{Convention, terms};
use crate::rulebook::{ConventionKind, Rulebook};
use crate::value::{Absent, Cents, Decimal, Month, Rounding};
use serde::{Deserialize, Serialize};

/// A payment that is due by a convention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Code of the local network; none for the convention of a department.
    #[serde(rename = "reseau")]
    pub network: Option<String>,
    /// The structure that is paid.
    pub structure: String,
    /// The year that the convention pays for.
    #[serde(rename = "annee")]
    pub year: i32,
    /// What the payment is.
    pub kind: PaymentKind,
    /// How much. Travels as decimal text in euros.
    pub amount: Cents,
    /// The month in which it is paid; the source says no day.
    pub month: Month,
}

/// What a payment is. The balance is not in the source: no rule says when it is paid, so it is never scheduled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PaymentKind {
    /// The advance on the amount of the convention.
    #[serde(rename = "acompte")]
    Advance,
}

/// The share of an amount that is paid in advance.
///
/// An odd cent cannot be halved: the rulebook's parameter `acompte_arrondi` says on which side it goes. In
/// Centre-Val de Loire it stays with the rest, so that the advance never exceeds half of the amount.
pub fn advance(amount: Cents, share: Decimal, rounding: Rounding) -> Result<Cents, Absent> {
    amount.share(share, rounding).ok_or(Absent::Overflow)
}

impl Convention {
    /// The payments that the rulebook promises for it: the advance of a financial convention.
    ///
    /// Empty for the other kinds, which pay nothing, and where the amount is not known yet. Absent where its
    /// first day is not known, or where a parameter says nothing on that day. Source: `cr-2016-11-29#2`.
    pub fn payment_schedule(&self, rulebook: &Rulebook) -> Result<Vec<Payment>, Absent> {
        let (ConventionKind::Financial, Some(amount)) = (self.kind, self.amount) else {
            return Ok(Vec::new());
        };
        let Some(first) = self.period.from else { return Err(Absent::PeriodNotKnown) };
        let share = terms::number(rulebook, terms::ADVANCE_SHARE, first)?;
        let rounding = terms::rounding(rulebook, first)?;
        let month = terms::date(rulebook, terms::ADVANCE_MONTH, first)?;
        Ok(vec![Payment {
            network: self.network.clone(),
            structure: self.structure.clone(),
            year: chrono::Datelike::year(&first),
            kind: PaymentKind::Advance,
            amount: advance(amount, share, rounding)?,
            month: Month::of(month),
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every amount from 0 to 100 000 €: the advance and the rest make the amount, and differ by the odd cent at most.
    #[test]
    fn half_of_every_amount_and_the_odd_cent_stays_with_the_rest() {
        let half: Decimal = "0.5".parse().unwrap();
        for cents in 0..=10_000_000 {
            let paid = advance(Cents::euros_cents(cents), half, Rounding::Down).unwrap().cents();
            assert_eq!(cents - paid - paid, cents % 2, "{cents}");
        }
    }

    #[test]
    fn what_does_not_fit_is_absent() {
        let most = Cents::euros_cents(i64::MAX);
        assert_eq!(advance(most, Decimal::from(2), Rounding::Down), Err(Absent::Overflow));
    }
}
