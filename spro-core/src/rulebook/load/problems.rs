//! The errors that are found while a rulebook is loaded.

use super::error::{RulebookError, RulebookErrors};
use super::text::{Place, Text, Within, inside};
use crate::value::Words;

/// Collects errors; loading goes on after each of them.
pub(super) struct Problems<'a> {
    texts: &'a [Text],
    found: Vec<(Place, RulebookError)>,
}

impl<'a> Problems<'a> {
    pub fn new(texts: &'a [Text]) -> Self {
        Self { texts, found: Vec::new() }
    }

    pub fn add(&mut self, place: &Place, message: Words, expected: Words) {
        if let Some(text) = self.texts.get(place.file) {
            let error = RulebookError::new(text, &place.range(), message, expected);
            self.found.push((place.clone(), error));
        }
    }

    /// An error about an entry that another one is in conflict with.
    pub fn conflict(&mut self, place: &Place, other: &Place, message: Words, expected: Words) {
        if let (Some(text), Some(first)) = (self.texts.get(place.file), self.texts.get(other.file)) {
            let error = RulebookError::new(text, &place.range(), message, expected);
            self.found.push((place.clone(), error.with_other(first, other.start)));
        }
    }

    /// The place of a part of a string's value.
    pub fn part(&self, string: &Place, part: &Within) -> Place {
        let raw = self.texts.get(string.file).map_or("", |t| t.slice(&string.range()));
        let found = inside(raw, part);
        Place { file: string.file, start: string.start + found.start, end: string.start + found.end }
    }

    /// Which rulebook a place belongs to.
    pub fn layer(&self, place: &Place) -> usize {
        self.texts.get(place.file).map_or(0, |t| t.layer)
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them in the order of the files.
    pub fn into_errors(mut self) -> RulebookErrors {
        self.found.sort_by(|a, b| a.0.cmp(&b.0));
        self.found.dedup();
        RulebookErrors(self.found.into_iter().map(|(_, error)| error).collect())
    }
}
