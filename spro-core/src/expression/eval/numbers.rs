//! The numbers that a formula gives, row by row, or why there is none.

use super::block::{BLANK, Data, Gap, OVERFLOW, PARAMETER, PRESENT, ZERO};
use crate::rulebook::Rulebook;
use crate::value::{Absent, Decimal};

/// Why a formula gives nothing for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Missing {
    /// A cell that it needs holds no value.
    Blank,
    /// It divides by zero.
    DenominatorIsZero,
    /// The parameter at this position of the rulebook has no value on the row's day.
    ParameterNotInForce(u16),
    /// The exact result does not fit the number type.
    Overflow,
}

impl Missing {
    /// The same as the reason of an absent figure.
    pub fn absent(self, rulebook: &Rulebook) -> Absent {
        match self {
            Self::Blank => Absent::NoUsableRow,
            Self::DenominatorIsZero => Absent::DenominatorIsZero,
            Self::Overflow => Absent::Overflow,
            Self::ParameterNotInForce(position) => {
                let parameter = rulebook.parameters().get(usize::from(position));
                let parameter = parameter.map(|p| p.code.clone()).unwrap_or_default();
                Absent::ParameterNotInForce { parameter }
            }
        }
    }
}

/// A number a row, at one scale.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    scale: u8,
    rows: usize,
    narrow: Vec<i64>,
    /// In place of `narrow` from the first row on that does not fit there.
    wide: Vec<i128>,
    /// Empty where no row lacks its number.
    gaps: Vec<Gap>,
    /// Positions of the parameters that gaps speak of.
    parameters: Vec<u16>,
}

impl Numbers {
    pub(super) fn new(scale: u8, rows: usize, parameters: Vec<u16>) -> Self {
        Self { scale, rows, parameters, narrow: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds the numbers of the next rows.
    pub(super) fn extend(&mut self, data: &Data<'_>, gaps: Option<&[Gap]>) {
        let before = self.narrow.len().max(self.wide.len());
        match data.narrow() {
            Some(values) if self.wide.is_empty() => self.narrow.extend_from_slice(values),
            _ => {
                self.wide.extend(self.narrow.drain(..).map(i128::from));
                self.wide.extend((0..data.len()).map(|row| data.get(row)));
            }
        }
        if let Some(gaps) = gaps {
            self.gaps.resize(before, PRESENT);
            self.gaps.extend_from_slice(gaps);
        } else if !self.gaps.is_empty() {
            self.gaps.resize(before + data.len(), PRESENT);
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The digits after the point of the integers that [`Self::get`] gives.
    pub fn scale(&self) -> u8 {
        self.scale
    }

    /// The number of a row, times `10^scale`; blank beyond the last row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn get(&self, row: usize) -> Result<i128, Missing> {
        if let Some(missing) = self.gaps.get(row).and_then(|gap| missing(*gap, &self.parameters)) {
            return Err(missing);
        }
        let narrow = self.narrow.get(row).copied().map(i128::from);
        narrow.or_else(|| self.wide.get(row).copied()).ok_or(Missing::Blank)
    }

    /// The number of a row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn decimal(&self, row: usize) -> Result<Decimal, Missing> {
        Decimal::new(self.get(row)?, self.scale).ok_or(Missing::Overflow)
    }
}

/// The reason that a gap stands for.
pub(super) fn missing(gap: Gap, parameters: &[u16]) -> Option<Missing> {
    match gap {
        PRESENT => None,
        BLANK => Some(Missing::Blank),
        ZERO => Some(Missing::DenominatorIsZero),
        OVERFLOW => Some(Missing::Overflow),
        other => {
            let place = usize::from(other - PARAMETER);
            Some(parameters.get(place).map_or(Missing::Blank, |p| Missing::ParameterNotInForce(*p)))
        }
    }
}
