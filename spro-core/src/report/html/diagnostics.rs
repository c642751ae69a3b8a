//! Every finding, by network and file, with its cell and how to mend it.

use super::view::{View, wide};
use crate::finding::Diagnostic;
use crate::report::words;
use crate::rulebook::Severity;
use crate::wire::{FileFindings, NetworkFindings, findings_by_network};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let failures = view.campaign.failures();
    html! {
        @if view.campaign.submissions().is_empty() && failures.is_empty() {
            p { (view.t("Aucun fichier n’a été lu.", "No file was read.")) }
        }
        @for failure in failures {
            p.notice { strong { bdi { (failure.path) } } (view.t("\u{a0}: ", ": ")) (failure.cause.message(view.lang)) }
        }
        @for found in findings_by_network(view.campaign, view.rulebook, view.lang) {
            (one(view, &found))
        }
    }
}

fn one(view: &View<'_>, found: &NetworkFindings) -> Markup {
    let several =
        view.t("Fichiers de plusieurs réseaux, ou d’aucun", "Files of several networks, or of none");
    html! {
        details {
            summary {
                strong { bdi { (found.reseau.as_deref().unwrap_or(several)) } } (view.t("\u{a0}: ", ": "))
                (view.counted(found.errors, ["erreur", "erreurs"], ["error", "errors"])) ", "
                (view.counted(found.warnings, ["avertissement", "avertissements"], ["warning", "warnings"]))
            }
            @for file in &found.files { (one_file(view, file)) }
        }
    }
}

fn one_file(view: &View<'_>, file: &FileFindings) -> Markup {
    let mut found: Vec<&Diagnostic> = file.diagnostics.iter().collect();
    // The worst first, otherwise in the order of the file.
    found.sort_by_key(|d| d.severity);
    let (told, asked): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.into_iter().partition(|d| d.severity == Severity::Info);
    let nothing = asked.is_empty() && file.in_answers == 0 && file.omitted.is_empty();
    html! {
        @if nothing {
            p { bdi { (file.path) } (view.t("\u{a0}: rien à corriger.", ": nothing to mend.")) }
        } @else if asked.is_empty() {
            p { bdi { (file.path) } }
        } @else {
            (table(view, &file.path, &asked))
        }
        @if file.in_answers > 0 { p { (words::in_answers(file.in_answers, view.lang)) } }
        @for omitted in &file.omitted {
            p { (words::omitted(omitted.count, view.lang)) " " small.code { (omitted.code) } }
        }
        // What was repaired on the way is for the record: there, and out of the way.
        @if !told.is_empty() {
            details.trees {
                summary { (view.counted(
                    told.len(),
                    ["information (réparation, ligne ignorée)", "informations (réparations, lignes ignorées)"],
                    ["note (repair, skipped line)", "notes (repairs, skipped lines)"],
                )) }
                (table(view, &format!("{} – {}", file.path, view.t("informations", "notes")), &told))
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
            td.raw { @if let Some(raw) = &diagnostic.raw { bdi { (raw) } } }
            td { (diagnostic.message) br; small.code { (diagnostic.code) } }
            td { (diagnostic.help) }
        }
    }
}
