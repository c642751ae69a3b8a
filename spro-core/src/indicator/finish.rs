//! From a state to a value: the formula over the aggregates, with exact fractions.

use super::exact::Fraction;
use super::plan::place;
use super::state::{Cell, State};
use crate::expression::{Aggregate, BinaryOp, Expr, Function};
use crate::rulebook::{Field, Indicator, Rulebook};
use crate::value::{Absent, Decimal};
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;

/// A value, and the quotient that it is, where it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finished {
    pub value: Result<Decimal, Absent>,
    pub numerator: Option<Decimal>,
    pub denominator: Option<Decimal>,
}

impl Finished {
    pub fn absent(why: Absent) -> Self {
        Self { value: Err(why), numerator: None, denominator: None }
    }
}

/// Finishes an indicator for a group.
pub(super) fn finish(indicator: &Indicator, rulebook: &Rulebook, state: &State) -> Finished {
    if let Some(why) = without_rows(rulebook, state) {
        return Finished::absent(why);
    }
    let fields = rulebook.tables().get(usize::from(indicator.table)).map_or(&[][..], |t| &t.fields);
    let formula = Formula { root: &indicator.value.expr, fields, rulebook, state };
    let sides = match formula.root {
        Expr::Binary(BinaryOp::Div, a, b) => Some((formula.number(a), formula.number(b))),
        Expr::Aggregate(Aggregate::Mean, Some(x)) => Some((formula.sum(x), Ok(formula.used()))),
        _ => None,
    };
    let Some((above, below)) = sides else {
        let value = formula.number(formula.root).and_then(|value| match value.decimal() {
            Some(exact) if !divides(formula.root) => Ok(exact),
            _ => value.rounded(),
        });
        return Finished { value, numerator: None, denominator: None };
    };
    let shown = |side: &Result<Fraction, Absent>| side.as_ref().ok().and_then(|side| side.decimal());
    let (numerator, denominator) = (shown(&above), shown(&below));
    let value = above.and_then(|above| above.div(below?)?.rounded());
    Finished { value, numerator, denominator }
}

/// Why a group has no value whatever the formula.
fn without_rows(rulebook: &Rulebook, state: &State) -> Option<Absent> {
    let counts = state.counts();
    if counts.used > 0 {
        return None;
    }
    if counts.left_out > 0 {
        return Some(state.left_out.only_reason().map_or(Absent::NoUsableRow, |why| why.absent(rulebook)));
    }
    match (&state.rule, counts.filtered) {
        // Rows were returned and none is meant: their number is 0, and so is their sum.
        (_, 1..) => None,
        (Some(rule), 0) => Some(Absent::Rejected { rule: rule.to_string() }),
        (None, 0) => Some(Absent::NotSubmitted),
    }
}

/// Whether a formula over aggregates divides outside of them.
fn divides(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(BinaryOp::Div, ..) | Expr::Aggregate(Aggregate::Mean, _) => true,
        Expr::Not(a) | Expr::Neg(a) => divides(a),
        Expr::Binary(_, a, b) | Expr::If(_, a, b) => divides(a) || divides(b),
        Expr::Call(_, list) => list.iter().any(divides),
        _ => false,
    }
}

/// What a part of a formula over aggregates gives.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Value<'a> {
    Number(Fraction),
    Bool(bool),
    Day(NaiveDate),
    Text(&'a str),
    Code(u32),
}

struct Formula<'a> {
    root: &'a Expr,
    fields: &'a [Field],
    rulebook: &'a Rulebook,
    state: &'a State,
}

impl<'a> Formula<'a> {
    fn used(&self) -> Fraction {
        Fraction::whole(self.state.used.into())
    }

    fn number(&self, expr: &'a Expr) -> Result<Fraction, Absent> {
        match self.value(expr)? {
            Value::Number(number) => Ok(number),
            // No well-typed formula comes here.
            _ => Err(Absent::NoUsableRow),
        }
    }

    fn condition(&self, expr: &'a Expr) -> Result<bool, Absent> {
        match self.value(expr)? {
            Value::Bool(condition) => Ok(condition),
            _ => Err(Absent::NoUsableRow),
        }
    }

    fn value(&self, expr: &'a Expr) -> Result<Value<'a>, Absent> {
        Ok(match expr {
            Expr::Number(number) => Value::Number(Fraction::scaled(number.mantissa(), number.scale())?),
            Expr::Text(text) => Value::Text(text),
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Date(day) => Value::Day(*day),
            Expr::Code(position) => Value::Code(*position),
            Expr::Not(a) => Value::Bool(!self.condition(a)?),
            Expr::Neg(a) => Value::Number(self.number(a)?.neg()?),
            Expr::Binary(op, a, b) => return self.binary(*op, a, b),
            Expr::If(condition, a, b) => return self.value(if self.condition(condition)? { a } else { b }),
            Expr::In(needle, list) => return self.membership(needle, list),
            Expr::Call(function, arguments) => {
                let argument = arguments.first().ok_or(Absent::NoUsableRow)?;
                match (function, self.value(argument)?) {
                    (Function::Abs, Value::Number(number)) => Value::Number(number.abs()?),
                    (Function::Year, Value::Day(day)) => Value::Number(Fraction::whole(day.year().into())),
                    (Function::Size, Value::Text(text)) => {
                        let size = i128::try_from(text.chars().count()).map_err(|_| Absent::Overflow)?;
                        Value::Number(Fraction::whole(size))
                    }
                    _ => return Err(Absent::NoUsableRow),
                }
            }
            Expr::Aggregate(Aggregate::Count, None) => Value::Number(self.used()),
            Expr::Aggregate(Aggregate::Mean, Some(x)) => Value::Number(self.sum(x)?.div(self.used())?),
            Expr::Aggregate(aggregate, Some(x)) => Value::Number(self.aggregate(*aggregate, x)?),
            // Values of one row: no well-typed formula over a group has them.
            Expr::Field(_) | Expr::Param(_) | Expr::Has(_) | Expr::Aggregate(_, None) => {
                return Err(Absent::NoUsableRow);
            }
        })
    }

    fn sum(&self, argument: &'a Expr) -> Result<Fraction, Absent> {
        self.aggregate(Aggregate::Sum, argument)
    }

    fn aggregate(&self, aggregate: Aggregate, argument: &'a Expr) -> Result<Fraction, Absent> {
        let scale = crate::expression::scale_of(argument, self.fields, self.rulebook.parameters());
        let cell = place(self.root, aggregate, argument).and_then(|at| self.state.cells.get(at));
        match cell.ok_or(Absent::NoUsableRow)? {
            Cell::Count(count) => Ok(Fraction::whole((*count).into())),
            Cell::Sum(total) => Fraction::scaled(total.get().ok_or(Absent::Overflow)?, scale),
            Cell::Least(value) | Cell::Greatest(value) => {
                Fraction::scaled(value.ok_or(Absent::NoUsableRow)?, scale)
            }
            Cell::Distinct(set) => {
                Ok(Fraction::whole(i128::try_from(set.len()).map_err(|_| Absent::Overflow)?))
            }
            Cell::DistinctTexts(set) => {
                Ok(Fraction::whole(i128::try_from(set.len()).map_err(|_| Absent::Overflow)?))
            }
        }
    }

    fn binary(&self, op: BinaryOp, a: &'a Expr, b: &'a Expr) -> Result<Value<'a>, Absent> {
        let test = |holds: fn(Ordering) -> bool| {
            let order = self.value(a)?.partial_cmp(&self.value(b)?);
            order.map(|order| Value::Bool(holds(order))).ok_or(Absent::NoUsableRow)
        };
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let decides = op == BinaryOp::Or;
                let (a, b) = (self.condition(a), self.condition(b));
                if a == Ok(decides) || b == Ok(decides) {
                    return Ok(Value::Bool(decides));
                }
                a.and(b).map(Value::Bool)
            }
            BinaryOp::Add => Ok(Value::Number(self.number(a)?.add(self.number(b)?)?)),
            BinaryOp::Sub => match (self.value(a)?, self.value(b)?) {
                (Value::Day(x), Value::Day(y)) => {
                    Ok(Value::Number(Fraction::whole(x.signed_duration_since(y).num_days().into())))
                }
                _ => Ok(Value::Number(self.number(a)?.add(self.number(b)?.neg()?)?)),
            },
            BinaryOp::Mul => Ok(Value::Number(self.number(a)?.mul(self.number(b)?)?)),
            BinaryOp::Div => Ok(Value::Number(self.number(a)?.div(self.number(b)?)?)),
            BinaryOp::Eq => test(Ordering::is_eq),
            BinaryOp::Ne => test(Ordering::is_ne),
            BinaryOp::Lt => test(Ordering::is_lt),
            BinaryOp::Le => test(Ordering::is_le),
            BinaryOp::Gt => test(Ordering::is_gt),
            BinaryOp::Ge => test(Ordering::is_ge),
        }
    }

    fn membership(&self, needle: &'a Expr, list: &'a [Expr]) -> Result<Value<'a>, Absent> {
        let needle = self.value(needle)?;
        let mut unknown = None;
        for item in list {
            match self.value(item) {
                Ok(item) if item == needle => return Ok(Value::Bool(true)),
                Ok(_) => {}
                Err(why) => unknown = unknown.or(Some(why)),
            }
        }
        unknown.map_or(Ok(Value::Bool(false)), Err)
    }
}
