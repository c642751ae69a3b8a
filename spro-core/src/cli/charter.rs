//! `spro charter`: brand charters.

use super::End;
use super::args::Language;
use super::output::{fail, print, quoted};
use crate::charter::{Charter, CharterProblem};
use crate::value::Lang;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// The arguments of `charter`.
#[derive(Debug, Args)]
pub struct CharterArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CharterCommand,
}

/// What can be done with a charter.
#[derive(Debug, Subcommand)]
pub enum CharterCommand {
    /// Lister tout ce qui manque à des chartes graphiques (fichiers TOML)
    Check {
        /// Fichiers à vérifier
        #[arg(required = true, value_name = "FICHIER")]
        files: Vec<PathBuf>,
        /// Langue des messages
        #[arg(long, value_enum, default_value_t = Language::Fr)]
        lang: Language,
    },
}

/// Runs the command.
pub fn run(args: &CharterArgs) -> End {
    let CharterCommand::Check { files, lang } = &args.command;
    let lang = Lang::from(*lang);
    let mut end = End::Good;
    for file in files {
        let text = match read(file, lang) {
            Ok(text) => text,
            Err(failed) => {
                end = failed;
                continue;
            }
        };
        let printed = match charter(file, &text) {
            Ok(_) => print(&match lang {
                Lang::Fr => format!("{} : la charte est complète.\n", file.display()),
                Lang::En => format!("{}: the charter is complete.\n", file.display()),
            }),
            Err(problems) => {
                if end == End::Good {
                    end = End::Errors;
                }
                print(&listed(file, &problems, lang))
            }
        };
        if let Err(failed) = printed {
            return failed;
        }
    }
    end
}

/// The charter in a file, or what it misses on standard error.
pub(super) fn load(file: &Path, lang: Lang) -> Result<Charter, End> {
    let text = read(file, lang)?;
    charter(file, &text).map_err(|problems| fail(listed(file, &problems, lang).trim_end()))
}

fn charter(file: &Path, text: &str) -> Result<Charter, Vec<CharterProblem>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    Charter::from_toml(text, |logo| std::fs::read(folder.join(logo)).ok())
}

fn read(file: &Path, lang: Lang) -> Result<String, End> {
    std::fs::read_to_string(file).map_err(|_| {
        let name = quoted(&file.display().to_string(), lang);
        fail(match lang {
            Lang::Fr => {
                format!("{name} n’a pas pu être lu. Vérifier le nom, et que c’est un texte en UTF-8.")
            }
            Lang::En => format!("{name} could not be read. Check the name, and that it is a text in UTF-8."),
        })
    })
}

fn listed(file: &Path, problems: &[CharterProblem], lang: Lang) -> String {
    let mut text = match lang {
        Lang::Fr => format!("{} : {} point(s) à compléter\n", file.display(), problems.len()),
        Lang::En => format!("{}: {} point(s) to complete\n", file.display(), problems.len()),
    };
    for problem in problems {
        text.extend(["  - ", &problem.message(lang), "\n"]);
    }
    text
}
