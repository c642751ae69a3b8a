//! A line from its texts.

use super::problem::{Problem, Wrong};
use super::row::{COLUMNS, Conditions, Nature, PaymentDates, Row};
use crate::exchange::Siret;
use crate::value::{Cents, Decimal};
use chrono::NaiveDate;

/// The most characters of `objet` and `conditionsVersement`.
pub(super) const LONG_TEXT: usize = 256;
/// The positions of the columns that no line leaves blank.
#[cfg(feature = "csv")]
pub(super) const REQUIRED: [usize; 11] = [0, 1, 2, 4, 7, 8, 9, 10, 11, 13, 14];
/// The most characters of `idRAE`.
pub(super) const RAE: usize = 5;

impl Row {
    /// A line from the texts of its columns, given by name; columns that the schema does not have are not asked for.
    /// All that is wrong is returned, not the first.
    pub fn read<'a>(column: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Vec<Problem>> {
        let text = |position: usize| {
            COLUMNS.get(position).and_then(|name| column(name)).map(str::trim).unwrap_or_default()
        };
        let mut cells = Cells { text: &text, problems: Vec::new() };
        let allocator_name = cells.required(0).map(str::to_owned);
        let allocator = cells.required(1).and_then(|raw| cells.keep(1, raw, siret(raw)));
        let convention_on =
            cells.required(2).and_then(|raw| cells.keep(2, raw, date(raw).ok_or(Wrong::Date)));
        let beneficiary_name = cells.required(4).map(str::to_owned);
        let beneficiary = cells.optional(5).and_then(|raw| cells.keep(5, raw, siret(raw)));
        let beneficiary_rna = cells.optional(6).and_then(|raw| cells.keep(6, raw, rna(raw)));
        if text(5).is_empty() && text(6).is_empty() {
            cells.problems.push(Wrong::NoIdentity.at(5, ""));
        }
        let subject = cells.required(7).and_then(|raw| cells.keep(7, raw, at_most(raw, LONG_TEXT)));
        let amount = cells
            .required(8)
            .and_then(|raw| cells.keep(8, raw, raw.parse::<Cents>().map_err(|_| Wrong::Amount)));
        let nature = cells.required(9).and_then(|raw| cells.keep(9, raw, nature(raw)));
        let conditions = cells.required(10).and_then(|raw| cells.keep(10, raw, conditions(raw)));
        let paid = cells.required(11).and_then(|raw| cells.keep(11, raw, payment_dates(raw)));
        let rae = cells.optional(12).and_then(|raw| cells.keep(12, raw, at_most(raw, RAE)));
        let notified = cells.required(13).and_then(|raw| cells.keep(13, raw, yes_no(raw)));
        let share = cells.required(14).and_then(|raw| cells.keep(14, raw, share(raw)));
        let given = |position: usize| Some(text(position)).filter(|t| !t.is_empty()).map(str::to_owned);
        let (decision, scheme) = (given(3), given(15));
        if !cells.problems.is_empty() {
            return Err(cells.problems);
        }
        let row = || {
            Some(Self {
                allocator_name: allocator_name?,
                allocator: allocator?,
                convention_on: convention_on?,
                decision,
                beneficiary_name: beneficiary_name?,
                beneficiary,
                beneficiary_rna,
                subject: subject?,
                amount: amount?,
                nature: nature?,
                conditions: conditions?,
                paid: paid?,
                rae,
                notified: notified?,
                share: share?,
                scheme,
            })
        };
        row().ok_or_else(Vec::new)
    }
}

/// The texts of a line, and what was found wrong in them.
struct Cells<'t, F> {
    text: &'t F,
    problems: Vec<Problem>,
}

impl<'a, F: Fn(usize) -> &'a str> Cells<'_, F> {
    fn optional(&self, column: usize) -> Option<&'a str> {
        Some((self.text)(column)).filter(|raw| !raw.is_empty())
    }

    fn required(&mut self, column: usize) -> Option<&'a str> {
        let found = self.optional(column);
        if found.is_none() {
            self.problems.push(Wrong::Missing.at(column, ""));
        }
        found
    }

    fn keep<T>(&mut self, column: usize, raw: &str, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.problems.push(wrong.at(column, raw))).ok()
    }
}

fn siret(raw: &str) -> Result<Siret, Wrong> {
    raw.parse().map_err(Wrong::Siret)
}

fn date(raw: &str) -> Option<NaiveDate> {
    // Only the full form: chrono would also take 2017-6-1.
    (raw.len() == 10).then(|| raw.parse().ok()).flatten()
}

fn payment_dates(raw: &str) -> Result<PaymentDates, Wrong> {
    let Some((first, last)) = raw.split_once('/') else {
        return date(raw).map(PaymentDates::On).ok_or(Wrong::Dates);
    };
    match (date(first), date(last)) {
        (Some(first), Some(last)) if last < first => Err(Wrong::Order),
        (Some(first), Some(last)) => Ok(PaymentDates::Between(first, last)),
        _ => Err(Wrong::Dates),
    }
}

fn at_most(raw: &str, most: usize) -> Result<String, Wrong> {
    if raw.chars().count() > most { Err(Wrong::TooLong(most)) } else { Ok(raw.to_owned()) }
}

fn rna(raw: &str) -> Result<String, Wrong> {
    let digits = raw.strip_prefix('W').filter(|d| d.len() == 9 && d.bytes().all(|b| b.is_ascii_digit()));
    if digits.is_some() { Ok(raw.to_owned()) } else { Err(Wrong::Rna) }
}

fn nature(raw: &str) -> Result<Nature, Wrong> {
    match raw {
        "aide en numéraire" => Ok(Nature::Money),
        "aide en nature" => Ok(Nature::Kind),
        "aide en numéraire;aide en nature" | "aide en nature;aide en numéraire" => Ok(Nature::Both),
        _ => Err(Wrong::Nature),
    }
}

fn conditions(raw: &str) -> Result<Conditions, Wrong> {
    match raw {
        "unique" => Ok(Conditions::Once),
        "échelonné" => Ok(Conditions::Instalments),
        other => at_most(other, LONG_TEXT).map(Conditions::Other),
    }
}

fn yes_no(raw: &str) -> Result<bool, Wrong> {
    match raw {
        "oui" => Ok(true),
        "non" => Ok(false),
        _ => Err(Wrong::YesNo),
    }
}

fn share(raw: &str) -> Result<Decimal, Wrong> {
    let share: Decimal = raw.parse().map_err(|_| Wrong::Share)?;
    let least = Decimal::new(1, 2).unwrap_or_default();
    if (least..=Decimal::from(1)).contains(&share) { Ok(share) } else { Err(Wrong::Share) }
}
