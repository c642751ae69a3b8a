//! Different values, kept small in code: sorted ones, and those that came since.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of values. Adding one takes the time of a search, and now and then that of a sort.
#[derive(Debug, Clone)]
pub(super) struct Distinct<T> {
    // INVARIANT: sorted, each once.
    sorted: Vec<T>,
    /// Not in `sorted`, in any order; one may be here more than once.
    fresh: Vec<T>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { sorted: Vec::new(), fresh: Vec::new() }
    }
}

impl<T: Ord + Clone> Distinct<T> {
    /// Adds a value; `own` makes it one to keep.
    pub fn insert<Q: Ord + ?Sized>(&mut self, value: &Q, own: impl FnOnce(&Q) -> T)
    where
        T: std::borrow::Borrow<Q>,
    {
        if self.sorted.binary_search_by(|known| known.borrow().cmp(value)).is_ok() {
            return;
        }
        self.fresh.push(own(value));
        // Sorting as many as there are already costs each of them a few steps in all.
        if self.fresh.len() > self.sorted.len().max(64) {
            self.settle();
        }
    }

    /// Adds those of another set.
    pub fn extend(&mut self, other: &Self) {
        for value in other.sorted.iter().chain(&other.fresh) {
            self.insert(value, T::clone);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all().len()
    }

    fn settle(&mut self) {
        self.sorted.append(&mut self.fresh);
        self.sorted.sort_unstable();
        self.sorted.dedup();
    }

    /// All of them, sorted, each once.
    fn all(&self) -> Vec<T> {
        let mut whole = self.clone();
        whole.settle();
        whole.sorted
    }
}

impl<T: Ord + Clone> PartialEq for Distinct<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl<T: Ord + Clone> Eq for Distinct<T> {}

/// As a sorted list: the same bytes in whichever order the values came.
impl<T: Ord + Clone + Serialize> Serialize for Distinct<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.all().serialize(serializer)
    }
}

impl<'de, T: Ord + Clone + Deserialize<'de>> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self { sorted: Vec::new(), fresh: Vec::deserialize(deserializer)? };
        set.settle();
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_set_is_a_set(values in prop::collection::vec(0_i128..300, 0..900), cut in 0_usize..900) {
            let (first, last) = values.split_at(cut.min(values.len()));
            let of = |values: &[i128]| {
                let mut set = Distinct::default();
                for value in values {
                    set.insert(value, |v| *v);
                }
                set
            };
            let mut set = of(first);
            set.extend(&of(last));
            let reference: BTreeSet<i128> = values.iter().copied().collect();
            prop_assert_eq!(set.len(), reference.len());
            prop_assert_eq!(&set, &of(&values));
            let bytes = postcard::to_allocvec(&set).unwrap();
            prop_assert_eq!(&bytes, &postcard::to_allocvec(&reference).unwrap());
            prop_assert_eq!(postcard::from_bytes::<Distinct<i128>>(&bytes).unwrap(), set);
        }
    }
}
