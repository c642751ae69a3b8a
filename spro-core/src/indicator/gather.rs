//! Rows of a batch gathered into states, a block at a time.

use super::plan::Plan;
use super::slots::{NO_SLOT, Slots};
use super::state::{Cell, State};
use crate::batch::Batch;
use crate::expression::{BLOCK, Block, Data, Ints, Program, Scratch, Texts};

/// Gathers one indicator: a state for each group of `slots`. Rows without a slot are passed over.
pub(super) fn gather(plan: &Plan, batch: &Batch<'_>, slots: &Slots, scratch: &mut Scratch) -> Vec<State> {
    let empty = plan.empty_cells();
    // Every row is used until it is taken out.
    let mut states: Vec<State> = slots
        .groups
        .iter()
        .map(|group| State { used: group.rows, cells: empty.clone(), ..State::default() })
        .collect();
    if plan.filter.is_none() && plan.operands.is_empty() {
        return states;
    }
    let mut sums: Vec<Vec<i128>> = plan.cells.iter().map(|_| vec![0; slots.groups.len()]).collect();
    let mut rows = Vec::with_capacity(BLOCK);
    for start in (0..batch.rows).step_by(BLOCK) {
        rows.clear();
        rows.extend_from_slice(slots.of_row.get(start..batch.rows.min(start + BLOCK)).unwrap_or_default());
        if let Some(filter) = &plan.filter {
            let block = filter.block(batch, start, scratch);
            leave_out(filter, &block, &mut rows, &mut states);
            pass_over_false(&block, &mut rows, &mut states);
            scratch.recycle_block(block);
        }
        let blocks: Vec<Block<'_>> =
            plan.operands.iter().map(|operand| operand.program.block(batch, start, scratch)).collect();
        for (operand, block) in plan.operands.iter().zip(&blocks) {
            if operand.needed {
                leave_out(&operand.program, block, &mut rows, &mut states);
            }
        }
        for ((at, kept), sums) in plan.cells.iter().enumerate().zip(&mut sums) {
            let Some(block) = blocks.get(kept.operand) else { continue };
            match (&kept.empty, block) {
                (Cell::Sum(_), Block::Ints(Ints { data, .. })) => match data.narrow() {
                    Some(values) => add_up(values, &rows, sums),
                    None => each_cell(at, &rows, &mut states, |cell, row| {
                        if let Cell::Sum(total) = cell {
                            total.add(data.get(row));
                        }
                    }),
                },
                (Cell::Count(_), _) => {
                    let gaps = block.gaps();
                    each_cell(at, &rows, &mut states, |cell, row| {
                        let there = gaps.is_none_or(|gaps| gaps.get(row) == Some(&0));
                        if let (Cell::Count(count), true) = (cell, there) {
                            *count += 1;
                        }
                    });
                }
                (_, Block::Ints(Ints { data, .. })) => {
                    each_cell(at, &rows, &mut states, |cell, row| take_int(cell, data, row));
                }
                (_, Block::Texts(Texts { data, .. })) => {
                    each_cell(at, &rows, &mut states, |cell, row| {
                        if let (Cell::DistinctTexts(set), Some(text)) = (cell, data.get(row)) {
                            set.insert(*text, |text: &str| text.into());
                        }
                    });
                }
            }
        }
        for block in blocks {
            scratch.recycle_block(block);
        }
    }
    for (slot, state) in states.iter_mut().enumerate() {
        for (cell, sums) in state.cells.iter_mut().zip(&sums) {
            if let (Cell::Sum(total), Some(sum)) = (cell, sums.get(slot)) {
                total.add(*sum);
            }
        }
    }
    states
}

fn index(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}

/// Takes the rows that lack a value out of their groups, and counts them there.
fn leave_out(program: &Program, block: &Block<'_>, rows: &mut [u32], states: &mut [State]) {
    let Some(gaps) = block.gaps() else { return };
    for (slot, gap) in rows.iter_mut().zip(gaps) {
        if *gap == 0 {
            continue;
        }
        if let (Some(state), Some(why)) = (states.get_mut(index(*slot)), program.missing(*gap)) {
            state.used -= 1;
            state.left_out.add(why);
        }
        *slot = NO_SLOT;
    }
}

/// Takes the rows where a condition is false out of their groups, and counts them there.
fn pass_over_false(block: &Block<'_>, rows: &mut [u32], states: &mut [State]) {
    let Block::Ints(Ints { data, .. }) = block else { return };
    for (slot, value) in rows.iter_mut().zip(data.narrow().unwrap_or_default()) {
        if *value != 0 {
            continue;
        }
        if let Some(state) = states.get_mut(index(*slot)) {
            state.used -= 1;
            state.filtered += 1;
        }
        *slot = NO_SLOT;
    }
}

/// 64-bit terms in 128-bit sums: no batch has rows enough to overflow them.
fn add_up(values: &[i64], rows: &[u32], sums: &mut [i128]) {
    for (slot, value) in rows.iter().zip(values) {
        if let Some(sum) = sums.get_mut(index(*slot)) {
            *sum += i128::from(*value);
        }
    }
}

fn each_cell(at: usize, rows: &[u32], states: &mut [State], mut take: impl FnMut(&mut Cell, usize)) {
    for (row, slot) in rows.iter().enumerate() {
        if let Some(cell) = states.get_mut(index(*slot)).and_then(|state| state.cells.get_mut(at)) {
            take(cell, row);
        }
    }
}

fn take_int(cell: &mut Cell, data: &Data<'_>, row: usize) {
    let value = data.get(row);
    match cell {
        Cell::Least(least) => *least = Some(least.map_or(value, |known| known.min(value))),
        Cell::Greatest(greatest) => *greatest = Some(greatest.map_or(value, |known| known.max(value))),
        Cell::Distinct(set) => {
            set.insert(&value, |value| *value);
        }
        Cell::Count(_) | Cell::Sum(_) | Cell::DistinctTexts(_) => {}
    }
}
