//! Funding requests held to the rules of their table.

use super::FundingRequest;
use crate::batch::{Batch, Lookups, Origin, RawCell, RowCell, RowReader, Value};
use crate::check::RowChecks;
use crate::expression::Scratch;
use crate::finding::Finding;
use crate::rulebook::{Field, Rulebook};
use crate::value::{Absent, Cents};
use chrono::NaiveDate;

/// The table of the requests.
pub(super) const TABLE: &str = "demandes";

impl FundingRequest {
    /// Everything that is wrong with it: constraints of the fields, then rules, in the order of the table `demandes`.
    ///
    /// It is checked as a row of that table, by the rules of the rulebook; there are no others. A rule whose parameter
    /// says nothing for the year is not broken: [`Self::unjudged`] tells which.
    ///
    /// ```
    /// use spro::{convention::FundingRequest, rulebook::Rulebook, value::Lang};
    /// let request: FundingRequest = serde_json::from_str(r#"{"reseau": "Dreux", "annee": 2017, "structure": "ML",
    ///     "porte_convention_financiere": true, "coordonne": true, "subvention_totale": "10000.00",
    ///     "subvention_coordination": "3000.01", "date_envoi": "2017-01-12"}"#)?;
    /// let rulebook = Rulebook::built_in();
    /// let found = request.check(rulebook);
    /// assert_eq!(found[0].describe(rulebook, &[], Lang::Fr).code, "demandes.plafond-coordination");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn check(&self, rulebook: &Rulebook) -> Vec<Finding> {
        check_requests(std::slice::from_ref(self), rulebook)
    }

    /// The rules that cannot be judged for its year, by their codes, each with the parameter that says nothing.
    pub fn unjudged<'r>(&self, rulebook: &'r Rulebook) -> Vec<(&'r str, Absent)> {
        let Some((_, table)) = rulebook.table(TABLE) else { return Vec::new() };
        let day = NaiveDate::from_ymd_opt(self.year, 1, 1).unwrap_or_default();
        let silent = |position: u16| {
            let parameter = rulebook.parameters().get(usize::from(position))?;
            rulebook.value_on(&parameter.code, day).err()
        };
        let reason =
            |check: &crate::expression::Formula| check.expr.parameters().into_iter().find_map(silent);
        table
            .rules
            .iter()
            .filter_map(|rule| Some((rule.code.as_str(), reason(rule.check.as_ref()?)?)))
            .collect()
    }
}

/// As [`FundingRequest::check`], for a dossier of several requests; a finding's row is the position of its request.
pub fn check_requests(requests: &[FundingRequest], rulebook: &Rulebook) -> Vec<Finding> {
    let Some((table, _)) = rulebook.table(TABLE) else { return Vec::new() };
    let Ok(table) = u16::try_from(table) else { return Vec::new() };
    let (batch, mut found) = rows(requests, table, rulebook);
    if let Some(checks) = RowChecks::new(rulebook, table) {
        found.extend(checks.run(&batch, &mut Scratch::default()));
    }
    found.sort_by_key(|finding| finding.row);
    found
}

/// The requests as rows of their table.
fn rows(requests: &[FundingRequest], position: u16, rulebook: &Rulebook) -> (Batch<'static>, Vec<Finding>) {
    let lookups = Lookups::new(rulebook);
    let origin = Origin { table: position, ..Origin::default() };
    let fields = rulebook.tables().get(usize::from(position));
    let Some(table) = fields else {
        return crate::batch::from_text_rows::<[RawCell<'_>; 0]>(rulebook, position, []);
    };
    let mut reader = RowReader::new(table, &lookups, origin, requests.len());
    for (request, row) in requests.iter().zip(0..) {
        reader.push(row, |field| {
            table.fields.get(field).map_or(RowCell::Here(RawCell::Blank), |field| request.cell(field))
        });
    }
    reader.finish()
}

impl FundingRequest {
    /// What the record says under a field of the table; blank for fields that it does not have.
    fn cell(&self, field: &Field) -> RowCell<'_> {
        let known = |number: Option<i64>| {
            number.map_or(RowCell::Here(RawCell::Blank), |number| RowCell::Known(Value::Int(number)))
        };
        match field.code.as_str() {
            "reseau" => RowCell::Here(RawCell::Text(&self.network)),
            "annee" => known(Some(i64::from(self.year))),
            "structure" => RowCell::Here(RawCell::Text(&self.structure)),
            "porte_convention_financiere" => known(Some(i64::from(self.carries_convention))),
            "coordonne" => known(Some(i64::from(self.coordinates))),
            "subvention_totale" => known(Some(self.total.cents())),
            "subvention_coordination" => known(self.coordination.map(Cents::cents)),
            "date_envoi" => {
                known(self.sent_on.map(|on| on.signed_duration_since(NaiveDate::default()).num_days()))
            }
            _ => known(None),
        }
    }
}
