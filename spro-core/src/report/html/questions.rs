//! The questions: criteria, and under each the indicators with the region's figures year by year.

use super::view::{View, cited, wide};
use crate::evaluation::{Evaluation, Figure, Territory, unplaced};
use crate::rulebook::IndicatorLink;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Option<Markup> {
    let mut unplaced = unplaced(view.rulebook);
    unplaced.retain(|position| !view.evaluation.figures_of(*position).is_empty());
    if view.rulebook.questions().is_empty() && unplaced.is_empty() {
        return None;
    }
    Some(html! {
        p { (view.t(
            "Chaque ligne donne le chiffre de la région. « Déduit » signale un rattachement lu dans la source, qui \
             n’est pas officiel.",
            "Each line gives the region's figure. “Inferred” marks a placing read into the source, which is not official.",
        )) }
        @for question in view.rulebook.questions() {
            article {
                h3 { span.code { (question.code) } " " (question.label.get(view.lang)) }
                p.origin { (cited(&question.basis)) " " (view.status(&question.basis)) }
                @for criterion in &question.criteria {
                    h4 {
                        span.code { (criterion.code) } " " (criterion.label.get(view.lang)) " "
                        (view.status(&criterion.basis))
                    }
                    @if let Some(about) = &criterion.about { p { (about.get(view.lang)) } }
                    @if criterion.open {
                        p.why { (view.t(
                            "La source dit que ce critère existe, sans le nommer.",
                            "The source says that there is such a criterion without naming it.",
                        )) }
                    }
                    (evidence(view, criterion.label.get(view.lang), &criterion.indicators))
                }
                @if !question.indicators.is_empty() {
                    @if !question.criteria.is_empty() { h4 { (view.t("Sans critère", "Without a criterion")) } }
                    (evidence(view, question.label.get(view.lang), &question.indicators))
                }
            }
        }
        @if !unplaced.is_empty() {
            article {
                h3 { (view.t("Autres indicateurs", "Other indicators")) }
                p { (view.t(
                    "Ces indicateurs ne sont rattachés à aucune question.",
                    "These indicators stand under no question.",
                )) }
                (rows(view, view.t("Autres indicateurs", "Other indicators"), unplaced.iter().map(|i| (*i, None))))
            }
        }
    })
}

fn evidence(view: &View<'_>, label: &str, links: &[IndicatorLink]) -> Markup {
    if links.is_empty() {
        return html! { p.why { (view.t("Aucun indicateur connu.", "No known indicator.")) } };
    }
    rows(view, label, links.iter().map(|link| (link.indicator, Some(link))))
}

fn rows<'l>(
    view: &View<'_>,
    label: &str,
    indicators: impl Iterator<Item = (u16, Option<&'l IndicatorLink>)>,
) -> Markup {
    let indicators: Vec<(u16, Option<&IndicatorLink>)> = indicators.collect();
    let has = |year: i32| indicators.iter().any(|(i, _)| region(view.evaluation, *i, year).is_some());
    let years: Vec<i32> = view.evaluation.years.iter().copied().filter(|year| has(*year)).collect();
    let table = html! {
        table {
            caption.hidden { (label) }
            thead {
                tr {
                    th scope="col" { (view.t("Indicateur", "Indicator")) }
                    @for year in &years { th.number scope="col" { (year) } }
                    th.number scope="col" { (view.t("Évolution", "Trend")) }
                    @if has_thresholds(view) { th scope="col" { (view.t("Verdict", "Verdict")) } }
                }
            }
            tbody {
                @for &(position, link) in &indicators {
                    @if let Some(indicator) = view.indicator(position) {
                        tr {
                            th scope="row" {
                                @if view.evaluation.figures_of(position).is_empty() {
                                    span.code { (indicator.code) }
                                } @else {
                                    a href=(format!("#i-{position}")) { span.code { (indicator.code) } }
                                }
                                " " (indicator.label.get(view.lang)) " "
                                @if let Some(link) = link { (view.status(&link.basis)) }
                            }
                            @for year in &years {
                                td.number { @if let Some(figure) = region(view.evaluation, position, *year) {
                                    (view.value(indicator, figure)) (partial_mark(view, figure))
                                } }
                            }
                            @let last = years.iter().rev().find_map(|y| region(view.evaluation, position, *y));
                            td.number { @if let Some(last) = last { (view.trend(indicator, last.trend)) } }
                            @if has_thresholds(view) {
                                td { @for judgement in last.iter().flat_map(|f| &f.judgements) { (view.verdict(judgement.verdict)) " " } }
                            }
                        }
                    }
                }
            }
        }
    };
    wide(label, &table)
}

/// A mark at a figure whose data is not complete enough to compare.
pub(super) fn partial_mark(view: &View<'_>, figure: &Figure) -> Markup {
    html! {
        @if figure.value.value.is_ok() && !figure.enough {
            " " abbr.partial title=(view.t("données incomplètes", "incomplete data")) { "◐" }
            span.hidden { (view.t(" (données incomplètes)", " (incomplete data)")) }
        }
    }
}

fn region(evaluation: &Evaluation, indicator: u16, year: i32) -> Option<&Figure> {
    evaluation.figure(indicator, Territory::Region, year)
}

fn has_thresholds(view: &View<'_>) -> bool {
    !view.rulebook.thresholds().is_empty()
}
