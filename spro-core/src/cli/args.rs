//! What the command line takes.

use crate::value::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Contrôler les tableaux de bord des réseaux SPRO et calculer leurs indicateurs.
#[derive(Debug, Parser)]
#[command(name = "spro", version, long_about = None, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lister chaque erreur avec sa cellule et la façon de la corriger
    Validate(super::validate::ValidateArgs),
    /// Calculer les indicateurs
    Indicators(super::indicators::IndicatorsArgs),
    /// Répondre aux questions évaluatives, et écrire le rapport
    Evaluate(super::evaluate::EvaluateArgs),
    /// Montrer d'où vient un chiffre
    Explain(super::explain::ExplainArgs),
    /// Donner les résultats des enquêtes, petits groupes masqués
    Survey(super::survey::SurveyArgs),
    /// Montrer les lignes telles qu'elles ont été comprises
    Read(super::read::ReadArgs),
    /// Renvoyer chaque fichier annoté : un commentaire par cellule à corriger, et la liste
    Return(super::return_to_sender::ReturnArgs),
    /// Vérifier ou compiler un référentiel
    Rulebook(super::rulebook::RulebookArgs),
    /// Écrire un classeur à remplir
    Template(super::template::TemplateArgs),
    /// Écrire le référentiel comme schéma pour d'autres outils
    Schema(super::schema::SchemaArgs),
    /// Vérifier une charte graphique
    Charter(super::charter::CharterArgs),
    /// Contrôler des dossiers de conventions et de demandes de subvention
    Convention(super::convention::ConventionArgs),
    /// Dire ce qui est dû, en retard ou fait un jour donné
    Milestones(super::milestones::MilestonesArgs),
    /// Tirer les lignes du tableau des réunions des feuilles d'émargement (JSON)
    Meetings(super::meetings::MeetingsArgs),
}

/// What every command that reads files takes.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Fichiers ou dossiers (XLSX, ODS, CSV, JSON)
    #[arg(required = true, value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Référentiel à utiliser (fichier TOML) à la place de celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Réseau de tous les fichiers, quoi qu'ils disent
    #[arg(long, value_name = "NOM")]
    pub reseau: Option<String>,
    /// Relever une limite de lecture, par exemple max_cells=5000000
    #[arg(long, value_name = "NOM=VALEUR")]
    pub limit: Vec<String>,
    /// Nombre d'erreurs et de remarques à montrer par fichier ; les autres sont comptées par code
    #[arg(long, value_name = "NOMBRE", default_value_t = crate::campaign::MOST_FINDINGS)]
    pub max_errors: usize,
    /// Langue des messages
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
}

/// A language of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Français
    Fr,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

/// A form of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Pour être lu
    Text,
    /// Pour un programme
    Json,
    /// Pour un tableur
    Csv,
}

/// A form of the answers that have no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Prose {
    /// Pour être lu
    Text,
    /// Pour un programme
    Json,
}
