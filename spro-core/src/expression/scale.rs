//! How many digits after the point the numbers of a formula have: a property of the formula, not of the data.

use super::ast::{Aggregate, BinaryOp, Expr, Function};
use crate::rulebook::{Field, Parameter, ParameterValue};
use crate::value::Decimal;

/// Digits after the point of a quotient within a row, rounded half to even. Division is the only operation that rounds.
pub const DIVISION_SCALE: u8 = 15;

/// The digits after the point of an expression's numbers; 0 for what is not a number. May exceed
/// [`Decimal::MAX_SCALE`] only in formulas that compiling refuses.
pub fn scale_of(expr: &Expr, fields: &[Field], parameters: &[Parameter]) -> u8 {
    let of = |e: &Expr| scale_of(e, fields, parameters);
    match expr {
        Expr::Number(number) => number.scale(),
        Expr::Field(position) => fields.get(usize::from(*position)).map_or(0, |f| f.kind.scale()),
        Expr::Param(position) => parameters.get(usize::from(*position)).map_or(0, parameter_scale),
        Expr::Binary(BinaryOp::Add | BinaryOp::Sub, a, b) | Expr::If(_, a, b) => of(a).max(of(b)),
        Expr::Binary(BinaryOp::Mul, a, b) => of(a).saturating_add(of(b)),
        Expr::Binary(BinaryOp::Div, ..) | Expr::Aggregate(Aggregate::Mean, _) => DIVISION_SCALE,
        Expr::Call(Function::Abs, arguments) => arguments.first().map_or(0, of),
        Expr::Neg(a) | Expr::Aggregate(Aggregate::Sum | Aggregate::Min | Aggregate::Max, Some(a)) => of(a),
        _ => 0,
    }
}

/// The most digits after the point among a parameter's values.
pub(in crate::expression) fn parameter_scale(parameter: &Parameter) -> u8 {
    let scale = |v: &ParameterValue| match v {
        ParameterValue::Number(n) => n.scale(),
        _ => 0,
    };
    parameter.values.iter().map(|v| scale(&v.value)).max().unwrap_or(0)
}

/// Whether a number of this scale can be kept at all.
pub(super) fn fits(scale: u8) -> bool {
    scale <= Decimal::MAX_SCALE
}
