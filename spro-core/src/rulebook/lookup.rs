//! Finding entries by the names that people write.

use super::{Field, ListEntry, Rulebook};
use crate::value::squeezed;

impl Rulebook {
    /// The entry at this position of the list that a field takes its codes from.
    pub fn entry(&self, field: &Field, position: u32) -> Option<&ListEntry> {
        let list = self.lists.get(usize::from(field.list?))?;
        list.entries.get(usize::try_from(position).ok()?)
    }

    /// Position of the network that a text names: its code, label or a synonym, whatever the accents, capitals, blanks
    /// and punctuation.
    pub fn network_by_name(&self, text: &str) -> Option<u32> {
        let wanted: String = squeezed(text).collect();
        if wanted.is_empty() {
            return None;
        }
        let names = |name: &str| squeezed(name).eq(wanted.chars());
        let found = self.networks.iter().position(|n| {
            names(&n.code) || names(&n.label.fr) || names(&n.label.en) || n.synonyms.iter().any(|s| names(s))
        });
        found.and_then(|i| u32::try_from(i).ok())
    }
}
