//! Expressions: a subset of CEL syntax, parsed once, typed with units, evaluated by column.

mod ast;

pub use ast::{Aggregate, BinaryOp, Expr, Formula, Function};
