//! `spro convention`: dossiers of requests and conventions.

use super::End;
use super::args::{Inputs, Prose};
use super::campaign::load_with;
use super::output::{fail, print, print_json, quoted, table};
use super::validate;
use crate::convention::{Dossier, PaymentKind, read_dossiers};
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
    let (records, unreadable) = records(&args.inputs.paths, lang);
    // What is told of a record needs no second word on tables.
    let recorded =
        |path: &str| records.iter().any(|(p, _)| p == path) || unreadable.iter().any(|p| p == path);
    let loaded = match load_with(&args.inputs, true, false, recorded) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let answer = wire::convention_answer(&loaded.campaign, &records, &loaded.rulebook, args.as_of, lang);
    let printed = match args.format {
        Prose::Json => print_json(&answer),
        Prose::Text => print(&text(&answer, lang)),
    };
    match printed {
        Err(end) => end,
        Ok(()) if loaded.failed || !unreadable.is_empty() => End::Failed,
        Ok(()) if answer.errors > 0 => End::Errors,
        Ok(()) => End::Good,
    }
}

/// The conventions and amendments of the JSON and TOML files, and the files of which some could not be read.
pub(super) fn records(paths: &[PathBuf], lang: Lang) -> (Vec<(String, Dossier)>, Vec<String>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for (name, read) in read_dossiers(paths) {
        match read {
            Ok(dossier) if dossier.is_empty() => {}
            Ok(dossier) => found.push((name, dossier)),
            Err(why) => {
                let (file, why) = (quoted(&name, lang), why.words());
                fail(match lang {
                    Lang::Fr => format!("{file} : une convention ou un avenant ne se lit pas ({}).", why.fr),
                    Lang::En => format!("{file}: a convention or an amendment cannot be read ({}).", why.en),
                });
                unreadable.push(name);
            }
        }
    }
    (found, unreadable)
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
