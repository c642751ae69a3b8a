//! Finding entries by the names that people write.

use super::Rulebook;
use crate::value::squeezed;

impl Rulebook {
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
