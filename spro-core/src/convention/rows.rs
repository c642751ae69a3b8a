//! Requests out of rows that were read from files.

use super::{FundingRequest, check};
use crate::batch::Batch;
use crate::finding::day;
use crate::rulebook::Rulebook;
use crate::value::Cents;

/// The requests of a batch of the table `demandes`, in its order; rows without a value in a cell that a request needs
/// are left out. Batches of other tables have none.
pub fn requests_in(batch: &Batch<'_>, rulebook: &Rulebook) -> Vec<FundingRequest> {
    let Some((position, table)) = rulebook.table(check::TABLE) else { return Vec::new() };
    if usize::from(batch.table) != position {
        return Vec::new();
    }
    let at = |code: &str| table.field_index(code);
    let int = |code: &str, row: usize| batch.int(at(code)?, row);
    let text = |code: &str, row: usize| batch.text(at(code)?, row).map(str::to_owned);
    let entry = |code: &str, row: usize| {
        let field = at(code)?;
        Some(rulebook.entry(table.fields.get(field)?, batch.code(field, row)?)?.code.clone())
    };
    let request = |row: usize| {
        Some(FundingRequest {
            network: entry("reseau", row)?,
            year: i32::try_from(int("annee", row)?).ok()?,
            structure: text("structure", row)?,
            carries_convention: int("porte_convention_financiere", row)? != 0,
            coordinates: int("coordonne", row)? != 0,
            total: Cents::euros_cents(int("subvention_totale", row)?),
            coordination: int("subvention_coordination", row).map(Cents::euros_cents),
            sent_on: int("date_envoi", row).and_then(day),
            actions: Vec::new(),
        })
    };
    (0..batch.rows).filter_map(request).collect()
}
