//! The membership of the points relais conseil: one convention a department, sent by the Region.

use super::Convention;
use super::issue::{Issue, RELAY as SOURCE, words};
use crate::rulebook::{ConventionKind, KnownConvention, Rulebook, Sender, Severity};
use crate::value::{Lang, Words};

/// Whether the conventions of the points relais conseil (PRC) are those that the rulebook knows: one for each
/// department, and each sent as the rulebook says. Conventions of other kinds are passed over.
///
/// Issues of records come first, in their order, then the departments without a convention. Source:
/// `cr-2016-11-29#2`.
pub fn check_memberships(conventions: &[Convention], rulebook: &Rulebook) -> Vec<Issue> {
    let names: Vec<(&str, &Words)> =
        rulebook.departments().iter().map(|d| (d.code.as_str(), &d.label)).collect();
    check(conventions, rulebook.conventions(), &names)
}

fn check(
    conventions: &[Convention],
    known: &[KnownConvention],
    departments: &[(&str, &Words)],
) -> Vec<Issue> {
    let mut found = Vec::new();
    let known: Vec<&KnownConvention> =
        known.iter().filter(|k| k.kind == ConventionKind::PrcDepartmental).collect();
    let mut first_of: Vec<(&str, usize)> = Vec::new();
    for (record, convention) in conventions.iter().enumerate() {
        if convention.kind != ConventionKind::PrcDepartmental {
            continue;
        }
        let Some(department) = convention.department.as_deref() else {
            found.push(without_department(record));
            continue;
        };
        let Some(expected) = known.iter().find(|k| k.department.as_deref() == Some(department)) else {
            let all: Vec<&str> = known.iter().filter_map(|k| k.department.as_deref()).collect();
            found.push(unknown(record, department, &all));
            continue;
        };
        if let Some((_, first)) = first_of.iter().find(|(code, _)| *code == department) {
            found.push(twice(record, department, *first, &expected.basis.source));
        } else {
            first_of.push((department, record));
        }
        if convention.sent_by.is_some_and(|by| by != expected.sender) {
            found.push(wrong_sender(record, expected));
        }
    }
    for expected in known {
        let Some(department) = expected.department.as_deref() else { continue };
        if !first_of.iter().any(|(code, _)| *code == department) {
            let name = departments.iter().find(|(code, _)| *code == department).map(|(_, name)| *name);
            found.push(missing(department, name, &expected.basis.source));
        }
    }
    found
}

fn without_department(record: usize) -> Issue {
    Issue {
        code: "conventions.prc-sans-departement",
        severity: Severity::Error,
        record: Some(record),
        message: words(
            "La convention d’adhésion des PRC ne dit pas son département.",
            "The PRC membership convention does not say its department.",
        ),
        help: words(
            "Ajoutez le numéro du département. Exemple : 28.",
            "Add the number of the department. Example: 28.",
        ),
        source: SOURCE.to_owned(),
    }
}

fn unknown(record: usize, department: &str, known: &[&str]) -> Issue {
    let known = known.join(", ");
    Issue {
        code: "conventions.prc-departement-inconnu",
        severity: Severity::Error,
        record: Some(record),
        message: words(
            format!("Le département « {department} » n’a pas de convention d’adhésion des PRC."),
            format!("The department “{department}” has no PRC membership convention."),
        ),
        help: words(
            format!("Corrigez le numéro. Départements attendus : {known}."),
            format!("Correct the number. Departments expected: {known}."),
        ),
        source: SOURCE.to_owned(),
    }
}

fn twice(record: usize, department: &str, first: usize, source: &str) -> Issue {
    let first = first + 1;
    Issue {
        code: "conventions.prc-doublon",
        severity: Severity::Error,
        record: Some(record),
        message: words(
            format!(
                "Le département {department} a déjà une convention d’adhésion des PRC, la n° {first} de la liste."
            ),
            format!(
                "The department {department} already has a PRC membership convention, no. {first} of the list."
            ),
        ),
        help: words("Gardez une seule convention par département.", "Keep one convention a department."),
        source: source.to_owned(),
    }
}

fn wrong_sender(record: usize, expected: &KnownConvention) -> Issue {
    let name = |lang: Lang| match (expected.sender, lang) {
        (Sender::Region, Lang::Fr) => "le Conseil régional",
        (Sender::Region, Lang::En) => "the Conseil régional",
        (Sender::Coordinator, Lang::Fr) => "le coordonnateur",
        (Sender::Coordinator, Lang::En) => "the coordinator",
    };
    let (fr, en) = (name(Lang::Fr), name(Lang::En));
    Issue {
        code: "conventions.prc-expediteur",
        severity: Severity::Error,
        record: Some(record),
        message: words(
            format!("C’est {fr} qui envoie cette convention d’adhésion des PRC."),
            format!("It is {en} that sends this PRC membership convention."),
        ),
        help: words(
            format!("Faites partir la convention par {fr}, ou corrigez « envoye_par »."),
            format!("Have {en} send the convention, or correct “envoye_par”."),
        ),
        source: expected.basis.source.clone(),
    }
}

fn missing(department: &str, name: Option<&Words>, source: &str) -> Issue {
    let named =
        |lang| name.map_or_else(|| department.to_owned(), |n| format!("{} ({department})", n.get(lang)));
    Issue {
        code: "conventions.prc-manquante",
        severity: Severity::Error,
        record: None,
        message: words(
            format!("Il manque la convention d’adhésion des PRC du département {}.", named(Lang::Fr)),
            format!("The PRC membership convention of the department {} is missing.", named(Lang::En)),
        ),
        help: words(
            "Ajoutez la convention de ce département à la liste.",
            "Add the convention of this department to the list.",
        ),
        source: source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Basis, Status};
    use crate::value::Period;

    const CODES: [&str; 6] = ["18", "28", "36", "37", "41", "45"];

    fn known() -> Vec<KnownConvention> {
        let known = |code: &str| KnownConvention {
            code: format!("prc-{code}"),
            label: words("", ""),
            kind: ConventionKind::PrcDepartmental,
            department: Some(code.to_owned()),
            sender: Sender::Region,
            period: Period::default(),
            basis: Basis { source: SOURCE.to_owned(), status: Status::Sourced, how: None },
        };
        CODES.map(known).into()
    }

    fn membership(department: Option<&str>, sent_by: Option<Sender>) -> Convention {
        Convention {
            network: None,
            department: department.map(str::to_owned),
            structure: "PRC".to_owned(),
            kind: ConventionKind::PrcDepartmental,
            period: Period::default(),
            amount: None,
            voted_on: None,
            sent_on: None,
            sent_by,
            parties: Vec::new(),
        }
    }

    fn found(conventions: &[Convention]) -> Vec<(&'static str, Option<usize>)> {
        check(conventions, &known(), &[]).into_iter().map(|i| (i.code, i.record)).collect()
    }

    #[test]
    fn six_departments_sent_by_the_region_are_right() {
        let all = CODES.map(|code| membership(Some(code), Some(Sender::Region)));
        assert_eq!(found(&all), []);
        let framework = Convention { kind: ConventionKind::Framework, ..membership(None, None) };
        let mut with_another = all.to_vec();
        with_another.insert(0, framework);
        assert_eq!(found(&with_another), []);
    }

    #[test]
    fn every_issue_is_found_with_its_record() {
        let mut all = CODES.map(|code| membership(Some(code), None)).to_vec();
        all[1] = membership(Some("18"), Some(Sender::Coordinator));
        all[2] = membership(None, None);
        all[3] = membership(Some("75"), Some(Sender::Region));
        assert_eq!(
            found(&all),
            [
                ("conventions.prc-doublon", Some(1)),
                ("conventions.prc-expediteur", Some(1)),
                ("conventions.prc-sans-departement", Some(2)),
                ("conventions.prc-departement-inconnu", Some(3)),
                ("conventions.prc-manquante", None),
                ("conventions.prc-manquante", None),
                ("conventions.prc-manquante", None),
            ]
        );
    }

    #[test]
    fn five_are_one_too_few_and_seven_one_too_many() {
        let all = CODES.map(|code| membership(Some(code), None)).to_vec();
        assert_eq!(found(&all[..5]), [("conventions.prc-manquante", None)]);
        let name = words("Loiret", "Loiret");
        let issues = check(&all[..5], &known(), &[("45", &name)]);
        assert_eq!(
            issues[0].message.fr,
            "Il manque la convention d’adhésion des PRC du département Loiret (45)."
        );
        let mut seven = all;
        seven.push(membership(Some("45"), None));
        assert_eq!(found(&seven), [("conventions.prc-doublon", Some(6))]);
    }
}
