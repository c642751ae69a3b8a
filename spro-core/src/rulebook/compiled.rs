//! A rulebook in one block of bytes: for programs that do not carry the TOML reader.

use super::prepared::Prepared;
use super::verify::{Flaw, verify, verify_definitions};
use super::{Basis, Matrix, Records, Rulebook};
use crate::value::stored::{Reader, Stored};

/// The first bytes of a compiled rulebook.
const MAGIC: [u8; 8] = *b"SPROBOOK";

/// The version of the form that follows: other versions are refused.
const FORMAT: u16 = 3;

/// What a block holds: all of a rulebook, or what forms need.
const WHOLE: u8 = 0;
const FORMS: u8 = 1;

const BROKEN: &str = "the bytes break off, or say what cannot be";

/// Most bytes of a compiled rulebook.
const MOST_BYTES: usize = 4 << 20;

/// Why bytes are not a compiled rulebook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotCompiled {
    /// They begin otherwise.
    #[error("not a compiled rulebook: compile the TOML file first")]
    OtherFile,
    /// They were written by another version of the program.
    #[error(
        "compiled by another version (format {found}, this program reads {FORMAT}): compile the TOML again"
    )]
    OtherFormat {
        /// The version of the form that was found.
        found: u16,
    },
    /// They are longer than any rulebook may be.
    #[error("longer than a compiled rulebook may be (4 MiB)")]
    TooLong,
    /// They hold only what forms need.
    #[error("compiled for forms only: compile the whole TOML file")]
    ForForms,
    /// They break off, or do not fit together.
    #[error("the compiled rulebook is damaged ({what}): compile the TOML again")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
}

impl Rulebook {
    /// The rulebook in one block of bytes, the same on every machine.
    pub fn compile(&self) -> Vec<u8> {
        let mut bytes = Self::head(WHOLE);
        self.store_definitions(&mut bytes);
        self.records.store(&mut bytes);
        self.sources.store(&mut bytes);
        self.thresholds.store(&mut bytes);
        self.matrix.store(&mut bytes);
        bytes
    }

    /// What forms need of it, in one block of bytes: without records, documents, thresholds and the evaluation matrix,
    /// without how entries were read into their sources, without the names by which sheets and columns are known, and
    /// without the names of rules, which only reports say.
    pub fn compile_for_forms(&self) -> Vec<u8> {
        let mut bytes = Self::head(FORMS);
        let mut cut = self.clone();
        cut.each_basis(|basis| basis.how = None);
        for table in &mut cut.tables {
            table.names.clear();
            table.fields.iter_mut().for_each(|field| field.headers.clear());
            table.rules.iter_mut().for_each(|rule| rule.label = None);
        }
        cut.store_definitions(&mut bytes);
        bytes
    }

    /// Every basis among the definitions.
    fn each_basis(&mut self, mut change: impl FnMut(&mut Basis)) {
        change(&mut self.region.basis);
        self.departments.iter_mut().for_each(|d| change(&mut d.basis));
        self.networks.iter_mut().for_each(|n| change(&mut n.basis));
        self.parameters.iter_mut().for_each(|p| change(&mut p.basis));
        self.indicators.iter_mut().for_each(|i| change(&mut i.basis));
        for list in &mut self.lists {
            change(&mut list.basis);
            list.entries.iter_mut().for_each(|e| change(&mut e.basis));
        }
        for table in &mut self.tables {
            change(&mut table.basis);
            table.fields.iter_mut().for_each(|f| change(&mut f.basis));
            table.rules.iter_mut().for_each(|r| change(&mut r.basis));
        }
    }

    fn head(content: u8) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.push(content);
        bytes
    }

    /// What every reader of a compiled rulebook needs.
    fn store_definitions(&self, out: &mut Vec<u8>) {
        self.code.store(out);
        self.version.store(out);
        self.label.store(out);
        self.region.store(out);
        self.departments.store(out);
        self.networks.store(out);
        self.lists.store(out);
        self.parameters.store(out);
        self.tables.store(out);
        self.indicators.store(out);
    }

    /// A rulebook from the bytes of [`Self::compile`]. Everything that later code relies on is checked again, so bytes
    /// from anywhere may be given.
    ///
    /// # Errors
    /// Why the bytes are not a compiled rulebook of this version.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, NotCompiled> {
        let (content, mut from) = opened(bytes)?;
        if content == FORMS {
            return Err(NotCompiled::ForForms);
        }
        let mut rulebook = Self::load_definitions(&mut from);
        rulebook.records = Stored::load(&mut from);
        rulebook.sources = Stored::load(&mut from);
        rulebook.thresholds = Stored::load(&mut from);
        rulebook.matrix = Stored::load(&mut from);
        complete(&from)?;
        verify(&rulebook).map_err(damaged)?;
        Ok(rulebook)
    }

    /// What forms need, from the bytes of [`Self::compile`] or of [`Self::compile_for_forms`]: no records, documents,
    /// thresholds or evaluation matrix. They are checked as [`Self::from_compiled`] does.
    ///
    /// # Errors
    /// Why the bytes are not a compiled rulebook of this version.
    pub fn for_forms(bytes: &[u8]) -> Result<Self, NotCompiled> {
        let (content, mut from) = opened(bytes)?;
        let rulebook = Self::load_definitions(&mut from);
        if content == FORMS {
            complete(&from)?;
        } else if !from.fits() {
            return Err(NotCompiled::Damaged { what: BROKEN });
        }
        verify_definitions(&rulebook).map_err(damaged)?;
        Ok(rulebook)
    }

    fn load_definitions(from: &mut Reader<'_>) -> Self {
        Self {
            code: Stored::load(from),
            version: Stored::load(from),
            label: Stored::load(from),
            region: Stored::load(from),
            departments: Stored::load(from),
            networks: Stored::load(from),
            lists: Stored::load(from),
            parameters: Stored::load(from),
            tables: Stored::load(from),
            indicators: Stored::load(from),
            records: Records::default(),
            sources: Vec::new(),
            thresholds: Vec::new(),
            matrix: Matrix::default(),
            prepared: Prepared::default(),
        }
    }
}

/// What a block says it holds, and the rest of it.
fn opened(bytes: &[u8]) -> Result<(u8, Reader<'_>), NotCompiled> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(NotCompiled::OtherFile)?;
    if bytes.len() > MOST_BYTES {
        return Err(NotCompiled::TooLong);
    }
    let header = NotCompiled::Damaged { what: "header" };
    let Some(([low, high, content], rest)) = rest.split_first_chunk() else { return Err(header) };
    let found = u16::from_le_bytes([*low, *high]);
    if found != FORMAT {
        return Err(NotCompiled::OtherFormat { found });
    }
    if ![WHOLE, FORMS].contains(content) {
        return Err(header);
    }
    Ok((*content, Reader::new(rest)))
}

fn complete(from: &Reader<'_>) -> Result<(), NotCompiled> {
    match (from.fits(), from.rest()) {
        (true, []) => Ok(()),
        (true, _) => Err(NotCompiled::Damaged { what: "bytes left over" }),
        (false, _) => Err(NotCompiled::Damaged { what: BROKEN }),
    }
}

fn damaged(Flaw(what): Flaw) -> NotCompiled {
    NotCompiled::Damaged { what }
}
