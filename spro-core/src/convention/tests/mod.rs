//! The records against the built-in rulebook: what is accepted, what is rejected, and the edge between.

mod cap;
mod payments;
mod records;
mod requests;

use super::FundingRequest;
use crate::rulebook::Rulebook;
use crate::value::{Cents, Lang};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn eur(text: &str) -> Cents {
    text.parse().unwrap()
}

/// A request that breaks no rule.
fn request() -> FundingRequest {
    FundingRequest {
        network: "Dreux".to_owned(),
        year: 2017,
        structure: "Mission locale de Dreux".to_owned(),
        carries_convention: true,
        coordinates: true,
        total: eur("10000.00"),
        coordination: Some(eur("3000.00")),
        sent_on: Some(day("2017-01-12")),
        actions: Vec::new(),
    }
}

/// The codes of what is found.
fn codes(request: &FundingRequest) -> Vec<String> {
    let rulebook = Rulebook::built_in();
    request.check(rulebook).iter().map(|f| f.describe(rulebook, &[], Lang::Fr).code).collect()
}
