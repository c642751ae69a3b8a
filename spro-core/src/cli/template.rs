//! `spro template`: workbooks to fill in.

use super::End;
use super::args::Language;
use super::output::{fail, quoted, write_file};
use crate::charter::Charter;
use crate::rulebook::Rulebook;
use crate::template::{self, TemplateError};
use crate::value::Lang;
use clap::Args;
use std::path::{Path, PathBuf};

/// The arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// Classeur à écrire (.xlsx) ; la feuille d'émargement peut aussi être une page (.html)
    #[arg(short, long, value_name = "FICHIER")]
    pub output: PathBuf,
    /// Un tableau, par exemple reunions (à répéter pour plusieurs) ; sans cela, ceux que chaque réseau remplit
    #[arg(long, value_name = "CODE")]
    pub table: Vec<String>,
    /// Charte graphique de la feuille d'émargement (fichier TOML)
    #[arg(long, value_name = "FICHIER")]
    pub charter: Option<PathBuf>,
    /// Référentiel à utiliser (fichier TOML) à la place de celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Remplacer le fichier s'il existe
    #[arg(long)]
    pub force: bool,
    /// Langue du classeur
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
}

/// Runs the command.
pub fn run(args: &TemplateArgs) -> End {
    let lang = Lang::from(args.lang);
    let rulebook = match super::campaign::rulebook(args.rulebook.as_deref(), lang) {
        Ok(rulebook) => rulebook,
        Err(end) => return end,
    };
    let tables = match tables(&rulebook, &args.table, lang) {
        Ok(tables) => tables,
        Err(end) => return end,
    };
    if let [table] = *tables
        && template::is_attendance(&rulebook, table)
    {
        return attendance(args, &rulebook, lang);
    }
    if args.charter.is_some() {
        return fail(match lang {
            Lang::Fr => "une charte s’applique à la feuille d’émargement seule. Ajouter --table emargement.",
            Lang::En => "a charter goes with the attendance sheet alone. Add --table emargement.",
        });
    }
    if !has_extension(&args.output, "xlsx") {
        let name = quoted(&args.output.display().to_string(), lang);
        return fail(match lang {
            Lang::Fr => {
                format!("{name} : un modèle est un classeur XLSX. Écrire par exemple -o modele.xlsx.")
            }
            Lang::En => {
                format!("{name}: a template is an XLSX workbook. Write for example -o template.xlsx.")
            }
        });
    }
    match template::workbook(&rulebook, &tables, lang) {
        Ok(bytes) => write_file(&args.output, &bytes, args.force, lang),
        Err(error) => not_made(&error, lang),
    }
}

/// The attendance sheet, to be printed and signed.
fn attendance(args: &TemplateArgs, rulebook: &Rulebook, lang: Lang) -> End {
    let charter = match args.charter.as_deref().map(|file| super::charter::load(file, lang)).transpose() {
        Ok(charter) => charter.unwrap_or_else(Charter::plain),
        Err(end) => return end,
    };
    let made = if has_extension(&args.output, "html") {
        template::attendance_page(rulebook, &charter, lang).map(String::into_bytes)
    } else if has_extension(&args.output, "xlsx") {
        template::attendance_workbook(rulebook, &charter, lang)
    } else {
        let name = quoted(&args.output.display().to_string(), lang);
        return fail(match lang {
            Lang::Fr => {
                format!("{name} : la feuille d’émargement est un classeur (.xlsx) ou une page (.html).")
            }
            Lang::En => format!("{name}: the attendance sheet is a workbook (.xlsx) or a page (.html)."),
        });
    };
    match made {
        Ok(bytes) => write_file(&args.output, &bytes, args.force, lang),
        Err(error) => not_made(&error, lang),
    }
}

/// Says why a workbook could not be made.
pub(super) fn not_made(error: &TemplateError, lang: Lang) -> End {
    fail(match lang {
        Lang::Fr => format!("le classeur n’a pas pu être fait : {error}. Vérifier le référentiel."),
        Lang::En => format!("the workbook could not be made: {error}. Check the rulebook."),
    })
}

/// Positions of the tables of these codes; without any, of those that are asked for by year, which every network
/// fills in, or of all where none is.
pub(super) fn tables(rulebook: &Rulebook, codes: &[String], lang: Lang) -> Result<Vec<u16>, End> {
    let mut positions = Vec::new();
    for code in codes {
        let position = table(rulebook, code, lang)?;
        if !positions.contains(&position) {
            positions.push(position);
        }
    }
    if codes.is_empty() {
        let all = || (0u16..).zip(rulebook.tables());
        positions.extend(all().filter(|(_, t)| t.years.is_some()).map(|(i, _)| i));
        if positions.is_empty() {
            positions.extend(all().map(|(i, _)| i));
        }
    }
    Ok(positions)
}

/// Position of the table of a code.
pub(super) fn table(rulebook: &Rulebook, code: &str, lang: Lang) -> Result<u16, End> {
    let found = rulebook.table(code).and_then(|(position, _)| u16::try_from(position).ok());
    found.ok_or_else(|| {
        let known: Vec<&str> = rulebook.tables().iter().map(|t| t.code.as_str()).collect();
        let (code, known) = (quoted(code, lang), known.join(", "));
        fail(match lang {
            Lang::Fr => format!("le tableau {code} n’existe pas. Tableaux connus : {known}."),
            Lang::En => format!("there is no table {code}. Known tables: {known}."),
        })
    })
}

/// Whether a file's name ends so, whatever the case.
pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(extension))
}
