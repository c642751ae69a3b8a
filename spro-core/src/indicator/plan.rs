//! An indicator made ready: which programs to run over the rows, and what to keep of them.

use super::distinct::Distinct;
use super::state::Cell;
use super::total::Total;
use crate::expression::{Aggregate, Expr, Program};
use crate::rulebook::{FieldType, Indicator, Rulebook, Table};
use std::sync::Arc;

/// What to run and to keep for one indicator.
#[derive(Debug)]
pub(super) struct Plan {
    /// Position of the indicator.
    pub indicator: u16,
    pub filter: Option<Program>,
    /// The arguments of the aggregates, each once.
    pub operands: Vec<Operand>,
    pub cells: Vec<Kept>,
    pub keys: Keys,
}

/// The plans of all indicators, kept with their rulebook.
#[derive(Debug)]
pub(super) struct Plans(Vec<(u16, Plan)>);

impl Plans {
    pub fn of(rulebook: &Rulebook) -> Arc<Self> {
        let all = |r: &Rulebook| {
            let plan = |(at, i): (u16, &Indicator)| Some((i.table, Plan::new(at, i, r)?));
            Self((0..).zip(r.indicators()).filter_map(plan).collect())
        };
        rulebook.prepared(all)
    }

    /// Those of the table at this position, in the order of the indicators.
    pub fn of_table(&self, table: u16) -> impl Iterator<Item = &Plan> {
        self.0.iter().filter(move |(of, _)| *of == table).map(|(_, plan)| plan)
    }
}

/// The argument of aggregates.
#[derive(Debug)]
pub(super) struct Operand {
    pub program: Program,
    /// Whether a row without it is left out; `count(x)` counts where it is there, and asks for nothing.
    pub needed: bool,
}

/// What one aggregate keeps of an operand.
#[derive(Debug)]
pub(super) struct Kept {
    /// Position among the plan's operands.
    pub operand: usize,
    /// Before any row.
    pub empty: Cell,
}

/// The fields that make the groups, where the indicator has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    pub network: Option<u16>,
    pub year: Option<u16>,
}

impl Keys {
    pub fn new(indicator: &Indicator, table: &Table) -> Self {
        let find = |test: &dyn Fn(FieldType, Option<u16>) -> bool| {
            let is = |at: &&u16| table.fields.get(usize::from(**at)).is_some_and(|f| test(f.kind, f.list));
            indicator.per.iter().find(is).copied()
        };
        Self {
            // The networks are the first list of every rulebook.
            network: find(&|kind, list| kind == FieldType::Code && list == Some(0)),
            year: find(&|kind, _| kind == FieldType::Year),
        }
    }
}

impl Plan {
    /// `None` only where the indicator has no table, which loading refuses.
    pub fn new(at: u16, indicator: &Indicator, rulebook: &Rulebook) -> Option<Self> {
        let table = rulebook.tables().get(usize::from(indicator.table))?;
        let program = |expr: &Expr| Program::new(expr, table, rulebook);
        let mut arguments: Vec<&Expr> = Vec::new();
        let mut operands: Vec<Operand> = Vec::new();
        let mut cells = Vec::new();
        for (aggregate, argument) in aggregates(&indicator.value.expr) {
            let known = arguments.iter().position(|known| *known == argument);
            let operand = known.unwrap_or_else(|| {
                arguments.push(argument);
                operands.push(Operand { program: program(argument), needed: false });
                operands.len() - 1
            });
            if let Some(operand) = operands.get_mut(operand) {
                operand.needed |= aggregate != Aggregate::Count;
            }
            let texts = operands.get(operand).is_some_and(|o| o.program.gives_texts());
            cells.push(Kept { operand, empty: empty(aggregate, texts) });
        }
        let filter = indicator.filter.as_ref().map(|filter| program(&filter.expr));
        Some(Self { indicator: at, filter, operands, cells, keys: Keys::new(indicator, table) })
    }

    /// The cells of a group without rows.
    pub fn empty_cells(&self) -> Vec<Cell> {
        self.cells.iter().map(|kept| kept.empty.clone()).collect()
    }
}

/// The aggregates of a formula that keep something, each once, in the order of the formula; the place in this list is
/// the place among the cells. `mean` keeps what `sum` keeps, and `count()` nothing of its own.
pub(super) fn aggregates(expr: &Expr) -> Vec<(Aggregate, &Expr)> {
    let mut all = Vec::new();
    expr.visit(&mut |node| {
        if let Expr::Aggregate(aggregate, Some(argument)) = node {
            let one = (kept_as(*aggregate), argument.as_ref());
            if !all.contains(&one) {
                all.push(one);
            }
        }
    });
    all
}

/// The place of an aggregate among the cells.
pub(super) fn place(formula: &Expr, aggregate: Aggregate, argument: &Expr) -> Option<usize> {
    aggregates(formula).iter().position(|one| *one == (kept_as(aggregate), argument))
}

fn kept_as(aggregate: Aggregate) -> Aggregate {
    if aggregate == Aggregate::Mean { Aggregate::Sum } else { aggregate }
}

fn empty(aggregate: Aggregate, texts: bool) -> Cell {
    match aggregate {
        Aggregate::Count => Cell::Count(0),
        Aggregate::Sum | Aggregate::Mean => Cell::Sum(Total::default()),
        Aggregate::Min => Cell::Least(None),
        Aggregate::Max => Cell::Greatest(None),
        Aggregate::CountDistinct if texts => Cell::DistinctTexts(Distinct::default()),
        Aggregate::CountDistinct => Cell::Distinct(Distinct::default()),
    }
}
