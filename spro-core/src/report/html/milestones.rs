//! The milestones on the day of the report: done, due or late, and what is missing.

use super::view::{View, cited, wide};
use crate::evaluation::{MilestoneState, Standing};
use crate::value::print;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Most networks that are named under a milestone.
const MOST_NAMES: usize = 40;

pub(super) fn section(view: &View<'_>) -> Option<Markup> {
    let states = &view.evaluation.milestones;
    if states.is_empty() {
        return None;
    }
    let label = view.t("État de chaque jalon", "State of each milestone");
    let table = html! {
        table {
            caption.hidden { (label) }
            thead {
                tr {
                    th scope="col" { (view.t("Jour", "Day")) }
                    th scope="col" { (view.t("Jalon", "Milestone")) }
                    th scope="col" { (view.t("État", "State")) }
                    th scope="col" { (view.t("Ce qui manque", "What is missing")) }
                }
            }
            tbody { @for state in states { (row(view, state)) } }
        }
    };
    Some(wide(label, &table))
}

fn row(view: &View<'_>, state: &MilestoneState) -> Markup {
    let Some(milestone) = view.rulebook.milestones().get(usize::from(state.milestone)) else {
        return html! {};
    };
    html! {
        tr {
            td { (print::date(milestone.last_day(), view.lang)) }
            th scope="row" {
                (milestone.label.get(view.lang)) " " (view.status(&milestone.basis)) " " (cited(&milestone.basis))
            }
            td { (standing(view, state.standing)) }
            td { (missing(view, state)) }
        }
    }
}

fn standing(view: &View<'_>, standing: Standing) -> Markup {
    match standing {
        Standing::Done => html! { span.tag.good { "✓ " (view.t("données rendues", "data returned")) } },
        Standing::Late => html! { span.tag.bad { "✗ " (view.t("données en retard", "data late")) } },
        Standing::Due => html! { span.tag { "… " (view.t("données attendues", "data awaited")) } },
        Standing::Under => html! { span.tag { "… " (view.t("en cours", "under way")) } },
        Standing::Upcoming => html! { span.tag { "· " (view.t("à venir", "upcoming")) } },
        Standing::Past => html! { span.tag { (view.t("passé", "past")) } },
    }
}

fn missing(view: &View<'_>, state: &MilestoneState) -> Markup {
    if state.missing.is_empty() {
        return html! {};
    }
    let networks: BTreeSet<u32> = state.missing.iter().map(|slot| slot.network).collect();
    let names: Vec<&str> = networks.iter().take(MOST_NAMES).map(|n| view.network(*n)).collect();
    html! {
        (state.missing.len()) "/" (state.asked) " " (view.t("tableaux, de\u{a0}: ", "tables, from: ")) (names.join(", "))
        @if networks.len() > MOST_NAMES { "… (" (networks.len()) ")" }
    }
}
