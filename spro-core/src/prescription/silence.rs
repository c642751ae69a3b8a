//! Words for what the entries do not say.

use super::{Answer, Verdict};
use crate::rulebook::{Basis, Scheme, Status};
use crate::value::Words;
use chrono::NaiveDate;

/// Entries cover the day, and none of them names this kind of structure.
pub(super) fn not_named(scheme: &Scheme, structure: &str, named: &[&str], basis: &Basis) -> Answer {
    let named = named.join(", ");
    let how = Words {
        fr: format!("La source nomme {named} ; les autres structures sont lues comme exclues."),
        en: format!("The source names {named}; the other structures are read as left out."),
    };
    Answer {
        verdict: Verdict::No,
        reason: Words {
            fr: format!(
                "{structure} n’est pas nommé parmi les prescripteurs de « {} » ({named}).",
                scheme.label.fr
            ),
            en: format!(
                "{structure} is not named among those who prescribe “{}” ({named}).",
                scheme.label.en
            ),
        },
        basis: Basis { status: Status::Inferred, how: Some(how), ..basis.clone() },
    }
}

/// No entry covers the day.
pub(super) fn not_covered(scheme: &Scheme, day: NaiveDate) -> Answer {
    unknown(
        scheme,
        Words {
            fr: format!(
                "Aucune entrée du référentiel sur « {} » ne couvre le {}.",
                scheme.label.fr,
                day.format("%d/%m/%Y")
            ),
            en: format!("No entry of the rulebook on “{}” covers {day}.", scheme.label.en),
        },
    )
}

/// Entries cover the day for other networks only.
pub(super) fn other_networks(scheme: &Scheme, network: &str, known: &[&str]) -> Answer {
    let known = known.join(", ");
    unknown(
        scheme,
        Words {
            fr: format!("La source ne parle ce jour-là que de {known} ; elle ne dit rien de {network}."),
            en: format!("For that day the source speaks only of {known}; it says nothing of {network}."),
        },
    )
}

fn unknown(scheme: &Scheme, reason: Words) -> Answer {
    Answer { verdict: Verdict::Unknown, reason, basis: scheme.basis.clone() }
}
