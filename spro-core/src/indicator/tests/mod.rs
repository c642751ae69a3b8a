//! Tests of indicators on the built-in rulebook and on one that asks for more.

mod documented;
mod figures;
mod laws;
mod traces;

use super::{Expected, Group, IndicatorValue, Level, Partial, Rejected, Territory};
use crate::column::{Batch, Column, RowPlace, State, Values};
use crate::rulebook::Rulebook;
use crate::value::Lang;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The built-in rulebook with indicators of every kind of formula.
pub(super) fn rulebook() -> &'static Rulebook {
    static WITH_MORE: OnceLock<Rulebook> = OnceLock::new();
    WITH_MORE.get_or_init(|| {
        let indicators = [
            ("m-jours", "count_distinct(date)", "count", ""),
            ("m-objets", "count_distinct(objet)", "count", ""),
            ("m-renseignes", "count(objet) / count()", "ratio", ""),
            ("m-min", "min(structures_invitees)", "count", ""),
            ("m-max", "max(structures_participantes - structures_invitees)", "count", ""),
            ("m-ecart", "1 - sum(structures_participantes) / sum(structures_invitees)", "ratio", ""),
            ("m-acompte", "sum(structures_invitees * param.taux_acompte)", "count", ""),
            ("m-grandes", "count()", "count", "structures_invitees >= 10"),
            ("m-grandes-part", "mean(structures_participantes)", "count", "structures_invitees >= 10"),
            ("m-si", "count() >= 2 ? sum(structures_invitees) : 0", "count", ""),
            ("m-region", "count()", "count", "per"),
        ];
        let mut text = "extends = \"centre-val-de-loire\"\ncode = \"essai\"\nversion = \"1\"\n".to_owned();
        text += "label = { fr = \"Essai\", en = \"Trial\" }\n";
        for (code, value, unit, filter) in indicators {
            let per = if filter == "per" { "per = [\"annee\"]" } else { "per = [\"reseau\", \"annee\"]" };
            let filter = match filter {
                "" | "per" => String::new(),
                filter => format!("filter = \"{filter}\"\n"),
            };
            let indicator = format!(
                "[[indicator]]\ncode = \"{code}\"\nlabel = {{ fr = \"{code}\", en = \"{code}\" }}\n\
                 table = \"reunions\"\nvalue = \"{value}\"\n{filter}{per}\nunit = \"{unit}\"\nstatus = \"user\"\n"
            );
            text += &indicator;
        }
        Rulebook::from_toml(&text, "essai.toml").unwrap_or_else(|e| panic!("{}", e.report(Lang::default())))
    })
}

/// The built-in rulebook with one more indicator `x` over meetings, of whatever unit the formula has.
pub(super) fn with_formula(formula: &str) -> Rulebook {
    let of_unit = |unit: &str| {
        let text = format!(
            "extends = \"centre-val-de-loire\"\ncode = \"essai\"\nversion = \"1\"\n\
             label = {{ fr = \"Essai\", en = \"Trial\" }}\n[[indicator]]\ncode = \"x\"\n\
             label = {{ fr = \"x\", en = \"x\" }}\ntable = \"reunions\"\nvalue = '{formula}'\n\
             per = [\"reseau\", \"annee\"]\nunit = \"{unit}\"\nstatus = \"user\"\n"
        );
        Rulebook::from_toml(&text, "essai.toml")
    };
    of_unit("ratio").or_else(|_| of_unit("count")).unwrap_or_else(|e| panic!("{}", e.report(Lang::default())))
}

/// A meeting: network, year, day (since 1970), invited, taking part, subject. `None` is a blank cell.
#[derive(Debug, Clone)]
pub(super) struct Meeting {
    pub network: Option<u32>,
    pub year: Option<i64>,
    pub day: Option<i64>,
    pub invited: Option<i64>,
    pub present: Option<i64>,
    pub subject: Option<String>,
}

/// A complete meeting in January 2017.
pub(super) fn meeting(network: u32, year: i64, invited: i64, present: i64) -> Meeting {
    Meeting {
        network: Some(network),
        year: Some(year),
        day: Some(17_200),
        invited: Some(invited),
        present: Some(present),
        subject: Some("Bilan".to_owned()),
    }
}

pub(super) fn batch(meetings: &[Meeting]) -> Batch<'static> {
    fn states<T>(all: &[Option<T>]) -> Vec<State> {
        all.iter().map(|x| if x.is_some() { State::Present } else { State::Blank }).collect()
    }
    let ints = |get: fn(&Meeting) -> Option<i64>| {
        let all: Vec<_> = meetings.iter().map(get).collect();
        let values = all.iter().map(|x| x.unwrap_or(0)).collect::<Vec<_>>();
        Column { values: Values::Int(Cow::Owned(values)), states: states(&all) }
    };
    let networks: Vec<_> = meetings.iter().map(|m| m.network).collect();
    let codes = networks.iter().map(|n| n.unwrap_or(0)).collect();
    let subjects: Vec<_> = meetings.iter().map(|m| m.subject.clone()).collect();
    let texts = subjects.iter().map(|s| Cow::Owned(s.clone().unwrap_or_default())).collect();
    let columns = rulebook().tables()[0].fields.iter().map(|field| match field.code.as_str() {
        "reseau" => Column { values: Values::Code(Vec::clone(&codes)), states: states(&networks) },
        "annee" => ints(|m| m.year),
        "date" => ints(|m| m.day),
        "structures_invitees" => ints(|m| m.invited),
        "structures_participantes" => ints(|m| m.present),
        "objet" => Column { values: Values::Text(Vec::clone(&texts)), states: states(&subjects) },
        _ => ints(|_| None),
    });
    Batch {
        table: 0,
        sheet: 0,
        source: vec![None; rulebook().tables()[0].fields.len()],
        first_row: 0,
        rows: meetings.len(),
        places: RowPlace::Consecutive(4),
        columns: columns.collect(),
    }
}

pub(super) fn gathered(meetings: &[Meeting], rejected: &[(u32, &str)]) -> Partial {
    let rejected: Vec<_> =
        rejected.iter().map(|(row, code)| Rejected { row: *row, code: (*code).into() }).collect();
    let mut partial = Partial::new(rulebook());
    partial.add(rulebook(), &batch(meetings), &rejected);
    partial
}

pub(super) fn level(by: Territory, by_year: bool) -> Level {
    Level { by, by_year }
}

/// The value of an indicator for a group.
pub(super) fn value(values: &[IndicatorValue], code: &str, group: Group) -> IndicatorValue {
    let (at, _) = rulebook().indicator(code).unwrap();
    let mut found = values.iter().filter(|v| usize::from(v.indicator) == at && v.group == group);
    let one = found.next().unwrap_or_else(|| panic!("no value of {code} for {group:?}")).clone();
    assert!(found.next().is_none(), "two values of {code} for {group:?}");
    one
}

/// `value`, `numerator / denominator`, `used+left_out+filtered+rejected` of an indicator over everything.
pub(super) fn over_all(partial: &Partial, code: &str) -> String {
    let values = partial.values(rulebook(), level(Territory::Region, false), &Expected::none());
    shown(&value(&values, code, Group::default()))
}

pub(super) fn shown(v: &IndicatorValue) -> String {
    let value = match &v.value {
        Ok(value) => value.to_string(),
        Err(why) => format!("{why:?}"),
    };
    let sides = match (v.numerator, v.denominator) {
        (Some(a), Some(b)) => format!(" = {a} / {b}"),
        (None, None) => String::new(),
        other => format!(" {other:?}"),
    };
    let rows = v.rows;
    format!("{value}{sides} [{} {} {} {}]", rows.used, rows.left_out, rows.filtered, rows.rejected)
}
