//! Figures that a text shows raised: a mark of a footnote, and no digit of the number before it.

/// Writes the figures behind `from` as raised ones (`5` and a raised `1` are `5¹`, not 51); letters stay (`1er`).
pub(in super::super) fn raise(out: &mut String, from: usize) {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let written = out.split_off(from.min(out.len()));
    let raised = |c: char| c.to_digit(10).and_then(|n| RAISED.get(usize::try_from(n).ok()?).copied());
    out.extend(written.chars().map(|c| raised(c).unwrap_or(c)));
}
