//! Formulas run over columns, a block of rows at a time: 64-bit integers where they do, 128-bit ones where they must.

mod arithmetic;
mod block;
mod calendar;
mod dated;
mod logic;
mod lower;
mod node;
mod numbers;
mod program;
mod reciprocal;
mod run;
mod scratch;
#[cfg(test)]
mod tests;

pub use numbers::{Missing, Numbers};
pub use program::Program;
pub use scratch::Scratch;

pub(crate) use arithmetic::rounded_quotient;
pub(crate) use block::{Block, Data, Ints, Texts};
pub(crate) use calendar::first_day;
pub(crate) use program::BLOCK;
