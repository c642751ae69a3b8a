//! Computed columns that need themselves.

use super::Table;

/// Whether the value of a column needs the value of the same column.
pub(super) fn needs_itself(table: &Table, start: usize) -> bool {
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
