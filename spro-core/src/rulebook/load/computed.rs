//! Computed columns must not need each other in a circle.

use super::error::{expected, words};
use super::problems::Problems;
use super::section::Located;
use crate::rulebook::Table;

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

/// Whether the value of a column needs the value of the same column.
pub(in crate::rulebook) fn needs_itself(table: &Table, start: usize) -> bool {
    let needs = |at: usize| {
        let formula = table.fields.get(at).and_then(|f| f.computed.as_ref());
        formula.map(|f| f.expr.fields()).unwrap_or_default()
    };
    let mut seen = vec![false; table.fields.len()];
    let mut left = needs(start);
    while let Some(at) = left.pop() {
        let at = usize::from(at);
        if at == start {
            return true;
        }
        if let Some(seen) = seen.get_mut(at)
            && !std::mem::replace(seen, true)
        {
            left.extend(needs(at));
        }
    }
    false
}
