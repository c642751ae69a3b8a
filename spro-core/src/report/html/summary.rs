//! The first screen: what was returned, the main figures, what stands against each question.

use super::view::View;
use crate::evaluation::{Figure, Standing, Territory, Verdict};
use crate::rulebook::Severity;
use crate::rulebook::{IndicatorLink, Question};
use crate::value::{Decimal, print};
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        (tiles(view))
        (data_notice(view))
        (headlines(view))
    }
}

/// What was returned, in four numbers.
fn tiles(view: &View<'_>) -> Markup {
    let evaluation = view.evaluation;
    let senders = evaluation.returns.senders().count();
    let networks = view.rulebook.networks().len();
    let slots = evaluation.slots(view.rulebook);
    let due = slots.iter().filter(|(_, _, due)| *due).count();
    let returned = slots.iter().filter(|(_, r, due)| *due && r.is_some()).count();
    let (rows, rejected) =
        slots.iter().filter_map(|(_, r, _)| *r).fold((0, 0), |(a, b), r| (a + r.rows, b + r.rejected));
    let late = evaluation.milestones.iter().filter(|m| m.standing == Standing::Late).count();
    let errors = view.campaign.count(view.rulebook, Severity::Error);
    let tile = |number: String, of: Option<String>, label: &str, link: &str| {
        html! {
            li {
                a href=(format!("#{link}")) {
                    strong { (number) @if let Some(of) = of { small { "\u{a0}/\u{a0}" (of) } } }
                    span { (label) }
                }
            }
        }
    };
    let n = |count: usize| print::decimal(Decimal::from(i64::try_from(count).unwrap_or(i64::MAX)), view.lang);
    let big = |count: u64| n(usize::try_from(count).unwrap_or(usize::MAX));
    html! {
        ul.tiles {
            (tile(n(senders), Some(n(networks)), view.t("réseaux ont envoyé des données", "networks sent data"), "completude"))
            (tile(n(returned), Some(n(due)), view.t("tableaux dus ont été rendus", "tables due were returned"), "completude"))
            (tile(big(rejected), Some(big(rows)), view.t("lignes écartées des calculs", "rows left out of the figures"), "constats"))
            (tile(n(errors), None, view.t("erreurs à corriger", "errors to mend"), "constats"))
            @if late > 0 { (tile(n(late), None, view.t("jalons en retard", "milestones late"), "jalons")) }
        }
    }
}

/// What a reader must know before the figures.
fn data_notice(view: &View<'_>) -> Markup {
    let evaluation = view.evaluation;
    let unreadable = view.campaign.failures().len();
    html! {
        @if evaluation.figures.is_empty() {
            p.notice { (view.t(
                "Aucun tableau n’est dû à cette date et aucune donnée n’a été rendue : il n’y a encore rien à évaluer.",
                "No table is due on this day and no data was returned: there is nothing to evaluate yet.",
            )) }
        } @else if evaluation.figures.iter().all(|f| f.value.value.is_err()) {
            p.notice { (view.t(
                "Aucun chiffre ne peut être calculé : les données manquent ou toutes les lignes sont écartées. Ce \
                 n’est pas un zéro.",
                "No figure can be computed: data is missing or every row is left out. That is not a zero.",
            )) }
        }
        @if unreadable > 0 {
            p.notice {
                (view.counted(
                    unreadable,
                    ["fichier n’a pas pu être lu", "fichiers n’ont pas pu être lus"],
                    ["file could not be read", "files could not be read"],
                ))
                (view.t("\u{a0}; voir les constats.", "; see the findings."))
            }
        }
        @if evaluation.later_rows > 0 {
            p.notice { (view.counted(
                usize::try_from(evaluation.later_rows).unwrap_or(usize::MAX),
                [
                    "ligne porte sur une année postérieure à la date du rapport ; elle n’y figure pas.",
                    "lignes portent sur des années postérieures à la date du rapport ; elles n’y figurent pas.",
                ],
                [
                    "row is about a year after the day of the report; it is not in it.",
                    "rows are about years after the day of the report; they are not in it.",
                ],
            )) }
        }
    }
}

/// Each question with its main figures and its verdict.
fn headlines(view: &View<'_>) -> Markup {
    html! {
        @for question in view.rulebook.questions() {
            div.headline {
                h3 { span.code { (question.code) } " " (question.label.get(view.lang)) }
                @let lines: Vec<Markup> = links(question).filter_map(|link| line(view, link)).collect();
                @if lines.is_empty() {
                    p { (view.t("Aucun indicateur connu ne porte sur cette question.", "No known indicator bears on this question.")) }
                } @else {
                    ul.figures { @for line in &lines { (line) } }
                }
                p.verdict { (verdicts(view, question)) }
            }
        }
    }
}

/// The links of a question, each indicator once.
pub(super) fn links(question: &Question) -> impl Iterator<Item = &IndicatorLink> {
    let all: Vec<&IndicatorLink> =
        question.criteria.iter().flat_map(|c| &c.indicators).chain(&question.indicators).collect();
    let mut seen = std::collections::BTreeSet::new();
    all.into_iter().filter(move |link| seen.insert(link.indicator))
}

/// An indicator's figure of the region in the last year that has one.
fn line(view: &View<'_>, link: &IndicatorLink) -> Option<Markup> {
    let indicator = view.indicator(link.indicator)?;
    let figures = view.evaluation.figures_of(link.indicator);
    let figure: &Figure =
        figures.iter().rfind(|f| f.territory == Territory::Region && f.value.value.is_ok())?;
    let number = figure.value.value.as_ref().ok()?;
    let all = &figure.completeness;
    Some(html! {
        li {
            strong { (view.number(indicator, *number)) }
            span {
                (indicator.label.get(view.lang)) " " (view.status_of(&[&link.basis, &indicator.basis])) " "
                span.why {
                    "(" (figure.year) ", " (all.tables_returned) "/" (all.tables_due) " "
                    (view.t("tableaux rendus", "tables returned")) ")"
                }
            }
        }
    })
}

/// How many verdicts the question's thresholds give, over all figures that they are about.
fn verdicts(view: &View<'_>, question: &Question) -> Markup {
    let (mut met, mut not_met, mut unsaid) = (0_usize, 0_usize, 0_usize);
    for link in links(question) {
        for judgement in view.evaluation.figures_of(link.indicator).iter().flat_map(|f| &f.judgements) {
            match judgement.verdict {
                Verdict::Met => met += 1,
                Verdict::NotMet => not_met += 1,
                Verdict::CannotSay(_) => unsaid += 1,
            }
        }
    }
    if met + not_met + unsaid == 0 {
        return html! { (view.t(
            "Pas de verdict : aucun seuil n’a été fixé.",
            "No verdict: nobody has set a threshold.",
        )) };
    }
    html! {
        (view.t("Par rapport aux seuils fixés : ", "Against the thresholds set: "))
        (view.counted(met, ["atteint", "atteints"], ["met", "met"])) ", "
        (view.counted(not_met, ["non atteint", "non atteints"], ["not met", "not met"])) ", "
        (unsaid) " " (view.t("sans réponse possible", "that cannot be said")) "."
    }
}
