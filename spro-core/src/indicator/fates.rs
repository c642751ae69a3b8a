//! What becomes of each row of a batch in one indicator.

use super::Rejected;
use super::plan::Plan;
use super::trace::Fate;
use crate::batch::Batch;
use crate::expression::{BLOCK, Block, Ints, Program, Scratch, first_day};
use crate::finding::day as day_of_number;
use crate::rulebook::FieldType;
use chrono::NaiveDate;

/// One fate a row.
pub(super) fn fates(
    plan: &Plan,
    batch: &Batch<'_>,
    rejected: &[Rejected],
    scratch: &mut Scratch,
) -> Vec<Fate> {
    let mut all = vec![Fate::Used; batch.rows];
    for row in rejected {
        if let Some(fate) = usize::try_from(row.row).ok().and_then(|row| all.get_mut(row)) {
            *fate = Fate::Rejected(row.code.as_ref().into());
        }
    }
    for start in (0..batch.rows).step_by(BLOCK) {
        let end = batch.rows.min(start + BLOCK);
        let Some(rows) = all.get_mut(start..end) else { continue };
        if let Some(filter) = &plan.filter {
            let block = filter.block(batch, start, scratch);
            leave_out(filter, &block, rows);
            if let Block::Ints(Ints { data, .. }) = &block {
                let values = data.narrow().unwrap_or_default();
                for (fate, value) in rows.iter_mut().zip(values) {
                    if *fate == Fate::Used && *value == 0 {
                        *fate = Fate::Filtered;
                    }
                }
            }
            scratch.recycle_block(block);
        }
        for operand in plan.operands.iter().filter(|operand| operand.needed) {
            let block = operand.program.block(batch, start, scratch);
            leave_out(&operand.program, &block, rows);
            scratch.recycle_block(block);
        }
    }
    all
}

fn leave_out(program: &Program, block: &Block<'_>, rows: &mut [Fate]) {
    for (fate, gap) in rows.iter_mut().zip(block.gaps().unwrap_or_default()) {
        if let (Fate::Used, Some(why)) = (&*fate, program.missing(*gap)) {
            *fate = Fate::LeftOut(why);
        }
    }
}

/// The day on which a row's parameters are read: a day, or 1 January of a year.
pub(super) fn day(kind: FieldType, value: i64) -> Option<NaiveDate> {
    day_of_number(if kind == FieldType::Year { first_day(value) } else { value })
}
