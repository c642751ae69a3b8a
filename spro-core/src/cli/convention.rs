//! `spro convention`: dossiers of requests and conventions.

use super::End;
use super::args::{Inputs, Prose};
use super::campaign::load_with;
use super::output::{fail, print, print_json, quoted, table};
use super::validate;
use crate::campaign::{Failure, FailureCause};
use crate::convention::{Dossier, NotADossier, PaymentKind, read_dossiers};
use crate::rulebook::Severity;
use crate::value::{Lang, print as printing};
use crate::wire::{self, ConventionAnswer};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::fmt::Write;
use std::path::PathBuf;

/// The arguments of `convention`.
#[derive(Debug, Args)]
pub struct ConventionArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ConventionCommand,
}

/// What can be done with dossiers.
#[derive(Debug, Subcommand)]
pub enum ConventionCommand {
    /// Contrôler des dossiers, et dire ce qui est versé et quand
    Check(CheckArgs),
    /// Publier des conventions au schéma ouvert SCDL Subventions (CSV)
    Export(super::scdl::ExportArgs),
    /// Lire des conventions au schéma ouvert SCDL Subventions (CSV)
    Import(super::scdl::ImportArgs),
}

/// The arguments of `convention check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Jour auquel une signature officielle doit avoir eu lieu (AAAA-MM-JJ) ; sans lui, aucune n'est attendue
    #[arg(long, value_name = "JOUR")]
    pub as_of: Option<NaiveDate>,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

/// Runs the command.
pub fn run(args: &ConventionArgs) -> End {
    match &args.command {
        ConventionCommand::Check(args) => check(args),
        ConventionCommand::Export(args) => super::scdl::export(args),
        ConventionCommand::Import(args) => super::scdl::import(args),
    }
}

fn check(args: &CheckArgs) -> End {
    let lang = Lang::from(args.inputs.lang);
    let records = records(&args.inputs.paths);
    // What is told of a record needs no second word on tables.
    let recorded = |path: &str| records.iter().any(|(p, _)| p == path);
    let loaded = match load_with(&args.inputs, true, false, recorded) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    // A file that could not be read at all was told with its place.
    let unread = |f: &Failure| !matches!(f.cause, FailureCause::NoTable { .. });
    let told = |path: &str| loaded.campaign.failures().iter().any(|f| f.path == path && unread(f));
    let mut unreadable = false;
    for (name, read) in &records {
        if let Err(why) = read {
            unreadable = true;
            if !told(name) {
                tell(name, why, lang);
            }
        }
    }
    let answer = wire::convention_answer(&loaded.campaign, &records, &loaded.rulebook, args.as_of, lang);
    let printed = match args.format {
        Prose::Json => print_json(&answer),
        Prose::Text => print(&text(&answer, lang)),
    };
    match printed {
        Err(end) => end,
        Ok(()) if loaded.failed || unreadable => End::Failed,
        Ok(()) if answer.errors > 0 => End::Errors,
        Ok(()) => End::Good,
    }
}

/// The conventions and amendments of the JSON and TOML files that name some, or why they cannot be read.
pub(super) fn records(paths: &[PathBuf]) -> Vec<(String, Result<Dossier, NotADossier>)> {
    let none = |read: &Result<Dossier, _>| read.as_ref().is_ok_and(Dossier::is_empty);
    read_dossiers(paths).into_iter().filter(|(_, read)| !none(read)).collect()
}

/// Says that the records of a file cannot be read.
pub(super) fn tell(name: &str, why: &NotADossier, lang: Lang) -> End {
    let (file, why) = (quoted(name, lang), why.message(lang));
    fail(match lang {
        Lang::Fr => format!("{file} : {why}"),
        Lang::En => format!("{file}: {why}"),
    })
}

fn text(answer: &ConventionAnswer, lang: Lang) -> String {
    let mut out = String::new();
    for file in &answer.files {
        out.push_str(&file.path);
        out.push('\n');
        for diagnostic in file.diagnostics.iter().filter(|d| d.severity != Severity::Info) {
            validate::line(&mut out, diagnostic, lang);
        }
        for open in &file.unjudged {
            let name = open.reseau.as_deref().map_or_else(String::new, |reseau| format!("{reseau}, "));
            let head = match lang {
                Lang::Fr => "Sans réponse",
                Lang::En => "Not judged",
            };
            // Writing to a text cannot fail.
            let _ = writeln!(out, "  {head} — {name}{} : {} ({})", open.structure, open.what, open.message);
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        for payment in &file.schedule {
            let kind = match (payment.kind, lang) {
                (PaymentKind::Advance, Lang::Fr) => "acompte",
                (PaymentKind::Advance, Lang::En) => "advance",
            };
            rows.push(vec![
                format!("  {}", payment.network.as_deref().unwrap_or("—")),
                payment.structure.clone(),
                kind.to_owned(),
                printing::euros(payment.amount.euros(), lang),
                printing::month(payment.month.first_day(), lang),
            ]);
        }
        out.push_str(&table(&rows));
        out.push('\n');
    }
    let (files, errors, warnings) = (answer.files.len(), answer.errors, answer.warnings);
    // Writing to a text cannot fail.
    let _ = match lang {
        Lang::Fr => {
            writeln!(out, "{files} dossier(s) lu(s) : {errors} erreur(s), {warnings} avertissement(s).")
        }
        Lang::En => writeln!(out, "{files} dossier(s) read: {errors} error(s), {warnings} warning(s)."),
    };
    out
}
