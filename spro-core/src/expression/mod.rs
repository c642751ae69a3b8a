//! Expressions: a subset of CEL syntax, parsed once, typed with units, evaluated by column.

mod ast;
mod compile;
mod error;
mod eval;
mod names;
mod operators;
mod scale;
mod scope;
mod sentence;
mod sound;
mod stored;
mod suggest;
mod syntax;
#[cfg(test)]
mod tests;
mod token;
mod types;

pub use ast::{Aggregate, BinaryOp, Expr, Formula, Function};
pub use compile::compile;
pub use error::FormulaError;
pub(crate) use eval::{BLOCK, Block, Data, Ints, Texts, first_day, rounded_quotient};
pub use eval::{Missing, Numbers, Program, Scratch};
pub use scale::{DIVISION_SCALE, scale_of};
pub use scope::{Expected, Scope};
pub(crate) use sentence::in_words;
pub(crate) use sound::sound;
#[cfg(feature = "toml")]
pub(crate) use suggest::closest;
pub use syntax::{MAX_DEPTH, MAX_LENGTH};
pub use token::is_name;
pub use types::Type;

/// The examples of the page on formulas run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/expressions.md")]
struct Documented;
