//! Where each network's figure comes from: the same tree as `spro explain` draws, down to the cells.

use super::view::View;
use crate::evaluation::{Branch, Territory, explanation};
use maud::{Markup, html};

/// The trees of an indicator, network by network and year by year.
pub(super) fn trees(view: &View<'_>, position: u16) -> Markup {
    let figures = view.evaluation.figures_of(position);
    if !figures.iter().any(|figure| matches!(figure.territory, Territory::Network(_))) {
        return html! {};
    }
    let Some(traces) = view.campaign.explanations(view.rulebook, figures, view.evaluation) else {
        return html! {
            p.why {
                (view.t("L’origine de chaque chiffre : ", "Where each figure comes from: "))
                code { "spro explain" }
            }
        };
    };
    html! {
        details.trees {
            summary { (view.t("D’où viennent ces chiffres, réseau par réseau", "Where these figures come from, network by network")) }
            @for trace in traces {
                @let tree = explanation(&trace, view.campaign, view.rulebook, view.lang);
                details { summary { bdi { (tree.text) } } (branches(&tree.branches)) }
            }
        }
    }
}

fn branches(all: &[Branch]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul { @for branch in all { li { bdi { (branch.text) } (branches(&branch.branches)) } } }
        }
    }
}
