//! A formula over a row, ready to run over columns.

use super::block::{Block, Gap, Ints, PRESENT, gap};
use super::dated::Dated;
use super::lower::{Lowered, Lowering};
use super::node::{IntNode, TextNode};
use super::numbers::{Missing, Numbers, missing};
use super::run::Run;
use super::scratch::Scratch;
use crate::column::Batch;
use crate::expression::Expr;
use crate::rulebook::{FieldType, Parameter, Rulebook, Table};

/// Rows of a block: few enough that its buffers stay in the fastest memory.
pub(crate) const BLOCK: usize = 1024;

/// A formula over one row, ready to run over the columns of its table.
#[derive(Debug, Clone)]
pub struct Program {
    root: Root,
    scale: u8,
    pub(super) parameters: Vec<Dated>,
    /// Their positions in the rulebook.
    positions: Vec<u16>,
    /// The day on which a row's parameters are read.
    pub(super) day: Option<IntNode>,
}

#[derive(Debug, Clone)]
enum Root {
    Ints(IntNode),
    Texts(TextNode),
}

impl Program {
    /// Makes a formula of a table ready. Aggregates have no value for a row.
    pub fn new(expr: &Expr, table: &Table, rulebook: &Rulebook) -> Self {
        Self::of(expr, table, rulebook.parameters())
    }

    pub(crate) fn of(expr: &Expr, table: &Table, parameters: &[Parameter]) -> Self {
        let mut lowering = Lowering { fields: &table.fields, parameters, used: Vec::new() };
        let (root, scale) = match lowering.lower(expr) {
            Lowered::Ints(node, scale) => (Root::Ints(node), scale),
            Lowered::Texts(node) => (Root::Texts(node), 0),
        };
        let day = table.day.and_then(|position| {
            let kind = table.fields.get(usize::from(position))?.kind;
            let field = IntNode::Field(position);
            Some(if kind == FieldType::Year { IntNode::FirstDay(Box::new(field)) } else { field })
        });
        let positions = lowering.used.iter().map(|p| p.position).collect();
        Self { root, scale, parameters: lowering.used, positions, day }
    }

    /// Digits after the point of its numbers: a property of the formula, not of the data.
    pub fn scale(&self) -> u8 {
        self.scale
    }

    /// Whether it gives texts, not integers.
    pub(crate) fn gives_texts(&self) -> bool {
        matches!(self.root, Root::Texts(_))
    }

    /// The rows where a condition is false, ascending; where it is absent the row breaks nothing.
    pub fn broken_rows(&self, batch: &Batch<'_>, scratch: &mut Scratch) -> Vec<u32> {
        let mut broken = Vec::new();
        for start in (0..batch.rows).step_by(BLOCK) {
            let block = self.block(batch, start, scratch);
            if let Block::Ints(Ints { data, gaps }) = &block {
                let values = data.narrow().unwrap_or_default();
                // Most blocks hold no broken row.
                if values.iter().fold(1, |all, value| all & value) == 0 {
                    let rows =
                        values.iter().enumerate().filter(|(row, v)| **v == 0 && gap(gaps, *row) == PRESENT);
                    broken.extend(rows.filter_map(|(row, _)| u32::try_from(start + row).ok()));
                }
            }
            scratch.recycle_block(block);
        }
        broken
    }

    /// The number of every row, or why there is none.
    pub fn numbers(&self, batch: &Batch<'_>, scratch: &mut Scratch) -> Numbers {
        let mut numbers = Numbers::new(self.scale, batch.rows, self.positions.clone());
        for start in (0..batch.rows).step_by(BLOCK) {
            let block = self.block(batch, start, scratch);
            if let Block::Ints(Ints { data, gaps }) = &block {
                numbers.extend(data, gaps.as_deref());
            }
            scratch.recycle_block(block);
        }
        numbers
    }

    /// Its values for the block of rows that begins at `start`: [`BLOCK`] rows, or what is left of the batch.
    pub(crate) fn block<'b>(
        &'b self,
        batch: &'b Batch<'b>,
        start: usize,
        scratch: &mut Scratch,
    ) -> Block<'b> {
        let len = BLOCK.min(batch.rows.saturating_sub(start));
        let run = Run { program: self, batch, start, len };
        match &self.root {
            Root::Ints(node) => Block::Ints(run.ints(node, scratch)),
            Root::Texts(node) => Block::Texts(run.texts(node, scratch)),
        }
    }

    /// The reason that a gap of its blocks stands for; `None` where there is none.
    pub(crate) fn missing(&self, gap: Gap) -> Option<Missing> {
        missing(gap, &self.positions)
    }
}
