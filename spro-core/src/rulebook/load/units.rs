//! Units as a rulebook writes them: `count`, `ratio`, `euro/count`.

use crate::value::{Dimension, Unit};

/// The names of the base units.
pub(super) const NAMES: [&str; 6] = ["ratio", "count", "euro", "fte", "day", "year"];

/// The unit of a text such as `euro`, `fte/count` or `count*day`.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let mut parts = text.split('/');
    let mut unit = product(parts.next()?)?;
    for below in parts {
        unit = unit.per(&product(below)?);
    }
    Some(unit)
}

fn product(text: &str) -> Option<Unit> {
    text.split('*').try_fold(Unit::ratio(), |unit, name| Some(unit.times(&base(name.trim())?)))
}

fn base(name: &str) -> Option<Unit> {
    Some(match name {
        "ratio" => Unit::ratio(),
        "count" => Unit::of(Dimension::Count),
        "euro" => Unit::of(Dimension::Euro),
        "fte" => Unit::of(Dimension::Fte),
        "day" => Unit::of(Dimension::Day),
        "year" => Unit::of(Dimension::Year),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_products_and_quotients() {
        let of = Unit::of;
        assert_eq!(unit("ratio"), Some(Unit::ratio()));
        assert_eq!(unit("euro / count"), Some(of(Dimension::Euro).per(&of(Dimension::Count))));
        assert_eq!(unit("count*day/day"), Some(of(Dimension::Count)));
        for wrong in ["", "euros", "euro/", "/count", "count day"] {
            assert_eq!(unit(wrong), None, "{wrong}");
        }
    }
}
