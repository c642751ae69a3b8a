//! Hides cells of a grid until none of them can be worked out from the others.
//!
//! Raising a hidden cell by one has to be made up for in its row and in its column, and so on around a circle of hidden
//! cells, where a cell at its floor (0, or more where the reader knows more) cannot be lowered. A hidden cell is safe exactly where such a circle runs through it: flows
//! of whole numbers differ by whole circles. Columns are few and rows many, so circles are looked for as ways from
//! column to column, each step within one row.

use super::{Cell, Rules};

/// Counts by group and answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    pub(super) cells: Vec<Cell>,
}

/// The cells that are not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    columns: usize,
    groups: usize,
    cells: Vec<bool>,
    safe: bool,
}

impl Hidden {
    /// Whether the cell of a group is hidden; one that does not exist is.
    pub fn cell(&self, group: usize, column: usize) -> bool {
        group < self.groups && self.at(group, column)
    }
    /// Whether the total of a column is hidden; one that does not exist is.
    pub fn total(&self, column: usize) -> bool {
        self.at(self.groups, column)
    }
    /// Whether every hidden cell is safe. Where the reader knows floors or ceilings, hiding more may not be enough.
    pub fn is_safe(&self) -> bool {
        self.safe
    }
    fn at(&self, row: usize, column: usize) -> bool {
        column >= self.columns || self.cells.get(row * self.columns + column).copied().unwrap_or(true)
    }
}

impl Grid {
    /// Cells row by row; `None` where they do not make whole rows of at least one column.
    pub fn new(columns: usize, cells: Vec<Cell>) -> Option<Self> {
        (columns > 0 && cells.len().is_multiple_of(columns)).then_some(Self { columns, cells })
    }

    /// How many groups.
    pub fn groups(&self) -> usize {
        self.cells.len() / self.columns
    }

    /// The cells of each group.
    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(self.columns)
    }

    /// The total of each column.
    fn totals(&self) -> Vec<Cell> {
        let mut totals = vec![Cell::default(); self.columns];
        for row in self.rows() {
            for (total, cell) in totals.iter_mut().zip(row) {
                *total = total.with(*cell);
            }
        }
        totals
    }
}

/// The cells to hide. `hidden_groups` are hidden altogether, whatever is in them (see [`super::protect_totals`]); the
/// sums of all rows are taken to be known to the reader, which protects against more than what is shown.
/// Groups in which nobody answered hide nothing.
pub fn protect(grid: &Grid, hidden_groups: &[bool], rules: Rules) -> Hidden {
    let groups = grid.groups();
    let mut net = Net::new(grid);
    let totals = grid.totals();
    for (group, row) in grid.rows().chain([totals.as_slice()]).enumerate() {
        let whole = hidden_groups.get(group).copied().unwrap_or(false);
        if row.iter().all(|cell| cell.value == 0) {
            continue;
        }
        for (column, cell) in row.iter().enumerate() {
            if whole || rules.forbid(*cell) {
                net.hide(group, column);
            }
        }
    }
    // Hiding more makes no hidden cell less safe, so one pass over the cells, those hidden on the way included, is
    // enough once it ends without hiding anything.
    loop {
        let mut changed = false;
        for row in 0..=groups {
            for column in 0..grid.columns {
                if net.is_hidden(row, column) && !net.is_safe(row, column) {
                    changed |= net.make_safe(row, column);
                }
            }
        }
        if !changed {
            break;
        }
    }
    let mut all = (0..=groups).flat_map(|row| (0..grid.columns).map(move |column| (row, column)));
    let safe = all.all(|(row, column)| !net.is_hidden(row, column) || net.is_safe(row, column));
    Hidden { columns: grid.columns, groups, cells: net.nodes.iter().map(|node| node.hidden).collect(), safe }
}

/// One cell as the reader sees it. The totals stand in the last row with their signs turned, so that all columns add
/// up to zero and all rows to a known sum.
#[derive(Debug, Clone, Copy)]
struct Node {
    value: u64,
    hidden: bool,
    lowers: bool,
    raises: bool,
}

/// The cells and, for each pair of columns, the number of rows in which one can go down and the other up, unseen.
struct Net {
    columns: usize,
    nodes: Vec<Node>,
    steps: Vec<u32>,
}

/// A way between two columns that costs least to hide: its cost and the cells on it.
struct Way {
    cost: u128,
    cells: Vec<(usize, usize)>,
}

impl Net {
    fn new(grid: &Grid) -> Self {
        let plain = grid.cells.iter().map(|cell| Node {
            value: cell.value,
            hidden: false,
            lowers: cell.value > cell.floor,
            raises: cell.value < cell.ceiling,
        });
        let totals = grid.totals().into_iter().map(|cell| Node {
            value: cell.value,
            hidden: false,
            lowers: cell.value < cell.ceiling,
            raises: cell.value > cell.floor,
        });
        Self {
            columns: grid.columns,
            nodes: plain.chain(totals).collect(),
            steps: vec![0; grid.columns * grid.columns],
        }
    }

    fn row(&self, row: usize) -> &[Node] {
        let start = row * self.columns;
        self.nodes.get(start..start + self.columns).unwrap_or_default()
    }

    fn is_hidden(&self, row: usize, column: usize) -> bool {
        self.row(row).get(column).is_some_and(|node| node.hidden)
    }

    fn hide(&mut self, row: usize, column: usize) {
        self.count(row, false);
        if let Some(node) = self.nodes.get_mut(row * self.columns + column) {
            node.hidden = true;
        }
        self.count(row, true);
    }

    /// Adds or takes away the steps that a row allows.
    fn count(&mut self, row: usize, add: bool) {
        let nodes = self.row(row).to_vec();
        for (from, _) in nodes.iter().enumerate().filter(|(_, n)| n.hidden && n.lowers) {
            for (to, _) in nodes.iter().enumerate().filter(|(to, n)| n.hidden && n.raises && *to != from) {
                if let Some(steps) = self.steps.get_mut(from * self.columns + to) {
                    *steps = if add { *steps + 1 } else { steps.saturating_sub(1) };
                }
            }
        }
    }

    /// Whether the cell could have another value, for all that is shown.
    fn is_safe(&self, row: usize, column: usize) -> bool {
        let nodes = self.row(row);
        let Some(own) = nodes.get(column) else { return true };
        let others = |fits: fn(&Node) -> bool| {
            let found = nodes.iter().enumerate();
            found
                .filter(move |(c, n)| *c != column && n.hidden && fits(n))
                .map(|(c, _)| c)
                .collect::<Vec<_>>()
        };
        let up = own.raises && self.reaches(row, &[column], &others(|n| n.lowers));
        up || (own.lowers && self.reaches(row, &others(|n| n.raises), &[column]))
    }

    /// Whether steps in other rows than `row` lead from one of `from` to one of `to`.
    fn reaches(&self, row: usize, from: &[usize], to: &[usize]) -> bool {
        let nodes = self.row(row);
        let own = |a: usize, b: usize| {
            let fits = |at: usize, f: fn(&Node) -> bool| nodes.get(at).is_some_and(|n| n.hidden && f(n));
            u32::from(fits(a, |n| n.lowers) && fits(b, |n| n.raises))
        };
        let mut seen = vec![false; self.columns];
        let mut stack = from.to_vec();
        while let Some(at) = stack.pop() {
            if to.contains(&at) {
                return true;
            }
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            for next in (0..self.columns).filter(|next| *next != at) {
                let steps = self.steps.get(at * self.columns + next).copied().unwrap_or(0);
                if steps > own(at, next) {
                    stack.push(next);
                }
            }
        }
        false
    }

    /// Hides the cells of the cheapest circle through the cell: those with the least value. Says whether it hid any.
    fn make_safe(&mut self, row: usize, column: usize) -> bool {
        let nodes = self.row(row).to_vec();
        let Some(own) = nodes.get(column) else { return false };
        let steps = self.cheapest_steps(row);
        let mut best: Option<Way> = None;
        for (other, node) in nodes.iter().enumerate().filter(|(other, _)| *other != column) {
            let ways = [
                (own.raises && node.lowers).then(|| self.cheapest(&steps, column, other)),
                (own.lowers && node.raises).then(|| self.cheapest(&steps, other, column)),
            ];
            for mut way in ways.into_iter().flatten().flatten() {
                way.cost += cost(node);
                way.cells.push((row, other));
                if best.as_ref().is_none_or(|best| way.cost < best.cost) {
                    best = Some(way);
                }
            }
        }
        let mut changed = false;
        for (row, column) in best.map(|way| way.cells).unwrap_or_default() {
            if !self.is_hidden(row, column) {
                self.hide(row, column);
                changed = true;
            }
        }
        changed
    }

    /// For each pair of columns, the row other than `except` in which a step costs least, with its cost.
    fn cheapest_steps(&self, except: usize) -> Vec<Option<(u128, usize)>> {
        let mut best: Vec<Option<(u128, usize)>> = vec![None; self.columns * self.columns];
        for (row, nodes) in self.nodes.chunks(self.columns).enumerate().filter(|(row, _)| *row != except) {
            for (from, lowered) in nodes.iter().enumerate().filter(|(_, n)| n.lowers) {
                for (to, raised) in nodes.iter().enumerate().filter(|(to, n)| n.raises && *to != from) {
                    let cost = cost(lowered) + cost(raised);
                    if let Some(slot) = best.get_mut(from * self.columns + to)
                        && slot.is_none_or(|(least, _)| cost < least)
                    {
                        *slot = Some((cost, row));
                    }
                }
            }
        }
        best
    }

    /// The cheapest way from one column to another.
    fn cheapest(&self, steps: &[Option<(u128, usize)>], from: usize, to: usize) -> Option<Way> {
        let mut least: Vec<Option<u128>> = vec![None; self.columns];
        let mut before: Vec<Option<(usize, usize)>> = vec![None; self.columns];
        *least.get_mut(from)? = Some(0);
        // A way has at most as many steps as there are columns.
        for _ in 0..self.columns {
            for at in 0..self.columns {
                let Some(so_far) = least.get(at).copied().flatten() else { continue };
                for next in (0..self.columns).filter(|next| *next != at) {
                    let Some((cost, row)) = steps.get(at * self.columns + next).copied().flatten() else {
                        continue;
                    };
                    if least.get(next)?.is_none_or(|known| so_far + cost < known) {
                        *least.get_mut(next)? = Some(so_far + cost);
                        *before.get_mut(next)? = Some((at, row));
                    }
                }
            }
        }
        let mut way = Way { cost: least.get(to).copied().flatten()?, cells: Vec::new() };
        let mut at = to;
        while at != from {
            let (previous, row) = before.get(at).copied().flatten()?;
            way.cells.extend([(row, previous), (row, at)]);
            at = previous;
        }
        Some(way)
    }
}

/// What hiding a cell costs: nothing where it is hidden already, else what the reader loses.
fn cost(node: &Node) -> u128 {
    if node.hidden { 0 } else { u128::from(node.value) + 1 }
}
