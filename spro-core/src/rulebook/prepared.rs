//! What later steps make of a rulebook: made when it is first asked for, and kept with the rulebook.

use super::Rulebook;
use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What was made so far, one of each type.
// INVARIANT: everything here was made of the definitions beside it; a copy, which may be changed, begins with nothing.
#[derive(Default)]
pub(super) struct Prepared(Mutex<Vec<Arc<dyn Any + Send + Sync>>>);

impl Rulebook {
    /// What `make` makes of this rulebook, once for each type; it must depend on the rulebook alone.
    pub(crate) fn prepared<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        if let Some(known) = self.prepared.get() {
            return known;
        }
        // Not under the lock: what is made may ask for something else. Of two made at once the first one stays.
        let new = Arc::new(make(self));
        let mut all = self.prepared.all();
        if let Some(known) = find(&all) {
            return known;
        }
        all.push(new.clone());
        new
    }
}

impl Prepared {
    fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        find(&self.all())
    }

    fn all(&self) -> MutexGuard<'_, Vec<Arc<dyn Any + Send + Sync>>> {
        // Nothing is left half done under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find<T: Any + Send + Sync>(all: &[Arc<dyn Any + Send + Sync>]) -> Option<Arc<T>> {
    all.iter().find_map(|one| Arc::clone(one).downcast().ok())
}

impl Clone for Prepared {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// It says nothing that the definitions do not say.
impl PartialEq for Prepared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared")
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    struct Tables(usize);

    #[test]
    fn it_is_made_once_and_a_copy_makes_its_own() {
        let mut rulebook = Rulebook::built_in().clone();
        let count = |rulebook: &Rulebook| rulebook.prepared(|r| Tables(r.tables.len()));
        let first = count(&rulebook);
        assert_eq!(first.0, rulebook.tables.len());
        assert!(Arc::ptr_eq(&first, &rulebook.prepared(|_| Tables(0))));
        // Another type has a place of its own, and may be asked for while one is made.
        let text = rulebook.prepared(|r| format!("{:?}", count(r)));
        assert_eq!(*text, format!("{first:?}"));
        let copy = rulebook.clone();
        assert_eq!(copy, rulebook);
        rulebook = copy;
        rulebook.tables.pop();
        assert_eq!(count(&rulebook).0 + 1, first.0);
    }
}
