//! Well-typed formulas and rows made at random.

use super::rows::Cell;
use crate::expression::tests::fixture;
use crate::expression::{BinaryOp, Expr, Function, scale_of};
use crate::rulebook::FieldType;
use crate::value::Decimal;
use chrono::NaiveDate;
use proptest::prelude::*;

pub(super) type Made = BoxedStrategy<Expr>;

fn boxed(a: Expr) -> Box<Expr> {
    Box::new(a)
}

fn field(code: &str) -> Expr {
    Expr::Field(fixture().field(code))
}

fn one_of(codes: &'static [&'static str]) -> Made {
    prop::sample::select(codes).prop_map(field).boxed()
}

/// A product whose digits a number can hold, or a sum.
fn product(a: Expr, b: Expr) -> Expr {
    let f = fixture();
    let scale = |e: &Expr| scale_of(e, &f.fields, &f.parameters);
    let op = if scale(&a) + scale(&b) <= Decimal::MAX_SCALE { BinaryOp::Mul } else { BinaryOp::Add };
    Expr::Binary(op, boxed(a), boxed(b))
}

fn choice(depth: u32, branch: fn(u32) -> Made) -> Made {
    (condition(depth), branch(depth), branch(depth))
        .prop_map(|(c, a, b)| Expr::If(boxed(c), boxed(a), boxed(b)))
        .boxed()
}

pub(super) fn number(depth: u32) -> Made {
    let leaf = prop_oneof![
        4 => one_of(&["invitees", "participantes", "montant", "etp", "poids", "taux", "annee"]),
        2 => (-50_i128..50, 0_u8..4).prop_map(|(m, s)| Expr::Number(Decimal::new(m, s).unwrap())),
        1 => prop::sample::select(&[0_u16, 1][..]).prop_map(Expr::Param),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let d = depth - 1;
    let arithmetic =
        (prop::sample::select(&[BinaryOp::Add, BinaryOp::Sub, BinaryOp::Div][..]), number(d), number(d));
    prop_oneof![
        2 => leaf,
        4 => arithmetic.prop_map(|(op, a, b)| Expr::Binary(op, boxed(a), boxed(b))),
        2 => (number(d), number(d)).prop_map(|(a, b)| product(a, b)),
        1 => number(d).prop_map(|a| Expr::Neg(boxed(a))),
        1 => number(d).prop_map(|a| Expr::Call(Function::Abs, vec![a])),
        1 => day(d).prop_map(|a| Expr::Call(Function::Year, vec![a])),
        1 => text(d).prop_map(|a| Expr::Call(Function::Size, vec![a])),
        1 => (day(d), day(d)).prop_map(|(a, b)| Expr::Binary(BinaryOp::Sub, boxed(a), boxed(b))),
        2 => choice(d, number),
    ]
    .boxed()
}

fn day(depth: u32) -> Made {
    let known = NaiveDate::from_ymd_opt(2017, 1, 13).unwrap();
    let leaf = prop_oneof![3 => Just(field("date")), 1 => Just(Expr::Date(known)), 1 => Just(Expr::Param(2))];
    if depth == 0 { leaf.boxed() } else { prop_oneof![3 => leaf, 1 => choice(depth - 1, day)].boxed() }
}

fn text(depth: u32) -> Made {
    let leaf = prop_oneof![
        3 => Just(field("objet")),
        1 => prop::sample::select(&["Bilan", "été", ""][..]).prop_map(|t| Expr::Text(t.to_owned())),
        1 => Just(Expr::Param(3)),
    ];
    if depth == 0 { leaf.boxed() } else { prop_oneof![3 => leaf, 1 => choice(depth - 1, text)].boxed() }
}

fn code(depth: u32) -> Made {
    let leaf = prop_oneof![3 => one_of(&["structure", "autre"]), 1 => (0_u32..3).prop_map(Expr::Code)];
    if depth == 0 { leaf.boxed() } else { prop_oneof![3 => leaf, 1 => choice(depth - 1, code)].boxed() }
}

fn compared(op: impl Strategy<Value = BinaryOp> + 'static, a: Made, b: Made) -> Made {
    (op, a, b).prop_map(|(op, a, b)| Expr::Binary(op, boxed(a), boxed(b))).boxed()
}

fn listed(one: Made) -> Made {
    (one.clone(), prop::collection::vec(one, 1..4)).prop_map(|(a, list)| Expr::In(boxed(a), list)).boxed()
}

pub(super) fn condition(depth: u32) -> Made {
    use BinaryOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
    let leaf = prop_oneof![
        3 => Just(field("signe")),
        1 => any::<bool>().prop_map(Expr::Bool),
        1 => Just(Expr::Param(5)),
        2 => (0_u16..13).prop_map(Expr::Has),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let d = depth - 1;
    let order = || prop::sample::select(&[Eq, Ne, Lt, Le, Gt, Ge][..]);
    let same = || prop::sample::select(&[Eq, Ne][..]);
    prop_oneof![
        1 => leaf,
        1 => condition(d).prop_map(|a| Expr::Not(boxed(a))),
        3 => compared(prop::sample::select(&[And, Or][..]), condition(d), condition(d)),
        4 => compared(order(), number(d), number(d)),
        1 => compared(order(), day(d), day(d)),
        1 => compared(same(), text(d), text(d)),
        1 => compared(same(), code(d), code(d)),
        1 => compared(same(), condition(d), condition(d)),
        1 => listed(number(d)),
        1 => listed(text(d)),
        1 => listed(code(d)),
        1 => code(d).prop_map(|a| Expr::In(boxed(a), vec![Expr::Param(4)])),
        1 => choice(d, condition),
    ]
    .boxed()
}

fn cell(kind: FieldType) -> BoxedStrategy<Cell> {
    let there = match kind {
        FieldType::Text => prop::sample::select(&["Bilan", "été", "", "x"][..])
            .prop_map(|t| Cell::Text(t.to_owned()))
            .boxed(),
        FieldType::Code => (0_u32..3).prop_map(Cell::Code).boxed(),
        FieldType::Bool => (0_i64..2).prop_map(Cell::Int).boxed(),
        FieldType::Year => (2014_i64..2021).prop_map(Cell::Int).boxed(),
        FieldType::Date => (16_300_i64..18_600).prop_map(Cell::Int).boxed(),
        _ => prop_oneof![
            6 => (-3_i64..30).prop_map(Cell::Int),
            3 => (0_i64..100_000_000_000).prop_map(Cell::Int),
            1 => any::<i64>().prop_map(Cell::Int),
        ]
        .boxed(),
    };
    prop_oneof![8 => there, 1 => Just(Cell::Blank), 1 => Just(Cell::Refused)].boxed()
}

pub(super) fn rows(most: usize) -> BoxedStrategy<Vec<Vec<Cell>>> {
    let row: Vec<_> = fixture().fields.iter().map(|f| cell(f.kind)).collect();
    prop::collection::vec(row, 0..most).boxed()
}
