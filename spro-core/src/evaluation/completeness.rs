//! How complete the data behind a figure is: tables returned of those due, rows that count of those returned.

use super::exact::share;
use super::{Returned, Returns, Slot};
use crate::value::Decimal;

/// What stands behind a figure, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Completeness {
    /// Tables that are due or were returned without being due.
    pub tables_due: u32,
    /// Tables with at least one row.
    pub tables_returned: u32,
    /// Rows returned.
    pub rows: u64,
    /// Rows kept out by an error.
    pub rows_rejected: u64,
    /// Cells of the table that were read otherwise than typed, over all years: a sheet is repaired, not a year.
    pub cells_repaired: u64,
    /// Positions of the networks that have not returned the table, in order.
    pub missing: Vec<u32>,
}

impl Completeness {
    /// The completeness of one table and year over `networks`. `due` says whether the table of that year is due: one
    /// that is not is only counted where it was returned.
    pub fn of(
        networks: impl Iterator<Item = u32>,
        table: u16,
        year: i32,
        due: bool,
        returns: &Returns,
    ) -> Self {
        let mut all = Self::default();
        for network in networks {
            all.cells_repaired += returns.repaired(table, network);
            match returns.get(Slot { table, year, network }) {
                Some(returned) => all.add(returned),
                None if due => {
                    all.tables_due += 1;
                    all.missing.push(network);
                }
                None => {}
            }
        }
        all
    }

    fn add(&mut self, returned: Returned) {
        self.tables_due += 1;
        self.tables_returned += 1;
        self.rows += returned.rows;
        self.rows_rejected += returned.rejected;
    }

    /// Tables returned out of those due; `None` where none is due.
    pub fn share_of_tables(&self) -> Option<Decimal> {
        share(u64::from(self.tables_returned), u64::from(self.tables_due))
    }

    /// Rows without an error out of those returned; `None` where there is none.
    pub fn share_of_rows(&self) -> Option<Decimal> {
        share(self.rows.saturating_sub(self.rows_rejected), self.rows)
    }

    /// Whether both shares are at least `least`. Nothing returned is never enough.
    pub fn is_enough(&self, least: Decimal) -> bool {
        let reaches = |share: Option<Decimal>| share.is_some_and(|share| share >= least);
        reaches(self.share_of_tables()) && reaches(self.share_of_rows())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn returns() -> Returns {
        let mut returns = Returns::new();
        let slot = |network| Slot { table: 0, year: 2017, network };
        returns.rows(slot(0), 3, 1);
        returns.rows(slot(2), 1, 0);
        returns.repair(0, 2);
        returns
    }

    #[test]
    fn counts_tables_rows_repairs_and_who_is_missing() {
        let all = Completeness::of(0..4, 0, 2017, true, &returns());
        assert_eq!((all.tables_returned, all.tables_due), (2, 4));
        assert_eq!((all.rows, all.rows_rejected, all.cells_repaired), (4, 1, 1));
        assert_eq!(all.missing, [1, 3]);
        assert_eq!(all.share_of_tables(), Some("0.5".parse().unwrap()));
        assert_eq!(all.share_of_rows(), Some("0.75".parse().unwrap()));
        assert!(all.is_enough("0.5".parse().unwrap()) && !all.is_enough("0.6".parse().unwrap()));
    }

    #[test]
    fn what_is_not_due_is_not_missing() {
        let all = Completeness::of(0..4, 0, 2017, false, &returns());
        assert_eq!((all.tables_due, all.missing.len()), (2, 0));
        let none = Completeness::of(0..4, 0, 2018, false, &returns());
        assert_eq!((none.share_of_tables(), none.share_of_rows()), (None, None));
        assert!(!none.is_enough(Decimal::ZERO));
    }
}
