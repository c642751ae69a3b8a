//! Which cells are too small or too much one contributor's to be shown.

use crate::value::Decimal;

/// The rules of disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rules {
    /// A cell with fewer units behind it is not shown.
    pub least: u64,
    /// A cell of which one unit makes at least this share is not shown.
    pub dominance: Option<Decimal>,
}

impl Rules {
    /// The usual rule for small surveys, and the default: at least 5 answers.
    pub const DEFAULT: Self = Self { least: 5, dominance: None };

    /// At least `least` units, whatever each of them makes.
    pub const fn at_least(least: u64) -> Self {
        Self { least, dominance: None }
    }

    /// The same with a limit to the share of one unit, such as 0.85.
    #[must_use]
    pub const fn with_dominance(self, share: Decimal) -> Self {
        Self { dominance: Some(share), ..self }
    }

    /// Whether a cell may not be shown for its own sake.
    pub fn forbid(&self, cell: Cell) -> bool {
        let largest = Decimal::quotient(i128::from(cell.largest), i128::from(cell.value), 12);
        cell.units < self.least
            || self.dominance.is_some_and(|limit| largest.is_some_and(|share| share >= limit))
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A figure of a grid and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The figure.
    pub value: u64,
    /// How many units (persons, structures) make it.
    pub units: u64,
    /// The greatest part that one of them makes.
    pub largest: u64,
    /// What a reader knows without being shown the figure: it is no less than this.
    pub floor: u64,
    /// And no more than this.
    pub ceiling: u64,
}

impl Cell {
    /// A count of persons: each makes one.
    pub const fn persons(count: u64) -> Self {
        Self {
            value: count,
            units: count,
            largest: if count == 0 { 0 } else { 1 },
            floor: 0,
            ceiling: u64::MAX,
        }
    }

    /// A count that is no secret in itself, however small, such as how many did not answer. It is hidden only where it
    /// would give another one away.
    pub const fn open(count: u64) -> Self {
        Self { value: count, units: u64::MAX, largest: 0, floor: 0, ceiling: u64::MAX }
    }

    /// The same, where a reader knows that the figure is no less than `floor` and no more than `ceiling`.
    #[must_use]
    pub const fn between(self, floor: u64, ceiling: u64) -> Self {
        Self { floor, ceiling, ..self }
    }

    /// Both together, made by different units.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            value: self.value.saturating_add(other.value),
            units: self.units.saturating_add(other.units),
            largest: self.largest.max(other.largest),
            floor: self.floor.saturating_add(other.floor),
            ceiling: self.ceiling.saturating_add(other.ceiling),
        }
    }
}
