//! The headers and titles of a rulebook's tables, in the forms in which typed ones are compared with them.

use super::heading::{Heading, without_brackets};
use crate::rulebook::Table;
use crate::value::fold;
use std::collections::{BTreeSet, HashMap};

/// All headers and titles, kept with the rulebook.
#[derive(Debug)]
pub(super) struct Known {
    pub tables: Vec<KnownTable>,
    /// Which fields of which tables have exactly this header.
    exact: HashMap<String, Vec<Exact>>,
    /// Which tables have exactly this title.
    names: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exact {
    table: usize,
    field: usize,
    level: Level,
    /// Whether the field counts something, so that `Nombre de` may stand before its name.
    counts: bool,
}

/// Those of one table.
#[derive(Debug)]
pub(super) struct KnownTable {
    /// The forms of each field's names.
    pub fields: Vec<Vec<Variant>>,
    /// Words of the table's titles, which a header may repeat (`Objet de la réunion`).
    pub vocabulary: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// One form of one name of a field.
#[derive(Debug)]
pub(super) struct Variant {
    pub form: Form,
    pub letters: Vec<char>,
    /// Whether the field counts something.
    pub counts: bool,
}

/// How a header matches, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// The same words.
    Same,
    /// The same words but `nombre`.
    WithoutNumber,
    /// The words cut short.
    Abbreviated,
    /// A letter or two differ.
    Misspelt,
    /// Some of the words, or words of the table's title beside them.
    Partly,
}

/// The levels at which a table is recognised: the whole header, and without `nombre`.
const SURE: [Level; 2] = [Level::Same, Level::WithoutNumber];

impl Level {
    /// Whether a header at this level counts when a table is recognised.
    pub fn is_sure(self) -> bool {
        self <= Self::WithoutNumber
    }
}

/// A field that a header surely means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sure {
    pub table: usize,
    pub field: usize,
    pub level: Level,
    /// The year that the header names.
    pub year: Option<i64>,
}

/// A header as it is compared and looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// Its words without `nombre`.
    pub words: Vec<String>,
    /// Its words in a row, and the same without `nombre`.
    pub keys: [String; 2],
    pub year: Option<i64>,
}

impl Form {
    fn new(heading: &Heading) -> Option<Self> {
        let words: Vec<String> = heading.bare().into_iter().map(str::to_owned).collect();
        let keys = [heading.key(), words.join(" ")];
        keys.iter().any(|key| !key.is_empty()).then_some(Self { words, keys, year: heading.year })
    }
}

/// A header in the forms in which it is looked up: whole, and without what stands in brackets.
pub(super) fn forms(text: &str) -> Vec<Form> {
    let short = without_brackets(text).map(|short| Heading::new(&short));
    [Some(Heading::new(text)), short].iter().flatten().filter_map(Form::new).collect()
}

/// Its letters, folded, without what stands in brackets.
pub(super) fn letters(text: &str) -> Vec<char> {
    let short = without_brackets(text);
    fold(short.as_deref().unwrap_or(text)).chars().filter(|c| *c != ' ').take(120).collect()
}

impl KnownTable {
    fn new(table: &Table) -> Self {
        let fields = table
            .fields
            .iter()
            .map(|field| {
                let names = [&field.code, &field.label.fr, &field.label.en];
                names
                    .into_iter()
                    .chain(&field.headers)
                    .flat_map(|name| {
                        forms(name).into_iter().map(|form| Variant {
                            form,
                            letters: letters(name),
                            counts: field.kind.unit().is_some(),
                        })
                    })
                    .collect()
            })
            .collect();
        let titles = [&table.code, &table.label.fr, &table.label.en];
        let titles: Vec<Heading> =
            titles.into_iter().chain(&table.names).map(|name| Heading::new(name)).collect();
        Self {
            fields,
            vocabulary: titles.iter().flat_map(|t| t.words.iter().cloned()).collect(),
            names: titles.iter().map(Heading::key).filter(|key| !key.is_empty()).collect(),
        }
    }
}

impl Known {
    pub fn new(tables: &[Table]) -> Self {
        let tables: Vec<KnownTable> = tables.iter().map(KnownTable::new).collect();
        let mut all = Self { tables: Vec::new(), exact: HashMap::new(), names: HashMap::new() };
        for (table, definition) in tables.iter().enumerate() {
            for (field, variants) in definition.fields.iter().enumerate() {
                for variant in variants {
                    for (key, level) in variant.form.keys.iter().zip(SURE) {
                        all.add(key, Exact { table, field, level, counts: variant.counts });
                    }
                }
            }
            for name in &definition.names {
                all.names.entry(name.clone()).or_default().push(table);
            }
        }
        Self { tables, ..all }
    }

    /// The fields that have one of these forms exactly, the best one of each table.
    pub fn sure(&self, forms: &[Form]) -> Vec<Sure> {
        let mut all: Vec<Sure> = Vec::new();
        for form in forms {
            for (key, least) in form.keys.iter().zip(SURE) {
                let Some(here) = self.exact.get(key) else { continue };
                let fits = |e: &&Exact| e.counts || least == Level::Same;
                for exact in here.iter().filter(fits) {
                    // Where two fields of a table have it, it is neither.
                    if here.iter().filter(fits).filter(|e| e.table == exact.table).nth(1).is_some() {
                        continue;
                    }
                    let Exact { table, field, level, .. } = *exact;
                    let new = Sure { table, field, level: level.max(least), year: form.year };
                    match all.iter_mut().find(|known| known.table == table) {
                        Some(known) if new.level < known.level => *known = new,
                        Some(_) => {}
                        None => all.push(new),
                    }
                }
            }
        }
        all
    }

    /// Whether some field has one of these forms exactly.
    pub fn has(&self, forms: &[Form]) -> bool {
        forms.iter().any(|form| form.keys.iter().any(|key| self.exact.contains_key(key)))
    }

    /// The tables that have this title.
    pub fn named(&self, title: &str) -> &[usize] {
        self.names.get(&Heading::new(title).key()).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, key: &str, new: Exact) {
        if key.is_empty() {
            return;
        }
        let all = self.exact.entry(key.to_owned()).or_default();
        match all.iter_mut().find(|e| (e.table, e.field) == (new.table, new.field)) {
            Some(found) => found.level = found.level.min(new.level),
            None => all.push(new),
        }
    }
}
