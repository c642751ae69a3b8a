//! Where each network's figure comes from: the same tree as `spro explain` draws, down to the cells.

use super::view::View;
use crate::evaluation::{Branch, Figure, Territory, explanation};
use crate::indicator::Group;
use maud::{Markup, html};

/// Most figures that are explained on the page: beyond that it would be too heavy to open.
const MOST_FIGURES: usize = 3000;
/// Most rows of each kind in a tree.
const MOST_ROWS: usize = 50;

/// The trees of an indicator, network by network and year by year.
pub(super) fn trees(view: &View<'_>, position: u16) -> Markup {
    let figures: Vec<(u32, &Figure)> =
        view.evaluation.figures_of(position).iter().filter_map(network).collect();
    if figures.is_empty() {
        return html! {};
    }
    let all = view.evaluation.figures.iter().filter_map(network).count();
    let kept = view.campaign.submissions().iter().flat_map(|s| &s.tables).any(|t| !t.batches.is_empty());
    if all > MOST_FIGURES || !kept {
        return html! {
            p.why {
                (view.t("L’origine de chaque chiffre : ", "Where each figure comes from: "))
                code { "spro explain" }
            }
        };
    }
    html! {
        details.trees {
            summary { (view.t("D’où viennent ces chiffres, réseau par réseau", "Where these figures come from, network by network")) }
            @for (network, figure) in figures {
                @let group = Group { year: Some(figure.year), department: None, network: Some(network) };
                @if let Some(trace) = view.campaign.explain(view.rulebook, position, group, MOST_ROWS) {
                    @let tree = explanation(&trace, view.campaign, view.rulebook, view.lang);
                    details { summary { bdi { (tree.text) } } (branches(&tree.branches)) }
                }
            }
        }
    }
}

fn network(figure: &Figure) -> Option<(u32, &Figure)> {
    match figure.territory {
        Territory::Network(network) => Some((network, figure)),
        _ => None,
    }
}

fn branches(all: &[Branch]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul { @for branch in all { li { bdi { (branch.text) } (branches(&branch.branches)) } } }
        }
    }
}
