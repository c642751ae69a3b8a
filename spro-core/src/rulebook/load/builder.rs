//! What is known of a rulebook while it is being loaded.

use super::error::{expected, known, words};
use super::problems::Problems;
use super::section::{Located, Section};
use super::text::Place;
use crate::rulebook::{
    Basis, CodeList, Department, Indicator, Matrix, Network, Parameter, Source, Status, Table,
};
use crate::value::Words;
use std::collections::BTreeMap;

/// The kinds of entries that share a space of names, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(pub &'static str, pub &'static str);

/// The parts that are done, and the errors so far.
pub(super) struct Builder<'a> {
    pub problems: Problems<'a>,
    pub sources: Vec<Source>,
    pub departments: Vec<Department>,
    pub networks: Vec<Network>,
    pub lists: Vec<CodeList>,
    pub parameters: Vec<Parameter>,
    pub tables: Vec<Table>,
    pub indicators: Vec<Indicator>,
    pub matrix: Matrix,
    codes: BTreeMap<(Kind, String), Place>,
}

impl<'a> Builder<'a> {
    pub fn new(problems: Problems<'a>) -> Self {
        Self {
            problems,
            sources: Vec::new(),
            departments: Vec::new(),
            networks: Vec::new(),
            lists: Vec::new(),
            parameters: Vec::new(),
            tables: Vec::new(),
            indicators: Vec::new(),
            matrix: Matrix::default(),
            codes: BTreeMap::new(),
        }
    }

    /// Takes a code for an entry; an error that names both places where another entry has it.
    pub fn take(&mut self, kind: Kind, code: &str, place: &Place) -> bool {
        let key = (kind, code.to_owned());
        if let Some(first) = self.codes.get(&key) {
            self.problems.conflict(
                place,
                first,
                words(
                    format!("{} « {code} » existe déjà.", kind.0),
                    format!("{} \"{code}\" exists already.", kind.1),
                ),
                words(
                    "Choisir un autre code, ou retirer l'une des deux entrées.",
                    "Choose another code, or take one of the two entries out.",
                ),
            );
            return false;
        }
        self.codes.insert(key, place.clone());
        true
    }

    /// Remembers where a part of an entry (a field, a rule, an entry of a list) was defined first.
    pub fn note_part(&mut self, kind: Kind, owner: &str, code: &Located<&str>) {
        self.codes.entry((kind, part(owner, code.value))).or_insert_with(|| code.place.clone());
    }

    /// Where a part of an entry was defined.
    pub fn place_of_part(&self, kind: Kind, owner: &str, code: &str) -> Option<Place> {
        self.codes.get(&(kind, part(owner, code))).cloned()
    }

    /// An error about an entry that another one is in conflict with, where that one's place is known.
    pub fn conflict(&mut self, place: &Place, first: Option<&Place>, message: Words, expected: Words) {
        match first {
            Some(first) => self.problems.conflict(place, first, message, expected),
            None => self.problems.add(place, message, expected),
        }
    }

    /// Where an entry was defined.
    pub fn place_of(&self, kind: Kind, code: &str) -> Option<&Place> {
        self.codes.get(&(kind, code.to_owned()))
    }

    /// A name that is not known.
    pub fn unknown<'n>(
        &mut self,
        kind: Kind,
        name: &Located<&str>,
        names: impl Iterator<Item = &'n str> + Clone,
    ) {
        self.problems.add(
            &name.place,
            words(
                format!("{} « {} » n'existe pas.", kind.0, name.value),
                format!("{} \"{}\" does not exist.", kind.1, name.value),
            ),
            known(name.value, names),
        );
    }

    /// How an entry is known: its own keys, or else what it inherits from the entry around it.
    pub fn basis(&mut self, section: &mut Section<'a>, inherited: Option<&Basis>) -> Basis {
        let source = section.opt_text("source", &mut self.problems);
        let status = section.opt_text("status", &mut self.problems);
        let how = section.opt_words("how", &mut self.problems);
        let nothing = source.is_none() && status.is_none() && how.is_none();
        if let Some(inherited) = inherited
            && nothing
        {
            return inherited.clone();
        }
        let user = Basis { source: String::new(), status: Status::User, how: None };
        let status_place = section.place_of("status");
        let status = match status.as_ref().map(|s| s.value) {
            Some("sourced") => Some(Status::Sourced),
            Some("inferred") => Some(Status::Inferred),
            Some("user") => Some(Status::User),
            Some(_) => {
                self.problems.add(
                    &status_place,
                    words("Ce statut n'existe pas.", "This status does not exist."),
                    expected(
                        "« sourced », « inferred » ou « user »",
                        "\"sourced\", \"inferred\" or \"user\"",
                    ),
                );
                return user;
            }
            None => None,
        };
        let status = if section.layer > 0 {
            if status.is_some_and(|s| s != Status::User) {
                self.problems.add(
                    &status_place,
                    words(
                        "Une entrée ajoutée à un référentiel a le statut « user ».",
                        "An entry added to a rulebook has the status \"user\".",
                    ),
                    expected(
                        "status = \"user\", ou rien ; « source » peut citer un document",
                        "status = \"user\", or nothing; \"source\" may cite a document",
                    ),
                );
            }
            Status::User
        } else if let Some(status) = status {
            status
        } else if section.has("status") {
            return user;
        } else {
            self.problems.add(
                &section.place,
                words(
                    "Cette entrée ne dit pas d'où elle vient.",
                    "This entry does not say where it comes from.",
                ),
                expected(
                    "source = \"code#section\" et status = \"sourced\" ou \"inferred\"",
                    "source = \"code#section\" and status = \"sourced\" or \"inferred\"",
                ),
            );
            return user;
        };
        if status == Status::Inferred && how.is_none() && !section.has("how") {
            self.problems.add(
                &status_place,
                words("Une entrée déduite doit dire comment.", "An inferred entry must say how."),
                expected("how = { fr = \"…\", en = \"…\" }", "how = { fr = \"…\", en = \"…\" }"),
            );
        }
        let cited = match &source {
            Some(source) => self.cited(source),
            None if section.has("source") => String::new(),
            None => match inherited {
                Some(inherited) => inherited.source.clone(),
                None if status == Status::User => String::new(),
                None => {
                    self.problems.add(
                        &section.place,
                        words("Cette entrée ne cite pas de source.", "This entry cites no source."),
                        expected("source = \"code#section\"", "source = \"code#section\""),
                    );
                    String::new()
                }
            },
        };
        Basis { source: cited, status, how }
    }

    fn cited(&mut self, source: &Located<&str>) -> String {
        let (code, section) =
            source.value.split_once('#').map_or((source.value, None), |(a, b)| (a, Some(b)));
        let Some(found) = self.sources.iter().find(|s| s.code == code) else {
            let names = known(code, self.sources.iter().map(|s| s.code.as_str()));
            self.problems.add(
                &source.place,
                words(
                    format!("La source « {code} » n'existe pas."),
                    format!("There is no source \"{code}\"."),
                ),
                names,
            );
            return String::new();
        };
        let sections = || found.sections.iter().map(|s| s.code.as_str());
        let right = match section {
            Some(section) => sections().any(|s| s == section),
            None => found.sections.is_empty(),
        };
        if !right {
            let wanted = section.unwrap_or_default();
            let names = known(wanted, sections());
            let message = if wanted.is_empty() {
                words(
                    format!("La citation ne dit pas quelle section de « {code} »."),
                    format!("The citation does not say which section of \"{code}\"."),
                )
            } else {
                words(
                    format!("La source « {code} » n'a pas de section « {wanted} »."),
                    format!("The source \"{code}\" has no section \"{wanted}\"."),
                )
            };
            self.problems.add(&source.place, message, names);
        }
        source.value.to_owned()
    }

    /// Which rulebook a place belongs to.
    pub fn layer_of(&self, place: &Place) -> usize {
        self.problems.layer(place)
    }
}

/// The name of a part of an entry; no code holds the separator.
fn part(owner: &str, code: &str) -> String {
    format!("{owner}\u{1f}{code}")
}

/// A position as it is kept: [`MOST_ENTRIES`] keeps it in range.
pub(super) fn position(found: Option<usize>) -> Option<u16> {
    found.and_then(|i| u16::try_from(i).ok())
}
