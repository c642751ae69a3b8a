//! What every section needs: the evaluation with its definitions, and values as readers see them.

use crate::campaign::Campaign;
use crate::evaluation::{Evaluation, Figure, NoTrend, Territory, Trend, Verdict};
use crate::finding::absence;
use crate::rulebook::{Basis, Indicator, Rulebook, Status, Table};
use crate::value::{Decimal, Lang, print};
use maud::{Markup, html};

/// Most networks that are shown one by one; with more of them, departments stand in their place.
pub(super) const MOST_NETWORKS: usize = 300;

/// An evaluation and the words to show it.
pub(super) struct View<'a> {
    pub evaluation: &'a Evaluation,
    pub campaign: &'a Campaign,
    pub rulebook: &'a Rulebook,
    pub lang: Lang,
}

impl<'a> View<'a> {
    /// The text in the report's language.
    pub fn t<'t>(&self, fr: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// A count with its noun: one form for one, and in French for none, another for more.
    pub fn counted(&self, count: usize, fr: [&str; 2], en: [&str; 2]) -> String {
        let number = print::decimal(Decimal::from(i64::try_from(count).unwrap_or(i64::MAX)), self.lang);
        let ([one, more], single) = match self.lang {
            Lang::Fr => (fr, count < 2),
            Lang::En => (en, count == 1),
        };
        format!("{number}\u{a0}{}", if single { one } else { more })
    }

    /// Whether each network is shown, and not its department.
    pub fn shows_networks(&self) -> bool {
        self.rulebook.networks().len() <= MOST_NETWORKS
    }

    pub fn indicator(&self, position: u16) -> Option<&'a Indicator> {
        self.rulebook.indicators().get(usize::from(position))
    }

    pub fn table(&self, position: u16) -> Option<&'a Table> {
        self.rulebook.tables().get(usize::from(position))
    }

    pub fn network(&self, position: u32) -> &'a str {
        let found = usize::try_from(position).ok().and_then(|p| self.rulebook.networks().get(p));
        found.map_or("", |network| network.code.as_str())
    }

    pub fn territory(&self, territory: Territory) -> String {
        crate::evaluation::territory(territory, self.rulebook, self.lang)
    }

    /// The territories of the detail, from large to small.
    pub fn territories(&self) -> Vec<Territory> {
        let mut all = vec![Territory::Region];
        all.extend((0..).zip(self.rulebook.departments()).map(|(d, _)| Territory::Department(d)));
        if self.shows_networks() {
            all.extend((0..).zip(self.rulebook.networks()).map(|(n, _)| Territory::Network(n)));
        }
        all
    }

    /// A number in the indicator's unit, rounded for display.
    pub fn number(&self, indicator: &Indicator, number: Decimal) -> String {
        if indicator.unit.is_ratio() {
            print::percent(number, 1, self.lang)
        } else {
            print::decimal(print::round(number, 2), self.lang)
        }
    }

    /// A value, or the reason why there is none.
    pub fn value(&self, indicator: &Indicator, figure: &Figure) -> Markup {
        match &figure.value.value {
            Ok(number) => html! { (self.number(indicator, *number)) },
            Err(why) => html! { span.absent { "— " span.why { (absence(why, self.rulebook, self.lang)) } } },
        }
    }

    /// A difference with its sign: points for a rate, the unit for the rest.
    pub fn difference(&self, indicator: &Indicator, difference: Decimal) -> String {
        let sign = match difference.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => "+",
            std::cmp::Ordering::Equal => "=\u{a0}",
            std::cmp::Ordering::Less => "",
        };
        let number = self.number(indicator, difference);
        let number = if indicator.unit.is_ratio() {
            let points = number.trim_end_matches('%').trim_end_matches(print::NBSP);
            format!("{points}\u{a0}{}", self.t("pt", "pt"))
        } else {
            number
        };
        // A minus sign is as wide as a plus sign; a hyphen is not.
        format!("{sign}{}", number.replace('-', "−"))
    }

    /// A trend, or why there is none.
    pub fn trend(&self, indicator: &Indicator, trend: Trend) -> Markup {
        match trend {
            Trend::Known(difference) => html! { (self.difference(indicator, difference)) },
            Trend::Unknown(why) => html! { span.why { (self.no_trend(why)) } },
        }
    }

    fn no_trend(&self, why: NoTrend) -> &'static str {
        let (fr, en) = match why {
            NoTrend::FirstYear => ("première année", "first year"),
            NoTrend::Absent => ("valeur absente", "value absent"),
            NoTrend::Incomplete => ("données incomplètes", "incomplete data"),
            _ => ("nombre trop grand", "number too large"),
        };
        match self.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// A verdict as a word with a mark, so that colour is never alone.
    pub fn verdict(&self, verdict: Verdict) -> Markup {
        match verdict {
            Verdict::Met => html! { span.tag.good { "✓ " (self.t("atteint", "met")) } },
            Verdict::NotMet => html! { span.tag.bad { "✗ " (self.t("non atteint", "not met")) } },
            Verdict::CannotSay(_) => {
                html! { span.tag { "? " (self.t("on ne peut pas dire", "cannot say")) } }
            }
        }
    }

    /// How something is known that stands on several entries: by the least sure of them.
    pub fn status_of(&self, all: &[&Basis]) -> Markup {
        let is = |status| all.iter().find(|basis| basis.status == status);
        is(Status::Inferred).or_else(|| is(Status::User)).map_or_else(|| html! {}, |basis| self.status(basis))
    }

    /// How an entry is known, where that is not by a source's own words.
    pub fn status(&self, basis: &Basis) -> Markup {
        let how = basis.how.as_ref().map(|how| how.get(self.lang));
        match basis.status {
            Status::Sourced => html! {},
            Status::Inferred => html! {
                span.tag.inferred title=[how] { (self.t("déduit", "inferred")) }
            },
            Status::User => html! { span.tag { (self.t("ajouté", "added")) } },
        }
    }
}

/// A place in a source: `cr-2016-11-29#9a`.
pub(super) fn cited(basis: &Basis) -> Markup {
    html! {
        @if !basis.source.is_empty() {
            a.cite href=(format!("#{}", anchor(&basis.source))) { (basis.source) }
        }
    }
}

/// A table that may be wider than the page: it scrolls in its own box, which the keyboard reaches.
pub(super) fn wide(label: &str, table: &Markup) -> Markup {
    html! { div.wide role="region" tabindex="0" aria-label=(label) { (table) } }
}

/// The anchor of a source.
pub(super) fn anchor(source: &str) -> String {
    let document = source.split('#').next().unwrap_or_default();
    let plain = document.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("source-{}", plain.collect::<String>())
}
