//! Computed columns must not need each other in a circle.

use super::error::{expected, words};
use super::problems::Problems;
use super::section::Located;
use crate::rulebook::{Table, needs_itself};

/// Reports every computed column that needs itself, directly or by others.
pub(super) fn report_circles(
    table: &Table,
    computed: &[(usize, Located<&str>)],
    problems: &mut Problems<'_>,
) {
    for (at, text) in computed {
        if needs_itself(table, *at) {
            let code = table.fields.get(*at).map_or("", |f| &f.code);
            problems.add(
                &text.place,
                words(
                    format!("Le champ « {code} » se calcule à partir de lui-même."),
                    format!("The field \"{code}\" is computed from itself."),
                ),
                expected(
                    "une formule sur d'autres champs, sans cercle",
                    "a formula over other fields, without a circle",
                ),
            );
        }
    }
}
