//! A rulebook in one block of bytes: for programs that do not carry the TOML reader.

use super::verify::{Flaw, verify};
use super::{
    CodeList, Department, Indicator, Matrix, Network, Parameter, Records, Region, Rulebook, Source, Table,
    Threshold,
};
use crate::expression::{Expected, Formula, Scope, compile};
use crate::value::Words;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The first bytes of a compiled rulebook.
const MAGIC: [u8; 8] = *b"SPROBOOK";

/// The version of the form that follows: other versions are refused.
const FORMAT: u16 = 1;

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
    /// They break off, or do not fit together.
    #[error("the compiled rulebook is damaged ({what}): compile the TOML again")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
}

/// What is stored. The same fields as [`Rulebook`], which cannot be read without being checked.
#[derive(Serialize, Deserialize)]
struct Body<'a> {
    code: Cow<'a, str>,
    version: Cow<'a, str>,
    label: Cow<'a, Words>,
    region: Cow<'a, Region>,
    sources: Cow<'a, [Source]>,
    departments: Cow<'a, [Department]>,
    networks: Cow<'a, [Network]>,
    lists: Cow<'a, [CodeList]>,
    parameters: Cow<'a, [Parameter]>,
    tables: Cow<'a, [Table]>,
    indicators: Cow<'a, [Indicator]>,
    thresholds: Cow<'a, [Threshold]>,
    records: Cow<'a, Records>,
    matrix: Cow<'a, Matrix>,
}

impl Rulebook {
    /// The rulebook in one block of bytes, the same on every machine.
    pub fn compile(&self) -> Vec<u8> {
        let body = Body {
            code: Cow::Borrowed(&self.code),
            version: Cow::Borrowed(&self.version),
            label: Cow::Borrowed(&self.label),
            region: Cow::Borrowed(&self.region),
            sources: Cow::Borrowed(&self.sources),
            departments: Cow::Borrowed(&self.departments),
            networks: Cow::Borrowed(&self.networks),
            lists: Cow::Borrowed(&self.lists),
            parameters: Cow::Borrowed(&self.parameters),
            tables: Cow::Borrowed(&self.tables),
            indicators: Cow::Borrowed(&self.indicators),
            thresholds: Cow::Borrowed(&self.thresholds),
            records: Cow::Borrowed(&self.records),
            matrix: Cow::Borrowed(&self.matrix),
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        // Writing into memory does not fail: the model has no type that the form cannot hold.
        bytes.extend(postcard::to_allocvec(&body).unwrap_or_default());
        bytes
    }

    /// A rulebook from the bytes of [`Self::compile`]. Everything that later code relies on is checked again, and every
    /// formula is compiled again, so bytes from anywhere may be given.
    ///
    /// # Errors
    /// Why the bytes are not a compiled rulebook of this version.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, NotCompiled> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(NotCompiled::OtherFile)?;
        if bytes.len() > MOST_BYTES {
            return Err(NotCompiled::TooLong);
        }
        let (format, rest) = rest.split_first_chunk::<2>().ok_or(NotCompiled::Damaged { what: "header" })?;
        let found = u16::from_le_bytes(*format);
        if found != FORMAT {
            return Err(NotCompiled::OtherFormat { found });
        }
        let (body, left) = postcard::take_from_bytes::<Body<'_>>(rest)
            .map_err(|_| NotCompiled::Damaged { what: "the bytes break off" })?;
        if !left.is_empty() {
            return Err(NotCompiled::Damaged { what: "bytes left over" });
        }
        let mut rulebook = Self {
            code: body.code.into_owned(),
            version: body.version.into_owned(),
            label: body.label.into_owned(),
            region: body.region.into_owned(),
            sources: body.sources.into_owned(),
            departments: body.departments.into_owned(),
            networks: body.networks.into_owned(),
            lists: body.lists.into_owned(),
            parameters: body.parameters.into_owned(),
            tables: body.tables.into_owned(),
            indicators: body.indicators.into_owned(),
            thresholds: body.thresholds.into_owned(),
            records: body.records.into_owned(),
            matrix: body.matrix.into_owned(),
        };
        let checked = verify(&rulebook).and_then(|()| recompile(&mut rulebook));
        checked
            .and_then(|()| super::verify::verify_formulas(&rulebook))
            .map_err(|Flaw(what)| NotCompiled::Damaged { what })?;
        Ok(rulebook)
    }
}

/// Compiles every formula from its text.
fn recompile(rulebook: &mut Rulebook) -> Result<(), Flaw> {
    let mut tables = std::mem::take(&mut rulebook.tables);
    let (lists, parameters) = (&rulebook.lists, &rulebook.parameters);
    let again =
        |formula: &Formula, scope: &Scope<'_>| compile(&formula.text, scope).map_err(|_| Flaw("a formula"));
    for table in &mut tables {
        let scope = || Scope::row(&table.fields, lists, parameters).dated(table.day);
        let computed = table.fields.iter().map(|field| {
            let scope = || scope().expect(Expected::Field(field.kind));
            field.computed.as_ref().map(|formula| again(formula, &scope())).transpose()
        });
        let computed: Vec<Option<Formula>> = computed.collect::<Result<_, _>>()?;
        let checks = table.rules.iter().map(|rule| {
            let scope = || scope().expect(Expected::Condition);
            rule.check.as_ref().map(|formula| again(formula, &scope())).transpose()
        });
        let checks: Vec<Option<Formula>> = checks.collect::<Result<_, _>>()?;
        for (field, formula) in table.fields.iter_mut().zip(computed) {
            field.computed = formula;
        }
        for (rule, formula) in table.rules.iter_mut().zip(checks) {
            rule.check = formula;
        }
    }
    for indicator in &mut rulebook.indicators {
        let table = tables.get(usize::from(indicator.table)).ok_or(Flaw("the table of an indicator"))?;
        let scope = || Scope::row(&table.fields, lists, parameters).dated(table.day);
        let expected = Expected::Unit(indicator.unit.clone());
        indicator.value = again(&indicator.value, &scope().group().expect(expected))?;
        if let Some(filter) = &mut indicator.filter {
            *filter = again(filter, &scope().expect(Expected::Condition))?;
        }
    }
    rulebook.tables = tables;
    Ok(())
}
