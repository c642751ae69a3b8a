//! An attacker who tries every grid that fits what is shown, against the cells that were hidden.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn persons(columns: usize, counts: &[u64]) -> Grid {
    Grid::new(columns, counts.iter().map(|n| Cell::persons(*n)).collect()).unwrap()
}

/// What is shown: `None` where it is hidden.
fn shown(
    grid: &Grid,
    counts: &[u64],
    hidden: &Hidden,
    columns: usize,
) -> (Vec<Option<u64>>, Vec<Option<u64>>) {
    let cells = counts
        .iter()
        .enumerate()
        .map(|(i, n)| (!hidden.cell(i / columns, i % columns)).then_some(*n))
        .collect();
    let totals = (0..columns)
        .map(|c| (!hidden.total(c)).then(|| (0..grid.groups()).map(|g| counts[g * columns + c]).sum()))
        .collect();
    (cells, totals)
}

/// Every grid that fits: the cells shown, the row sums, the column totals shown.
fn attack(cells: &[Option<u64>], rows: &[u64], totals: &[Option<u64>]) -> Vec<Vec<u64>> {
    fn fill(
        at: usize,
        so_far: &mut Vec<u64>,
        cells: &[Option<u64>],
        rows: &[u64],
        totals: &[Option<u64>],
        found: &mut Vec<Vec<u64>>,
    ) {
        let columns = totals.len();
        if at == cells.len() {
            let fits = totals.iter().enumerate().all(|(c, total)| {
                total.is_none_or(|total| so_far.iter().skip(c).step_by(columns).sum::<u64>() == total)
            });
            if fits {
                found.push(so_far.clone());
            }
            return;
        }
        let (row, column) = (at / columns, at % columns);
        let left = rows[row] - so_far[row * columns..].iter().sum::<u64>();
        let above: u64 = so_far.iter().skip(column).step_by(columns).sum();
        let most = totals[column].map_or(left, |total| left.min(total.saturating_sub(above)));
        let choices = match cells[at] {
            Some(value) => value..=value,
            None if column + 1 == columns => left..=left,
            None => 0..=most,
        };
        for value in choices {
            if value <= left && !(column + 1 == columns && value != left) {
                so_far.push(value);
                fill(at + 1, so_far, cells, rows, totals, found);
                so_far.pop();
            }
        }
    }
    let mut found = Vec::new();
    fill(0, &mut Vec::new(), cells, rows, totals, &mut found);
    found
}

fn no_cell_is_recovered(columns: usize, counts: &[u64], hidden_groups: &[bool], rules: Rules) {
    attacked(&persons(columns, counts), columns, counts, hidden_groups, rules);
}

/// The same where the last column is no secret in itself, as how many did not answer.
fn no_answer_is_recovered(columns: usize, counts: &[u64], hidden_groups: &[bool], rules: Rules) {
    let cell =
        |(at, n): (usize, &u64)| if at % columns + 1 == columns { Cell::open(*n) } else { Cell::persons(*n) };
    let grid = Grid::new(columns, counts.iter().enumerate().map(cell).collect()).unwrap();
    attacked(&grid, columns, counts, hidden_groups, rules);
}

fn attacked(grid: &Grid, columns: usize, counts: &[u64], hidden_groups: &[bool], rules: Rules) {
    let hidden = protect(grid, hidden_groups, rules);
    let (cells, totals) = shown(grid, counts, &hidden, columns);
    let rows: Vec<u64> = counts.chunks(columns).map(|row| row.iter().sum()).collect();
    let fitting = attack(&cells, &rows, &totals);
    assert!(fitting.iter().any(|g| g == counts), "the truth fits");
    for (at, cell) in cells.iter().enumerate() {
        if cell.is_none() {
            let values: BTreeSet<u64> = fitting.iter().map(|g| g[at]).collect();
            assert!(values.len() > 1, "{counts:?}: cell {at} is recovered from {cells:?} {totals:?}");
        } else if rows[at / columns] > 0 {
            let secret = grid.cells[at].units == counts[at];
            assert!(!secret || counts[at] >= rules.least, "{counts:?}: a small cell is shown");
        }
    }
    for (column, total) in totals.iter().enumerate() {
        let sum = |g: &Vec<u64>| g.iter().skip(column).step_by(columns).sum::<u64>();
        if total.is_none() {
            let values: BTreeSet<u64> = fitting.iter().map(sum).collect();
            assert!(values.len() > 1, "{counts:?}: total {column} is recovered");
        }
    }
}

#[test]
fn a_single_small_cell_hides_three_others() {
    let counts = [20, 3, 30, 12, 14, 11];
    let grid = persons(2, &counts);
    let hidden = protect(&grid, &[], Rules::DEFAULT);
    let pattern: Vec<bool> = (0..6).map(|i| hidden.cell(i / 2, i % 2)).collect();
    // The cheapest circle: the small cell, its neighbour, and the pair that loses least.
    assert_eq!(pattern, [true, true, false, false, true, true]);
    assert_eq!((hidden.total(0), hidden.total(1)), (false, false));
}

#[test]
fn large_cells_hide_nothing() {
    let hidden = protect(&persons(2, &[20, 30, 10, 9]), &[], Rules::DEFAULT);
    assert!((0..4).all(|i| !hidden.cell(i / 2, i % 2)) && !hidden.total(0) && !hidden.total(1));
}

#[test]
fn an_empty_group_is_no_secret() {
    let hidden = protect(&persons(2, &[20, 30, 0, 0]), &[], Rules::DEFAULT);
    assert!((0..4).all(|i| !hidden.cell(i / 2, i % 2)));
}

#[test]
fn one_group_hides_its_totals_with_its_cells() {
    let hidden = protect(&persons(3, &[20, 2, 30]), &[], Rules::DEFAULT);
    assert!(hidden.cell(0, 1) && hidden.total(1));
    no_cell_is_recovered(3, &[20, 2, 30], &[], Rules::DEFAULT);
}

#[test]
fn dominance_hides_what_one_unit_makes() {
    let cell = |value, units, largest| Cell { value, units, largest, ..Cell::open(0) };
    let rules = Rules::at_least(3).with_dominance("0.85".parse().unwrap());
    assert!(rules.forbid(cell(100, 10, 85)) && !rules.forbid(cell(100, 10, 84)));
    assert!(rules.forbid(cell(100, 2, 50)) && !Rules::at_least(3).forbid(cell(100, 10, 85)));
    let grid = Grid::new(2, vec![cell(100, 9, 90), cell(50, 9, 9), cell(80, 9, 9), cell(70, 9, 9)]).unwrap();
    let hidden = protect(&grid, &[], rules);
    assert!(hidden.cell(0, 0) && hidden.cell(0, 1) && hidden.cell(1, 0) && hidden.cell(1, 1));
}

#[test]
fn small_groups_are_hidden_in_company() {
    let hidden = |sizes: &[u64]| protect_totals(sizes, Rules::DEFAULT);
    assert_eq!(hidden(&[9, 8, 20]), HiddenTotals { groups: vec![false, false, false], overall: false });
    // The smallest of the others keeps it company.
    assert_eq!(hidden(&[9, 2, 8]).groups, [false, true, true]);
    // Two small ones are not enough while their sum is small.
    assert_eq!(hidden(&[1, 2, 8, 30]).groups, [true, true, true, false]);
    assert_eq!(hidden(&[4, 3, 8]).groups, [true, true, false]);
    assert_eq!(hidden(&[0, 3, 8]).groups, [false, true, true]);
    assert!(hidden(&[3]).overall && hidden(&[1, 2]).overall && hidden(&[]).overall);
    assert!(!hidden(&[3, 9]).overall);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_attacker_recovers_no_hidden_cell(
        columns in 2_usize..=3,
        counts in prop::collection::vec(0_u64..9, 9),
        groups in 1_usize..=3,
        least in prop::sample::select(vec![2_u64, 3, 5]),
    ) {
        no_cell_is_recovered(columns, &counts[..columns * groups], &[], Rules::at_least(least));
    }

    #[test]
    fn nor_at_eleven(counts in prop::collection::vec(0_u64..14, 6)) {
        no_cell_is_recovered(2, &counts, &[], Rules::at_least(11));
    }

    #[test]
    fn nor_an_answer_from_those_who_did_not_answer(counts in prop::collection::vec(0_u64..8, 9), hide: bool) {
        let sizes: Vec<u64> = counts.chunks(3).map(|row| row.iter().sum()).collect();
        let totals = protect_totals(&sizes, Rules::DEFAULT);
        if !totals.overall {
            no_answer_is_recovered(3, &counts, if hide { &totals.groups } else { &[] }, Rules::DEFAULT);
        }
    }

    #[test]
    fn nor_where_whole_groups_are_hidden(counts in prop::collection::vec(0_u64..7, 6)) {
        let sizes: Vec<u64> = counts.chunks(2).map(|row| row.iter().sum()).collect();
        let totals = protect_totals(&sizes, Rules::DEFAULT);
        if !totals.overall {
            no_cell_is_recovered(2, &counts, &totals.groups, Rules::DEFAULT);
        }
    }

    #[test]
    fn nor_the_size_of_a_hidden_group(sizes in prop::collection::vec(1_u64..12, 1..5)) {
        let hidden = protect_totals(&sizes, Rules::DEFAULT);
        if !hidden.overall {
            let known: u64 = sizes.iter().zip(&hidden.groups).filter(|(_, h)| !**h).map(|(n, _)| n).sum();
            let secret: Vec<u64> = sizes.iter().zip(&hidden.groups).filter(|(_, h)| **h).map(|(n, _)| *n).collect();
            let left = sizes.iter().sum::<u64>() - known;
            // Each hidden size can be 1, or what the others leave: two values at least.
            prop_assert!(secret.is_empty() || (secret.len() > 1 && left > u64::try_from(secret.len()).unwrap()));
            prop_assert!(sizes.iter().zip(&hidden.groups).all(|(n, h)| *h || *n >= 5));
        }
    }
}
