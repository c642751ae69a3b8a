//! What is inferred, what is hidden, and the sources that everything cites.

use super::view::{View, anchor, cited};
use crate::rulebook::Threshold;
use crate::value::print;
use crate::wire::{inferred_rows, suppressed_rows};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let inferred = inferred_rows(view.evaluation, view.rulebook, view.lang);
    let settings = view.evaluation.settings;
    html! {
        h3 { (view.t("Déduit", "Inferred")) }
        @if inferred.is_empty() {
            p { (view.t("Rien de ce qui est montré n’est déduit.", "Nothing that is shown is inferred.")) }
        } @else {
            p { (view.t("Lu dans la source ; rien de cela n’est officiel.", "Read into the source; none of it is official.")) }
            ul { @for row in &inferred { li { strong { (row.what) } (view.t("\u{a0}: ", ": ")) (row.how) } } }
        }
        h3 { (view.t("Réglages", "Settings")) }
        ul {
            li {
                (view.t("Évolutions et verdicts demandent au moins ", "Trends and verdicts need at least "))
                (print::percent(settings.least_complete, 0, view.lang))
                (view.t(" des tableaux dus et autant de lignes sans erreur.", " of the tables due, and as much of the rows without error."))
            }
            li {
                (view.t("Enquêtes : une case de moins de ", "Surveys: a cell below "))
                (settings.rules.least)
                (view.t(
                    " réponses est masquée, et d’autres avec elle quand un total la trahirait.",
                    " answers is hidden, and others with it where a total would give it away.",
                ))
            }
        }
        h3 { (view.t("Seuils", "Thresholds")) }
        @if view.rulebook.thresholds().is_empty() {
            p { (view.t("Aucun seuil n’a été fixé ; aucun verdict n’est rendu.", "Nobody has set a threshold; no verdict is given.")) }
        } @else {
            ul { @for threshold in view.rulebook.thresholds() { (one_threshold(view, threshold)) } }
        }
        @let hidden = suppressed_rows(view.evaluation, view.rulebook, view.lang);
        @if !hidden.is_empty() {
            h3 { (view.t("Masqué", "Hidden")) }
            ul { @for row in &hidden { li {
                (row.label) (view.t("\u{a0}: ", ": "))
                (view.counted(
                    row.counts,
                    ["effectif masqué (▒).", "effectifs masqués (▒)."],
                    ["count hidden (▒).", "counts hidden (▒)."],
                ))
            } } }
        }
    }
}

fn one_threshold(view: &View<'_>, threshold: &Threshold) -> Markup {
    let Some(indicator) = view.indicator(threshold.indicator) else { return html! {} };
    let network = threshold.network.map(|n| view.network(u32::from(n)));
    html! {
        li {
            span.code { (indicator.code) } " " (indicator.label.get(view.lang)) " "
            (threshold.comparison.symbol()) " " (view.number(indicator, threshold.value))
            @if let Some(network) = network { ", " (network) }
            @if let Some(year) = threshold.year { ", " (year) }
            " — " (threshold.author) ", " (print::date(threshold.date, view.lang)) " " (cited(&threshold.basis))
        }
    }
}

/// The documents cited, with their sections.
pub(super) fn sources(view: &View<'_>) -> Markup {
    html! {
        dl.sources {
            @for source in view.rulebook.sources() {
                dt id=(anchor(&source.code)) { code { (source.code) } }
                dd {
                    (source.label.get(view.lang))
                    @if !source.sections.is_empty() {
                        ul { @for section in &source.sections { li { span.code { (section.code) } " " (section.label.get(view.lang)) } } }
                    }
                }
            }
        }
    }
}
