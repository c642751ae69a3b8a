//! Brand charters: the logo, colours, fonts and mentions that printed sheets must carry, from a small TOML file.
//!
//! The keys of the file are in French, as whoever keeps a charter writes them:
//!
//! ```toml
//! organisme = "SPRO local de Dreux"
//! mentions = ["Action cofinancée par l'Union européenne."]
//!
//! [logo]
//! fichier = "logo.png"
//! texte = "SPRO Centre-Val de Loire"
//!
//! [couleurs]
//! principale = "#1F3864"
//! texte = "#1A1A1A"
//! fond = "#FFFFFF"
//!
//! [polices]
//! titres = "Arial"
//! texte = "Arial"
//! ```

mod colour;
mod logo;
mod problem;
#[cfg(feature = "toml")]
mod read;

pub use colour::Colour;
pub use logo::{Logo, LogoFormat};
pub use problem::CharterProblem;

/// A charter that has all it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Charter {
    /// Who the sheet is from.
    pub organisation: String,
    /// The logo; none in the plain charter.
    pub logo: Option<Logo>,
    /// Headers and lines.
    pub main: Colour,
    /// Text.
    pub ink: Colour,
    /// The ground that the text stands on.
    pub ground: Colour,
    /// The font of titles.
    pub title_font: String,
    /// The font of everything else.
    pub body_font: String,
    /// Sentences that must stand on the sheet.
    pub mentions: Vec<String>,
}

impl Charter {
    /// A charter of no one: no logo, no mentions, dark blue on white.
    pub fn plain() -> Self {
        Self {
            organisation: String::new(),
            logo: None,
            main: Colour::new(0x1F, 0x38, 0x64),
            ink: Colour::new(0x1A, 0x1A, 0x1A),
            ground: Colour::WHITE,
            title_font: "Arial".to_owned(),
            body_font: "Arial".to_owned(),
            mentions: Vec::new(),
        }
    }

    /// The colour of a text on the main colour: white, or the ink where white is too pale on it.
    pub fn on_main(&self) -> Colour {
        if Colour::WHITE.contrast(self.main) >= self.ink.contrast(self.main) {
            Colour::WHITE
        } else {
            self.ink
        }
    }
}
