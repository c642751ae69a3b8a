//! Comparisons, and the logic of three values: true, false and absent.

use super::block::{Data, Gap, Gaps, Ints, PRESENT, gap};
use super::scratch::Scratch;
use crate::expression::BinaryOp;
use crate::value::Decimal;
use std::cmp::Ordering;

/// Compares two blocks brought to one scale by `10^up`.
pub(super) fn compare<'b>(
    op: BinaryOp,
    (a, a_up): (&Ints<'b>, u8),
    (b, b_up): (&Ints<'b>, u8),
    scratch: &mut Scratch,
) -> Data<'b> {
    let mut out = scratch.narrow();
    if let (Some(x), Some(y)) = (a.data.narrow(), b.data.narrow()) {
        let (x, y) = (Lifted::new(x, a_up, scratch), Lifted::new(y, b_up, scratch));
        if let (Some(x), Some(y)) = (&x, &y) {
            narrow(op, x.values(), y.values(), &mut out);
        }
        let done = x.is_some() && y.is_some();
        for lifted in [x, y].into_iter().flatten() {
            lifted.recycle(scratch);
        }
        if done {
            return Data::Narrow(out);
        }
    }
    out.clear();
    out.extend(
        (0..a.data.len())
            .map(|row| i64::from(holds(op, ordering((a.data.get(row), a_up), (b.data.get(row), b_up))))),
    );
    Data::Narrow(out)
}

fn narrow(op: BinaryOp, x: &[i64], y: &[i64], out: &mut Vec<i64>) {
    // One loop an operator, so that each is a plain comparison of vectors.
    fn each(x: &[i64], y: &[i64], out: &mut Vec<i64>, test: impl Fn(&i64, &i64) -> bool) {
        out.extend(x.iter().zip(y).map(|(x, y)| i64::from(test(x, y))));
    }
    match op {
        BinaryOp::Eq => each(x, y, out, i64::eq),
        BinaryOp::Lt => each(x, y, out, i64::lt),
        BinaryOp::Le => each(x, y, out, i64::le),
        BinaryOp::Gt => each(x, y, out, i64::gt),
        BinaryOp::Ge => each(x, y, out, i64::ge),
        _ => each(x, y, out, i64::ne),
    }
}

fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Eq => order.is_eq(),
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        BinaryOp::Ge => order.is_ge(),
        _ => order.is_ne(),
    }
}

/// The order of `a * 10^a_up` and `b * 10^b_up`, exact; at most one of the powers is not 0.
fn ordering((a, a_up): (i128, u8), (b, b_up): (i128, u8)) -> Ordering {
    let lift = |x: i128, up: u8| Decimal::pow10(up).and_then(|factor| x.checked_mul(factor));
    match (lift(a, a_up), lift(b, b_up)) {
        (Some(a), Some(b)) => a.cmp(&b),
        // What does not fit is further from zero than whatever does.
        (None, _) => a.cmp(&0),
        (_, None) => 0.cmp(&b),
    }
}

/// A side at the scale of the other.
enum Lifted<'x> {
    AsItIs(&'x [i64]),
    Times(Vec<i64>),
}

impl<'x> Lifted<'x> {
    /// `None` where 64 bits do not hold it.
    fn new(values: &'x [i64], up: u8, scratch: &mut Scratch) -> Option<Self> {
        if up == 0 {
            return Some(Self::AsItIs(values));
        }
        let factor = 10_i64.checked_pow(up.into())?;
        let limit = i64::MAX / factor;
        // Integers in place of truth values: a loop without branches.
        if values.iter().fold(0, |far, v| far | u8::from(*v > limit) | u8::from(*v < -limit)) != 0 {
            return None;
        }
        let mut out = scratch.narrow();
        out.extend(values.iter().map(|v| v.wrapping_mul(factor)));
        Some(Self::Times(out))
    }

    fn values(&self) -> &[i64] {
        match self {
            Self::AsItIs(values) => values,
            Self::Times(values) => values,
        }
    }

    fn recycle(self, scratch: &mut Scratch) {
        if let Self::Times(values) = self {
            scratch.recycle_data(Data::Narrow(values));
        }
    }
}

/// `a && b`: false where one of them is false, whatever the other is.
pub(super) fn and<'b>(a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    junction(a, b, 0, scratch)
}

/// `a || b`: true where one of them is true, whatever the other is.
pub(super) fn or<'b>(a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    junction(a, b, 1, scratch)
}

/// `decides` is the value that one side alone is enough for.
fn junction<'b>(a: Ints<'b>, b: Ints<'b>, decides: i64, scratch: &mut Scratch) -> Ints<'b> {
    let mut out = scratch.narrow();
    let (x, y) = (a.data.narrow().unwrap_or_default(), b.data.narrow().unwrap_or_default());
    if a.gaps.is_none() && b.gaps.is_none() {
        if decides == 0 {
            out.extend(x.iter().zip(y).map(|(x, y)| x & y));
        } else {
            out.extend(x.iter().zip(y).map(|(x, y)| x | y));
        }
        scratch.recycle(a);
        scratch.recycle(b);
        return Ints { data: Data::Narrow(out), gaps: None };
    }
    let mut gaps = scratch.gaps();
    for (row, (&x, &y)) in x.iter().zip(y).enumerate() {
        let (x_gap, y_gap) = (gap(&a.gaps, row), gap(&b.gaps, row));
        let settled = (x_gap == PRESENT && x == decides) || (y_gap == PRESENT && y == decides);
        let why = match (settled, x_gap) {
            (true, _) => PRESENT,
            (false, PRESENT) => y_gap,
            (false, why) => why,
        };
        out.push(if settled { decides } else { 1 - decides });
        gaps.push(why);
    }
    scratch.recycle(a);
    scratch.recycle(b);
    Ints { data: Data::Narrow(out), gaps: Some(gaps) }
}

pub(super) fn not<'b>(a: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let mut out = scratch.narrow();
    out.extend(a.data.narrow().unwrap_or_default().iter().map(|x| 1 - x));
    scratch.recycle_data(a.data);
    Ints { data: Data::Narrow(out), gaps: a.gaps }
}

/// `c ? a : b`; the branch not taken may be absent.
pub(super) fn choose<'b>(c: Ints<'b>, a: Ints<'b>, b: Ints<'b>, scratch: &mut Scratch) -> Ints<'b> {
    let taken = c.data.narrow().unwrap_or_default();
    let gaps = chosen_gaps((taken, &c.gaps), &a.gaps, &b.gaps, scratch);
    let data = if let (Some(x), Some(y)) = (a.data.narrow(), b.data.narrow()) {
        let mut out = scratch.narrow();
        out.extend(taken.iter().zip(x.iter().zip(y)).map(|(c, (x, y))| if *c == 0 { *y } else { *x }));
        Data::Narrow(out)
    } else {
        let mut out = scratch.wide();
        let rows = taken.iter().enumerate();
        out.extend(rows.map(|(row, c)| if *c == 0 { b.data.get(row) } else { a.data.get(row) }));
        Data::Wide(out)
    };
    for used in [c, a, b] {
        scratch.recycle(used);
    }
    Ints { data, gaps }
}

/// The gaps of a choice: the condition's own, else those of the branch taken.
pub(super) fn chosen_gaps((taken, gaps): (&[i64], &Gaps), a: &Gaps, b: &Gaps, scratch: &mut Scratch) -> Gaps {
    if gaps.is_none() && a.is_none() && b.is_none() {
        return None;
    }
    let mut out = scratch.gaps();
    out.extend(taken.iter().enumerate().map(|(row, c)| -> Gap {
        match gap(gaps, row) {
            PRESENT => gap(if *c == 0 { b } else { a }, row),
            why => why,
        }
    }));
    Some(out)
}
