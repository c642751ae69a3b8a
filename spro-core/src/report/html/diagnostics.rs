//! Every finding, by network and file, with its cell and how to mend it.

use super::view::{View, wide};
use crate::campaign::Submission;
use crate::finding::Diagnostic;
use crate::report::answers;
use crate::rulebook::Severity;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) fn section(view: &View<'_>) -> Markup {
    let mut by_network: BTreeMap<Option<u32>, Vec<&Submission>> = BTreeMap::new();
    for submission in view.campaign.submissions() {
        by_network.entry(submission.network).or_default().push(submission);
    }
    html! {
        @if by_network.is_empty() && view.campaign.failures().is_empty() {
            p { (view.t("Aucun fichier n’a été lu.", "No file was read.")) }
        }
        @for failure in view.campaign.failures() {
            p.notice { strong { bdi { (failure.path) } } (view.t("\u{a0}: ", ": ")) (failure.cause.message(view.lang)) }
        }
        // Files without a network first: nothing in them is counted anywhere.
        @for (network, submissions) in &by_network {
            (one(view, *network, submissions))
        }
    }
}

fn one(view: &View<'_>, network: Option<u32>, submissions: &[&Submission]) -> Markup {
    let count = |severity| submissions.iter().map(|s| s.count(view.rulebook, severity)).sum::<usize>();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let name = match network {
        Some(network) => view.network(network),
        None => view.t("Fichiers de plusieurs réseaux, ou d’aucun", "Files of several networks, or of none"),
    };
    html! {
        details {
            summary {
                strong { (name) } (view.t("\u{a0}: ", ": "))
                (view.counted(errors, ["erreur", "erreurs"], ["error", "errors"])) ", "
                (view.counted(warnings, ["avertissement", "avertissements"], ["warning", "warnings"]))
            }
            @for submission in submissions { (file(view, submission)) }
        }
    }
}

fn file(view: &View<'_>, submission: &Submission) -> Markup {
    let (personal, mut found): (Vec<Diagnostic>, Vec<Diagnostic>) = submission
        .diagnostics(view.rulebook, view.lang)
        .partition(|found| answers::is_personal(found, view.rulebook));
    // The worst first, otherwise in the order of the file.
    found.sort_by_key(|d| d.severity);
    let (told, asked): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|d| d.severity == Severity::Info);
    html! {
        @if asked.is_empty() && !personal.is_empty() {
            p { bdi { (submission.path) } }
        } @else if asked.is_empty() {
            p { bdi { (submission.path) } (view.t("\u{a0}: rien à corriger.", ": nothing to mend.")) }
        } @else {
            (table(view, &submission.path, &asked))
        }
        @if !personal.is_empty() { p { (answers::told(personal.len(), view.lang)) } }
        // What was repaired on the way is for the record: there, and out of the way.
        @if !told.is_empty() {
            details.trees {
                summary { (view.counted(
                    told.len(),
                    ["information (réparation, ligne ignorée)", "informations (réparations, lignes ignorées)"],
                    ["note (repair, skipped line)", "notes (repairs, skipped lines)"],
                )) }
                (table(view, &format!("{} – {}", submission.path, view.t("informations", "notes")), &told))
            }
        }
    }
}

fn table(view: &View<'_>, caption: &str, found: &[&Diagnostic]) -> Markup {
    let table = html! {
        table {
            caption { bdi { (caption) } }
            thead {
                tr {
                    th scope="col" { (view.t("Gravité", "Severity")) }
                    th scope="col" { (view.t("Cellule", "Cell")) }
                    th scope="col" { (view.t("Lu", "Found")) }
                    th scope="col" { (view.t("Constat", "Finding")) }
                    th scope="col" { (view.t("Que faire", "What to do")) }
                }
            }
            tbody { @for diagnostic in found { (row(view, diagnostic)) } }
        }
    };
    wide(caption, &table)
}

fn row(view: &View<'_>, diagnostic: &Diagnostic) -> Markup {
    let severity = match diagnostic.severity {
        Severity::Error => html! { span.tag.bad { "✗ " (view.t("erreur", "error")) } },
        Severity::Warning => html! { span.tag.some { "! " (view.t("avertissement", "warning")) } },
        Severity::Info => html! { span.tag { "i " (view.t("information", "information")) } },
    };
    html! {
        tr {
            td { (severity) }
            td.place {
                @if let Some(sheet) = &diagnostic.sheet { bdi { (sheet) } " " }
                @if let Some(cell) = &diagnostic.cell {
                    code { (cell) }
                } @else if let (Some(row), None) = (diagnostic.row, &diagnostic.sheet) {
                    // A form has rows and no cells.
                    code { (diagnostic.table) } (view.t(" ligne\u{a0}", " row ")) (row.saturating_add(1))
                }
            }
            td { @if let Some(raw) = &diagnostic.raw { bdi { (raw) } } }
            td { (diagnostic.message) br; small.code { (diagnostic.code) } }
            td { (diagnostic.help) }
        }
    }
}
