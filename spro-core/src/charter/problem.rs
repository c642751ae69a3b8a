//! What a charter file misses or has wrong.

use super::Colour;
use crate::value::Lang;

/// What is wrong with a charter file; keys are written with their section (`logo.fichier`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CharterProblem {
    /// It is no TOML.
    #[error("line {line}, column {column}: not TOML")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A key that a charter needs is not there, or holds nothing.
    #[error("`{key}` is missing")]
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A key that a charter does not have.
    #[error("`{key}` is no key of a charter")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A key holds something of another kind.
    #[error("`{key}` holds the wrong kind of value")]
    WrongKind {
        /// The key.
        key: &'static str,
    },
    /// A colour that is not written as `#1F3864`.
    #[error("`{key}`: `{text}` is no colour")]
    NotAColour {
        /// The key.
        key: &'static str,
        /// What stands there.
        text: String,
    },
    /// A font whose name holds characters that names of fonts do not have.
    #[error("`{key}`: `{text}` is no name of a font")]
    NotAFont {
        /// The key.
        key: &'static str,
        /// What stands there.
        text: String,
    },
    /// A text that cannot be read on its ground.
    #[error("the contrast of {text} on {ground} is too low")]
    LowContrast {
        /// The text's colour.
        text: Colour,
        /// The colour that it stands on.
        ground: Colour,
    },
    /// The logo's file is not there.
    #[error("the logo `{file}` was not found")]
    LogoNotFound {
        /// The file, as the charter names it.
        file: String,
    },
    /// The logo's file is no PNG and no JPEG.
    #[error("the logo `{file}` is no PNG or JPEG")]
    LogoFormat {
        /// The file, as the charter names it.
        file: String,
    },
}

/// The keys of a charter, what they hold, and an example, for messages.
const KEYS: [(&str, &str, &str, &str); 9] = [
    ("organisme", "le nom de l'organisme", "the name of the body", "organisme = \"SPRO local de Dreux\""),
    (
        "mentions",
        "les mentions obligatoires",
        "the mandatory mentions",
        "mentions = [\"Action cofinancée par l'Union européenne.\"]",
    ),
    ("logo.fichier", "le fichier du logo", "the file of the logo", "fichier = \"logo.png\""),
    (
        "logo.texte",
        "le texte qui remplace le logo",
        "the text in place of the logo",
        "texte = \"SPRO local\"",
    ),
    ("couleurs.principale", "la couleur principale", "the main colour", "principale = \"#1F3864\""),
    ("couleurs.texte", "la couleur du texte", "the colour of the text", "texte = \"#1A1A1A\""),
    ("couleurs.fond", "la couleur du fond", "the colour of the ground", "fond = \"#FFFFFF\""),
    ("polices.titres", "la police des titres", "the font of titles", "titres = \"Arial\""),
    ("polices.texte", "la police du texte", "the font of the text", "texte = \"Arial\""),
];

impl CharterProblem {
    /// What is wrong and how to mend it.
    pub fn message(&self, lang: Lang) -> String {
        let fr = lang == Lang::Fr;
        match self {
            Self::Syntax { line, column } if fr => format!(
                "Ligne {line}, colonne {column} : ce n'est pas du TOML. Attendu : une clé et une valeur, par exemple organisme = \"SPRO local\"."
            ),
            Self::Syntax { line, column } => format!(
                "Line {line}, column {column}: this is not TOML. Expected: a key and a value, for example organisme = \"SPRO local\"."
            ),
            Self::Missing { key } => {
                let (what_fr, what_en, example) = about(key);
                if fr {
                    format!(
                        "« {key} » manque : {what_fr}. Ajouter par exemple {example}{}.",
                        within(key, lang)
                    )
                } else {
                    format!(
                        "\"{key}\" is missing: {what_en}. Add for example {example}{}.",
                        within(key, lang)
                    )
                }
            }
            Self::UnknownKey { key } => {
                let known: Vec<&str> = KEYS.iter().map(|(key, ..)| *key).collect();
                let known = known.join(", ");
                if fr {
                    format!("« {key} » n'est pas une clé de charte. Clés connues : {known}.")
                } else {
                    format!("\"{key}\" is no key of a charter. Known keys: {known}.")
                }
            }
            Self::WrongKind { key } => {
                let (.., example) = about(key);
                if fr {
                    format!(
                        "« {key} » n'a pas la forme attendue. Écrire par exemple {example}{}.",
                        within(key, lang)
                    )
                } else {
                    format!(
                        "\"{key}\" has not the expected form. Write for example {example}{}.",
                        within(key, lang)
                    )
                }
            }
            Self::NotAColour { key, text } if fr => {
                format!(
                    "« {key} » : « {text} » n'est pas une couleur. Écrire six chiffres, par exemple #1F3864."
                )
            }
            Self::NotAColour { key, text } => {
                format!("\"{key}\": \"{text}\" is no colour. Write six digits, for example #1F3864.")
            }
            Self::NotAFont { key, text } if fr => {
                format!("« {key} » : « {text} » n'est pas un nom de police. Écrire par exemple Arial.")
            }
            Self::NotAFont { key, text } => {
                format!("\"{key}\": \"{text}\" is no name of a font. Write for example Arial.")
            }
            Self::LowContrast { text, ground } if fr => {
                format!(
                    "Le texte {text} se lit mal sur le fond {ground}. Choisir des couleurs plus éloignées (contraste 4,5)."
                )
            }
            Self::LowContrast { text, ground } => {
                format!(
                    "The text {text} is hard to read on {ground}. Choose colours further apart (contrast 4.5)."
                )
            }
            Self::LogoNotFound { file } if fr => {
                format!(
                    "Le logo « {file} » est introuvable. Le placer à côté de la charte, ou corriger « logo.fichier »."
                )
            }
            Self::LogoNotFound { file } => {
                format!(
                    "The logo \"{file}\" was not found. Put it beside the charter, or correct \"logo.fichier\"."
                )
            }
            Self::LogoFormat { file } if fr => {
                format!(
                    "Le logo « {file} » n'est ni un PNG ni un JPEG. L'enregistrer par exemple en logo.png."
                )
            }
            Self::LogoFormat { file } => {
                format!("The logo \"{file}\" is no PNG and no JPEG. Save it for example as logo.png.")
            }
        }
    }
}

fn about(key: &str) -> (&'static str, &'static str, &'static str) {
    KEYS.iter().find(|(name, ..)| *name == key).map_or(("", "", ""), |(_, fr, en, example)| (fr, en, example))
}

/// Where the line goes, for a key of a section.
fn within(key: &str, lang: Lang) -> String {
    match (key.split_once('.'), lang) {
        (Some((section, _)), Lang::Fr) => format!(" sous [{section}]"),
        (Some((section, _)), Lang::En) => format!(" under [{section}]"),
        (None, _) => String::new(),
    }
}
