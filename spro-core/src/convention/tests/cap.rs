//! The cap of the coordination grant over every amount from 0 to 100 000 €, by the formula that checks requests.

use crate::column::{Batch, Column, RowPlace, State, Values};
use crate::expression::{Program, Scratch};
use crate::rulebook::Rulebook;

const MOST: i64 = 10_000_000;

/// The whole grants, in cents, whose coordination grant of `of(whole)` cents breaks the rule.
fn broken(of: impl Fn(i64) -> i64) -> Vec<i64> {
    let rulebook = Rulebook::built_in();
    let (position, table) = rulebook.table("demandes").unwrap();
    let rule = table.rules.iter().find(|r| r.code == "plafond-coordination").unwrap();
    let program = Program::new(&rule.check.as_ref().unwrap().expr, table, rulebook);
    let mut scratch = Scratch::default();
    let mut broken = Vec::new();
    let mut first = 0;
    while first <= MOST {
        let wholes: Vec<i64> = (first..=MOST.min(first + (1 << 16) - 1)).collect();
        let rows = wholes.len();
        // The rule reads three columns; the others may stay empty.
        let column = |field: &crate::rulebook::Field| {
            let ints = match field.code.as_str() {
                "annee" => vec![2017; rows],
                "subvention_totale" => wholes.clone(),
                "subvention_coordination" => wholes.iter().map(|whole| of(*whole)).collect(),
                _ => Vec::new(),
            };
            Column { states: vec![State::Present; ints.len()], values: Values::Int(ints.into()) }
        };
        let batch = Batch {
            table: u16::try_from(position).unwrap(),
            sheet: 0,
            source: Vec::new(),
            first_row: 0,
            rows,
            places: RowPlace::Consecutive(0),
            columns: table.fields.iter().map(column).collect(),
        };
        let rows_broken = program.broken_rows(&batch, &mut scratch);
        broken.extend(rows_broken.into_iter().map(|row| first + i64::from(row)));
        first += 1 << 16;
    }
    broken
}

/// The most that 30 % allows: three tenths, parts of a cent left off.
fn most(whole: i64) -> i64 {
    whole * 3 / 10
}

#[test]
fn the_most_allowed_is_accepted_for_every_amount() {
    assert_eq!(broken(most), [0; 0]);
}

#[test]
fn a_cent_more_is_rejected_for_every_amount() {
    let broken = broken(|whole| most(whole) + 1);
    assert!(broken.into_iter().eq(0..=MOST));
}
