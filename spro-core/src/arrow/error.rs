//! Why a frame could not be taken.

/// A frame that is not a table of the rulebook. The sentences say which column, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// A required column is not there.
    #[error(
        "La colonne « {column} » manque. Colonnes trouvées : {found}. Renommez la bonne colonne en « {column} »."
    )]
    MissingColumn {
        /// Code of the field.
        column: String,
        /// The columns that are there.
        found: String,
    },
    /// A column holds values of a type that its field does not take.
    #[error("La colonne « {column} » contient des valeurs de type {found}. Il faut {expected}.")]
    WrongType {
        /// Code of the field.
        column: String,
        /// The Arrow type of its values.
        found: String,
        /// What the field takes.
        expected: &'static str,
    },
    /// Two columns have the same name.
    #[error("Deux colonnes s’appellent « {column} ». Gardez-en une.")]
    TwiceNamed {
        /// The name.
        column: String,
    },
    /// There is no such table.
    #[error("Le tableau « {table} » n’existe pas. Tableaux connus : {known}.")]
    UnknownTable {
        /// The code asked for.
        table: String,
        /// The codes of the tables.
        known: String,
    },
    /// The columns could not be put together.
    #[error("Ces données n’ont pas pu être lues : {0}.")]
    Broken(String),
}

impl From<arrow_schema::ArrowError> for FrameError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Broken(error.to_string())
    }
}
