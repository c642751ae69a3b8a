//! What was returned: a map of networks, tables and years, in which every colour is also a mark and a word.

use super::view::{View, wide};
use crate::evaluation::{Returned, Slot};
use crate::rulebook::Rulebook;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// What became of one table of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Square {
    due: u64,
    returned: u64,
    rows: u64,
    rejected: u64,
}

impl Square {
    fn add(&mut self, returned: Option<Returned>) {
        self.due += 1;
        if let Some(returned) = returned {
            self.returned += 1;
            self.rows += returned.rows;
            self.rejected += returned.rejected;
        }
    }
}

pub(super) fn section(view: &View<'_>) -> Markup {
    let slots = view.evaluation.slots(view.rulebook);
    let columns: BTreeSet<(u16, i32)> = slots.iter().map(|(slot, _, _)| (slot.table, slot.year)).collect();
    if columns.is_empty() {
        return html! { p { (view.t("Aucun tableau n’est dû ni rendu à cette date.", "No table is due or returned on this day.")) } };
    }
    let rows = squares(view, &slots);
    let label =
        view.t("Tableaux rendus par réseau, tableau et année", "Tables returned by network, table and year");
    let tables: Vec<(u16, usize)> = spans(&columns);
    let table = html! {
        table.map {
            caption.hidden { (label) }
            thead {
                tr {
                    td rowspan="2" {}
                    @for (position, years) in &tables {
                        th.group scope="colgroup" colspan=(years) { (view.table(*position).map_or("", |t| t.label.get(view.lang))) }
                    }
                }
                tr { @for (_, year) in &columns { th.number scope="col" { (year) } } }
            }
            tbody {
                @for (name, squares) in &rows {
                    tr {
                        th scope="row" { (name) }
                        @for column in &columns { (square(view, squares.get(column))) }
                    }
                }
            }
        }
    };
    html! {
        p { (view.t(
            "Nombre de lignes rendues ; entre parenthèses, les lignes écartées par une erreur.",
            "Number of rows returned; in brackets, rows left out by an error.",
        )) }
        ul.legend {
            li { span.square.good { "✓" } (view.t("rendu", "returned")) }
            li { span.square.some { "!" } (view.t("rendu, lignes écartées", "returned, rows left out")) }
            li { span.square.bad { "✗" } (view.t("dû, non rendu", "due, not returned")) }
            li { span.square { "·" } (view.t("pas encore dû", "not due yet")) }
        }
        (wide(label, &table))
        (missing(view, &slots))
    }
}

/// How many years each table has, in order.
fn spans(columns: &BTreeSet<(u16, i32)>) -> Vec<(u16, usize)> {
    let mut spans: BTreeMap<u16, usize> = BTreeMap::new();
    for (table, _) in columns {
        *spans.entry(*table).or_default() += 1;
    }
    spans.into_iter().collect()
}

type Squares = BTreeMap<(u16, i32), Square>;

/// The squares of each network, or of each department where the networks are too many.
fn squares(view: &View<'_>, slots: &[(Slot, Option<Returned>, bool)]) -> Vec<(String, Squares)> {
    let by_network = view.shows_networks();
    let place = places(view.rulebook);
    let names: Vec<String> = if by_network {
        view.rulebook.networks().iter().map(|n| n.code.clone()).collect()
    } else {
        view.rulebook.departments().iter().map(|d| d.label.get(view.lang).to_owned()).collect()
    };
    let mut rows: Vec<(String, Squares)> = names.into_iter().map(|name| (name, Squares::new())).collect();
    for (slot, returned, _) in slots {
        let Ok(network) = usize::try_from(slot.network) else { continue };
        let row = if by_network { Some(network) } else { place.get(network).copied().flatten() };
        if let Some((_, squares)) = row.and_then(|row| rows.get_mut(row)) {
            squares.entry((slot.table, slot.year)).or_default().add(*returned);
        }
    }
    rows
}

/// For each network, the position of its department.
fn places(rulebook: &Rulebook) -> Vec<Option<usize>> {
    let of = |code: &str| rulebook.departments().iter().position(|d| d.code == code);
    rulebook.networks().iter().map(|n| of(&n.department)).collect()
}

fn square(view: &View<'_>, square: Option<&Square>) -> Markup {
    let Some(square) = square else {
        return html! { td.square { "·" span.hidden { " " (view.t("pas encore dû", "not due yet")) } } };
    };
    // One table shows its rows; several of them show how many were returned.
    let count =
        if square.due > 1 { format!("{}/{}", square.returned, square.due) } else { square.rows.to_string() };
    if square.returned == 0 {
        html! { td.square.bad { "✗" span.hidden { " " (view.t("non rendu", "not returned")) } @if square.due > 1 { " " (count) } } }
    } else if square.rejected > 0 || square.returned < square.due {
        html! {
            td.square.some {
                "! " (count)
                @if square.rejected > 0 { " (" (square.rejected) span.hidden { " " (view.t("écartées", "left out")) } ")" }
            }
        }
    } else {
        html! { td.square.good { "✓ " (count) } }
    }
}

/// Who has to be asked for what.
fn missing(view: &View<'_>, slots: &[(Slot, Option<Returned>, bool)]) -> Markup {
    let mut by_network: BTreeMap<u32, BTreeMap<u16, Vec<i32>>> = BTreeMap::new();
    for (slot, _, _) in slots.iter().filter(|(_, returned, due)| *due && returned.is_none()) {
        by_network.entry(slot.network).or_default().entry(slot.table).or_default().push(slot.year);
    }
    if by_network.is_empty() {
        return html! { p { (view.t("Tout ce qui est dû a été rendu.", "All that is due was returned.")) } };
    }
    html! {
        details {
            summary { (view.t("À réclamer : ", "To be asked for: ")) (view.counted(by_network.len(), ["réseau", "réseaux"], ["network", "networks"])) }
            ul {
                @for (network, tables) in &by_network {
                    li {
                        strong { (view.network(*network)) } (view.t("\u{a0}: ", ": "))
                        @for (at, (table, years)) in tables.iter().enumerate() {
                            @if at > 0 { "\u{a0}; " }
                            (view.table(*table).map_or("", |t| t.label.get(view.lang)))
                            " (" (years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")) ")"
                        }
                    }
                }
            }
        }
    }
}
