//! Workbooks to fill in: one sheet a table, with drop-downs, checks of what is typed, hints and formulas.

pub(crate) mod paper;
