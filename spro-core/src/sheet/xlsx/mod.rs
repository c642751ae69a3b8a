//! Office Open XML workbooks: `.xlsx` and `.xlsm`.

mod cells;
mod escape;
mod format;
mod place;
mod relations;
mod shared;
mod styles;
mod workbook;

#[cfg(test)]
mod tests;

use super::builder::{Budget, Builder};
use super::error::Cause;
use super::package::Package;
use super::{DateSystem, Format, Limits, Workbook};
use shared::Shared;
use styles::Style;

/// Reads every sheet; a sheet of charts is a sheet without cells, so that positions are those of the file.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Workbook, Cause> {
    let mut budget = Budget::new(limits);
    let book = workbook::read(package, &mut budget)?;
    let styles = match &book.styles {
        Some(part) => styles::read(package, part)?,
        None => Vec::new(),
    };
    let shared = match &book.shared {
        Some(part) => Shared::read(package, part, limits)?,
        None => Shared::default(),
    };
    let context = Context {
        styles: &styles,
        shared: &shared,
        dates: book.dates,
        results_are_due: book.results_are_due,
    };
    let mut sheets = Vec::new();
    for entry in &book.sheets {
        let mut sheet = Builder::new(&entry.name, &mut budget)?;
        sheet.sheet_mut().hidden = entry.hidden;
        sheet.sheet_mut().dates = book.dates;
        if let Some(part) = &entry.part {
            cells::read(&mut package.xml(part)?, &context, &mut sheet, &mut budget)?;
        }
        sheets.push(sheet.finish());
    }
    Ok(Workbook { format: Format::Xlsx, sheets })
}

/// What the cells of a workbook refer to.
struct Context<'a> {
    styles: &'a [Style],
    shared: &'a Shared,
    dates: DateSystem,
    /// The workbook says that its formulas were never calculated: their results are placeholders.
    results_are_due: bool,
}
