//! The rulebook of this instance: the built-in one, unless the host brings another before its first question.

use crate::{Answer, Problem};
use spro::rulebook::Rulebook;
use std::cell::OnceCell;

/// The built-in rulebook, compiled. Forms carry what they need of it, and no code for the rest.
#[cfg(feature = "forms")]
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/forms.bin"));
#[cfg(not(feature = "forms"))]
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebook.bin"));

thread_local! {
    static RULEBOOK: OnceCell<&'static Rulebook> = const { OnceCell::new() };
}

/// The rulebook. It lives as long as the instance: there is one for each.
pub fn rulebook() -> Result<&'static Rulebook, Problem> {
    if let Some(rulebook) = RULEBOOK.with(|cell| cell.get().copied()) {
        return Ok(rulebook);
    }
    keep(BUILT_IN)
}

/// Takes a compiled rulebook in place of the built-in one.
pub fn take(compiled: &[u8]) -> Answer {
    if RULEBOOK.with(|cell| cell.get().is_some()) {
        return Err(Problem::bad_request("a rulebook is in use"));
    }
    keep(compiled)?;
    Ok(b"null".to_vec())
}

fn keep(compiled: &[u8]) -> Result<&'static Rulebook, Problem> {
    #[cfg(feature = "forms")]
    let read = Rulebook::for_forms(compiled);
    #[cfg(not(feature = "forms"))]
    let read = Rulebook::from_compiled(compiled);
    let rulebook = read.map_err(|error| {
        Problem::new("bad-rulebook", format!("Référentiel illisible : {error} (Unreadable rulebook.)"))
    })?;
    Ok(RULEBOOK.with(|cell| *cell.get_or_init(|| Box::leak(Box::new(rulebook)))))
}
