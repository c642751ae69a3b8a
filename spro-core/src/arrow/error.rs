//! Why a frame could not be taken.

use super::schema::expected;
use crate::rulebook::FieldType;
use crate::value::Lang;
use std::fmt;

/// A frame that is not a table of the rulebook. The sentences say which column, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// A required column is not there.
    MissingColumn {
        /// Code of the field.
        column: String,
        /// The columns that are there.
        found: String,
    },
    /// A column is named nearly as a field, whose own column is not there.
    Misnamed {
        /// The name of the column.
        found: String,
        /// Code of the field.
        column: String,
    },
    /// A column holds values of a type that its field does not take.
    WrongType {
        /// Code of the field.
        column: String,
        /// The Arrow type of its values.
        found: String,
        /// The type of the field.
        kind: FieldType,
    },
    /// Two columns have the same name.
    TwiceNamed {
        /// The name.
        column: String,
    },
    /// There is no such table.
    UnknownTable {
        /// The code asked for.
        table: String,
        /// The codes of the tables.
        known: String,
    },
    /// The columns are those of no table, or of several.
    NoTable {
        /// The columns that are there.
        found: String,
        /// The codes of the tables that they could be, or of all.
        known: String,
    },
    /// The columns could not be put together, or their source failed.
    Broken(String),
}

impl FrameError {
    /// What is wrong and what to do.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.french(),
            Lang::En => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::MissingColumn { column, found } => format!(
                "La colonne « {column} » manque. Colonnes trouvées : {}. Renommez la bonne colonne en « {column} ».",
                listed(found, "aucune")
            ),
            Self::Misnamed { found, column } => format!(
                "La colonne « {found} » n’est pas connue, et « {column} » manque. Si c’est elle, renommez-la en « {column} ». Sinon, retirez-la."
            ),
            Self::WrongType { column, found, kind } => format!(
                "La colonne « {column} » contient des valeurs de type {found}. Il faut {}.",
                expected(*kind, Lang::Fr)
            ),
            Self::TwiceNamed { column } => {
                format!("Deux colonnes s’appellent « {column} ». Gardez-en une.")
            }
            Self::UnknownTable { table, known } => {
                format!("Le tableau « {table} » n’existe pas. Tableaux connus : {known}.")
            }
            Self::NoTable { found, known } => format!(
                "Le tableau ne se reconnaît pas à ses colonnes : {}. Nommez-le ; tableaux possibles : {known}.",
                listed(found, "aucune")
            ),
            Self::Broken(why) => format!("Ces données n’ont pas pu être lues : {why}."),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::MissingColumn { column, found } => format!(
                "The column “{column}” is missing. Columns found: {}. Rename the right column to “{column}”.",
                listed(found, "none")
            ),
            Self::Misnamed { found, column } => format!(
                "The column “{found}” is not known, and “{column}” is missing. If that is it, rename it to “{column}”. Otherwise drop it."
            ),
            Self::WrongType { column, found, kind } => format!(
                "The column “{column}” holds values of type {found}. Needed: {}.",
                expected(*kind, Lang::En)
            ),
            Self::TwiceNamed { column } => format!("Two columns are named “{column}”. Keep one."),
            Self::UnknownTable { table, known } => {
                format!("There is no table “{table}”. Known tables: {known}.")
            }
            Self::NoTable { found, known } => format!(
                "The table cannot be told from its columns: {}. Name it; possible tables: {known}.",
                listed(found, "none")
            ),
            Self::Broken(why) => format!("This data could not be read: {why}."),
        }
    }
}

/// Names, or that there is none.
fn listed<'a>(names: &'a str, none: &'a str) -> &'a str {
    if names.is_empty() { none } else { names }
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::Fr))
    }
}

impl std::error::Error for FrameError {}

impl From<arrow_schema::ArrowError> for FrameError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Broken(error.to_string())
    }
}
