//! `spro return`: each file with errors back to whoever filled it in, with a comment on each cell to mend.

use super::End;
use super::args::Inputs;
use super::campaign::{Loaded, load};
use super::output::{fail, print, quoted, write_file};
use crate::campaign::Submission;
use crate::report::return_to_sender::{ReturnedNames, annotate, notes};
use crate::rulebook::Severity;
use crate::sheet::Limits;
use crate::value::Lang;
use clap::Args;
use std::path::{Path, PathBuf};

/// The arguments of `return`.
#[derive(Debug, Args)]
pub struct ReturnArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Dossier où écrire les fichiers annotés ; sans lui, chacun est écrit à côté de l'original
    #[arg(short, long, value_name = "DOSSIER")]
    pub output: Option<PathBuf>,
    /// Remplacer les fichiers annotés qui existent déjà
    #[arg(long)]
    pub force: bool,
}

/// Runs the command.
pub fn run(args: &ReturnArgs) -> End {
    let lang = Lang::from(args.inputs.lang);
    let loaded = match load(&args.inputs, false) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let limits = match super::campaign::limits(&args.inputs.limit, lang) {
        Ok(limits) => limits,
        Err(end) => return end,
    };
    if let Some(folder) = &args.output
        && std::fs::create_dir_all(folder).is_err()
    {
        let folder = quoted(&folder.to_string_lossy(), lang);
        return fail(match lang {
            Lang::Fr => {
                format!("le dossier {folder} n’a pas pu être créé. Choisissez un autre dossier avec -o.")
            }
            Lang::En => format!("the folder {folder} could not be made. Choose another folder with -o."),
        });
    }
    let mut end = loaded.end();
    let mut returned = 0_u32;
    let wrong = || {
        let all = loaded.campaign.submissions().iter();
        all.filter(|submission| submission.count(&loaded.rulebook, Severity::Error) > 0)
    };
    let mut names = match args.output {
        Some(_) => ReturnedNames::in_one_folder(wrong().map(|submission| submission.path.as_str())),
        None => ReturnedNames::beside(),
    };
    for submission in wrong() {
        match file(args, submission, &loaded, &limits, &mut names) {
            Ok(()) => returned += 1,
            Err(failed) => end = failed,
        }
    }
    if returned == 0 && matches!(end, End::Good) {
        let said = match lang {
            Lang::Fr => "Aucun fichier n’a d’erreur : rien à renvoyer.\n",
            Lang::En => "No file has an error: nothing to send back.\n",
        };
        return print(said).map_or_else(|end| end, |()| end);
    }
    end
}

/// Writes one file.
fn file(
    args: &ReturnArgs,
    submission: &Submission,
    loaded: &Loaded,
    limits: &Limits,
    names: &mut ReturnedNames,
) -> Result<(), End> {
    let lang = Lang::from(args.inputs.lang);
    let source = Path::new(&submission.path);
    let notes = notes(submission, &loaded.rulebook, lang);
    let Ok(bytes) = std::fs::read(source) else {
        let path = quoted(&submission.path, lang);
        return Err(fail(match lang {
            Lang::Fr => {
                format!("{path} : ce fichier n’a pas pu être relu. Fermez-le ailleurs, puis réessayez.")
            }
            Lang::En => {
                format!("{path}: this file could not be read again. Close it elsewhere, then try again.")
            }
        }));
    };
    let returned = annotate(&bytes, &submission.path, &notes, lang, limits).map_err(|error| {
        fail(format_args!("{} : {}", quoted(&submission.path, lang), error.message(lang)))
    })?;
    let folder = args.output.as_deref().or_else(|| source.parent()).unwrap_or(Path::new(""));
    let target = folder.join(names.of(&submission.path, returned.format, lang));
    if let End::Failed = write_file(&target, &returned.bytes, args.force, lang) {
        return Err(End::Failed);
    }
    let (count, name) = (notes.len(), target.display());
    print(&match lang {
        Lang::Fr => format!("{name} : {count} point(s) à corriger ou à vérifier\n"),
        Lang::En => format!("{name}: {count} point(s) to mend or to check\n"),
    })
}
