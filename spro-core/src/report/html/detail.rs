//! Every indicator with its formula, its origin and its figures by territory: the data tables of the report.

use super::questions::partial_mark;
use super::trees::trees;
use super::view::{View, cited, wide};
use crate::evaluation::{Figure, Territory};
use crate::rulebook::Indicator;
use crate::wire::formula_in_words;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Option<Markup> {
    if view.evaluation.figures.is_empty() {
        return None;
    }
    Some(html! {
        p { (view.t(
            "Sous chaque valeur : son évolution depuis l’année précédente, puis son rang parmi les réseaux (1 pour la \
             plus grande valeur ; les ex æquo partagent le rang). Le rang ordonne, il ne juge pas.",
            "Under each value: how it moved since the year before, then its rank among the networks (1 for the greatest \
             value; ties share a rank). A rank orders, it does not judge.",
        )) }
        @if !view.shows_networks() {
            p.notice { (view.t(
                "Les réseaux sont trop nombreux pour cette page : leurs chiffres sont dans le classeur, le CSV et le JSON.",
                "The networks are too many for this page: their figures are in the workbook, the CSV and the JSON.",
            )) }
        }
        @for (position, indicator) in shown(view) {
            details id=(format!("i-{position}")) open[indicator.unit.is_ratio()] {
                summary { span.code { (indicator.code) } " " (indicator.label.get(view.lang)) }
                (origin(view, position, indicator))
                (figures(view, position, indicator))
                (spreads(view, position, indicator))
                (trees(view, position))
            }
        }
    })
}

/// The indicators that have figures, with their positions.
fn shown<'a>(view: &View<'a>) -> impl Iterator<Item = (u16, &'a Indicator)> {
    let all = (0..).zip(view.rulebook.indicators());
    all.filter(|(position, _)| !view.evaluation.figures_of(*position).is_empty())
}

/// How the indicator is computed, and where that comes from.
fn origin(view: &View<'_>, position: u16, indicator: &Indicator) -> Markup {
    let table = view.table(indicator.table);
    html! {
        dl.origin {
            dt { (view.t("Tableau", "Table")) }
            dd { (table.map_or("", |t| t.label.get(view.lang))) }
            dt { (view.t("Formule", "Formula")) }
            dd {
                @if let Some(words) = formula_in_words(view.rulebook, position, view.lang) { (words) br; }
                code { (indicator.value.text) }
            }
            @if let Some(filter) = &indicator.filter {
                dt { (view.t("Lignes retenues si", "Rows counted where")) }
                dd { code { (filter.text) } }
            }
            dt { (view.t("Source", "Source")) }
            dd { (cited(&indicator.basis)) " " (view.status(&indicator.basis)) }
        }
    }
}

fn figures(view: &View<'_>, position: u16, indicator: &Indicator) -> Markup {
    let years: Vec<i32> = years_of(view, position);
    let label = format!("{} {}", indicator.code, indicator.label.get(view.lang));
    let table = html! {
        table.detail {
            caption.hidden { (label) }
            thead {
                tr {
                    th scope="col" { (view.t("Territoire", "Territory")) }
                    @for year in &years { th.number scope="col" { (year) } }
                }
            }
            tbody {
                @for territory in view.territories() {
                    @let row: Vec<Option<&Figure>> =
                        years.iter().map(|year| view.evaluation.figure(position, territory, *year)).collect();
                    @if row.iter().any(Option::is_some) {
                        tr class=[(!matches!(territory, Territory::Network(_))).then_some("whole")] {
                            th scope="row" { (view.territory(territory)) }
                            @for figure in &row { td.number { @if let Some(figure) = figure { (cell(view, indicator, figure)) } } }
                        }
                    }
                }
            }
        }
    };
    wide(&label, &table)
}

/// The years for which the indicator has a figure anywhere.
fn years_of(view: &View<'_>, position: u16) -> Vec<i32> {
    let figures = view.evaluation.figures_of(position);
    view.evaluation.years.iter().copied().filter(|year| figures.iter().any(|f| f.year == *year)).collect()
}

fn cell(view: &View<'_>, indicator: &Indicator, figure: &Figure) -> Markup {
    let rows = figure.value.rows;
    html! {
        (view.value(indicator, figure)) (partial_mark(view, figure))
        @if let crate::evaluation::Trend::Known(difference) = figure.trend {
            br; small { (view.difference(indicator, difference)) }
        }
        @if let Some(position) = figure.position {
            br; small { (view.t("rang", "rank")) " " (position.rank) "/" (position.of) }
        }
        @if rows.rejected + rows.left_out > 0 {
            @let out = usize::try_from(rows.rejected + rows.left_out).unwrap_or(usize::MAX);
            br; small { (view.counted(out, ["ligne écartée", "lignes écartées"], ["row left out", "rows left out"])) }
        }
        @for judgement in &figure.judgements { br; (view.verdict(judgement.verdict)) }
    }
}

/// Median and quartiles, year by year.
fn spreads(view: &View<'_>, position: u16, indicator: &Indicator) -> Markup {
    let spreads: Vec<_> = view.evaluation.spreads.iter().filter(|s| s.indicator == position).collect();
    html! {
        @if !spreads.is_empty() {
            ul.spread {
                @for spread in spreads {
                    @let d = &spread.distribution;
                    li {
                        strong { (spread.year) } (view.t("\u{a0}: ", ": "))
                        (d.count) " " (view.t("réseaux, de", "networks, from")) " " (view.number(indicator, d.least)) " "
                        (view.t("à", "to")) " " (view.number(indicator, d.greatest)) ", "
                        (view.t("médiane", "median")) " " (view.number(indicator, d.median))
                        @if let Some((q1, q3)) = d.quartiles {
                            ", " (view.t("quartiles", "quartiles")) " " (view.number(indicator, q1)) " "
                            (view.t("et", "and")) " " (view.number(indicator, q3))
                        } @else {
                            " (" (view.t("trop peu de réseaux pour des quartiles", "too few networks for quartiles")) ")"
                        }
                    }
                }
            }
        }
    }
}
