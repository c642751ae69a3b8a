//! A formula over a row, ready to run over columns.

use super::block::{Block, Gap, Ints, Texts};
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
pub(super) const BLOCK: usize = 1024;

/// A formula over one row, ready to run over the columns of its table.
#[derive(Debug, Clone)]
pub struct Program {
    root: Root,
    scale: u8,
    pub(super) parameters: Vec<Dated>,
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
        Self { root, scale, parameters: lowering.used, day }
    }

    /// Digits after the point of its numbers: a property of the formula, not of the data.
    pub fn scale(&self) -> u8 {
        self.scale
    }

    /// The rows where a condition is false, ascending; where it is absent the row breaks nothing.
    pub fn broken_rows(&self, batch: &Batch<'_>, scratch: &mut Scratch) -> Vec<u32> {
        let mut broken = Vec::new();
        self.each_block(batch, scratch, |start, block| {
            let Block::Ints(data, gaps) = block else { return };
            let values = data.narrow().unwrap_or_default();
            // Most blocks hold no broken row.
            if values.iter().fold(1, |all, value| all & value) == 1 {
                return;
            }
            for (row, value) in values.iter().enumerate() {
                let there = gaps.is_none_or(|list| list.get(row).is_none_or(|gap| *gap == 0));
                if *value == 0 && there {
                    broken.extend(u32::try_from(start + row));
                }
            }
        });
        broken
    }

    /// The number of every row, or why there is none.
    pub fn numbers(&self, batch: &Batch<'_>, scratch: &mut Scratch) -> Numbers {
        let parameters = self.parameters.iter().map(|p| p.position).collect();
        let mut numbers = Numbers::new(self.scale, batch.rows, parameters);
        self.each_block(batch, scratch, |_, block| {
            if let Block::Ints(data, gaps) = block {
                numbers.extend(data, gaps);
            }
        });
        numbers
    }

    /// Runs it block by block: calls `take` with the index of the block's first row and its values.
    pub(crate) fn each_block(
        &self,
        batch: &Batch<'_>,
        scratch: &mut Scratch,
        mut take: impl FnMut(usize, Block<'_>),
    ) {
        let mut start = 0;
        while start < batch.rows {
            let len = BLOCK.min(batch.rows - start);
            let run = Run { program: self, batch, start, len };
            match &self.root {
                Root::Ints(node) => {
                    let values: Ints<'_> = run.ints(node, scratch);
                    take(start, Block::Ints(&values.data, values.gaps.as_deref()));
                    scratch.recycle(values);
                }
                Root::Texts(node) => {
                    let values: Texts<'_> = run.texts(node, scratch);
                    take(start, Block::Texts(&values.data, values.gaps.as_deref()));
                    scratch.recycle_gaps(values.gaps);
                }
            }
            start += len;
        }
    }

    /// The reason that a gap of its blocks stands for; `None` where there is none.
    pub(crate) fn missing(&self, gap: Gap) -> Option<Missing> {
        match gap {
            0 => None,
            gap => {
                let parameters: Vec<u16> = self.parameters.iter().map(|p| p.position).collect();
                missing(gap, &parameters)
            }
        }
    }
}
