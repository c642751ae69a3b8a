//! `spro convention export` and `import`: grants to and from the open-data schema for subsidies (SCDL).

use super::End;
use super::args::Language;
use super::convention::{records, tell};
use super::output::{fail, print, print_json, quoted, write_file};
use crate::convention::Convention;
use crate::exchange::scdl::{self, COLUMNS, Problem, Row, Unexpressed, csv};
use crate::rulebook::ConventionKind;
use crate::sheet::{Limits, read_path};
use crate::value::Lang;
use clap::Args;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The arguments of `convention export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Dossiers (JSON, TOML) qui contiennent des conventions
    #[arg(required = true, value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Ce que la publication ajoute (TOML) : des colonnes du schéma, et celles de chaque bénéficiaire
    #[arg(long, value_name = "FICHIER")]
    pub publication: PathBuf,
    /// Fichier à écrire ; sans lui, le CSV s'affiche
    #[arg(short, long, value_name = "FICHIER")]
    pub output: Option<PathBuf>,
    /// Remplacer le fichier s'il existe
    #[arg(long)]
    pub force: bool,
    /// Langue des messages
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
}

/// The arguments of `convention import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Fichier CSV au schéma SCDL Subventions
    #[arg(value_name = "FICHIER")]
    pub path: PathBuf,
    /// Langue des messages
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
}

/// What a publication adds: texts under the schema's column names, for all lines and for each beneficiary.
#[derive(Debug, Deserialize)]
struct Publication {
    #[serde(default)]
    beneficiaires: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(flatten)]
    columns: BTreeMap<String, String>,
}

impl Publication {
    /// The first column that the schema does not have.
    fn unknown(&self) -> Option<&str> {
        let own = self.beneficiaires.values().flat_map(BTreeMap::keys);
        own.chain(self.columns.keys()).map(String::as_str).find(|name| !COLUMNS.contains(name))
    }
}

/// Runs `convention export`. What the schema cannot express is listed on standard error.
pub fn export(args: &ExportArgs) -> End {
    let lang = Lang::from(args.lang);
    let publication = match publication(args, lang) {
        Ok(publication) => publication,
        Err(end) => return end,
    };
    let dossiers = records(&args.paths);
    let (mut conventions, mut end) = (Vec::<&Convention>::new(), End::Good);
    for (name, read) in &dossiers {
        match read {
            Ok(dossier) => conventions.extend(&dossier.conventions),
            Err(why) => end = tell(name, why, lang),
        }
    }
    if conventions.is_empty() && end == End::Good {
        return fail(match lang {
            Lang::Fr => "ces dossiers ne contiennent aucune convention. Attendu : [[conventions]].",
            Lang::En => "these dossiers hold no convention. Expected: [[conventions]].",
        });
    }
    let mut rows = Vec::new();
    for convention in conventions {
        let own = publication.beneficiaires.get(&convention.structure);
        let given = |name: &str| {
            own.and_then(|own| own.get(name)).or_else(|| publication.columns.get(name)).map(String::as_str)
        };
        match Row::publish_texts(convention, given) {
            Ok((row, lost)) => {
                tell_lost(&convention.structure, &lost, lang);
                rows.push(row);
            }
            Err(problems) => {
                tell_problems(&convention.structure, &problems, lang);
                end = if end == End::Failed { End::Failed } else { End::Errors };
            }
        }
    }
    let text = csv(&rows);
    let written = match &args.output {
        None => print(&text).err().unwrap_or(End::Good),
        Some(path) => write_file(path, text.as_bytes(), args.force, lang),
    };
    if written == End::Good { end } else { written }
}

fn publication(args: &ExportArgs, lang: Lang) -> Result<Publication, End> {
    let name = quoted(&args.publication.to_string_lossy(), lang);
    let read = std::fs::read_to_string(&args.publication).map_err(|error| error.to_string());
    let parsed =
        read.and_then(|text| toml::from_str::<Publication>(&text).map_err(|e| e.message().to_owned()));
    let publication = parsed.map_err(|why| {
        fail(match lang {
            Lang::Fr => format!("la publication {name} ne se lit pas ({why})."),
            Lang::En => format!("the publication {name} cannot be read ({why})."),
        })
    })?;
    if let Some(column) = publication.unknown() {
        let (column, known) = (quoted(column, lang), COLUMNS.join(", "));
        return Err(fail(match lang {
            Lang::Fr => {
                format!("{name} : la colonne {column} n’existe pas dans le schéma. Colonnes : {known}.")
            }
            Lang::En => format!("{name}: the column {column} is not in the schema. Columns: {known}."),
        }));
    }
    Ok(publication)
}

/// Runs `convention import`: prints the conventions as JSON; what they have no place for is listed on standard error.
pub fn import(args: &ImportArgs) -> End {
    let lang = Lang::from(args.lang);
    let book = match read_path(&args.path, &Limits::default()) {
        Ok(book) => book,
        Err(error) => return fail(error.message(lang)),
    };
    let read = match scdl::lines(&book) {
        Ok(read) => read,
        Err(why) => {
            let name = quoted(&args.path.to_string_lossy(), lang);
            return fail(match lang {
                Lang::Fr => format!("{name} : {}", why.words().fr),
                Lang::En => format!("{name}: {}", why.words().en),
            });
        }
    };
    if !read.others.is_empty() {
        let others = read.others.join(", ");
        fail(match lang {
            Lang::Fr => format!("colonnes hors du schéma, laissées de côté : {others}"),
            Lang::En => format!("columns that are not in the schema, left out: {others}"),
        });
    }
    let (mut conventions, mut end) = (Vec::new(), End::Good);
    for (number, texts) in read.lines {
        let line = match lang {
            Lang::Fr => format!("ligne {number}"),
            Lang::En => format!("line {number}"),
        };
        match Row::read(|name| texts.get(name).map(String::as_str)) {
            Ok(row) => {
                let (convention, lost) = row.convention(ConventionKind::Financial);
                tell_lost(&line, &lost, lang);
                conventions.push(convention);
            }
            Err(problems) => {
                tell_problems(&line, &problems, lang);
                end = End::Errors;
            }
        }
    }
    print_json(&serde_json::json!({ "conventions": conventions })).err().unwrap_or(end)
}

fn tell_problems(where_: &str, problems: &[Problem], lang: Lang) {
    for problem in problems {
        fail(format_args!("{where_}, {} : {} [{}]", problem.column, problem.message.get(lang), problem.code));
    }
}

fn tell_lost(where_: &str, lost: &[Unexpressed], lang: Lang) {
    let all: Vec<String> = lost.iter().map(|l| format!("{} = {}", l.what, l.value)).collect();
    if all.is_empty() {
        return;
    }
    let all = all.join(" ; ");
    fail(match lang {
        Lang::Fr => format!("{where_} : sans place de l’autre côté : {all}"),
        Lang::En => format!("{where_}: without a place on the other side: {all}"),
    });
}
