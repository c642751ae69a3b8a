//! Whether a tree from anywhere is one that evaluation may be given: what compiling a text guarantees of types and
//! positions, without its words. Units are not judged: they say what a number means, not how it is computed.

use super::ast::{Aggregate, BinaryOp, Expr, Formula, Function};
use super::scale::{fits, scale_of};
use super::scope::{Expected, Scope};
use super::types::Type;
use crate::rulebook::{FieldType, Parameter, ParameterType};

/// What a part gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Bool,
    Date,
    Text,
    Code(u16),
    /// A position that only the list of the other side gives a sense to.
    Entry(u32),
}

impl Sort {
    fn of(kind: &Type) -> Self {
        match kind {
            Type::Number(_) => Self::Number,
            Type::Bool => Self::Bool,
            Type::Date => Self::Date,
            Type::Text => Self::Text,
            Type::Code(list) => Self::Code(*list),
        }
    }

    fn of_field(kind: FieldType, list: Option<u16>) -> Self {
        match kind {
            FieldType::Bool => Self::Bool,
            FieldType::Date => Self::Date,
            FieldType::Text => Self::Text,
            FieldType::Code => Self::Code(list.unwrap_or(u16::MAX)),
            FieldType::Year
            | FieldType::Count
            | FieldType::Decimal
            | FieldType::Money
            | FieldType::Fte
            | FieldType::Ratio => Self::Number,
        }
    }
}

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Row,
    Group,
    Aggregate,
}

/// Whether a formula keeps what compiling its text would have made sure of.
pub(crate) fn sound(formula: &Formula, scope: &Scope<'_>) -> bool {
    let place = if scope.group { Place::Group } else { Place::Row };
    let wanted = match &scope.expected {
        Expected::Any => None,
        Expected::Condition => Some(Sort::Bool),
        Expected::Number | Expected::Unit(_) => Some(Sort::Number),
        Expected::Field(FieldType::Code) => Some(Sort::of(&formula.result)),
        Expected::Field(kind) => Some(Sort::of_field(*kind, None)),
    };
    let found = Judge { scope }.sort(&formula.expr, place);
    found == Some(Sort::of(&formula.result)) && wanted.is_none_or(|wanted| found == Some(wanted))
}

struct Judge<'a> {
    scope: &'a Scope<'a>,
}

impl<'a> Judge<'a> {
    /// What an expression gives; `None` where it is not sound.
    fn sort(&self, expr: &Expr, place: Place) -> Option<Sort> {
        let is = |e: &Expr, wanted: Sort| (self.sort(e, place) == Some(wanted)).then_some(());
        let in_row = (place != Place::Group).then_some(());
        Some(match expr {
            Expr::Number(number) => {
                let kept = number.scale() <= 15 && number.mantissa().unsigned_abs() < 10_u128.pow(30);
                kept.then_some(Sort::Number)?
            }
            Expr::Text(_) => Sort::Text,
            Expr::Bool(_) => Sort::Bool,
            Expr::Date(_) => Sort::Date,
            Expr::Code(position) => Sort::Entry(*position),
            Expr::Field(at) => {
                in_row?;
                let field = self.scope.fields.get(usize::from(*at))?;
                Sort::of_field(field.kind, field.list)
            }
            Expr::Has(at) => {
                in_row?;
                self.scope.fields.get(usize::from(*at))?;
                Sort::Bool
            }
            Expr::Param(at) => {
                in_row?;
                match self.parameter(*at)?.kind {
                    ParameterType::Number => Sort::Number,
                    ParameterType::Date => Sort::Date,
                    ParameterType::Bool => Sort::Bool,
                    ParameterType::Text => Sort::Text,
                    ParameterType::Codes => return None,
                }
            }
            Expr::Not(a) => {
                is(a, Sort::Bool)?;
                Sort::Bool
            }
            Expr::Neg(a) => {
                is(a, Sort::Number)?;
                Sort::Number
            }
            Expr::Binary(op, a, b) => return self.binary(expr, *op, (a, b), place),
            Expr::If(condition, a, b) => {
                is(condition, Sort::Bool)?;
                let (a, b) = (self.sort(a, place)?, self.sort(b, place)?);
                (a == b && !matches!(a, Sort::Entry(_))).then_some(a)?
            }
            Expr::In(needle, list) => {
                self.membership(self.sort(needle, place)?, list, place)?;
                Sort::Bool
            }
            Expr::Call(function, arguments) => {
                let [argument] = arguments.as_slice() else { return None };
                let wanted = match function {
                    Function::Year => Sort::Date,
                    Function::Abs => Sort::Number,
                    Function::Size => Sort::Text,
                };
                is(argument, wanted)?;
                Sort::Number
            }
            Expr::Aggregate(kind, argument) => {
                self.aggregate(*kind, argument.as_deref(), place)?;
                Sort::Number
            }
        })
    }

    fn binary(&self, whole: &Expr, op: BinaryOp, (a, b): (&Expr, &Expr), place: Place) -> Option<Sort> {
        let (x, y) = (self.sort(a, place)?, self.sort(b, place)?);
        let numbers = (x, y) == (Sort::Number, Sort::Number);
        let days = (x, y) == (Sort::Date, Sort::Date);
        let (right, gives) = match op {
            BinaryOp::And | BinaryOp::Or => ((x, y) == (Sort::Bool, Sort::Bool), Sort::Bool),
            BinaryOp::Add => (numbers, Sort::Number),
            BinaryOp::Sub => (numbers || days, Sort::Number),
            BinaryOp::Mul | BinaryOp::Div => {
                let kept =
                    place == Place::Group || fits(scale_of(whole, self.scope.fields, self.scope.parameters));
                (numbers && kept, Sort::Number)
            }
            BinaryOp::Eq | BinaryOp::Ne => (self.comparable(x, y), Sort::Bool),
            BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => (numbers || days, Sort::Bool),
        };
        right.then_some(gives)
    }

    /// Whether two values may be held against each other for being the same.
    fn comparable(&self, x: Sort, y: Sort) -> bool {
        match (x, y) {
            (Sort::Code(list), Sort::Entry(at)) | (Sort::Entry(at), Sort::Code(list)) => {
                let list = self.scope.lists.get(usize::from(list));
                list.zip(usize::try_from(at).ok()).is_some_and(|(list, at)| at < list.entries.len())
            }
            (Sort::Entry(_), _) | (_, Sort::Entry(_)) => false,
            (x, y) => x == y,
        }
    }

    fn membership(&self, needle: Sort, list: &[Expr], place: Place) -> Option<()> {
        if let [Expr::Param(at)] = list
            && let Some(parameter) = self.parameter(*at)
            && parameter.kind == ParameterType::Codes
        {
            let same = parameter.list.is_some_and(|list| needle == Sort::Code(list));
            return (same && place != Place::Group).then_some(());
        }
        let among = |item| self.sort(item, place).is_some_and(|item| self.comparable(needle, item));
        (!list.is_empty() && list.iter().all(among)).then_some(())
    }

    fn aggregate(&self, kind: Aggregate, argument: Option<&Expr>, place: Place) -> Option<()> {
        if place != Place::Group {
            return None;
        }
        let Some(argument) = argument else { return (kind == Aggregate::Count).then_some(()) };
        let sort = self.sort(argument, Place::Aggregate)?;
        let right = match kind {
            Aggregate::Count | Aggregate::CountDistinct => {
                let condition = sort == Sort::Bool && !matches!(argument, Expr::Field(_));
                !condition && !matches!(sort, Sort::Entry(_))
            }
            Aggregate::Sum | Aggregate::Mean | Aggregate::Min | Aggregate::Max => sort == Sort::Number,
        };
        right.then_some(())
    }

    /// A parameter that a row of this table can be asked for.
    fn parameter(&self, at: u16) -> Option<&'a Parameter> {
        self.scope.day?;
        self.scope.parameters.get(usize::from(at))
    }
}
