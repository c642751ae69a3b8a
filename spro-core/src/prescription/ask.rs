//! The two questions.

use super::{Answer, Verdict, silence};
use crate::rulebook::{Obligation, Right, Rulebook, Scheme};
use chrono::NaiveDate;

/// A name that the rulebook does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownName {
    /// Not a scheme of the rulebook.
    #[error("unknown scheme `{name}`; the rulebook has: {known}")]
    Scheme {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// Not in the list `structure`.
    #[error("unknown kind of structure `{name}`; the rulebook has: {known}")]
    Structure {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// Not a network of the rulebook.
    #[error("unknown network `{name}`; the rulebook has: {known}")]
    Network {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}

/// Whether a kind of structure (a code of the list `structure`) may prescribe a scheme on a day.
///
/// No where entries of that day name other kinds only, and where no prescription exists any more; unknown where no
/// entry covers the day. Source: `cr-2016-11-29#3` and `cr-2016-11-29#8`.
pub fn may_prescribe(
    rulebook: &Rulebook,
    structure: &str,
    scheme: &str,
    day: NaiveDate,
) -> Result<Answer, UnknownName> {
    let scheme = find_scheme(rulebook, scheme)?;
    let kinds = rulebook.lists().iter().find(|l| l.code == "structure").map_or(&[][..], |l| &l.entries);
    if !kinds.iter().any(|e| e.code == structure) {
        let known = names(kinds.iter().map(|e| e.code.as_str()));
        return Err(UnknownName::Structure { name: structure.to_owned(), known });
    }
    let over = |o: &&Obligation| !o.required && o.networks.is_empty() && o.period.covers(day);
    if let Some(none_needed) = scheme.obligations.iter().find(over) {
        return Ok(answer(Verdict::No, none_needed));
    }
    let rights: Vec<&Right> = scheme.rights.iter().filter(|r| r.period.covers(day)).collect();
    if let Some(right) = rights.iter().find(|r| r.structures.iter().any(|s| s == structure)) {
        let Right { reason, basis, .. } = *right;
        return Ok(Answer { verdict: Verdict::Yes, reason: reason.clone(), basis: basis.clone() });
    }
    let Some(first) = rights.first() else { return Ok(silence::not_covered(scheme, day)) };
    let named: Vec<&str> = rights.iter().flat_map(|r| &r.structures).map(String::as_str).collect();
    Ok(silence::not_named(scheme, structure, &named, &first.basis))
}

/// Whether a person needs a prescription to enter a scheme on a day, in a network.
///
/// Unknown where no entry covers the day, or where the entries of that day speak of other networks only.
/// Source: `cr-2016-11-29#3` and `cr-2016-11-29#8`.
pub fn prescription_required(
    rulebook: &Rulebook,
    scheme: &str,
    day: NaiveDate,
    network: &str,
) -> Result<Answer, UnknownName> {
    let scheme = find_scheme(rulebook, scheme)?;
    if rulebook.network(network).is_none() {
        let known = names(rulebook.networks().iter().map(|n| n.code.as_str()));
        return Err(UnknownName::Network { name: network.to_owned(), known });
    }
    let of_day: Vec<&Obligation> = scheme.obligations.iter().filter(|o| o.period.covers(day)).collect();
    // What is said of this network goes before what is said of all.
    let own = of_day.iter().find(|o| o.networks.iter().any(|n| n == network));
    if let Some(found) = own.or_else(|| of_day.iter().find(|o| o.networks.is_empty())) {
        return Ok(answer(if found.required { Verdict::Yes } else { Verdict::No }, found));
    }
    if of_day.is_empty() {
        return Ok(silence::not_covered(scheme, day));
    }
    let known: Vec<&str> = of_day.iter().flat_map(|o| &o.networks).map(String::as_str).collect();
    Ok(silence::other_networks(scheme, network, &known))
}

fn answer(verdict: Verdict, from: &Obligation) -> Answer {
    Answer { verdict, reason: from.reason.clone(), basis: from.basis.clone() }
}

fn find_scheme<'a>(rulebook: &'a Rulebook, code: &str) -> Result<&'a Scheme, UnknownName> {
    rulebook.schemes().iter().find(|s| s.code == code).ok_or_else(|| UnknownName::Scheme {
        name: code.to_owned(),
        known: names(rulebook.schemes().iter().map(|s| s.code.as_str())),
    })
}

fn names<'a>(all: impl Iterator<Item = &'a str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
