use super::rows::{Cell, batch, program, row};
use crate::expression::tests::day;
use crate::expression::{Missing, Scratch};

const YEAR: u16 = 1;
const DATE: u16 = 2;

fn days(text: &str) -> Cell {
    Cell::Int(super::super::calendar::day_number(day(text)))
}

/// The number that a formula gives for one row, as text, or why there is none.
fn number(text: &str, dated: u16, cells: &[(&str, Cell)]) -> Result<String, Missing> {
    let (_, program, table) = program(text, dated);
    let batch = batch(&table, &[row(cells)]);
    let numbers = program.numbers(&batch, &mut Scratch::new());
    assert_eq!(numbers.len(), 1);
    numbers.decimal(0).map(|d| d.to_string())
}

fn is(text: &str, cells: &[(&str, Cell)], wanted: &str) {
    assert_eq!(number(text, YEAR, cells), Ok(wanted.to_owned()), "{text}");
}

fn lacks(text: &str, cells: &[(&str, Cell)], wanted: Missing) {
    assert_eq!(number(text, YEAR, cells), Err(wanted), "{text}");
}

#[test]
fn numbers_are_exact() {
    let cells = [
        ("invitees", Cell::Int(7)),
        ("participantes", Cell::Int(6)),
        ("etp", Cell::Int(1_500_000)),
        ("montant", Cell::Int(10_010)),
        ("poids", Cell::Int(100_000)),
        ("taux", Cell::Int(250_000_000_000_000)),
    ];
    is("participantes / invitees", &cells, "0.857142857142857");
    is("-participantes / invitees", &cells, "-0.857142857142857");
    is("invitees - 2 * participantes", &cells, "-5");
    is("montant * 3", &cells, "300.3");
    is("montant * 0.3", &cells, "30.03");
    is("poids + poids + poids == 0.3 ? 1 : 0", &cells, "1");
    is("etp + 0.25", &cells, "1.75");
    is("abs(participantes - invitees)", &cells, "1");
    is("taux - participantes / invitees", &cells, "-0.607142857142857");
    is("montant / taux", &cells, "400.4");
    is("etp <= participantes ? 1 : 0", &cells, "1");
}

#[test]
fn what_does_not_fit_in_64_bits_is_still_exact() {
    let large = [
        ("invitees", Cell::Int(i64::MAX)),
        ("participantes", Cell::Int(i64::MAX - 1)),
        ("montant", Cell::Int(i64::MAX)),
    ];
    is("invitees + participantes", &large, "18446744073709551613");
    is("invitees * participantes", &large, "85070591730234615838173535747377725442");
    is("(invitees + participantes) / invitees", &large, "2");
    is("invitees + 0.5 > invitees ? 1 : 0", &large, "1");
    is("-invitees - participantes - 10", &large, "-18446744073709551623");
    is("montant / 0.00001 > 0 ? 1 : 0", &large, "1");
    lacks("montant / 0.000000000000001", &large, Missing::Overflow);
    lacks("invitees * invitees * invitees", &large, Missing::Overflow);
    lacks("invitees * invitees * 4", &large, Missing::Overflow);
}

#[test]
fn an_absent_value_says_why_and_the_left_one_first() {
    let cells = [("invitees", Cell::Int(0)), ("participantes", Cell::Int(3)), ("taux", Cell::Refused)];
    lacks("participantes / invitees", &cells, Missing::DenominatorIsZero);
    lacks("etp + 1", &cells, Missing::Blank);
    lacks("taux + 1", &cells, Missing::Blank);
    lacks("poids / invitees", &cells, Missing::Blank);
    lacks("participantes / invitees + poids", &cells, Missing::DenominatorIsZero);
    lacks("poids + participantes / invitees", &cells, Missing::Blank);
    is("invitees == 0 ? 0 : participantes / invitees", &cells, "0");
    is("has(etp) ? etp : 5", &cells, "5");
    is("has(taux) ? 1 : 0", &cells, "0");
    is("has(participantes) ? 1 : 0", &cells, "1");
    lacks("etp > 1 ? 1 : 0", &cells, Missing::Blank);
}

#[test]
fn logic_has_three_values() {
    let cells = [("signe", Cell::Int(1)), ("invitees", Cell::Int(2))];
    // `etp` is blank.
    for (text, wanted) in [
        ("etp > 1 && !signe", "0"),
        ("!signe && etp > 1", "0"),
        ("etp > 1 || signe", "1"),
        ("signe || etp > 1", "1"),
        ("invitees in [1, 2, etp]", "1"),
        ("objet in [\"a\"] && false", "0"),
    ] {
        is(&format!("{text} ? 1 : 0"), &cells, wanted);
    }
    for text in
        ["etp > 1 && signe", "etp > 1 || !signe", "!(etp > 1)", "invitees in [1, etp]", "etp in [1, 2]"]
    {
        lacks(&format!("{text} ? 1 : 0"), &cells, Missing::Blank);
    }
}

#[test]
fn texts_codes_days_and_truth_values() {
    let cells = [
        ("objet", Cell::Text("Bilan".to_owned())),
        ("structure", Cell::Code(2)),
        ("autre", Cell::Code(1)),
        ("signe", Cell::Int(0)),
        ("date", days("2017-01-13")),
        ("annee", Cell::Int(2017)),
    ];
    for (text, wanted) in [
        ("objet == \"Bilan\"", "1"),
        ("objet != \"Bilan\"", "0"),
        ("objet in [\"x\", \"Bilan\"]", "1"),
        ("(signe ? \"x\" : objet) == \"Bilan\"", "1"),
        ("structure == \"PIJ\"", "1"),
        ("structure == autre", "0"),
        ("structure in [\"ML\", \"PIJ\"]", "1"),
        ("structure in param.porteurs", "1"),
        ("autre in param.porteurs", "0"),
        ("objet == param.theme", "1"),
        ("date <= param.limite", "1"),
        ("date < param.limite", "0"),
        ("param.obligatoire", "1"),
        ("year(date) == annee", "1"),
        ("date == date(\"2017-01-13\")", "1"),
        ("annee in [2016, 2017.0]", "1"),
    ] {
        is(&format!("{text} ? 1 : 0"), &cells, wanted);
    }
    is("size(objet)", &cells, "5");
    is("date - date(\"2016-12-31\")", &cells, "13");
}

#[test]
fn parameters_are_read_on_the_day_of_the_row() {
    let years: Vec<_> = [2015, 2016, 2017, 2018, 2019, 2030]
        .into_iter()
        .map(|year| number("param.plafond", YEAR, &[("annee", Cell::Int(year))]))
        .collect();
    // The parameter of position 0 has no value before 2016 nor in 2018.
    let gap = Err(Missing::ParameterNotInForce(0));
    let there = |text: &str| Ok(text.to_owned());
    assert_eq!(
        years,
        [gap.clone(), there("0.25"), there("0.3"), gap.clone(), there("0.125"), there("0.125")]
    );

    let on = |text: &str| number("param.plafond", DATE, &[("date", days(text))]);
    assert_eq!(on("2016-12-31"), there("0.25"));
    assert_eq!(on("2017-01-01"), there("0.3"));
    assert_eq!(on("2017-12-31"), there("0.3"));
    assert_eq!(on("2018-01-01"), gap);
    assert_eq!(number("param.plafond", DATE, &[]), Err(Missing::Blank));
    assert_eq!(number("param.forfait * 2", YEAR, &[("annee", Cell::Int(2018))]), there("2401"));
}

#[test]
fn a_row_is_broken_only_where_the_condition_is_false() {
    let (_, program, table) = program("participantes <= invitees", YEAR);
    let pair = |a: Cell, b: Cell| row(&[("participantes", a), ("invitees", b)]);
    let mut rows: Vec<_> = (0..3000).map(|n| pair(Cell::Int(n), Cell::Int(n))).collect();
    assert_eq!(program.broken_rows(&batch(&table, &rows), &mut Scratch::new()), [0_u32; 0]);
    rows[7] = pair(Cell::Int(3), Cell::Int(2));
    rows[1023] = pair(Cell::Int(3), Cell::Blank);
    rows[1024] = pair(Cell::Refused, Cell::Int(-1));
    rows[1025] = pair(Cell::Int(2), Cell::Int(-1));
    rows[2999] = pair(Cell::Int(1), Cell::Int(0));
    assert_eq!(program.broken_rows(&batch(&table, &rows), &mut Scratch::new()), [7, 1025, 2999]);
    assert_eq!(program.broken_rows(&batch(&table, &[]), &mut Scratch::new()), [0_u32; 0]);
}

#[test]
fn wide_and_narrow_blocks_of_one_column_follow_each_other() {
    let (_, program, table) = program("invitees * invitees", YEAR);
    let mut rows: Vec<_> = (0..2500).map(|n| row(&[("invitees", Cell::Int(n))])).collect();
    rows[1500] = row(&[("invitees", Cell::Int(i64::MAX))]);
    rows[2100] = row(&[]);
    let numbers = program.numbers(&batch(&table, &rows), &mut Scratch::new());
    assert_eq!(numbers.get(3), Ok(9));
    assert_eq!(numbers.get(1500), Ok(i128::from(i64::MAX).pow(2)));
    assert_eq!(numbers.get(2499), Ok(2499 * 2499));
    assert_eq!(numbers.get(2100), Err(Missing::Blank));
    assert_eq!(numbers.get(2500), Err(Missing::Blank));
}
