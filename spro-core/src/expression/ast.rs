//! A formula, resolved: names are positions in the rulebook.

use super::types::Type;
use crate::value::Decimal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A formula as it was written, and as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The text of the rulebook, shown in explanations.
    pub text: String,
    /// Its tree, well typed.
    pub expr: Expr,
    /// What it gives: its type, with the unit of a number.
    pub result: Type,
}

/// A node of a formula.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Expr {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// `true`, `false`.
    Bool(bool),
    /// `date("2017-01-13")`.
    Date(NaiveDate),
    /// A code compared with a `code` field: position in the field's list.
    Code(u32),
    /// The field at this position of the table.
    Field(u16),
    /// The parameter at this position of the rulebook, on the row's day.
    Param(u16),
    /// `has(field)`: whether the cell holds a value.
    Has(u16),
    /// `!a`.
    Not(Box<Expr>),
    /// `-a`.
    Neg(Box<Expr>),
    /// `a op b`.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `c ? a : b`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a in [b, c]`.
    In(Box<Expr>, Vec<Expr>),
    /// A call of a row function by its name: `year(date)`, `abs(x)`.
    Call(Function, Vec<Expr>),
    /// `sum(x)` and its like; `None` only for `count()`.
    Aggregate(Aggregate, Option<Box<Expr>>),
}

impl Expr {
    /// Calls `f` with this node and every node below it, from the top.
    pub fn visit<'a>(&'a self, f: &mut impl FnMut(&'a Self)) {
        f(self);
        match self {
            Self::Not(a) | Self::Neg(a) | Self::Aggregate(_, Some(a)) => a.visit(f),
            Self::Binary(_, a, b) => {
                a.visit(f);
                b.visit(f);
            }
            Self::If(a, b, c) => {
                a.visit(f);
                b.visit(f);
                c.visit(f);
            }
            Self::In(a, list) => {
                a.visit(f);
                for e in list {
                    e.visit(f);
                }
            }
            Self::Call(_, list) => {
                for e in list {
                    e.visit(f);
                }
            }
            _ => {}
        }
    }

    /// Positions of the fields that it reads, sorted, each once.
    pub fn fields(&self) -> Vec<u16> {
        let mut all = Vec::new();
        self.visit(&mut |e| {
            if let Self::Field(i) | Self::Has(i) = e {
                all.push(*i);
            }
        });
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Positions of the parameters that it reads, sorted, each once.
    pub fn parameters(&self) -> Vec<u16> {
        let mut all = Vec::new();
        self.visit(&mut |e| {
            if let Self::Param(i) = e {
                all.push(*i);
            }
        });
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A function of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Function {
    /// The calendar year of a day.
    Year,
    /// The absolute value.
    Abs,
    /// The number of characters (Unicode code points) of a text.
    Size,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
}

/// An aggregate over the rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aggregate {
    /// Number of rows (`count()`), or of rows where the argument is there.
    Count,
    /// Exact sum.
    Sum,
    /// Exact sum over the number of rows.
    Mean,
    /// Least value.
    Min,
    /// Greatest value.
    Max,
    /// Number of different values.
    CountDistinct,
}
