//! The `cel` crate as an oracle: the same text and the same row give the same answer.
//!
//! What CEL calls an error (a key that is not there) is *absent* here. Left out, because the two languages differ by
//! intent: decimal numbers, `/` (exact here, cut off in CEL), and `in` a list with an absent item.

use super::rows::{Cell, batch, row, table};
use crate::expression::tests::fixture;
use crate::expression::{Missing, Program, Scratch, compile};
use proptest::prelude::*;
use std::collections::HashMap;

/// A piece of text and how tightly its operator binds: 0 `?:`, 1 `||`, 2 `&&`, 3 relations, 4 sums, 5 products,
/// 6 signs, 7 what needs no brackets.
type Piece = (String, u8);
type Pieces = BoxedStrategy<Piece>;

fn within((text, binds): Piece, context: u8) -> String {
    if binds < context { format!("({text})") } else { text }
}

fn infix(operators: &'static [&'static str], binds: u8, a: Pieces, b: Pieces) -> Pieces {
    (prop::sample::select(operators), a, b)
        .prop_map(move |(op, a, b)| (format!("{} {op} {}", within(a, binds), within(b, binds + 1)), binds))
        .boxed()
}

fn bracketed(a: Pieces) -> Pieces {
    a.prop_map(|(text, _)| (format!("({text})"), 7)).boxed()
}

fn choice(depth: u32, branch: fn(u32) -> Pieces) -> Pieces {
    (condition(depth), branch(depth), branch(depth))
        .prop_map(|(c, a, b)| (format!("{} ? {} : {}", within(c, 1), within(a, 1), within(b, 0)), 0))
        .boxed()
}

fn literal() -> Pieces {
    (0_i64..12).prop_map(|n| (n.to_string(), 7)).boxed()
}

fn number(depth: u32) -> Pieces {
    let leaf = prop_oneof![
        3 => prop::sample::select(&["@invitees", "@participantes"][..]).prop_map(|f| (f.to_owned(), 7)),
        2 => literal(),
        1 => Just(("size(@objet)".to_owned(), 7)),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let d = depth - 1;
    prop_oneof![
        2 => leaf,
        4 => infix(&["+", "-"], 4, number(d), number(d)),
        2 => (literal(), number(d)).prop_map(|(a, b)| (format!("{} * {}", a.0, within(b, 6)), 5)),
        1 => number(d).prop_map(|a| (format!("-{}", within(a, 7)), 6)),
        1 => choice(d, number),
        1 => bracketed(number(d)),
    ]
    .boxed()
}

fn condition(depth: u32) -> Pieces {
    let said = |texts: &'static [&'static str], binds| {
        prop::sample::select(texts).prop_map(move |text| (text.to_owned(), binds)).boxed()
    };
    let leaf = prop_oneof![
        2 => said(&["@signe", "true", "false"], 7),
        2 => said(&["has(@invitees)", "has(@objet)", "has(@structure)"], 7),
        2 => said(
            &[
                "@objet == \"Bilan\"",
                "@objet != 'été'",
                "@structure == \"ML\"",
                "@structure != @autre",
                "@structure in [\"CIO\", \"PIJ\"]",
                "@invitees in [1, 2, 3]",
            ],
            3,
        ),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let d = depth - 1;
    prop_oneof![
        1 => leaf,
        3 => infix(&["=="; 1], 3, bracketed(condition(d)), bracketed(condition(d))),
        4 => infix(&["==", "!=", "<", "<=", ">", ">="], 3, bracketed(number(d)), number(d)),
        4 => infix(&["==", "!=", "<", "<=", ">", ">="], 3, number(d), number(d)),
        3 => infix(&["||"], 1, condition(d), condition(d)),
        3 => infix(&["&&"], 2, condition(d), condition(d)),
        1 => condition(d).prop_map(|a| (format!("!{}", within(a, 7)), 6)),
        1 => choice(d, condition),
        1 => bracketed(condition(d)),
    ]
    .boxed()
}

/// A row of the fields that the texts name; any of them may be blank.
#[derive(Debug, Clone)]
struct Made {
    invitees: Option<i64>,
    participantes: Option<i64>,
    objet: Option<String>,
    signe: Option<bool>,
    structure: Option<u32>,
    autre: Option<u32>,
}

fn made() -> impl Strategy<Value = Made> {
    let often = 0.85;
    (
        prop::option::weighted(often, 0_i64..6),
        prop::option::weighted(often, -3_i64..6),
        prop::option::weighted(
            often,
            prop::sample::select(&["Bilan", "été", ""][..]).prop_map(str::to_owned),
        ),
        prop::option::weighted(often, any::<bool>()),
        prop::option::weighted(often, 0_u32..3),
        prop::option::weighted(often, 0_u32..3),
    )
        .prop_map(|(invitees, participantes, objet, signe, structure, autre)| Made {
            invitees,
            participantes,
            objet,
            signe,
            structure,
            autre,
        })
}

/// What the oracle says: `None` for an error.
fn oracle(text: &str, made: &Made) -> Option<bool> {
    let codes = &fixture().lists[1].entries;
    let code = |at: Option<u32>| at.map(|at| cel::Value::from(codes[at as usize].code.clone()));
    let cells = [
        ("invitees", made.invitees.map(cel::Value::from)),
        ("participantes", made.participantes.map(cel::Value::from)),
        ("objet", made.objet.clone().map(cel::Value::from)),
        ("signe", made.signe.map(cel::Value::from)),
        ("structure", code(made.structure)),
        ("autre", code(made.autre)),
    ];
    let row: HashMap<String, cel::Value> =
        cells.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let mut context = cel::Context::default();
    context.add_variable_from_value("row", row);
    let program = cel::Program::compile(&text.replace('@', "row.")).unwrap_or_else(|e| panic!("{text}: {e}"));
    match program.execute(&context) {
        Ok(cel::Value::Bool(truth)) => Some(truth),
        Ok(other) => panic!("{text}: {other:?}"),
        Err(_) => None,
    }
}

/// What we say: `None` where it is absent.
fn ours(text: &str, made: &Made) -> Option<bool> {
    let f = fixture();
    // As a number, so that true, false and absent are told apart.
    let text = format!("({}) ? 1 : 0", text.replace('@', ""));
    let formula = compile(&text, &f.scope()).unwrap_or_else(|e| panic!("{text}: {e:?}"));
    let table = table(&f, 1);
    let int = |n: Option<i64>| n.map_or(Cell::Blank, Cell::Int);
    let code = |n: Option<u32>| n.map_or(Cell::Blank, Cell::Code);
    let row = row(&[
        ("invitees", int(made.invitees)),
        ("participantes", int(made.participantes)),
        ("objet", made.objet.clone().map_or(Cell::Blank, Cell::Text)),
        ("signe", int(made.signe.map(i64::from))),
        ("structure", code(made.structure)),
        ("autre", code(made.autre)),
    ]);
    let numbers = Program::of(&formula.expr, &table, &f.parameters)
        .numbers(&batch(&table, &[row]), &mut Scratch::new());
    match numbers.get(0) {
        Ok(truth) => Some(truth == 1),
        Err(Missing::Blank) => None,
        Err(other) => panic!("{text}: {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn cel_gives_the_same_answers(text in condition(3), rows in prop::collection::vec(made(), 1..6)) {
        for made in &rows {
            prop_assert_eq!(ours(&text.0, made), oracle(&text.0, made), "{} over {:?}", &text.0, made);
        }
    }
}

/// Where the two languages differ by intent; `docs/expressions.md` says so in a table.
#[test]
fn the_differences_are_the_documented_ones() {
    let full = Made {
        invitees: Some(7),
        participantes: Some(6),
        objet: Some("Bilan".to_owned()),
        signe: Some(true),
        structure: Some(0),
        autre: None,
    };
    // Division is exact here, and cut off between whole numbers in CEL.
    assert_eq!(ours("@participantes / 4 == 1.5", &full), Some(true));
    assert_eq!(oracle("@participantes / 4 == 1", &full), Some(true));
    // Decimals are exact here, and binary floating point in CEL.
    assert_eq!(ours("0.1 + 0.2 == 0.3", &full), Some(true));
    assert_eq!(oracle("0.1 + 0.2 == 0.3", &full), Some(false));
    // An absent item hides no item that is there.
    assert_eq!(ours("@structure in [@autre, @structure]", &full), Some(true));
    assert_eq!(oracle("@structure in [@autre, @structure]", &full), None);
    // A sum has room for more than 64 bits on the way.
    let largest = i64::MAX;
    let large = Made { invitees: Some(largest), ..full };
    assert_eq!(ours("@invitees + @invitees > 0", &large), Some(true));
    assert_eq!(oracle("@invitees + @invitees > 0", &large), None);
}
