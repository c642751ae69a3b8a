//! Partial results as bytes, the same bytes for the same rows.

use super::partial::{Key, Partial};
use super::plan::Plan;
use super::state::State;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use std::collections::BTreeMap;
use std::fmt;
use xxhash_rust::xxh3::xxh3_64;

/// What the bytes begin with; the last one is the version of their form.
const MAGIC: &[u8] = b"spro-partial\x01";

/// Bytes that are no partial result of this rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAPartial {
    /// They are something else, or of another version of the program.
    Format,
    /// They were gathered by other definitions.
    OtherRulebook,
    /// They are cut short or changed.
    Damaged,
}

impl NotAPartial {
    /// What is wrong and what to do.
    pub fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Format, Lang::Fr) => {
                "Ces octets ne sont pas un résultat partiel de cette version du programme."
            }
            (Self::Format, Lang::En) => "These bytes are no partial result of this version of the program.",
            (Self::OtherRulebook, Lang::Fr) => {
                "Ce résultat partiel vient d’un autre référentiel. Recalculez-le avec celui-ci."
            }
            (Self::OtherRulebook, Lang::En) => {
                "This partial result comes from another rulebook. Compute it again with this one."
            }
            (Self::Damaged, Lang::Fr) => "Ce résultat partiel est incomplet ou abîmé. Recalculez-le.",
            (Self::Damaged, Lang::En) => "This partial result is cut short or damaged. Compute it again.",
        }
    }
}

impl fmt::Display for NotAPartial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::Fr))
    }
}

impl Partial {
    /// Its bytes: canonical, so that equal parts have equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.definitions.to_le_bytes());
        let states: Vec<(&Key, &State)> = self.states.iter().collect();
        // Maps, integers and texts in memory: nothing here can fail.
        bytes.extend(postcard::to_allocvec(&states).unwrap_or_default());
        bytes
    }

    /// Reads the bytes of [`Self::to_bytes`], gathered with the same rulebook.
    ///
    /// # Errors
    /// Where they are anything else.
    pub fn from_bytes(bytes: &[u8], rulebook: &Rulebook) -> Result<Self, NotAPartial> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NotAPartial::Format)?;
        let (definitions, rest) = rest.split_first_chunk().ok_or(NotAPartial::Damaged)?;
        let mut partial = Self::new(rulebook);
        if u64::from_le_bytes(*definitions) != partial.definitions {
            return Err(NotAPartial::OtherRulebook);
        }
        let states: Vec<(Key, State)> = postcard::from_bytes(rest).map_err(|_| NotAPartial::Damaged)?;
        partial.states = states.into_iter().collect();
        let right = partial.has_the_cells_of(rulebook) && partial.to_bytes() == bytes;
        if right { Ok(partial) } else { Err(NotAPartial::Damaged) }
    }

    fn has_the_cells_of(&self, rulebook: &Rulebook) -> bool {
        let mut plans = BTreeMap::new();
        self.states.iter().all(|(key, state)| {
            let plan = plans.entry(key.indicator).or_insert_with(|| {
                let indicator = rulebook.indicators().get(usize::from(key.indicator))?;
                Plan::new(key.indicator, indicator, rulebook)
            });
            plan.as_ref().is_some_and(|plan| {
                let cells = plan.empty_cells();
                cells.len() == state.cells.len() && cells.iter().zip(&state.cells).all(|(a, b)| a.is_like(b))
            })
        })
    }
}

/// A number that stands for everything in a rulebook that decides what partial results mean.
pub(super) fn fingerprint(rulebook: &Rulebook) -> u64 {
    let lists: Vec<Vec<&str>> =
        rulebook.lists().iter().map(|l| l.entries.iter().map(|e| e.code.as_str()).collect()).collect();
    let parameters: Vec<_> = rulebook.parameters().iter().map(|p| (&p.code, &p.values)).collect();
    let tables: Vec<_> = rulebook
        .tables()
        .iter()
        .map(|t| {
            let fields: Vec<_> = t.fields.iter().map(|f| (&f.code, f.kind, f.list)).collect();
            (&t.code, t.day, fields)
        })
        .collect();
    let indicators: Vec<_> = rulebook
        .indicators()
        .iter()
        .map(|i| (&i.code, i.table, &i.value.text, i.filter.as_ref().map(|f| &f.text), &i.per))
        .collect();
    let all = postcard::to_allocvec(&(lists, parameters, tables, indicators));
    xxh3_64(&all.unwrap_or_default())
}
