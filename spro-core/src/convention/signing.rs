//! The official signing of amendments: only where the rulebook records it, and on its day.

use super::Amendment;
use super::issue::{Issue, RELAY, words};
use crate::rulebook::{RelayException, Rulebook, Severity};
use crate::value::{Lang, print};
use chrono::NaiveDate;

/// Whether amendments are signed officially where, and only where, the rulebook records it.
///
/// A recorded signing that has not happened by `day` is missing; one on another day is doubtful; in the other networks
/// the coordinator passes the amendment on, and an official signing is not foreseen. Source: `cr-2016-11-29#2` and
/// `cr-2016-11-29#10`.
pub fn check_signings(amendments: &[Amendment], rulebook: &Rulebook, day: NaiveDate) -> Vec<Issue> {
    check(amendments, rulebook.relay_exceptions(), day)
}

fn check(amendments: &[Amendment], exceptions: &[RelayException], day: NaiveDate) -> Vec<Issue> {
    let one = |(record, amendment): (usize, &Amendment)| {
        let of_it =
            |e: &&RelayException| e.network == amendment.network && Some(e.voted_on) == amendment.voted_on;
        match (exceptions.iter().find(of_it), amendment.signed_on) {
            (Some(exception), None) => (exception.signing <= day).then(|| missing(record, exception)),
            (Some(exception), Some(on)) => {
                (exception.signing != on).then(|| other_day(record, exception, on))
            }
            (None, Some(on)) => Some(unforeseen(record, amendment, on)),
            (None, None) => None,
        }
    };
    amendments.iter().enumerate().filter_map(one).collect()
}

fn both(day: NaiveDate) -> (String, String) {
    (print::date(day, Lang::Fr), print::date(day, Lang::En))
}

fn missing(record: usize, exception: &RelayException) -> Issue {
    let (fr, en) = both(exception.signing);
    let network = &exception.network;
    Issue {
        code: "avenants.signature-manquante",
        severity: Severity::Error,
        record: Some(record),
        message: words(
            format!("Dans le réseau {network}, l’avenant devait être signé officiellement le {fr}."),
            format!("In the network {network}, the amendment was to be signed officially on {en}."),
        ),
        help: words(
            "Ajoutez la date de la signature. Exemple : signe_le = 2017-01-12.",
            "Add the day of the signing. Example: signe_le = 2017-01-12.",
        ),
        source: exception.basis.source.clone(),
    }
}

fn other_day(record: usize, exception: &RelayException, on: NaiveDate) -> Issue {
    let ((due_fr, due_en), (fr, en)) = (both(exception.signing), both(on));
    Issue {
        code: "avenants.signature-autre-jour",
        severity: Severity::Warning,
        record: Some(record),
        message: words(
            format!("La signature officielle était prévue le {due_fr} ; elle est datée du {fr}."),
            format!("The official signing was planned on {due_en}; it is dated {en}."),
        ),
        help: words("Vérifiez la date de la signature.", "Check the day of the signing."),
        source: exception.basis.source.clone(),
    }
}

fn unforeseen(record: usize, amendment: &Amendment, on: NaiveDate) -> Issue {
    let (fr, en) = both(on);
    let network = &amendment.network;
    Issue {
        code: "avenants.signature-non-prevue",
        severity: Severity::Warning,
        record: Some(record),
        message: words(
            format!(
                "Aucune signature officielle n’est prévue pour {network} ; l’avenant en porte une du {fr}."
            ),
            format!("No official signing is foreseen for {network}; the amendment has one on {en}."),
        ),
        help: words(
            "Vérifiez le réseau et la date du vote. Ailleurs, le coordonnateur transmet l’avenant à chaque membre.",
            "Check the network and the day of the vote. Elsewhere the coordinator passes the amendment on to each member.",
        ),
        source: RELAY.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Basis, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn amendment(network: &str, voted_on: &str, signed_on: Option<&str>) -> Amendment {
        Amendment {
            amends: "convention SPRO".to_owned(),
            network: network.to_owned(),
            voted_on: Some(day(voted_on)),
            sent_to_coordinator_on: None,
            members: Vec::new(),
            signed_on: signed_on.map(day),
        }
    }

    fn found(amendments: &[Amendment], on: &str) -> Vec<(&'static str, Option<usize>)> {
        let exception = RelayException {
            network: "Nogent/Châteaudun".to_owned(),
            voted_on: day("2016-11-25"),
            signing: day("2017-01-12"),
            label: words("", ""),
            basis: Basis { source: "cr-2016-11-29#2".to_owned(), status: Status::Sourced, how: None },
        };
        check(amendments, &[exception], day(on)).into_iter().map(|i| (i.code, i.record)).collect()
    }

    #[test]
    fn the_exception_is_signed_on_its_day_and_nothing_is_missing_before_it() {
        let all =
            [amendment("Nogent/Châteaudun", "2016-11-25", None), amendment("Dreux", "2016-11-25", None)];
        assert_eq!(found(&all, "2017-01-11"), []);
        assert_eq!(found(&all, "2017-01-12"), [("avenants.signature-manquante", Some(0))]);
        let signed = [amendment("Nogent/Châteaudun", "2016-11-25", Some("2017-01-12"))];
        assert_eq!(found(&signed, "2018-01-01"), []);
    }

    #[test]
    fn another_day_another_network_and_another_vote_are_told() {
        let all = [
            amendment("Nogent/Châteaudun", "2016-11-25", Some("2017-01-13")),
            amendment("Dreux", "2016-11-25", Some("2017-01-12")),
            amendment("Nogent/Châteaudun", "2018-11-25", Some("2017-01-12")),
        ];
        assert_eq!(
            found(&all, "2017-06-01"),
            [
                ("avenants.signature-autre-jour", Some(0)),
                ("avenants.signature-non-prevue", Some(1)),
                ("avenants.signature-non-prevue", Some(2)),
            ]
        );
    }
}
