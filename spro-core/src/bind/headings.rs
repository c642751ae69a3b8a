//! The headers under which the columns of each table are known, and which column is which field.

use super::known::{Form, Known, KnownTable, Level, Sure, Variant, forms, letters};
use crate::rulebook::{Field, FieldType, Requirement, Rulebook, Table};
use crate::sheet::name_parts;
use crate::value::{distance, fold};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All headers of a rulebook's tables.
#[derive(Debug, Clone)]
pub(super) struct Headings<'r> {
    pub tables: &'r [Table],
    known: Arc<Known>,
}

/// A column that a header was found over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Headed {
    pub column: u32,
    /// What stands over it, in all ways to read a header of several lines; the first one is all of it.
    pub texts: Vec<Typed>,
}

/// A header as it was typed, made ready for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub text: String,
    /// Whole, and without what stands in brackets.
    forms: Vec<Form>,
    /// The field of each table that has it exactly.
    sure: Vec<Sure>,
    letters: OnceCell<Vec<char>>,
}

impl Typed {
    /// Its letters, folded, without what stands in brackets.
    fn letters(&self) -> &[char] {
        self.letters.get_or_init(|| letters(&self.text))
    }

    /// Whether it says `nombre`: then its column counts something.
    fn counts(&self) -> bool {
        self.forms.iter().any(|form| form.keys.iter().any(|key| key.split(' ').any(|word| word == "nombre")))
    }
}

impl Headed {
    /// Whether it surely is a field of this table.
    pub fn is_of(&self, table: usize) -> bool {
        self.sure(table).is_some()
    }

    /// The field of a table that it surely is, and the year that it names.
    fn sure(&self, table: usize) -> Option<(usize, Level, Option<i64>)> {
        let mut best: Option<Sure> = None;
        for sure in self.texts.iter().flat_map(|typed| &typed.sure).filter(|sure| sure.table == table) {
            if best.is_none_or(|known| sure.level < known.level) {
                best = Some(*sure);
            }
        }
        best.map(|sure| (sure.field, sure.level, sure.year))
    }
}

/// Which column is which field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Assignment {
    /// For each field: its column, and how its header matched.
    pub fields: Vec<Option<(u32, Level)>>,
    /// Fields with several columns; none of them is read.
    pub ambiguous: Vec<(usize, Vec<u32>)>,
    /// Columns of no field.
    pub unknown: Vec<u32>,
    /// The year that the header of a field names, and its column.
    pub year: Option<(i64, u32)>,
}

impl<'r> Headings<'r> {
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self { tables: rulebook.tables(), known: rulebook.prepared(|r| Known::new(r.tables())) }
    }

    /// Whether a text is the header of some field, exactly.
    pub fn is_known(&self, text: &str) -> bool {
        self.known.has(&forms(text))
    }

    /// The tables whose title a sheet name or a text is, whole or on one side of a colon
    /// (`Indicateurs 1-2 : Nombre de réunions`).
    pub fn named(&self, text: &str) -> Vec<usize> {
        let mut tables = self.known.named(text).to_vec();
        if let Some((before, after)) = text.split_once(':') {
            tables.extend(self.known.named(before));
            tables.extend(self.known.named(after));
        }
        tables
    }

    /// The tables whose title stands among the words of a file's name (`SPRO Dreux coordonnateurs 2017.csv`).
    pub fn named_in_file(&self, path: &str) -> Vec<usize> {
        const MOST_WORDS: usize = 30;
        let folded = fold(name_parts(path).0);
        let words: Vec<&str> = folded.split(' ').take(MOST_WORDS).collect();
        let mut tables = BTreeSet::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                let title = words.get(start..end).unwrap_or_default().join(" ");
                tables.extend(self.known.named(&title));
            }
        }
        tables.into_iter().collect()
    }

    /// A header as it was typed, looked up.
    pub fn typed(&self, text: &str) -> Typed {
        let forms = forms(text);
        let sure = self.known.sure(&forms);
        Typed { text: text.to_owned(), forms, sure, letters: OnceCell::new() }
    }

    /// Which of these columns is which field of this table; only sure matches unless `loosely`. Nothing without one sure match.
    pub fn assign(&self, table: usize, columns: &[Headed], loosely: bool) -> Assignment {
        let count = self.tables.get(table).map_or(0, |t| t.fields.len());
        // For each column its field, and how it matched.
        let mut found: Vec<Option<(usize, Level, Option<i64>)>> =
            columns.iter().map(|headed| headed.sure(table)).collect();
        // A table of which no header is sure is not recognised, whatever the others may mean.
        if loosely && found.iter().any(Option::is_some) {
            let taken: BTreeSet<usize> = found.iter().flatten().map(|(field, ..)| *field).collect();
            for (headed, slot) in columns.iter().zip(&mut found) {
                if slot.is_none() {
                    *slot = self.loose(table, headed, &taken);
                }
            }
        }
        let mut out = Assignment { fields: vec![None; count], ..Assignment::default() };
        for (field, slot) in out.fields.iter_mut().enumerate() {
            let mine = || {
                columns.iter().zip(&found).filter_map(|(headed, found)| match found {
                    Some((f, level, year)) if *f == field => Some((headed.column, *level, *year)),
                    _ => None,
                })
            };
            let Some(best) = mine().map(|(_, level, _)| level).min() else { continue };
            let at_best: Vec<_> = mine().filter(|(_, level, _)| *level == best).collect();
            match *at_best.as_slice() {
                [(column, level, year)] => {
                    *slot = Some((column, level));
                    if let (Some(year), None) = (year, out.year) {
                        out.year = Some((year, column));
                    }
                }
                _ => out.ambiguous.push((field, at_best.iter().map(|(column, ..)| *column).collect())),
            }
        }
        let used = |column: u32| {
            out.fields.iter().flatten().any(|(c, _)| *c == column)
                || out.ambiguous.iter().any(|(_, all)| all.contains(&column))
        };
        out.unknown = columns.iter().map(|headed| headed.column).filter(|column| !used(*column)).collect();
        out
    }

    /// The field that a header which is not written as in the model probably means.
    fn loose(
        &self,
        table: usize,
        headed: &Headed,
        taken: &BTreeSet<usize>,
    ) -> Option<(usize, Level, Option<i64>)> {
        let known = self.known.tables.get(table)?;
        let judges: [(Level, Judge); 3] =
            [(Level::Abbreviated, abbreviated), (Level::Misspelt, misspelt), (Level::Partly, partly)];
        for (level, judge) in judges {
            for typed in &headed.texts {
                let mut best: Option<(usize, usize)> = None;
                let mut tie = false;
                for (field, variants) in known.fields.iter().enumerate() {
                    let Some(cost) = variants
                        .iter()
                        .filter(|v| v.counts || !typed.counts())
                        .filter_map(|v| judge(typed, v, known))
                        .min()
                    else {
                        continue;
                    };
                    match best {
                        Some((_, least)) if least < cost => {}
                        Some((_, least)) if least == cost => tie = true,
                        _ => (best, tie) = (Some((field, cost)), false),
                    }
                }
                if let (Some((field, _)), false) = (best, tie)
                    && !taken.contains(&field)
                {
                    return Some((field, level, typed.forms.first().and_then(|form| form.year)));
                }
            }
        }
        None
    }

    /// Whether these columns make the table: most of what its rows are made of is there, or something of it and its name.
    pub fn recognises(&self, table: usize, assignment: &Assignment, named: bool) -> bool {
        let Some(definition) = self.tables.get(table) else { return false };
        let mut own = 0_usize;
        let mut found = 0_usize;
        // In the answers of a survey everything may stay blank: there each answer counts.
        let any_own = definition.fields.iter().any(is_own);
        for (field, slot) in definition.fields.iter().zip(&assignment.fields) {
            if is_own(field) || !any_own && is_content(field) {
                own += 1;
                found += usize::from(slot.is_some());
            }
        }
        let ambiguous = assignment.ambiguous.len();
        let all = assignment.fields.iter().flatten().count() + ambiguous;
        found += ambiguous;
        if named { found >= 1 && all >= 2.min(definition.fields.len()) } else { all >= 2 && found * 2 > own }
    }
}

/// Whether a field is one that only a row of this table has: not the network, not the year, not computed, not optional.
fn is_own(field: &Field) -> bool {
    is_content(field) && field.required != Requirement::Optional
}

/// The same, optional fields too.
fn is_content(field: &Field) -> bool {
    field.computed.is_none() && field.kind != FieldType::Year && !is_network(field)
}

/// Whether a field holds the network: its list is the first one.
pub(super) fn is_network(field: &Field) -> bool {
    field.kind == FieldType::Code && field.list == Some(0)
}

/// How far a header is from a variant, where it may mean it.
type Judge = fn(&Typed, &Variant, &KnownTable) -> Option<usize>;

fn abbreviated(typed: &Typed, known: &Variant, _: &KnownTable) -> Option<usize> {
    let known = &known.form.words;
    let short = |form: &Form| {
        form.words.len() == known.len()
            && form
                .words
                .iter()
                .zip(known)
                .all(|(t, k)| t == k || (t.len() >= 3 && k.starts_with(t.as_str())))
    };
    typed.forms.iter().any(|form| !form.words.is_empty() && short(form)).then_some(0)
}

fn misspelt(typed: &Typed, known: &Variant, _: &KnownTable) -> Option<usize> {
    let (typed, known) = (typed.letters(), &known.letters);
    let allowed = (typed.len() / 8).clamp(1, 4);
    if typed.len() < 5 || typed.len().abs_diff(known.len()) > allowed {
        return None;
    }
    Some(distance(typed, known)).filter(|apart| *apart <= allowed)
}

/// Some of the variant's words (`Formation`), or all of them and words of the table's title (`Objet de la réunion`).
/// What is left over on either side is the distance.
fn partly(typed: &Typed, known: &Variant, table: &KnownTable) -> Option<usize> {
    let variant = &known.form.words;
    let cost = |form: &Form| {
        let words = &form.words;
        let within = !words.is_empty() && words.iter().all(|w| variant.contains(w));
        let around = !variant.is_empty()
            && variant.iter().all(|w| words.contains(w))
            && words.iter().all(|w| variant.contains(w) || table.vocabulary.contains(w));
        (within || around).then(|| words.len().abs_diff(variant.len()))
    };
    typed.forms.iter().filter_map(cost).min()
}
