//! Partial results: what is needed of the rows seen so far to finish every indicator.

use super::Rejected;
use super::gather::gather;
use super::plan::{Keys, Plans};
use super::slots::Slots;
use super::state::State;
use super::stored::fingerprint;
use crate::batch::Batch;
use crate::expression::Scratch;
use crate::rulebook::Rulebook;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the rows seen so far say about every indicator.
///
/// Rows may come in any order and in any chunks, and parts may be merged in any order, on any number of machines: the
/// same rows give the same bytes ([`Partial::to_bytes`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    /// Of the definitions that it was gathered by.
    pub(super) definitions: u64,
    // INVARIANT: no state without rows, and each has the cells of its indicator; kept by `add` and by reading.
    pub(super) states: BTreeMap<Key, State>,
}

/// What one state is about. The order is that of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key {
    /// Position of the indicator.
    pub indicator: u16,
    /// `None` where the rows do not say it, or the indicator does not ask.
    pub network: Option<u32>,
    pub year: Option<i32>,
}

/// The fingerprint of a rulebook, kept with it.
struct Definitions(u64);

/// Two partial results of different definitions, which cannot be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "ces résultats partiels viennent de deux référentiels différents ; les recalculer avec le même référentiel"
)]
#[non_exhaustive]
pub struct OtherRulebook;

impl Partial {
    /// No rows yet.
    pub fn new(rulebook: &Rulebook) -> Self {
        Self { definitions: rulebook.prepared(|r| Definitions(fingerprint(r))).0, states: BTreeMap::new() }
    }

    /// Whether no row was seen.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// The networks that rows of it name, where an indicator asks for them.
    pub fn networks(&self) -> BTreeSet<u32> {
        self.states.keys().filter_map(|key| key.network).collect()
    }

    /// Adds rows of a table. `rejected` holds those that an error keeps out, sorted by row, each once; they are counted,
    /// and no value stands on them. The rulebook must be the one that it was made with.
    pub fn add(&mut self, rulebook: &Rulebook, batch: &Batch<'_>, rejected: &[Rejected]) {
        let mut scratch = Scratch::new();
        let mut known: Vec<(Keys, Slots)> = Vec::new();
        let plans = Plans::of(rulebook);
        for plan in plans.of_table(batch.table) {
            let place = known.iter().position(|(keys, _)| *keys == plan.keys).unwrap_or_else(|| {
                known.push((plan.keys, Slots::new(batch, plan.keys, rejected)));
                known.len() - 1
            });
            let Some((_, slots)) = known.get(place) else { continue };
            let gathered = gather(plan, batch, slots, &mut scratch);
            for (group, mut state) in slots.groups.iter().zip(gathered) {
                state.rejected = group.rejected;
                state.rule = group.rule.map(Into::into);
                self.join(Key { indicator: plan.indicator, network: group.network, year: group.year }, state);
            }
        }
    }

    /// Adds the rows of another part.
    ///
    /// # Errors
    /// Where the other part was gathered by other definitions; nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), OtherRulebook> {
        if self.definitions != other.definitions {
            return Err(OtherRulebook);
        }
        for (key, state) in &other.states {
            self.join(*key, state.clone());
        }
        Ok(())
    }

    fn join(&mut self, key: Key, state: State) {
        match self.states.get_mut(&key) {
            Some(known) => known.merge(&state),
            None => {
                self.states.insert(key, state);
            }
        }
    }
}
