//! Sums, products and quotients of blocks: in 64 bits where all rows fit, else in 128 bits, else a gap.

use super::block::{BLANK, Data, Gap, Gaps, Ints, OVERFLOW, PRESENT, ZERO, gap};
use super::reciprocal::Reciprocals;
use super::scratch::Scratch;
use crate::value::{Decimal, divided};

pub(super) fn add<'b>(a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let narrow = |x: &[i64], y: &[i64], out: &mut Vec<i64>| {
        let mut over = 0;
        out.extend(x.iter().zip(y).map(|(&x, &y)| {
            let sum = x.wrapping_add(y);
            // The sign is wrong only where both operands have the other one.
            over |= (x ^ sum) & (y ^ sum);
            sum
        }));
        over >= 0
    };
    binary(a, b, scratch, narrow, i128::checked_add)
}

pub(super) fn sub<'b>(a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let narrow = |x: &[i64], y: &[i64], out: &mut Vec<i64>| {
        let mut over = 0;
        out.extend(x.iter().zip(y).map(|(&x, &y)| {
            let difference = x.wrapping_sub(y);
            over |= (x ^ y) & (x ^ difference);
            difference
        }));
        over >= 0
    };
    binary(a, b, scratch, narrow, i128::checked_sub)
}

pub(super) fn mul<'b>(a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let narrow = |x: &[i64], y: &[i64], out: &mut Vec<i64>| {
        let mut over = false;
        out.extend(x.iter().zip(y).map(|(&x, &y)| {
            let (product, too_large) = x.overflowing_mul(y);
            over |= too_large;
            product
        }));
        !over
    };
    binary(a, b, scratch, narrow, i128::checked_mul)
}

/// The quotient of `a * 10^shift` by `b`, rounded half to even.
pub(super) fn div<'b>(mut a: Ints<'b>, mut b: Ints<'b>, shift: i16, scratch: &mut Scratch) -> Ints<'b> {
    let mut gaps = scratch.merged(a.gaps.take(), b.gaps.take());
    mark_zeros(&b.data, &mut gaps, scratch);
    let factor = u32::try_from(shift).ok().and_then(|shift| 10_u64.checked_pow(shift));
    let data = match (a.data.narrow(), b.data.narrow(), factor) {
        (Some(x), Some(y), Some(factor)) => {
            let mut out = scratch.narrow();
            // Zeros are marked already: any quotient will do for them.
            let mut known = std::mem::take(&mut scratch.reciprocals);
            let each = x.iter().zip(y);
            out.extend(each.map_while(|(x, y)| quotient_64(*x, y | i64::from(*y == 0), factor, &mut known)));
            scratch.reciprocals = known;
            if out.len() == x.len() { Some(out) } else { scratch.give_narrow(out) }
        }
        _ => None,
    };
    let data = match data {
        Some(out) => Data::Narrow(out),
        None => widened(&a.data, &b.data, &mut gaps, scratch, |x, y| rounded_quotient(x, y, shift)),
    };
    scratch.recycle(a);
    scratch.recycle(b);
    Ints { data, gaps }
}

/// Marks the rows that divide by zero.
fn mark_zeros(divisors: &Data<'_>, gaps: &mut Gaps, scratch: &mut Scratch) {
    let len = divisors.len();
    let none = |values: &[i64]| values.iter().fold(0, |any, y| any | u8::from(*y == 0)) == 0;
    if divisors.narrow().is_some_and(none) {
        return;
    }
    for row in 0..len {
        if divisors.get(row) == 0 && gap(gaps, row) == PRESENT {
            mark(gaps, row, ZERO, len, scratch);
        }
    }
}

/// The numbers times `10^up`.
pub(super) fn scale<'b>(a: Ints<'b>, up: u8, scratch: &mut Scratch) -> Ints<'b> {
    let Some(factor) = Decimal::pow10(up) else { return all_gaps(&a, OVERFLOW, scratch) };
    let b = constant(factor, a.data.len(), scratch);
    mul(a, b, scratch)
}

pub(super) fn neg<'b>(a: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let zero = constant(0, a.data.len(), scratch);
    sub(zero, a, scratch)
}

pub(super) fn abs<'b>(mut a: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let mut gaps = a.gaps.take();
    let data = match a.data.narrow() {
        Some(values) if !values.contains(&i64::MIN) => {
            let mut out = scratch.narrow();
            out.extend(values.iter().map(|value| value.wrapping_abs()));
            Data::Narrow(out)
        }
        _ => widened(&a.data, &a.data, &mut gaps, scratch, |x, _| x.checked_abs()),
    };
    scratch.recycle(a);
    Ints { data, gaps }
}

/// One integer for every row.
pub(super) fn constant<'b>(value: i128, len: usize, scratch: &mut Scratch) -> Ints<'b> {
    let data = if let Ok(value) = i64::try_from(value) {
        let mut out = scratch.narrow();
        out.resize(len, value);
        Data::Narrow(out)
    } else {
        let mut out = scratch.wide();
        out.resize(len, value);
        Data::Wide(out)
    };
    Ints { data, gaps: None }
}

/// A block without any value.
pub(super) fn blank<'b>(len: usize, scratch: &mut Scratch) -> Ints<'b> {
    let a = constant(0, len, scratch);
    all_gaps(&a, BLANK, scratch)
}

fn all_gaps<'b>(a: &Ints<'_>, reason: Gap, scratch: &mut Scratch) -> Ints<'b> {
    let len = a.data.len();
    let mut gaps = scratch.gaps();
    gaps.extend((0..len).map(|row| if gap(&a.gaps, row) == PRESENT { reason } else { gap(&a.gaps, row) }));
    Ints { data: constant(0, len, scratch).data, gaps: Some(gaps) }
}

fn binary<'b>(
    mut a: Ints<'b>,
    mut b: Ints<'b>,
    scratch: &mut Scratch,
    narrow: impl FnOnce(&[i64], &[i64], &mut Vec<i64>) -> bool,
    wide: impl Fn(i128, i128) -> Option<i128>,
) -> Ints<'b> {
    let mut gaps = scratch.merged(a.gaps.take(), b.gaps.take());
    let data = match (a.data.narrow(), b.data.narrow()) {
        (Some(x), Some(y)) => {
            let mut out = scratch.narrow();
            if narrow(x, y, &mut out) { Some(out) } else { scratch.give_narrow(out) }
        }
        _ => None,
    };
    let data = match data {
        Some(out) => Data::Narrow(out),
        None => widened(&a.data, &b.data, &mut gaps, scratch, wide),
    };
    scratch.recycle(a);
    scratch.recycle(b);
    Ints { data, gaps }
}

/// Row by row in 128 bits; the result is kept in 64 bits where it fits after all.
fn widened<'b>(
    a: &Data<'_>,
    b: &Data<'_>,
    gaps: &mut Gaps,
    scratch: &mut Scratch,
    wide: impl Fn(i128, i128) -> Option<i128>,
) -> Data<'b> {
    let len = a.len();
    let mut out = scratch.wide();
    for row in 0..len {
        let value = if gap(gaps, row) == PRESENT { wide(a.get(row), b.get(row)) } else { Some(0) };
        out.push(value.unwrap_or(0));
        if value.is_none() {
            mark(gaps, row, OVERFLOW, len, scratch);
        }
    }
    let mut shrunk = scratch.narrow();
    shrunk.extend(out.iter().map_while(|value| i64::try_from(*value).ok()));
    if shrunk.len() == len {
        scratch.recycle_data(Data::Wide(out));
        return Data::Narrow(shrunk);
    }
    scratch.recycle_data(Data::Narrow(shrunk));
    Data::Wide(out)
}

/// Says why a row has no value.
fn mark(gaps: &mut Gaps, row: usize, reason: Gap, len: usize, scratch: &mut Scratch) {
    let list = gaps.get_or_insert_with(|| {
        let mut list = scratch.gaps();
        list.resize(len, PRESENT);
        list
    });
    if let Some(gap) = list.get_mut(row) {
        *gap = reason;
    }
}

/// The quotient of `a * factor` by `b` (not 0), rounded half to even; `None` where it needs more than 64 bits.
fn quotient_64(a: i64, b: i64, factor: u64, known: &mut Reciprocals) -> Option<i64> {
    let (above, below) = (a.unsigned_abs(), b.unsigned_abs());
    let (quotient, rest) = if let Some(scaled) = above.checked_mul(factor) {
        known.divide(scaled, below)
    } else {
        let (whole, over) = known.divide(above, below);
        let (part, rest) = known.divide(over.checked_mul(factor)?, below);
        (whole.checked_mul(factor)?.checked_add(part)?, rest)
    };
    // Up where the rest is more than half, or half and the quotient odd.
    let other = below - rest;
    let up = u64::from(rest > other) | (u64::from(rest == other) & quotient);
    let size = i64::try_from(quotient.checked_add(up)?).ok()?;
    Some(if (a < 0) == (b < 0) { size } else { -size })
}

/// The quotient of `a * 10^shift` by `b`, rounded half to even; `None` where it does not fit.
pub(crate) fn rounded_quotient(a: i128, b: i128, shift: i16) -> Option<i128> {
    let digits = u8::try_from(shift.unsigned_abs()).ok()?;
    let (above, mut below) = (a.unsigned_abs(), b.unsigned_abs());
    let factor = 10_u128.checked_pow(digits.into());
    if shift < 0 {
        below = below.checked_mul(factor?)?;
    }
    if below == 0 {
        return None;
    }
    let (mut quotient, mut rest) = divided(above, below);
    if shift > 0 {
        if let Some(scaled) = factor.and_then(|factor| above.checked_mul(factor)) {
            (quotient, rest) = divided(scaled, below);
        } else {
            // Digit after digit, as on paper.
            for _ in 0..digits {
                let next = rest.checked_mul(10)?;
                quotient = quotient.checked_mul(10)?.checked_add(next / below)?;
                rest = next % below;
            }
        }
    }
    let up = u128::from(rest > below - rest || (rest == below - rest && quotient % 2 == 1));
    let size = i128::try_from(quotient.checked_add(up)?).ok()?;
    Some(if (a < 0) == (b < 0) { size } else { -size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quotient_is_rounded_half_to_even() {
        for (a, b, shift, wanted) in
            [(1, 3, 3, 333), (2, 3, 3, 667), (1, 8, 2, 12), (3, 8, 2, 38), (-1, 8, 2, -12)]
        {
            assert_eq!(
                quotient_64(a, b, 10_u64.pow(shift), &mut Reciprocals::default()),
                Some(wanted),
                "{a} / {b}"
            );
            assert_eq!(
                rounded_quotient(a.into(), b.into(), i16::try_from(shift).unwrap()),
                Some(wanted.into())
            );
        }
        assert_eq!(rounded_quotient(25, 1, -1), Some(2));
        assert_eq!(rounded_quotient(35, 1, -1), Some(4));
        // More digits than 128 bits hold on the way, not in the end.
        assert_eq!(rounded_quotient(10_i128.pow(37), 3 * 10_i128.pow(36), 15), Some(3_333_333_333_333_333));
        assert_eq!(rounded_quotient(i128::MAX, 1, 1), None);
        assert_eq!(rounded_quotient(i128::MIN, -1, 0), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn both_widths_give_the_same_quotient(a in -20_000_i64..20_000, b in 1_i64..3000, big: i64, minus: bool) {
            let (b, mut known) = (if minus { -b } else { b }, Reciprocals::default());
            for a in [a, big] {
                let exact = rounded_quotient(a.into(), b.into(), 15);
                if let Some(quotient) = quotient_64(a, b, 10_u64.pow(15), &mut known) {
                    prop_assert_eq!(Some(i128::from(quotient)), exact);
                }
                let reference = Decimal::quotient(a.into(), b.into(), 15).and_then(|d| d.at_scale(15));
                prop_assert_eq!(exact, reference);
            }
        }
    }
}
