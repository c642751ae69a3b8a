//! Which groups are too small for anything of them to be shown, their size included.

use super::Rules;

/// Groups whose size is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HiddenTotals {
    /// For each group, whether its size is hidden, and with it everything else of the group.
    pub groups: Vec<bool>,
    /// Whether even the size of all groups together is hidden.
    pub overall: bool,
}

/// Hides the sizes below the least one, and then the next larger groups, until the hidden ones cannot be told apart:
/// at least two of them, and together no smaller than a group that may be shown. Groups of size 0 are no secret:
/// nobody answered there.
pub fn protect_totals(sizes: &[u64], rules: Rules) -> HiddenTotals {
    let mut order: Vec<(u64, usize)> =
        sizes.iter().enumerate().filter(|(_, n)| **n > 0).map(|(i, n)| (*n, i)).collect();
    order.sort_unstable();
    // Two groups with one person each are known from their sum; with three persons they are not.
    let together = rules.least.max(3);
    let mut groups = vec![false; sizes.len()];
    let (mut count, mut sum) = (0_usize, 0_u64);
    for (size, position) in order {
        let small = size < rules.least;
        let exposed = count > 0 && (count < 2 || sum < together);
        if !small && !exposed {
            break;
        }
        if let Some(hidden) = groups.get_mut(position) {
            *hidden = true;
        }
        count += 1;
        sum = sum.saturating_add(size);
    }
    let total = sizes.iter().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let exposed = count == 1 || (count > 0 && sum < together);
    HiddenTotals { groups, overall: total < rules.least || exposed }
}
