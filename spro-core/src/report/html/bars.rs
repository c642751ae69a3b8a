//! Rates by territory as bars, drawn so that they can be read in black and white: each bar has its year and its figure
//! beside it, and the whole is also in the tables of the next section.

use super::view::View;
use crate::evaluation::{Figure, Territory};
use crate::finding::absence;
use crate::rulebook::Indicator;
use crate::value::Decimal;
use maud::{Markup, html};

/// Width of a chart in its own units: that of a narrow screen, so that the letters are never smaller than drawn.
const WIDTH: i64 = 340;
const LEFT: i64 = 40;
const RIGHT: i64 = 76;
const BAR: i64 = 11;
const LINE: i64 = 16;
/// Most territories in a chart.
const MOST: usize = 60;

pub(super) fn section(view: &View<'_>) -> Option<Markup> {
    let positions = (0..).zip(view.rulebook.indicators()).filter(|(_, i)| i.unit.is_ratio());
    let charts: Vec<Markup> =
        positions.filter_map(|(position, indicator)| chart(view, position, indicator)).collect();
    (!charts.is_empty()).then(|| {
        html! {
            p { (view.t(
                "Les traits verticaux marquent 0, 50 et 100 %. Une barre creuse repose sur des données incomplètes ; un \
                 tiret remplace une valeur absente.",
                "The vertical lines mark 0, 50 and 100%. A hollow bar stands on incomplete data; a dash stands for an \
                 absent value.",
            )) }
            div.charts { @for chart in &charts { (chart) } }
        }
    })
}

fn chart(view: &View<'_>, position: u16, indicator: &Indicator) -> Option<Markup> {
    let figures = view.evaluation.figures_of(position);
    let small = |networks: bool| {
        figures.iter().filter(move |f| match f.territory {
            Territory::Network(_) => networks,
            Territory::Department(_) => !networks,
            Territory::Region => false,
        })
    };
    let mut groups: Vec<(Territory, Vec<&Figure>)> = Vec::new();
    let networks = view.rulebook.networks().len() <= MOST;
    for figure in small(networks) {
        match groups.last_mut() {
            Some((territory, group)) if *territory == figure.territory => group.push(figure),
            _ => groups.push((figure.territory, vec![figure])),
        }
    }
    groups.truncate(MOST);
    let values = groups.iter().flat_map(|(_, g)| g).filter_map(|f| f.value.value.as_ref().ok());
    let greatest = values.copied().max()?.max(Decimal::from(1));
    let bars: i64 = groups.iter().map(|(_, g)| i64::try_from(g.len()).unwrap_or(0)).sum();
    let heads = i64::try_from(groups.len()).unwrap_or(0);
    let height = heads * (LINE + 8) + bars * LINE + 14;
    let title = format!("{} – {}", indicator.code, indicator.label.get(view.lang));
    let room = WIDTH - LEFT - RIGHT;
    let x = |share: Decimal| LEFT + scaled(share, greatest, room);
    let half = Decimal::new(5, 1).unwrap_or_default();
    let marks = [Decimal::ZERO, half, Decimal::from(1)];
    let mut y = 0;
    let mut body = Vec::new();
    for (territory, group) in &groups {
        y += LINE + 4;
        let name = view.territory(*territory);
        body.push(html! { text.name x="0" y=(y) { (short(&name)) } });
        for figure in group {
            y += LINE;
            body.push(bar(
                view,
                indicator,
                figure,
                y,
                x(figure.value.value.as_ref().copied().unwrap_or_default()),
            ));
        }
        y += 4;
    }
    let id = format!("g-{position}");
    Some(html! {
        figure {
            figcaption {
                span.code { (indicator.code) } " " (indicator.label.get(view.lang)) " " (view.status(&indicator.basis))
            }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby=(id) {
                title id=(id) { (title) (view.t(" : mêmes valeurs dans le tableau des chiffres par territoire", ": same values in the table of figures by territory")) }
                @for mark in marks {
                    line.axis x1=(x(mark)) x2=(x(mark)) y1="4" y2=(height - 8) {}
                }
                @for part in &body { (part) }
            }
            p { a href=(format!("#i-{position}")) { (view.t("Table de données", "Data table")) } }
        }
    })
}

fn bar(view: &View<'_>, indicator: &Indicator, figure: &Figure, y: i64, end: i64) -> Markup {
    let shown = match &figure.value.value {
        Ok(number) => view.number(indicator, *number),
        Err(why) => format!("— {}", absence(why, view.rulebook, view.lang)),
    };
    let class = if figure.enough { "bar" } else { "bar partial" };
    html! {
        text.year x="0" y=(y) { (figure.year) }
        @if figure.value.value.is_ok() {
            rect class=(class) x=(LEFT) y=(y - BAR + 1) width=((end - LEFT).max(1)) height=(BAR) {}
            text.number x=(end + 5) y=(y) { (shown) }
        } @else {
            text.none x=(LEFT + 4) y=(y) { (shown) }
        }
    }
}

/// A share of the greatest one, in units of the drawing.
fn scaled(share: Decimal, greatest: Decimal, room: i64) -> i64 {
    let scale = share.scale().max(greatest.scale());
    let part = share
        .at_scale(scale)
        .zip(greatest.at_scale(scale))
        .and_then(|(share, greatest)| Decimal::quotient(share.checked_mul(i128::from(room))?, greatest, 0));
    part.and_then(|units| i64::try_from(units.mantissa()).ok()).unwrap_or(0).clamp(0, room)
}

/// A name that fits over the bars; the tables have it in full.
fn short(name: &str) -> String {
    const LONGEST: usize = 44;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(LONGEST).collect();
    short.push('…');
    short
}
