//! Units: what a number counts. They are computed, not labels: euros and agents cannot be added.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What one base unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Dimension {
    /// Things counted: meetings, agents, structures. The name of what is counted is a label, not a dimension,
    /// because the source itself divides structures by structures and agents by agents.
    Count,
    /// Euros.
    Euro,
    /// Full-time equivalents at a moment.
    Fte,
    /// Days.
    Day,
    /// Calendar years.
    Year,
}

/// A product of powers of [`Dimension`]s; the empty product is a pure number (a ratio).
// INVARIANT: sorted by dimension, no zero power.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Unit(Vec<(Dimension, i8)>);

impl Unit {
    /// A pure number.
    pub fn ratio() -> Self {
        Self::default()
    }

    /// One base unit.
    pub fn of(dimension: Dimension) -> Self {
        Self(vec![(dimension, 1)])
    }

    /// The same with one more dimension, the last of the order.
    pub(super) fn with(mut self, dimension: Dimension, power: i8) -> Self {
        self.0.push((dimension, power));
        self
    }

    /// The dimensions with their powers, sorted.
    pub fn powers(&self) -> &[(Dimension, i8)] {
        &self.0
    }

    /// Whether this is a pure number.
    pub fn is_ratio(&self) -> bool {
        self.0.is_empty()
    }

    /// The unit of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, 1)
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn per(&self, other: &Self) -> Self {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Self, sign: i8) -> Self {
        let mut all = self.0.clone();
        for &(dimension, power) in &other.0 {
            let power = power.saturating_mul(sign);
            match all.iter_mut().find(|(d, _)| *d == dimension) {
                Some((_, p)) => *p = p.saturating_add(power),
                None => all.push((dimension, power)),
            }
        }
        all.retain(|(_, p)| *p != 0);
        all.sort_unstable();
        Self(all)
    }
}

/// `ratio`, `count`, `fte`, `euro`, `euro/count`, `count^2`: the stable form of machine-readable answers.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_ratio() {
            return f.write_str("ratio");
        }
        let side = |above: bool| {
            let powers = self.0.iter().filter(|(_, power)| (*power > 0) == above);
            let names: Vec<String> = powers
                .map(|(dimension, power)| match power.unsigned_abs() {
                    1 => dimension.name().to_owned(),
                    power => format!("{}^{power}", dimension.name()),
                })
                .collect();
            names.join("*")
        };
        let (above, below) = (side(true), side(false));
        f.write_str(if above.is_empty() { "1" } else { &above })?;
        if !below.is_empty() {
            write!(f, "/{below}")?;
        }
        Ok(())
    }
}

impl Dimension {
    /// Its name in units: `euro`.
    fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Euro => "euro",
            Self::Fte => "fte",
            Self::Day => "day",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_by_name() {
        let (euro, count) = (Unit::of(Dimension::Euro), Unit::of(Dimension::Count));
        assert_eq!(Unit::ratio().to_string(), "ratio");
        assert_eq!(euro.to_string(), "euro");
        assert_eq!(euro.per(&count).to_string(), "euro/count");
        assert_eq!(count.times(&count).per(&euro).to_string(), "count^2/euro");
        assert_eq!(Unit::ratio().per(&count).to_string(), "1/count");
    }
}
