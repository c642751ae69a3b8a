//! How formulas stand in a compiled rulebook: their text for explanations, and their tree, so that whoever reads it needs
//! no parser. [`super::sound`] judges trees from anywhere.

use super::MAX_DEPTH;
use super::ast::{Aggregate, BinaryOp, Expr, Formula, Function};
use super::types::Type;
use crate::value::stored::{Reader, Stored, stored_names, stored_parts};
use serde::{Serialize, Serializer};

/// As its text, which says all of it.
impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

stored_parts! {
    Formula { text, expr, result }
}

stored_names! {
    Function { Year, Abs, Size }
    BinaryOp { Add, Sub, Mul, Div, Eq, Ne, Lt, Le, Gt, Ge, And, Or }
    Aggregate { Count, Sum, Mean, Min, Max, CountDistinct }
}

impl Stored for Type {
    fn store(&self, out: &mut Vec<u8>) {
        let tag = match self {
            Self::Number(_) => 0,
            Self::Bool => 1,
            Self::Date => 2,
            Self::Text => 3,
            Self::Code(_) => 4,
        };
        out.push(tag);
        match self {
            Self::Number(unit) => unit.store(out),
            Self::Code(list) => list.store(out),
            Self::Bool | Self::Date | Self::Text => {}
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => Self::Number(Stored::load(from)),
            1 => Self::Bool,
            2 => Self::Date,
            3 => Self::Text,
            4 => Self::Code(Stored::load(from)),
            _ => {
                from.fail();
                Self::Bool
            }
        }
    }
}

impl Stored for Expr {
    fn store(&self, out: &mut Vec<u8>) {
        // Each node as its tag and its parts, in the order of the variant.
        let mut node = |tag, parts: &[&dyn Stored]| {
            out.push(tag);
            for part in parts {
                part.store(out);
            }
        };
        match self {
            Self::Bool(value) => node(0, &[value]),
            Self::Number(number) => node(1, &[number]),
            Self::Text(text) => node(2, &[text]),
            Self::Date(day) => node(3, &[day]),
            Self::Code(position) => node(4, &[position]),
            Self::Field(position) => node(5, &[position]),
            Self::Param(position) => node(6, &[position]),
            Self::Has(position) => node(7, &[position]),
            Self::Not(a) => node(8, &[a]),
            Self::Neg(a) => node(9, &[a]),
            Self::Binary(op, a, b) => node(10, &[op, a, b]),
            Self::If(c, a, b) => node(11, &[c, a, b]),
            Self::In(a, list) => node(12, &[a, list]),
            Self::Call(function, list) => node(13, &[function, list]),
            Self::Aggregate(kind, a) => node(14, &[kind, a]),
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        from.deeper(MAX_DEPTH, |from| match from.byte() {
            0 => Self::Bool(Stored::load(from)),
            1 => Self::Number(Stored::load(from)),
            2 => Self::Text(Stored::load(from)),
            3 => Self::Date(Stored::load(from)),
            4 => Self::Code(Stored::load(from)),
            5 => Self::Field(Stored::load(from)),
            6 => Self::Param(Stored::load(from)),
            7 => Self::Has(Stored::load(from)),
            8 => Self::Not(Stored::load(from)),
            9 => Self::Neg(Stored::load(from)),
            10 => Self::Binary(Stored::load(from), Stored::load(from), Stored::load(from)),
            11 => Self::If(Stored::load(from), Stored::load(from), Stored::load(from)),
            12 => Self::In(Stored::load(from), Stored::load(from)),
            13 => Self::Call(Stored::load(from), Stored::load(from)),
            14 => Self::Aggregate(Stored::load(from), Stored::load(from)),
            _ => {
                from.fail();
                Self::Bool(false)
            }
        })
    }
}
