//! Whether the records of a dossier name networks that the rulebook knows, and grant no less than nothing.

use super::issue::{Issue, RELAY, words};
use super::{Amendment, Convention};
use crate::rulebook::{Rulebook, Severity};
use crate::value::Words;

/// Networks that the rulebook does not know, and grants below zero.
///
/// A network that is written otherwise than by its code would silently miss what is recorded of it, such as an
/// official signing.
pub fn check_entries(
    conventions: &[Convention],
    amendments: &[Amendment],
    rulebook: &Rulebook,
) -> Vec<Issue> {
    let mut found = Vec::new();
    for (record, convention) in conventions.iter().enumerate() {
        if let Some(name) = &convention.network {
            found.extend(unknown("conventions.reseau-inconnu", record, name, rulebook));
        }
        if convention.amount.is_some_and(|amount| amount.cents() < 0) {
            found.push(negative(record));
        }
    }
    for (record, amendment) in amendments.iter().enumerate() {
        found.extend(unknown("avenants.reseau-inconnu", record, &amendment.network, rulebook));
    }
    found
}

fn unknown(code: &'static str, record: usize, name: &str, rulebook: &Rulebook) -> Option<Issue> {
    if rulebook.network(name).is_some() {
        return None;
    }
    let meant =
        rulebook.network_by_name(name).and_then(|at| rulebook.networks().get(usize::try_from(at).ok()?));
    let help = if let Some(network) = meant {
        let code = &network.code;
        words(format!("Écrivez « {code} »."), format!("Write “{code}”."))
    } else {
        let all = rulebook.networks();
        let known: Vec<&str> = all.iter().map(|n| n.code.as_str()).take(MOST_NAMES).collect();
        let more = if all.len() > MOST_NAMES { ", …" } else { "" };
        let known = known.join(", ");
        words(format!("Réseaux connus : {known}{more}."), format!("Known networks: {known}{more}."))
    };
    let message = words(
        format!("Le référentiel ne connaît pas de réseau nommé « {name} »."),
        format!("The rulebook knows no network named “{name}”."),
    );
    Some(issue(code, record, message, help))
}

/// Most names in a message.
const MOST_NAMES: usize = 12;

fn negative(record: usize) -> Issue {
    let message = words(
        "Le montant de la convention est inférieur à zéro.",
        "The amount of the convention is below zero.",
    );
    let help = words(
        "Corrigez-le, ou ôtez-le s’il n’est pas connu. Exemple : \"montant\": \"10000.00\".",
        "Correct it, or remove it where it is not known. Example: \"montant\": \"10000.00\".",
    );
    issue("conventions.montant-negatif", record, message, help)
}

fn issue(code: &'static str, record: usize, message: Words, help: Words) -> Issue {
    let source = RELAY.to_owned();
    Issue { code, severity: Severity::Error, record: Some(record), message, help, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::ConventionKind;
    use crate::value::{Cents, Period};

    fn convention(network: Option<&str>, cents: Option<i64>) -> Convention {
        Convention {
            network: network.map(str::to_owned),
            department: None,
            structure: "Mission locale".to_owned(),
            kind: ConventionKind::Financial,
            period: Period::default(),
            amount: cents.map(Cents::euros_cents),
            voted_on: None,
            sent_on: None,
            sent_by: None,
            parties: Vec::new(),
        }
    }

    fn amendment(network: &str) -> Amendment {
        Amendment {
            amends: "convention SPRO".to_owned(),
            network: network.to_owned(),
            voted_on: None,
            sent_to_coordinator_on: None,
            members: Vec::new(),
            signed_on: None,
        }
    }

    #[test]
    fn networks_are_known_by_their_codes_and_amounts_are_not_below_zero() {
        let rulebook = Rulebook::built_in();
        let right = [convention(Some("Dreux"), Some(0)), convention(None, None)];
        assert_eq!(check_entries(&right, &[amendment("Nogent/Châteaudun")], rulebook), []);
        let wrong = [convention(Some("Dreuxx"), Some(100)), convention(None, Some(-1))];
        let found = check_entries(&wrong, &[amendment("SPRO Dreux")], rulebook);
        let codes: Vec<_> = found.iter().map(|i| (i.code, i.record)).collect();
        assert_eq!(
            codes,
            [
                ("conventions.reseau-inconnu", Some(0)),
                ("conventions.montant-negatif", Some(1)),
                ("avenants.reseau-inconnu", Some(0)),
            ]
        );
        assert_eq!(found[2].help.fr, "Écrivez « Dreux ».");
    }
}
