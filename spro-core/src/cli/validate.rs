//! `spro validate`: every error with its cell.

use super::End;
use super::args::{Inputs, Prose};
use super::campaign::{Loaded, load};
use super::output::{print, print_json};
use crate::campaign::Submission;
use crate::finding::Diagnostic;
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;
use crate::wire;
use clap::Args;
use std::fmt::Write;

/// The arguments of `validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
    /// Montrer aussi ce qui a été réparé ou laissé de côté
    #[arg(long)]
    pub all: bool,
}

/// Runs the command.
pub fn run(args: &ValidateArgs) -> End {
    let lang = Lang::from(args.inputs.lang);
    let loaded = match load(&args.inputs, false) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let printed = match args.format {
        Prose::Json => print_json(&wire::validation(&loaded.campaign, &loaded.rulebook, lang)),
        Prose::Text => print(&text(&loaded, lang, args.all)),
    };
    printed.map_or_else(|end| end, |()| loaded.end())
}

fn text(loaded: &Loaded, lang: Lang, all: bool) -> String {
    let (campaign, rulebook) = (&loaded.campaign, &*loaded.rulebook);
    let mut out = String::new();
    for submission in campaign.submissions() {
        file(&mut out, submission, rulebook, lang, all);
    }
    let count = |severity| campaign.count(rulebook, severity);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let files = campaign.submissions().len();
    let summary = match lang {
        Lang::Fr => {
            let hidden = if all || infos == 0 { "" } else { " (--all pour les voir)" };
            format!(
                "{files} fichier(s) lu(s) : {errors} erreur(s), {warnings} avertissement(s), {infos} information(s){hidden}."
            )
        }
        Lang::En => {
            let hidden = if all || infos == 0 { "" } else { " (--all to see them)" };
            format!(
                "{files} file(s) read: {errors} error(s), {warnings} warning(s), {infos} remark(s){hidden}."
            )
        }
    };
    out.push_str(&summary);
    out.push('\n');
    out
}

fn file(out: &mut String, submission: &Submission, rulebook: &Rulebook, lang: Lang, all: bool) {
    let network = submission.network.and_then(|n| rulebook.networks().get(usize::try_from(n).ok()?));
    let name = network.map_or("?", |n| n.code.as_str());
    let tables: Vec<String> = submission
        .tables
        .iter()
        .filter_map(|t| Some(format!("{} {}", rulebook.tables().get(usize::from(t.table))?.code, t.rows)))
        .collect();
    let (network, rows) = match lang {
        Lang::Fr => ("réseau", "lignes"),
        Lang::En => ("network", "rows"),
    };
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{} — {network} {name} ({rows} : {})", submission.path, tables.join(", "));
    for diagnostic in submission.diagnostics(rulebook, lang) {
        if all || diagnostic.severity != Severity::Info {
            line(out, &diagnostic, lang);
        }
    }
    omitted(out, submission, lang, all);
    out.push('\n');
}

/// What is not told one by one: how much more there is of each code, and how to see it.
fn omitted(out: &mut String, submission: &Submission, lang: Lang, all: bool) {
    let more: Vec<_> = submission.omitted.iter().filter(|o| all || o.severity != Severity::Info).collect();
    if more.is_empty() {
        return;
    }
    let told = submission.findings.len();
    let count: u64 = more.iter().map(|o| o.count).sum();
    let _ = match lang {
        Lang::Fr => writeln!(
            out,
            "  Et {count} autres, comptées par code. Pour les montrer aussi : --max-errors {}.",
            u64::try_from(told).unwrap_or(0).saturating_add(count)
        ),
        Lang::En => writeln!(
            out,
            "  And {count} more, counted by code. To show them as well: --max-errors {}.",
            u64::try_from(told).unwrap_or(0).saturating_add(count)
        ),
    };
    for omitted in more {
        let _ = writeln!(out, "            [{}] {}", omitted.code, omitted.count);
    }
}

/// Which record of a dossier is meant, where it has no cell.
fn record(diagnostic: &Diagnostic, lang: Lang) -> String {
    let table = &diagnostic.table;
    match (diagnostic.row.map(|row| row.saturating_add(1)), lang) {
        (Some(number), Lang::Fr) => format!("n° {number} de « {table} » : "),
        (Some(number), Lang::En) => format!("no. {number} of “{table}”: "),
        (None, _) => String::new(),
    }
}

pub(super) fn line(out: &mut String, diagnostic: &Diagnostic, lang: Lang) {
    let severity = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Fr) => "ERREUR",
        (Severity::Warning, Lang::Fr) => "Attention",
        (Severity::Info, Lang::Fr) => "Info",
        (Severity::Error, Lang::En) => "ERROR",
        (Severity::Warning, Lang::En) => "Warning",
        (Severity::Info, Lang::En) => "Note",
    };
    let place = match (&diagnostic.sheet, &diagnostic.cell, lang) {
        (Some(sheet), Some(cell), Lang::Fr) => format!("feuille « {sheet} », cellule {cell} : "),
        (Some(sheet), Some(cell), Lang::En) => format!("sheet “{sheet}”, cell {cell}: "),
        (None, Some(cell), Lang::Fr) => format!("cellule {cell} : "),
        (None, Some(cell), Lang::En) => format!("cell {cell}: "),
        (Some(sheet), None, Lang::Fr) => format!("feuille « {sheet} » : "),
        (Some(sheet), None, Lang::En) => format!("sheet “{sheet}”: "),
        (None, None, _) => record(diagnostic, lang),
    };
    let _ = writeln!(out, "  {severity:9} {place}{}", diagnostic.message);
    if !diagnostic.help.is_empty() {
        let _ = writeln!(out, "            → {}", diagnostic.help);
    }
    let _ = writeln!(out, "            [{}]", diagnostic.code);
}
