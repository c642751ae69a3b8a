//! Sentences about findings that the page and the sheets share.

use crate::value::Lang;

/// What is told in the place of findings in answers to surveys, which are one person's answer.
pub(super) fn in_answers(count: u64, lang: Lang) -> String {
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

/// What is told in the place of findings that are only counted.
pub(super) fn omitted(count: u64, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Autres constats du même code, comptés et non listés : {count}."),
        Lang::En => format!("Further findings of the same code, counted and not listed: {count}."),
    }
}
