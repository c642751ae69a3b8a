//! What is inferred, what is hidden, and the sources that everything cites.

use super::view::{View, anchor, cited};
use crate::evaluation::SurveyAnswers;
use crate::rulebook::{Basis, Status, Threshold};
use crate::value::print;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    let inferred = inferred(view);
    let settings = view.evaluation.settings;
    html! {
        h3 { (view.t("Déduit", "Inferred")) }
        @if inferred.is_empty() {
            p { (view.t("Rien de ce qui est montré n’est déduit.", "Nothing that is shown is inferred.")) }
        } @else {
            p { (view.t("Lu dans la source ; rien de cela n’est officiel.", "Read into the source; none of it is official.")) }
            ul { @for (what, how) in &inferred { li { strong { (what) } (view.t("\u{a0}: ", ": ")) (how) } } }
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
        @let hidden: usize = view.evaluation.surveys.iter().map(hidden_cells).sum();
        @if hidden > 0 {
            h3 { (view.t("Masqué", "Hidden")) }
            p { (hidden) " " (view.t("effectifs d’enquête sont masqués (▒).", "survey counts are hidden (▒).")) }
        }
    }
}

fn hidden_cells(answers: &SurveyAnswers) -> usize {
    let groups = answers.questions.iter().flat_map(|q| &q.groups);
    let cells = groups.flat_map(|g| g.choices.iter().map(|c| c.count).chain([g.silent, g.answered]));
    let sizes = answers.persons.iter().map(|(_, shown)| *shown).chain([answers.overall]);
    cells.chain(sizes).filter(|shown| shown.count().is_none()).count()
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

/// Everything that this report shows and that was inferred: what it is, and how it was read.
fn inferred(view: &View<'_>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |what: String, basis: &Basis| {
        if basis.status == Status::Inferred {
            all.push((
                what,
                basis.how.as_ref().map_or_else(String::new, |how| how.get(view.lang).to_owned()),
            ));
        }
    };
    let lang = view.lang;
    for question in view.rulebook.questions() {
        add(format!("{} {}", question.code, question.label.get(lang)), &question.basis);
        let criteria = question.criteria.iter().map(|c| (c.code.as_str(), &c.indicators));
        for criterion in &question.criteria {
            add(format!("{} {}", criterion.code, criterion.label.get(lang)), &criterion.basis);
        }
        for (place, links) in criteria.chain([(question.code.as_str(), &question.indicators)]) {
            for link in links {
                let code = view.indicator(link.indicator).map_or("", |i| i.code.as_str());
                let under = view.t("sous", "under");
                add(format!("{} {code} {under} {place}", view.t("Indicateur", "Indicator")), &link.basis);
            }
        }
    }
    for indicator in view.rulebook.indicators() {
        add(format!("{} {}", indicator.code, indicator.label.get(lang)), &indicator.basis);
    }
    for milestone in view.rulebook.milestones() {
        add(milestone.label.get(lang).to_owned(), &milestone.basis);
    }
    for survey in view.rulebook.surveys() {
        add(survey.label.get(lang).to_owned(), &survey.basis);
    }
    all
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
