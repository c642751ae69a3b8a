//! The same language run row by row, the plain way: what the columns must agree with.

use super::rows::Cell;
use crate::expression::tests::Fixture;
use crate::expression::{BinaryOp, Expr, Function, Missing, scale_of};
use crate::rulebook::{Parameter, ParameterValue};
use crate::value::Decimal;
use chrono::{Datelike, Days, NaiveDate};
use std::cmp::Ordering;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(Decimal),
    Bool(bool),
    Day(NaiveDate),
    Text(String),
    Code(u32),
}

pub(super) struct Row<'a> {
    pub fixture: &'a Fixture,
    pub cells: &'a [Cell],
    /// The field that dates the row.
    pub day: usize,
}

type Answer = Result<Value, Missing>;

fn date(days: i64) -> NaiveDate {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let away = Days::new(days.unsigned_abs());
    if days >= 0 { epoch + away } else { epoch - away }
}

impl Row<'_> {
    fn scale(&self, expr: &Expr) -> u8 {
        scale_of(expr, &self.fixture.fields, &self.fixture.parameters)
    }

    /// A number at the scale of the part that gives it.
    fn number(&self, mantissa: Option<i128>, expr: &Expr) -> Answer {
        let number = mantissa.and_then(|m| Decimal::new(m, self.scale(expr)));
        number.map(Value::Number).ok_or(Missing::Overflow)
    }

    fn mantissa(&self, expr: &Expr, scale: u8) -> Result<i128, Missing> {
        match self.value(expr)? {
            Value::Number(number) => number.at_scale(scale).ok_or(Missing::Overflow),
            // Only differences of days are numbers: from where they are counted does not matter.
            Value::Day(day) => Ok(day.num_days_from_ce().into()),
            other => panic!("{other:?} is no number"),
        }
    }

    fn truth(&self, expr: &Expr) -> Result<bool, Missing> {
        match self.value(expr)? {
            Value::Bool(truth) => Ok(truth),
            other => panic!("{other:?} is no truth value"),
        }
    }

    fn held(&self, parameter: &Parameter, position: u16) -> Result<ParameterValue, Missing> {
        let Cell::Int(day) = self.cells[self.day] else { return Err(Missing::Blank) };
        let by_year = self.fixture.fields[self.day].code == "annee";
        let day = if by_year {
            NaiveDate::from_ymd_opt(i32::try_from(day).unwrap(), 1, 1).unwrap()
        } else {
            date(day)
        };
        parameter.on(day).cloned().ok_or(Missing::ParameterNotInForce(position))
    }

    pub fn value(&self, expr: &Expr) -> Answer {
        match expr {
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Text(text) => Ok(Value::Text(text.clone())),
            Expr::Bool(truth) => Ok(Value::Bool(*truth)),
            Expr::Date(day) => Ok(Value::Day(*day)),
            Expr::Code(position) => Ok(Value::Code(*position)),
            Expr::Has(position) => {
                let cell = &self.cells[usize::from(*position)];
                Ok(Value::Bool(!matches!(cell, Cell::Blank | Cell::Refused)))
            }
            Expr::Field(position) => self.field(*position, expr),
            Expr::Param(position) => {
                let parameter = &self.fixture.parameters[usize::from(*position)];
                Ok(match self.held(parameter, *position)? {
                    ParameterValue::Number(number) => Value::Number(number),
                    ParameterValue::Date(day) => Value::Day(day),
                    ParameterValue::Bool(truth) => Value::Bool(truth),
                    ParameterValue::Text(text) => Value::Text(text),
                    ParameterValue::Codes(_) => panic!("a list of codes is no value"),
                })
            }
            Expr::Not(a) => Ok(Value::Bool(!self.truth(a)?)),
            Expr::Neg(a) => {
                let a = self.mantissa(a, self.scale(expr))?;
                self.number(a.checked_neg(), expr)
            }
            Expr::Binary(op, a, b) => self.binary(*op, a, b, expr),
            Expr::If(condition, yes, no) => {
                let taken = if self.truth(condition)? { yes } else { no };
                let value = self.value(taken)?;
                // The other branch may have more digits: then this one must fit at its scale.
                if let Value::Number(number) = &value {
                    number.at_scale(self.scale(expr)).ok_or(Missing::Overflow)?;
                }
                Ok(value)
            }
            Expr::In(needle, list) => self.membership(needle, list),
            Expr::Call(Function::Year, list) => match self.value(&list[0])? {
                Value::Day(day) => Ok(Value::Number(i64::from(day.year()).into())),
                other => panic!("{other:?} is no day"),
            },
            Expr::Call(Function::Abs, list) => {
                let a = self.mantissa(&list[0], self.scale(expr))?;
                self.number(a.checked_abs(), expr)
            }
            Expr::Call(Function::Size, list) => match self.value(&list[0])? {
                Value::Text(text) => Ok(Value::Number(i64::try_from(text.chars().count()).unwrap().into())),
                other => panic!("{other:?} is no text"),
            },
            Expr::Aggregate(..) => panic!("no aggregate in a row"),
        }
    }

    fn field(&self, position: u16, expr: &Expr) -> Answer {
        let kind = self.fixture.fields[usize::from(position)].kind;
        match &self.cells[usize::from(position)] {
            Cell::Blank | Cell::Refused => Err(Missing::Blank),
            Cell::Text(text) => Ok(Value::Text(text.clone())),
            Cell::Code(position) => Ok(Value::Code(*position)),
            Cell::Int(n) => match kind {
                crate::rulebook::FieldType::Bool => Ok(Value::Bool(*n == 1)),
                crate::rulebook::FieldType::Date => Ok(Value::Day(date(*n))),
                _ => self.number(Some((*n).into()), expr),
            },
        }
    }

    fn binary(&self, op: BinaryOp, a: &Expr, b: &Expr, expr: &Expr) -> Answer {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let decides = op == BinaryOp::Or;
                match (self.truth(a), self.truth(b)) {
                    (Ok(x), _) | (_, Ok(x)) if x == decides => Ok(Value::Bool(decides)),
                    (_, Ok(x)) if x == decides => Ok(Value::Bool(decides)),
                    (Err(why), _) | (_, Err(why)) => Err(why),
                    (Ok(_), Ok(_)) => Ok(Value::Bool(!decides)),
                }
            }
            BinaryOp::Add | BinaryOp::Sub => {
                let scale = self.scale(expr);
                let (x, y) = (self.mantissa(a, scale)?, self.mantissa(b, scale)?);
                self.number(if op == BinaryOp::Add { x.checked_add(y) } else { x.checked_sub(y) }, expr)
            }
            BinaryOp::Mul => {
                let (x, y) = (self.mantissa(a, self.scale(a)), self.mantissa(b, self.scale(b)));
                self.number(x?.checked_mul(y?), expr)
            }
            BinaryOp::Div => {
                let (x, y) = (self.mantissa(a, self.scale(a)), self.mantissa(b, self.scale(b)));
                let (x, y) = (x?, y?);
                if y == 0 {
                    return Err(Missing::DenominatorIsZero);
                }
                let shift = 15 + i32::from(self.scale(b)) - i32::from(self.scale(a));
                self.number(long_division(x, y, shift), expr)
            }
            _ => {
                let (x, y) = both(self.value(a), self.value(b))?;
                let order = match (&x, &y) {
                    (Value::Number(x), Value::Number(y)) => x.cmp(y),
                    (Value::Day(x), Value::Day(y)) => x.cmp(y),
                    (x, y) if x == y => Ordering::Equal,
                    _ => Ordering::Less,
                };
                Ok(Value::Bool(match op {
                    BinaryOp::Eq => order.is_eq(),
                    BinaryOp::Ne => order.is_ne(),
                    BinaryOp::Lt => order.is_lt(),
                    BinaryOp::Le => order.is_le(),
                    BinaryOp::Gt => order.is_gt(),
                    _ => order.is_ge(),
                }))
            }
        }
    }

    fn membership(&self, needle: &Expr, list: &[Expr]) -> Answer {
        if let [Expr::Param(position)] = list
            && let parameter = &self.fixture.parameters[usize::from(*position)]
            && parameter.code == "porteurs"
        {
            let needle = self.value(needle)?;
            let ParameterValue::Codes(codes) = self.held(parameter, *position)? else { panic!("codes") };
            return Ok(Value::Bool(codes.iter().any(|code| needle == Value::Code(*code))));
        }
        let found: Vec<Answer> =
            list.iter().map(|item| self.binary(BinaryOp::Eq, needle, item, &Expr::Bool(true))).collect();
        if found.contains(&Ok(Value::Bool(true))) {
            return Ok(Value::Bool(true));
        }
        found.into_iter().find(Result::is_err).unwrap_or(Ok(Value::Bool(false)))
    }
}

/// The left one's reason first.
fn both(a: Answer, b: Answer) -> Result<(Value, Value), Missing> {
    Ok((a?, b?))
}

/// `a * 10^shift / b`, digit after digit, rounded half to even.
fn long_division(a: i128, b: i128, shift: i32) -> Option<i128> {
    let (above, mut below) = (a.unsigned_abs(), b.unsigned_abs());
    for _ in shift..0 {
        below = below.checked_mul(10)?;
    }
    let (mut quotient, mut rest) = (above / below, above % below);
    for _ in 0..shift {
        rest = rest.checked_mul(10)?;
        quotient = quotient.checked_mul(10)?.checked_add(rest / below)?;
        rest %= below;
    }
    match rest.checked_mul(2)?.cmp(&below) {
        Ordering::Less => {}
        Ordering::Equal => quotient += quotient % 2,
        Ordering::Greater => quotient += 1,
    }
    let size = i128::try_from(quotient).ok()?;
    Some(if (a < 0) == (b < 0) { size } else { -size })
}
