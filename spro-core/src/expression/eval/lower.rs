//! From a typed tree to one that is ready to run.

use super::calendar::day_number;
use super::dated::Dated;
use super::node::{IntNode, Operand, TextNode};
use crate::expression::scale::parameter_scale;
use crate::expression::{BinaryOp, DIVISION_SCALE, Expr, Function};
use crate::rulebook::{Field, FieldType, Parameter, ParameterType};
use crate::value::Decimal;

/// A part made ready; integers with their digits after the point.
pub(super) enum Lowered {
    Ints(IntNode, u8),
    Texts(TextNode),
}

/// Makes formulas of one table ready.
pub(super) struct Lowering<'a> {
    pub fields: &'a [Field],
    pub parameters: &'a [Parameter],
    /// The parameters met so far.
    pub used: Vec<Dated>,
}

impl Lowering<'_> {
    pub fn lower(&mut self, expr: &Expr) -> Lowered {
        let (node, scale) = match expr {
            Expr::Text(text) => return Lowered::Texts(TextNode::Const(text.clone())),
            Expr::Number(number) => (IntNode::Const(number.mantissa()), number.scale()),
            Expr::Bool(value) => (IntNode::Const((*value).into()), 0),
            Expr::Date(day) => (IntNode::Const(day_number(*day).into()), 0),
            Expr::Code(position) => (IntNode::Const((*position).into()), 0),
            Expr::Has(position) => (IntNode::Has(*position), 0),
            Expr::Field(position) => return self.field(*position),
            Expr::Param(position) => return self.parameter(*position),
            Expr::Not(a) => (IntNode::Not(self.boxed(a).0), 0),
            Expr::Neg(a) => {
                let (node, scale) = self.boxed(a);
                (IntNode::Neg(node), scale)
            }
            Expr::Binary(op, a, b) => self.binary(*op, a, b),
            Expr::If(condition, yes, no) => return self.choice(condition, yes, no),
            Expr::In(needle, list) => (self.membership(needle, list), 0),
            Expr::Call(function, arguments) => self.call(*function, arguments.first()),
            Expr::Aggregate(..) => (IntNode::Blank, 0),
        };
        Lowered::Ints(node, scale)
    }

    fn ints(&mut self, expr: &Expr) -> (IntNode, u8) {
        match self.lower(expr) {
            Lowered::Ints(node, scale) => (node, scale),
            Lowered::Texts(_) => (IntNode::Blank, 0),
        }
    }

    fn boxed(&mut self, expr: &Expr) -> (Box<IntNode>, u8) {
        let (node, scale) = self.ints(expr);
        (Box::new(node), scale)
    }

    fn texts(&mut self, expr: &Expr) -> TextNode {
        match self.lower(expr) {
            Lowered::Texts(node) => node,
            Lowered::Ints(..) => TextNode::Blank,
        }
    }

    fn field(&self, position: u16) -> Lowered {
        match self.fields.get(usize::from(position)).map(|f| f.kind) {
            None => Lowered::Ints(IntNode::Blank, 0),
            Some(FieldType::Text) => Lowered::Texts(TextNode::Field(position)),
            Some(FieldType::Code) => Lowered::Ints(IntNode::Code(position), 0),
            Some(kind) => Lowered::Ints(IntNode::Field(position), kind.scale()),
        }
    }

    fn parameter(&mut self, position: u16) -> Lowered {
        let Some(parameter) = self.parameters.get(usize::from(position)) else {
            return Lowered::Ints(IntNode::Blank, 0);
        };
        let (scale, kind) = (parameter_scale(parameter), parameter.kind);
        let place = self.place(position, parameter);
        match kind {
            ParameterType::Text => Lowered::Texts(TextNode::Param(place)),
            _ => Lowered::Ints(IntNode::Param(place), scale),
        }
    }

    /// The place of a parameter among those of the program.
    fn place(&mut self, position: u16, parameter: &Parameter) -> u16 {
        let known = self.used.iter().position(|p| p.position == position);
        let place = known.unwrap_or_else(|| {
            self.used.push(Dated::new(position, parameter));
            self.used.len() - 1
        });
        // A formula has too few characters for that many parameters.
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn binary(&mut self, op: BinaryOp, a: &Expr, b: &Expr) -> (IntNode, u8) {
        match op {
            BinaryOp::And => (IntNode::And(self.boxed(a).0, self.boxed(b).0), 0),
            BinaryOp::Or => (IntNode::Or(self.boxed(a).0, self.boxed(b).0), 0),
            BinaryOp::Add | BinaryOp::Sub => {
                let (a, b, scale) = self.aligned(a, b);
                let make = if op == BinaryOp::Add { IntNode::Add } else { IntNode::Sub };
                (make(Box::new(a), Box::new(b)), scale)
            }
            BinaryOp::Mul => {
                let ((a, up), (b, more)) = (self.boxed(a), self.boxed(b));
                (IntNode::Mul(a, b), up.saturating_add(more))
            }
            BinaryOp::Div => {
                let ((a, above), (b, below)) = (self.boxed(a), self.boxed(b));
                let shift = i16::from(DIVISION_SCALE) + i16::from(below) - i16::from(above);
                (IntNode::Div(a, b, shift), DIVISION_SCALE)
            }
            _ => (self.comparison(op, a, b), 0),
        }
    }

    fn comparison(&mut self, op: BinaryOp, a: &Expr, b: &Expr) -> IntNode {
        match (self.lower(a), self.lower(b)) {
            (Lowered::Ints(a, x), Lowered::Ints(b, y)) => {
                let scale = x.max(y);
                IntNode::Compare(op, operand(a, x, scale), operand(b, y, scale))
            }
            (Lowered::Texts(a), Lowered::Texts(b)) => IntNode::SameText(op == BinaryOp::Eq, a, b),
            _ => IntNode::Blank,
        }
    }

    /// Two numbers at one scale.
    fn aligned(&mut self, a: &Expr, b: &Expr) -> (IntNode, IntNode, u8) {
        let ((a, x), (b, y)) = (self.ints(a), self.ints(b));
        let scale = x.max(y);
        (scaled(a, x, scale), scaled(b, y, scale), scale)
    }

    fn choice(&mut self, condition: &Expr, yes: &Expr, no: &Expr) -> Lowered {
        let condition = self.boxed(condition).0;
        match (self.lower(yes), self.lower(no)) {
            (Lowered::Ints(a, x), Lowered::Ints(b, y)) => {
                let scale = x.max(y);
                let (a, b) = (scaled(a, x, scale), scaled(b, y, scale));
                Lowered::Ints(IntNode::If(condition, Box::new(a), Box::new(b)), scale)
            }
            (Lowered::Texts(a), Lowered::Texts(b)) => {
                Lowered::Texts(TextNode::If(condition, Box::new(a), Box::new(b)))
            }
            _ => Lowered::Ints(IntNode::Blank, 0),
        }
    }

    fn membership(&mut self, needle: &Expr, list: &[Expr]) -> IntNode {
        if let [Expr::Param(position)] = list
            && let Some(parameter) = self.parameters.get(usize::from(*position))
            && parameter.kind == ParameterType::Codes
        {
            let needle = self.boxed(needle).0;
            return IntNode::InCodes(needle, self.place(*position, parameter));
        }
        match self.lower(needle) {
            Lowered::Texts(needle) => {
                IntNode::InTexts(needle, list.iter().map(|item| self.texts(item)).collect())
            }
            Lowered::Ints(needle, own) => {
                let items = list.iter().map(|item| {
                    let (item, scale) = self.ints(item);
                    (operand(item, scale, own.max(scale)), own.max(scale) - own)
                });
                let items = items.collect();
                IntNode::In(Operand { node: Box::new(needle), up: 0 }, items)
            }
        }
    }

    fn call(&mut self, function: Function, argument: Option<&Expr>) -> (IntNode, u8) {
        let Some(argument) = argument else { return (IntNode::Blank, 0) };
        match function {
            Function::Year => (IntNode::Year(self.boxed(argument).0), 0),
            Function::Size => (IntNode::Size(self.texts(argument)), 0),
            Function::Abs => {
                let (node, scale) = self.boxed(argument);
                (IntNode::Abs(node), scale)
            }
        }
    }
}

fn operand(node: IntNode, own: u8, wanted: u8) -> Operand {
    match constant(&node, own, wanted) {
        Some(node) => Operand { node: Box::new(node), up: 0 },
        None => Operand { node: Box::new(node), up: wanted - own },
    }
}

fn scaled(node: IntNode, own: u8, wanted: u8) -> IntNode {
    match constant(&node, own, wanted) {
        Some(node) => node,
        None if own == wanted => node,
        None => IntNode::Scaled(Box::new(node), wanted - own),
    }
}

/// A constant at another scale, where it fits.
fn constant(node: &IntNode, own: u8, wanted: u8) -> Option<IntNode> {
    let IntNode::Const(value) = node else { return None };
    Some(IntNode::Const(value.checked_mul(Decimal::pow10(wanted - own)?)?))
}
