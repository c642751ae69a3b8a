//! Sources, region, departments, networks and lists of codes.

use super::builder::{Builder, Kind};
use super::error::{expected, words};
use super::gather::Gathered;
use super::section::{Located, Section};
use super::text::Place;
use crate::rulebook::{
    Basis, CodeList, Department, ListEntry, Network, Region, Section as Part, Source, Status,
};
use crate::value::{Words, squeezed};
use std::collections::BTreeMap;

pub(super) const SOURCE: Kind = Kind("La source", "The source");
pub(super) const DEPARTMENT: Kind = Kind("Le département", "The department");
pub(super) const NETWORK: Kind = Kind("Le réseau", "The network");
pub(super) const ENTRY: Kind = Kind("Le code", "The code");
pub(super) const LIST: Kind = Kind("La liste", "The list");

impl<'a> Builder<'a> {
    pub fn add_sources(&mut self, sections: Vec<Section<'a>>) {
        for mut s in sections {
            let code = s.code(&mut self.problems);
            let label = s.words("label", &mut self.problems);
            let mut parts: Vec<Part> = Vec::new();
            for mut part in s.tables("section", &mut self.problems) {
                let code = part.code(&mut self.problems);
                let label = part.words("label", &mut self.problems);
                part.finish(&mut self.problems);
                let (Some(code), Some(label)) = (code, label) else { continue };
                if parts.iter().any(|p| p.code == code.value) {
                    self.problems.add(
                        &code.place,
                        words("Cette section est déjà là.", "This section is there already."),
                        expected("un code par section", "one code for each section"),
                    );
                    continue;
                }
                parts.push(Part { code: code.value.to_owned(), label });
            }
            s.finish(&mut self.problems);
            if let Some(code) = code
                && self.take(SOURCE, code.value, &code.place)
            {
                let label = label.unwrap_or_default();
                self.sources.push(Source { code: code.value.to_owned(), label, sections: parts });
            }
        }
    }

    pub fn add_region(&mut self, gathered: &mut Gathered<'a>) -> Option<Region> {
        let mut found: Option<(Region, Place)> = None;
        for mut s in std::mem::take(&mut gathered.regions) {
            let code = s.code(&mut self.problems);
            let label = s.words("label", &mut self.problems);
            let basis = self.basis(&mut s, None);
            let place = s.place.clone();
            s.finish(&mut self.problems);
            if let Some((_, first)) = &found {
                self.problems.conflict(
                    &place,
                    first,
                    words("La région est déjà donnée.", "The region is given already."),
                    expected("une seule région par référentiel", "one region in a rulebook"),
                );
                continue;
            }
            let code = code.map(|c| c.value.to_owned()).unwrap_or_default();
            found = Some((Region { code, label: label.unwrap_or_default(), basis }, place));
        }
        if found.is_none()
            && let Some(head) = gathered.heads.first()
        {
            self.problems.add(
                &head.place,
                words("La région manque.", "The region is missing."),
                expected("[region] avec code et label", "[region] with code and label"),
            );
        }
        found.map(|(region, _)| region)
    }

    pub fn add_departments(&mut self, sections: Vec<Section<'a>>) {
        for mut s in sections {
            let code = s.code(&mut self.problems);
            let label = s.words("label", &mut self.problems).unwrap_or_default();
            let basis = self.basis(&mut s, None);
            s.finish(&mut self.problems);
            if let Some(code) = code
                && self.take(DEPARTMENT, code.value, &code.place)
            {
                self.departments.push(Department { code: code.value.to_owned(), label, basis });
            }
        }
    }

    /// The networks, which are the list `reseau`, and the other lists.
    pub fn add_lists(&mut self, networks: Vec<Section<'a>>, sections: Vec<Section<'a>>, region: &Region) {
        let mut names = Names::default();
        let mut entries = Vec::new();
        for mut s in networks {
            let code = s.code(&mut self.problems);
            if let Some(code) = &code
                && self.is_addition(NETWORK, code, &s)
            {
                let synonyms = s.texts("synonyms", &mut self.problems);
                let first = self.place_of(NETWORK, code.value).cloned();
                self.finish_addition(&s, NETWORK, code, first.as_ref());
                if let Some(at) = entries.iter().position(|e: &ListEntry| e.code == code.value) {
                    names.add_all(&synonyms, at, self);
                    let texts = || synonyms.iter().map(|t| t.value.to_owned());
                    entries.iter_mut().skip(at).take(1).for_each(|e| e.synonyms.extend(texts()));
                    self.networks.iter_mut().skip(at).take(1).for_each(|n| n.synonyms.extend(texts()));
                }
                continue;
            }
            let Some((entry, synonyms)) = self.entry(&mut s, code.as_ref(), None) else { continue };
            let department = s.text("department", &mut self.problems);
            if let Some(department) = &department
                && !self.departments.iter().any(|d| d.code == department.value)
            {
                let codes: Vec<String> = self.departments.iter().map(|d| d.code.clone()).collect();
                self.unknown(DEPARTMENT, department, codes.iter().map(String::as_str));
            }
            let place = s.place.clone();
            s.finish(&mut self.problems);
            if !self.take(NETWORK, &entry.code, &place) {
                continue;
            }
            names.add(&entry, &place, &synonyms, entries.len(), self);
            self.networks.push(Network {
                code: entry.code.clone(),
                label: entry.label.clone(),
                synonyms: entry.synonyms.clone(),
                department: department.map(|d| d.value.to_owned()).unwrap_or_default(),
                region: region.code.clone(),
                basis: entry.basis.clone(),
            });
            entries.push(entry);
        }
        self.lists.push(CodeList {
            code: "reseau".to_owned(),
            label: words("Réseaux locaux", "Local networks"),
            entries,
            basis: region.basis.clone(),
        });
        let mut all_names = vec![names];
        for s in sections {
            self.add_list(s, &mut all_names);
        }
    }

    fn add_list(&mut self, mut s: Section<'a>, all_names: &mut Vec<Names>) {
        let Some(code) = s.code(&mut self.problems) else {
            return;
        };
        let addition = self.is_addition(LIST, &code, &s);
        let at = if addition {
            let Some(at) = self.lists.iter().position(|l| l.code == code.value) else { return };
            at
        } else {
            let label = s.words("label", &mut self.problems).unwrap_or_default();
            let basis = self.basis(&mut s, None);
            if code.value == "reseau" {
                self.problems.add(
                    &code.place,
                    words("Les réseaux font la liste « reseau ».", "The networks make the list \"reseau\"."),
                    expected("[[network]], une fois par réseau", "[[network]], once for each network"),
                );
                return;
            }
            if !self.take(LIST, code.value, &code.place) {
                return;
            }
            self.lists.push(CodeList { code: code.value.to_owned(), label, entries: Vec::new(), basis });
            all_names.push(Names::default());
            self.lists.len() - 1
        };
        let inherited = self.lists.get(at).filter(|_| !addition).map(|l| l.basis.clone());
        for mut e in s.tables("entry", &mut self.problems) {
            let entry_code = e.code(&mut self.problems);
            let known = self.lists.get(at).map_or(&[][..], |l| &l.entries);
            let existing = entry_code.as_ref().and_then(|c| known.iter().position(|k| k.code == c.value));
            let Some(names) = all_names.get_mut(at) else { return };
            if let (Some(existing), true, Some(c)) = (existing, addition, &entry_code) {
                let synonyms = e.texts("synonyms", &mut self.problems);
                let first = self.place_of_part(ENTRY, code.value, c.value);
                self.finish_addition(&e, ENTRY, c, first.as_ref());
                names.add_all(&synonyms, existing, self);
                let entries = self.lists.iter_mut().skip(at).take(1).flat_map(|l| &mut l.entries);
                entries
                    .skip(existing)
                    .take(1)
                    .for_each(|e| e.synonyms.extend(synonyms.iter().map(|t| t.value.to_owned())));
                continue;
            }
            let Some((entry, synonyms)) = self.entry(&mut e, entry_code.as_ref(), inherited.as_ref()) else {
                continue;
            };
            let place = e.place.clone();
            e.finish(&mut self.problems);
            if let Some(entry_code) = &entry_code {
                self.note_part(ENTRY, code.value, entry_code);
            }
            let count = self.lists.get(at).map_or(0, |l| l.entries.len());
            names.add(&entry, &place, &synonyms, count, self);
            if let Some(list) = self.lists.get_mut(at) {
                list.entries.push(entry);
            }
        }
        if addition {
            let first = self.place_of(LIST, code.value).cloned();
            self.finish_addition(&s, LIST, &code, first.as_ref());
        } else {
            s.finish(&mut self.problems);
        }
    }

    fn entry(
        &mut self,
        s: &mut Section<'a>,
        code: Option<&Located<&'a str>>,
        inherited: Option<&Basis>,
    ) -> Option<(ListEntry, Vec<Located<&'a str>>)> {
        let label = s.words("label", &mut self.problems).unwrap_or_default();
        let synonyms = s.texts("synonyms", &mut self.problems);
        let basis = self.basis(s, inherited);
        let texts = synonyms.iter().map(|t| t.value.to_owned()).collect();
        Some((ListEntry { code: code?.value.to_owned(), label, synonyms: texts, basis }, synonyms))
    }

    /// Whether a later rulebook adds to an entry of an earlier one.
    pub fn is_addition(&self, kind: Kind, code: &Located<&str>, section: &Section<'_>) -> bool {
        section.layer > 0
            && self.place_of(kind, code.value).is_some_and(|first| self.layer_of(first) < section.layer)
    }

    /// Reports the keys by which an addition would redefine what it adds to.
    pub fn finish_addition(
        &mut self,
        section: &Section<'a>,
        kind: Kind,
        code: &Located<&str>,
        first: Option<&Place>,
    ) {
        for (key, place) in section.unasked() {
            let message = words(
                format!("{} « {} » existe déjà : « {key} » ne peut pas changer.", kind.0, code.value),
                format!("{} \"{}\" exists already: \"{key}\" cannot change.", kind.1, code.value),
            );
            let hint = words(
                "Ajouter seulement : synonymes, valeurs, champs, règles, entrées ou questions nouvelles.",
                "Only add: synonyms, values, fields, rules, entries or questions that are new.",
            );
            self.conflict(&place, first, message, hint);
        }
    }
}

/// The ways to write the entries of a list: no two entries may share one.
#[derive(Default)]
struct Names(BTreeMap<String, (usize, Place)>);

impl Names {
    fn add(
        &mut self,
        entry: &ListEntry,
        place: &Place,
        synonyms: &[Located<&str>],
        at: usize,
        builder: &mut Builder<'_>,
    ) {
        let Words { fr, en } = &entry.label;
        for name in [&entry.code, fr, en] {
            self.one(name, place, at, builder);
        }
        self.add_all(synonyms, at, builder);
    }

    fn add_all(&mut self, synonyms: &[Located<&str>], at: usize, builder: &mut Builder<'_>) {
        for synonym in synonyms {
            self.one(synonym.value, &synonym.place, at, builder);
        }
    }

    fn one(&mut self, name: &str, place: &Place, at: usize, builder: &mut Builder<'_>) {
        let folded: String = squeezed(name).collect();
        match self.0.get(&folded) {
            Some((other, _)) if *other == at || folded.is_empty() => {}
            Some((_, first)) => builder.problems.conflict(
                place,
                first,
                words(
                    format!("« {name} » désigne déjà une autre entrée de la liste."),
                    format!("\"{name}\" already names another entry of the list."),
                ),
                words(
                    "Un nom ou synonyme ne vaut que pour un code, sans compter accents ni majuscules.",
                    "A name or synonym stands for one code only, whatever its accents and capitals.",
                ),
            ),
            None => {
                self.0.insert(folded, (at, place.clone()));
            }
        }
    }
}

/// The basis of what nobody stated.
pub(super) fn user() -> Basis {
    Basis { source: String::new(), status: Status::User, how: None }
}

/// A region that is missing.
pub(super) fn no_region() -> Region {
    Region { code: String::new(), label: Words::default(), basis: user() }
}
