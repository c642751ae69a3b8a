//! A formula made ready to run: every name is a position, every scale is settled.

use crate::expression::BinaryOp;

/// A part that gives integers: numbers at a known scale, days, positions in lists, truth values (0 and 1).
#[derive(Debug, Clone)]
pub(super) enum IntNode {
    /// Never there: a part that no well-typed formula has.
    Blank,
    /// Always this integer.
    Const(i128),
    /// A column of integers.
    Field(u16),
    /// A column of positions in a list.
    Code(u16),
    /// Whether the cell holds a value.
    Has(u16),
    /// The parameter at this place of the program, on the row's day.
    Param(u16),
    /// A number with more digits after the point: times 10 to this power.
    Scaled(Box<IntNode>, u8),
    Neg(Box<IntNode>),
    Abs(Box<IntNode>),
    Not(Box<IntNode>),
    /// The calendar year of a day.
    Year(Box<IntNode>),
    /// 1 January of a calendar year.
    FirstDay(Box<IntNode>),
    /// The number of characters.
    Size(TextNode),
    Add(Box<IntNode>, Box<IntNode>),
    Sub(Box<IntNode>, Box<IntNode>),
    Mul(Box<IntNode>, Box<IntNode>),
    /// The quotient of the first, times 10 to this power, by the second; rounded half to even.
    Div(Box<IntNode>, Box<IntNode>, i16),
    And(Box<IntNode>, Box<IntNode>),
    Or(Box<IntNode>, Box<IntNode>),
    Compare(BinaryOp, Operand, Operand),
    /// Whether two texts are the same (or, where it is `false`, are not).
    SameText(bool, TextNode, TextNode),
    If(Box<IntNode>, Box<IntNode>, Box<IntNode>),
    In(Operand, Vec<(Operand, u8)>),
    InTexts(TextNode, Vec<TextNode>),
    /// Whether a position is in the list of codes that the parameter at this place holds on the row's day.
    InCodes(Box<IntNode>, u16),
}

/// A side of a comparison, and the power of 10 that brings it to the scale of the other.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub node: Box<IntNode>,
    pub up: u8,
}

/// A part that gives texts.
#[derive(Debug, Clone)]
pub(super) enum TextNode {
    Blank,
    Const(String),
    Field(u16),
    Param(u16),
    If(Box<IntNode>, Box<TextNode>, Box<TextNode>),
}
