//! `spro explain`: how a figure came about.

use super::End;
use super::args::{Inputs, Language, Prose};
use super::campaign::load;
use super::output::{fail, print, print_json, quoted};
use crate::evaluation::explanation;
use crate::indicator::Group;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use crate::wire;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Code de l'indicateur, par exemple 2
    #[arg(value_name = "INDICATEUR")]
    pub indicator: String,
    /// Fichiers ou dossiers (XLSX, ODS, CSV, JSON)
    #[arg(required = true, value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Le chiffre d'un réseau ; sans lui, celui de la région
    #[arg(long, value_name = "NOM")]
    pub reseau: Option<String>,
    /// Le chiffre d'un département, par son numéro
    #[arg(long, value_name = "NUMÉRO", conflicts_with = "reseau")]
    pub departement: Option<String>,
    /// Le chiffre d'une année ; sans elle, celui de toutes les années
    #[arg(long, value_name = "ANNÉE")]
    pub annee: Option<i32>,
    /// Nombre de lignes montrées de chaque sorte
    #[arg(long, value_name = "NOMBRE", default_value_t = 100)]
    pub lines: usize,
    /// Référentiel à utiliser (fichier TOML) à la place de celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Relever une limite de lecture, par exemple max_cells=5000000
    #[arg(long, value_name = "NOM=VALEUR")]
    pub limit: Vec<String>,
    /// Langue des messages
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

/// Runs the command.
pub fn run(args: &ExplainArgs) -> End {
    let inputs = Inputs {
        paths: args.paths.clone(),
        rulebook: args.rulebook.clone(),
        reseau: None,
        limit: args.limit.clone(),
        max_errors: crate::campaign::MOST_FINDINGS,
        lang: args.lang,
    };
    let loaded = match load(&inputs, true) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let (rulebook, lang) = (&*loaded.rulebook, Lang::from(args.lang));
    let group = match group(args, rulebook, lang) {
        Ok(group) => group,
        Err(end) => return end,
    };
    let position = rulebook.indicator(&args.indicator).and_then(|(position, _)| u16::try_from(position).ok());
    let trace = position.and_then(|position| loaded.campaign.explain(rulebook, position, group, args.lines));
    let Some(trace) = trace else {
        let known = rulebook.indicators().iter().map(|i| i.code.as_str());
        return unknown(("l’indicateur", "the indicator"), &args.indicator, known, lang);
    };
    let printed = match args.format {
        Prose::Text => print(&explanation(&trace, &loaded.campaign, rulebook, lang).to_string()),
        Prose::Json => print_json(&wire::explanation_answer(&trace, &loaded.campaign, rulebook, lang)),
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
}

/// Whose figure is asked for.
fn group(args: &ExplainArgs, rulebook: &Rulebook, lang: Lang) -> Result<Group, End> {
    let network = match &args.reseau {
        None => None,
        Some(name) => Some(rulebook.network_by_name(name).ok_or_else(|| {
            let known = rulebook.networks().iter().map(|n| n.code.as_str());
            unknown(("le réseau", "the network"), name, known, lang)
        })?),
    };
    let department = match &args.departement {
        None => None,
        Some(code) => {
            let found = rulebook.departments().iter().position(|d| d.code == *code);
            Some(found.and_then(|d| u16::try_from(d).ok()).ok_or_else(|| {
                let known = rulebook.departments().iter().map(|d| d.code.as_str());
                unknown(("le département", "the department"), code, known, lang)
            })?)
        }
    };
    Ok(Group { year: args.annee, department, network })
}

fn unknown<'a>(what: (&str, &str), name: &str, known: impl Iterator<Item = &'a str>, lang: Lang) -> End {
    let (name, known) = (quoted(name, lang), known.collect::<Vec<_>>().join(", "));
    match lang {
        Lang::Fr => {
            fail(format_args!("{} {name} n’existe pas dans ce référentiel. Connus : {known}.", what.0))
        }
        Lang::En => fail(format_args!("{} {name} is not in this rulebook. Known: {known}.", what.1)),
    }
}
