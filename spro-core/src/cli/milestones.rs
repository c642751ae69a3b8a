//! `spro milestones`: what is due, late and done on a day, to be read or put into a calendar.

use super::End;
use super::args::{Language, Prose};
use super::campaign::{Loaded, load, rulebook};
use super::output::{print, print_json, table, write_file};
use crate::exchange::calendar;
use crate::rulebook::Rulebook;
use crate::value::{Lang, print as printing};
use crate::wire::{self, MilestonesAnswer};
use chrono::NaiveDate;
use clap::Args;
use std::borrow::Cow;
use std::path::PathBuf;

/// The arguments of `milestones`.
#[derive(Debug, Args)]
pub struct MilestonesArgs {
    /// Fichiers ou dossiers rendus ; sans eux, rien n'est tenu pour rendu
    #[arg(value_name = "CHEMIN")]
    pub paths: Vec<PathBuf>,
    /// Jour dont on parle (AAAA-MM-JJ)
    #[arg(long, value_name = "JOUR")]
    pub as_of: NaiveDate,
    /// Écrire aussi un fichier de calendrier (.ics)
    #[arg(long, value_name = "FICHIER")]
    pub ics: Option<PathBuf>,
    /// Remplacer le fichier de calendrier s'il existe
    #[arg(long)]
    pub force: bool,
    /// Référentiel à utiliser (fichier TOML) à la place de celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Langue de la réponse
    #[arg(long, value_enum, default_value_t = Language::Fr)]
    pub lang: Language,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

/// Runs the command.
pub fn run(args: &MilestonesArgs) -> End {
    let lang = Lang::from(args.lang);
    let loaded = match loaded(args) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let book: Cow<'_, Rulebook> = match &loaded {
        Some(loaded) => Cow::Borrowed(&*loaded.rulebook),
        None => match rulebook(args.rulebook.as_deref(), lang) {
            Ok(book) => book,
            Err(end) => return end,
        },
    };
    if let Some(path) = &args.ics {
        let written = write_file(path, calendar(&book, args.as_of, lang).as_bytes(), args.force, lang);
        if written != End::Good {
            return written;
        }
    }
    let campaign = loaded.as_ref().map(|loaded| &loaded.campaign);
    let answer = wire::milestones_answer(campaign, &book, args.as_of, lang);
    let printed = match args.format {
        Prose::Json => print_json(&answer),
        Prose::Text => print(&text(&answer, lang)),
    };
    // Being late is an answer, not an error of the data.
    printed.map_or_else(|end| end, |()| loaded.map_or(End::Good, |loaded| loaded.end_of_computing()))
}

/// The returned files, where some are named.
fn loaded(args: &MilestonesArgs) -> Result<Option<Loaded>, End> {
    if args.paths.is_empty() {
        return Ok(None);
    }
    let inputs = super::args::Inputs {
        paths: args.paths.clone(),
        rulebook: args.rulebook.clone(),
        reseau: None,
        limit: Vec::new(),
        max_errors: crate::campaign::MOST_FINDINGS,
        lang: args.lang,
    };
    load(&inputs, false).map(Some)
}

fn text(answer: &MilestonesAnswer, lang: Lang) -> String {
    let fr = lang == Lang::Fr;
    let day = printing::date(answer.as_of, lang);
    let mut out = if fr { format!("Échéances au {day}\n") } else { format!("Milestones as of {day}\n") };
    let mut rows = Vec::new();
    for line in &answer.milestones {
        let standing = match line.standing {
            "upcoming" if fr => "à venir",
            "under way" if fr => "en cours",
            "past" if fr => "passé",
            "done" if fr => "données rendues",
            "done" => "data returned",
            "due" if fr => "données attendues",
            "due" => "data awaited",
            "late" if fr => "DONNÉES EN RETARD",
            "late" => "DATA LATE",
            other => other,
        };
        // Whoever has everything missing needs no list of it.
        let owing: Vec<&str> = line.missing.iter().map(|m| m.reseau.as_str()).collect();
        let mut networks = owing.clone();
        networks.dedup();
        let missing = match (owing.len(), u32::try_from(owing.len()) == Ok(line.asked)) {
            (0, _) => String::new(),
            (_, true) if fr => "rien n’est rendu".to_owned(),
            (_, true) => "nothing was returned".to_owned(),
            (n, false) if fr => format!("{n} tableau(x) manquant(s) : {}", networks.join(", ")),
            (n, false) => format!("{n} table(s) missing: {}", networks.join(", ")),
        };
        rows.push(vec![
            printing::date(line.last_day, lang),
            standing.to_owned(),
            line.label.clone(),
            missing,
        ]);
    }
    out.push_str(&table(&rows));
    out
}
