//! The entries of the lists by every way to write them, made once for a rulebook.

use crate::rulebook::{CodeList, Rulebook};
use crate::value::{distance, fold, squeezed};
use std::sync::Arc;

/// The lists of a rulebook, ready for looking texts up.
#[derive(Debug, Clone, Default)]
pub struct Lookups {
    lists: Arc<Lists>,
    keeps_names: bool,
}

/// The lists, kept with their rulebook.
#[derive(Debug, Default)]
struct Lists(Vec<ListLookup>);

/// One list.
#[derive(Debug, Clone, Default)]
pub struct ListLookup {
    /// Folded without spaces, sorted; the entry, or none where several have this name.
    // INVARIANT: sorted by name, no name twice; kept by `new`.
    names: Vec<(Box<str>, Option<u32>)>,
    codes: Vec<Box<str>>,
}

/// What a list says of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It is this entry.
    One(u32),
    /// Several entries have this name.
    Several,
    /// No entry has it.
    None,
}

impl Lookups {
    /// The lists of a rulebook.
    pub fn new(rulebook: &Rulebook) -> Self {
        Self { lists: rulebook.prepared(|r| Lists::new(r.lists())), keeps_names: false }
    }

    /// Lists that are looked up in for as long as the caller keeps this.
    pub(crate) fn of_lists(lists: &[CodeList]) -> Self {
        Self { lists: Arc::new(Lists::new(lists)), keeps_names: false }
    }

    /// The same, keeping what columns of names of persons say instead of counting it only.
    #[must_use]
    pub fn keeping_names(self) -> Self {
        Self { keeps_names: true, ..self }
    }

    /// Whether names of persons are kept.
    pub fn keeps_names(&self) -> bool {
        self.keeps_names
    }

    /// The list at this position; an empty one where there is none.
    pub fn list(&self, position: Option<u16>) -> &ListLookup {
        const NONE: &ListLookup = &ListLookup { names: Vec::new(), codes: Vec::new() };
        position.and_then(|p| self.lists.0.get(usize::from(p))).unwrap_or(NONE)
    }
}

impl Lists {
    fn new(lists: &[CodeList]) -> Self {
        Self(lists.iter().map(ListLookup::new).collect())
    }
}

impl ListLookup {
    fn new(list: &CodeList) -> Self {
        let mut names: Vec<(Box<str>, Option<u32>)> = Vec::new();
        for (entry, position) in list.entries.iter().zip(0_u32..) {
            let labels = [&entry.code, &entry.label.fr, &entry.label.en];
            for name in labels.into_iter().chain(&entry.synonyms) {
                let key: Box<str> = squeezed(name).collect::<String>().into();
                if !key.is_empty() {
                    names.push((key, Some(position)));
                }
            }
        }
        names.sort_unstable();
        names.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same && later.1 != kept.1 {
                kept.1 = None;
            }
            same
        });
        Self { names, codes: list.entries.iter().map(|e| e.code.as_str().into()).collect() }
    }

    /// The code of the entry at this position.
    pub fn code(&self, position: u32) -> Option<&str> {
        self.codes.get(usize::try_from(position).ok()?).map(|code| &**code)
    }

    /// The entry whose code, label or synonym this text is; accents, case, spaces and punctuation do not count.
    /// A label with its code in brackets (`Mission locale (ML)`) is the same entry.
    pub fn find(&self, text: &str) -> Found {
        if text.len() > 400 {
            return Found::None;
        }
        match self.exactly(text) {
            Found::None => self.with_brackets(text).unwrap_or(Found::None),
            found => found,
        }
    }

    fn exactly(&self, text: &str) -> Found {
        let mut key = String::with_capacity(text.len());
        key.extend(squeezed(text));
        match self.names.binary_search_by(|(name, _)| (**name).cmp(&key)) {
            Ok(at) => match self.names.get(at) {
                Some((_, Some(position))) => Found::One(*position),
                _ => Found::Several,
            },
            Err(_) => Found::None,
        }
    }

    fn with_brackets(&self, text: &str) -> Option<Found> {
        let (before, rest) = text.split_once('(')?;
        let (inside, after) = rest.split_once(')')?;
        let (Found::One(outer), Found::One(inner)) = (self.exactly(before), self.exactly(inside)) else {
            return None;
        };
        (outer == inner && squeezed(after).next().is_none()).then_some(Found::One(outer))
    }

    /// Whether the text is a list of names (`ML / CIO`).
    pub fn names_several(&self, text: &str) -> bool {
        if text.len() > 400 {
            return false;
        }
        let mut entries = Vec::new();
        for part in text.split(['/', ',', ';', '+', '&', '\n', '|']) {
            // `et` is a sign like the others where blanks stand around it.
            let mut name = String::new();
            for word in part.split(' ').chain(["et"]) {
                if word != "et" {
                    name.push_str(word);
                    name.push(' ');
                    continue;
                }
                match self.exactly(&std::mem::take(&mut name)) {
                    Found::One(position) => entries.push(position),
                    _ => return false,
                }
            }
        }
        entries.sort_unstable();
        entries.dedup();
        entries.len() > 1
    }

    /// The entry that was probably meant: one whose name begins the text (`Mission locale de Dreux`), or the one whose
    /// name differs by few letters (`Mision locale`). Never taken, only offered.
    pub fn suggest(&self, text: &str) -> Option<u32> {
        if text.len() > 100 {
            return None;
        }
        self.begins(text).or_else(|| self.close(text))
    }

    fn begins(&self, text: &str) -> Option<u32> {
        let folded = fold(text);
        let mut ends: Vec<usize> = folded.match_indices(' ').map(|(at, _)| at).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| match self.exactly(folded.get(..end)?) {
            Found::One(position) => Some(position),
            _ => None,
        })
    }

    fn close(&self, text: &str) -> Option<u32> {
        let typed: Vec<char> = squeezed(text).collect();
        // A code of three letters is another code when one letter differs.
        let allowed = typed.len() / 4;
        let mut best: Option<(usize, Option<u32>)> = None;
        for (name, position) in &self.names {
            let name: Vec<char> = name.chars().collect();
            if name.len().abs_diff(typed.len()) > allowed {
                continue;
            }
            let apart = distance(&typed, &name);
            if apart > allowed {
                continue;
            }
            best = match best {
                Some((least, _)) if least < apart => best,
                Some((least, other)) if least == apart && other != *position => Some((least, None)),
                _ => Some((apart, *position)),
            };
        }
        best.and_then(|(_, position)| position)
    }
}
