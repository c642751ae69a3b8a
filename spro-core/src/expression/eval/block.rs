//! The values of a part of a formula for a block of rows.

/// Why a row has no value: 0 where it has one, else one of the constants below. The left operand's reason wins.
pub(crate) type Gap = u16;

/// A value is there.
pub(crate) const PRESENT: Gap = 0;
/// An operand is blank.
pub(crate) const BLANK: Gap = 1;
/// The denominator is zero.
pub(crate) const ZERO: Gap = 2;
/// The exact result does not fit.
pub(crate) const OVERFLOW: Gap = 3;
/// The first parameter of the program is not in force; the next numbers stand for the next ones.
pub(crate) const PARAMETER: Gap = 4;

/// The gaps of a block; `None` where every row has a value, which is the common case and costs nothing.
pub(crate) type Gaps = Option<Vec<Gap>>;

/// Integers of a block; where there is a gap the integer means nothing.
#[derive(Debug)]
pub(crate) enum Data<'b> {
    /// A column as it lies.
    Column(&'b [i64]),
    /// Computed, and all fit.
    Narrow(Vec<i64>),
    /// Computed, and some do not fit into 64 bits.
    Wide(Vec<i128>),
}

impl Data<'_> {
    /// The integers, where all are of 64 bits.
    pub fn narrow(&self) -> Option<&[i64]> {
        match self {
            Self::Column(values) => Some(values),
            Self::Narrow(values) => Some(values),
            Self::Wide(_) => None,
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Column(values) => values.len(),
            Self::Narrow(values) => values.len(),
            Self::Wide(values) => values.len(),
        }
    }

    /// The integer of a row of the block.
    pub fn get(&self, row: usize) -> i128 {
        match self {
            Self::Column(values) => values.get(row).copied().map_or(0, i128::from),
            Self::Narrow(values) => values.get(row).copied().map_or(0, i128::from),
            Self::Wide(values) => values.get(row).copied().unwrap_or(0),
        }
    }
}

/// Numbers, days, codes or truth values (0 and 1) of a block.
#[derive(Debug)]
pub(crate) struct Ints<'b> {
    pub data: Data<'b>,
    pub gaps: Gaps,
}

/// Texts of a block.
#[derive(Debug)]
pub(crate) struct Texts<'b> {
    pub data: Vec<&'b str>,
    pub gaps: Gaps,
}

/// What a formula gives for a block.
#[derive(Debug)]
pub(crate) enum Block<'b> {
    /// Integers.
    Ints(Ints<'b>),
    /// Texts.
    Texts(Texts<'b>),
}

impl Block<'_> {
    /// The gaps; `None` where every row has a value.
    pub fn gaps(&self) -> Option<&[Gap]> {
        match self {
            Self::Ints(Ints { gaps, .. }) | Self::Texts(Texts { gaps, .. }) => gaps.as_deref(),
        }
    }
}

/// The gap of a row of the block.
pub(super) fn gap(gaps: &Gaps, row: usize) -> Gap {
    gaps.as_ref().and_then(|list| list.get(row)).copied().unwrap_or(PRESENT)
}
