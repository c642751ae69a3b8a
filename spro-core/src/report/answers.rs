//! Findings in the answers of surveys: a report tells how many there are, and neither cell nor text, which are one
//! person's answer. Whoever collected the answers sees them with `spro validate`.

use crate::finding::Diagnostic;
use crate::rulebook::Rulebook;
use crate::value::Lang;

/// Whether a finding shows one person's answer.
pub(super) fn is_personal(found: &Diagnostic, rulebook: &Rulebook) -> bool {
    rulebook.survey(&found.table).is_some()
}

/// What is told in their place.
pub(super) fn told(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "Constats dans les réponses d’enquête : {count}. Ils ne sont pas montrés, pour ne reconnaître personne."
        ),
        Lang::En => {
            format!(
                "Findings in the answers of surveys: {count}. They are not shown, so that nobody is recognised."
            )
        }
    }
}
