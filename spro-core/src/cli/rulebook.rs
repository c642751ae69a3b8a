//! `spro rulebook`: check and compile the definitions, and an example to start from.

use super::End;
use super::args::Language;
use super::output::{fail, print};
use crate::rulebook::Rulebook;
use crate::value::Lang;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// The arguments of `rulebook`.
#[derive(Debug, Args)]
pub struct RulebookArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: RulebookCommand,
}

/// What can be done with a rulebook.
#[derive(Debug, Subcommand)]
pub enum RulebookCommand {
    /// Vérifier des référentiels (fichiers TOML)
    Check {
        /// Fichiers à vérifier
        #[arg(required = true, value_name = "FICHIER")]
        files: Vec<PathBuf>,
        /// Langue des messages
        #[arg(long, value_enum, default_value_t = Language::Fr)]
        lang: Language,
    },
    /// Écrire un exemple de référentiel qui en étend un autre, à adapter : les questions des enquêtes
    Example {
        /// Fichier à écrire
        #[arg(short, long, value_name = "FICHIER")]
        output: PathBuf,
        /// Remplacer le fichier s'il existe
        #[arg(long)]
        force: bool,
    },
    /// Compiler un référentiel pour le navigateur
    Compile {
        /// Fichier TOML ; sans lui, le référentiel du Centre-Val de Loire
        #[arg(value_name = "FICHIER")]
        file: Option<PathBuf>,
        /// Fichier à écrire
        #[arg(short, long, value_name = "FICHIER")]
        output: PathBuf,
        /// Remplacer le fichier s'il existe
        #[arg(long)]
        force: bool,
        /// Langue des messages
        #[arg(long, value_enum, default_value_t = Language::Fr)]
        lang: Language,
    },
}

/// Runs the command.
pub fn run(args: &RulebookArgs) -> End {
    match &args.command {
        RulebookCommand::Check { files, lang } => check(files, Lang::from(*lang)),
        RulebookCommand::Example { output, force } => {
            super::output::write_file(output, Rulebook::example().as_bytes(), *force, Lang::Fr)
        }
        RulebookCommand::Compile { file, output, force, lang } => {
            match super::campaign::rulebook(file.as_deref(), Lang::from(*lang)) {
                Ok(rulebook) => {
                    super::output::write_file(output, &rulebook.compile(), *force, Lang::from(*lang))
                }
                Err(end) => end,
            }
        }
    }
}

fn check(files: &[PathBuf], lang: Lang) -> End {
    let mut end = End::Good;
    for file in files {
        let printed = match Rulebook::load(file) {
            Ok(rulebook) => print(&good(file, &rulebook, lang)),
            Err(errors) => {
                // A rulebook that is wrong is wrong data; one that is not there could not be checked.
                if Path::exists(file) {
                    if end == End::Good {
                        end = End::Errors;
                    }
                    print(&format!("{}\n", errors.report(lang)))
                } else {
                    end = fail(errors.report(lang));
                    Ok(())
                }
            }
        };
        if let Err(failed) = printed {
            return failed;
        }
    }
    end
}

fn good(file: &Path, rulebook: &Rulebook, lang: Lang) -> String {
    let (tables, indicators, parameters) =
        (rulebook.tables().len(), rulebook.indicators().len(), rulebook.parameters().len());
    let file = file.display();
    match lang {
        Lang::Fr => format!(
            "{file} : aucune erreur ({tables} tableaux, {indicators} indicateurs, {parameters} paramètres).\n"
        ),
        Lang::En => {
            format!("{file}: no error ({tables} tables, {indicators} indicators, {parameters} parameters).\n")
        }
    }
}
