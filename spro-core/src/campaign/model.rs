//! A campaign: the returns of many networks, checked and aggregated.

use crate::batch::Batch;
use crate::finding::{Diagnostic, Finding, Omitted};
use crate::indicator::{Expected, IndicatorValue, Level, Partial, Rejected};
use crate::rulebook::{Rulebook, Severity};
use crate::sheet::ReadError;
use crate::value::Lang;

/// The rows of one table in a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SubmittedTable {
    /// Position of the table in the rulebook.
    pub table: u16,
    /// How many rows.
    pub rows: u64,
    /// How many of them an error keeps out of the indicators.
    pub rejected_rows: u64,
    /// The typed rows; empty unless [`super::Options::keep_rows`] asks for them.
    pub batches: Vec<Batch<'static>>,
    /// For each batch, the rows that an error keeps out; empty with `batches`.
    pub rejected: Vec<Vec<Rejected>>,
}

/// What one file holds: the tables of a network, and what was found in them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Submission {
    /// The file.
    pub path: String,
    /// Position of the network, where the file tells one.
    pub network: Option<u32>,
    /// The names of the file's sheets.
    pub sheets: Vec<String>,
    /// Its tables, in the rulebook's order.
    pub tables: Vec<SubmittedTable>,
    /// What was found, in the order of the file; no more than [`super::Options::most_findings`].
    pub findings: Vec<Finding>,
    /// What was found beyond that, by code.
    pub omitted: Vec<Omitted>,
}

impl Submission {
    /// The findings in words.
    pub fn diagnostics<'a>(
        &'a self,
        rulebook: &'a Rulebook,
        lang: Lang,
    ) -> impl Iterator<Item = Diagnostic> + 'a {
        self.findings.iter().map(move |f| f.describe(rulebook, &self.sheets, lang))
    }

    /// How many findings are of this severity, the omitted ones included.
    pub fn count(&self, rulebook: &Rulebook, severity: Severity) -> usize {
        let omitted = self.omitted.iter().filter(|o| o.severity == severity).map(|o| o.count).sum::<u64>();
        let told = self.findings.iter().filter(|f| f.severity(rulebook) == severity).count();
        told.saturating_add(usize::try_from(omitted).unwrap_or(usize::MAX))
    }

    /// The rows of a table, where the file has it.
    pub fn table(&self, table: u16) -> Option<&SubmittedTable> {
        self.tables.iter().find(|t| t.table == table)
    }
}

/// A file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {path} » : {}", .cause.message(Lang::Fr))]
#[non_exhaustive]
pub struct Failure {
    /// The file or folder.
    pub path: String,
    /// Why.
    pub cause: FailureCause,
}

/// Why a file or folder could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureCause {
    /// It could not be read.
    Read(ReadError),
    /// It holds no table that the rulebook knows.
    NoTable {
        /// The titles of the tables that are looked for.
        tables: Vec<crate::value::Words>,
    },
    /// It holds no table but one whose headers several tables have.
    SeveralTables {
        /// The codes of those tables.
        tables: Vec<String>,
    },
    /// The folder holds no workbook.
    NoWorkbook,
    /// The folder cannot be listed.
    NoFolder,
}

impl FailureCause {
    /// What is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Read(error), _) => error.message(lang),
            (Self::NoTable { tables }, Lang::Fr) => format!(
                "aucun tableau de bord n’a été reconnu. Vérifiez que la ligne des titres de colonnes est là. \
                 Tableaux attendus : {}.",
                titles(tables, lang)
            ),
            (Self::NoTable { tables }, Lang::En) => format!(
                "no report table was recognised. Check that the row of column headings is there. Tables looked for: {}.",
                titles(tables, lang)
            ),
            (Self::SeveralTables { tables }, Lang::Fr) => format!(
                "plusieurs tableaux ont ces titres de colonnes : {}. Donnez à la feuille, ou au fichier, \
                 le nom du sien. Deux tableaux côte à côte se mettent l’un sous l’autre.",
                tables.join(", ")
            ),
            (Self::SeveralTables { tables }, Lang::En) => format!(
                "several tables have these column headings: {}. Name the sheet, or the file, after the one \
                 it is. Put two tables that stand side by side below each other.",
                tables.join(", ")
            ),
            (Self::NoWorkbook, Lang::Fr) => {
                "ce dossier ne contient aucun classeur (.xlsx, .ods, .csv ou .json). Vérifiez le chemin."
                    .into()
            }
            (Self::NoWorkbook, Lang::En) => {
                "this folder holds no workbook (.xlsx, .ods, .csv or .json). Check the path.".into()
            }
            (Self::NoFolder, Lang::Fr) => {
                "ce dossier ne peut pas être lu. Vérifiez vos droits d’accès.".into()
            }
            (Self::NoFolder, Lang::En) => "this folder cannot be read. Check your access rights.".into(),
        }
    }
}

fn titles(tables: &[crate::value::Words], lang: Lang) -> String {
    let titles: Vec<&str> = tables.iter().map(|t| t.get(lang)).collect();
    titles.join(" ; ")
}

/// Many returns, read and checked together.
// INVARIANT: `partial` holds the rows of `submissions` that no error keeps out; kept by reading, from files or from frames.
#[derive(Debug, Clone)]
pub struct Campaign {
    pub(super) submissions: Vec<Submission>,
    pub(super) failures: Vec<Failure>,
    pub(super) partial: Partial,
}

impl Campaign {
    /// What was read from something else than files.
    #[cfg(feature = "arrow")]
    pub(crate) fn from_parts(submissions: Vec<Submission>, partial: Partial) -> Self {
        Self { submissions, failures: Vec::new(), partial }
    }

    /// The files that were read, in the order of their paths.
    pub fn submissions(&self) -> &[Submission] {
        &self.submissions
    }

    /// The files that could not be used.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// The sums behind the indicators; mergeable with those of other campaigns.
    pub fn partial(&self) -> &Partial {
        &self.partial
    }

    /// What the networks that returned a file owe: every table, for each year that it asks for.
    pub fn due(&self, rulebook: &Rulebook) -> Expected {
        Expected::of_networks(self.submissions.iter().filter_map(|s| s.network), rulebook)
    }

    /// The indicators at a level: values, or why there are none.
    pub fn values(&self, rulebook: &Rulebook, level: Level) -> Vec<IndicatorValue> {
        self.partial.values(rulebook, level, &self.due(rulebook))
    }

    /// How many findings are of this severity.
    pub fn count(&self, rulebook: &Rulebook, severity: Severity) -> usize {
        self.submissions.iter().map(|s| s.count(rulebook, severity)).sum()
    }
}
