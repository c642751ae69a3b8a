//! `spro indicators`: the figures.

use super::End;
use super::args::{Format, Inputs};
use super::campaign::{Loaded, load};
use super::output::{fail, print, print_json, table};
use crate::indicator::{IndicatorValue, Level, Territory};
use crate::value::{Decimal, Lang, print as printing};
use crate::wire::{self, IndicatorRow};
use clap::Args;

/// The arguments of `indicators`.
#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Groupes : reseau, departement ou region, avec ou sans annee
    #[arg(long, value_name = "GROUPES", default_value = "reseau,annee")]
    pub per: String,
    /// Un seul indicateur, par exemple 7bis
    #[arg(long, value_name = "CODE")]
    pub indicator: Option<String>,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
pub fn run(args: &IndicatorsArgs) -> End {
    let Some(level) = level(&args.per) else {
        return fail(format_args!(
            "--per {} n’est pas compris. Écrivez reseau, departement ou region, avec ou sans « ,annee ».",
            args.per
        ));
    };
    let loaded = match load(&args.inputs, false) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let rulebook = &*loaded.rulebook;
    let mut values = loaded.campaign.values(rulebook, level);
    if let Some(code) = &args.indicator {
        let Some((position, _)) = rulebook.indicator(code) else {
            let known: Vec<&str> = rulebook.indicators().iter().map(|i| i.code.as_str()).collect();
            return fail(format_args!(
                "l’indicateur « {code} » n’existe pas. Connus : {}.",
                known.join(", ")
            ));
        };
        values.retain(|v| usize::from(v.indicator) == position);
    }
    let rows = wire::indicator_rows(&values, level, rulebook);
    let printed = match args.format {
        Format::Json => print_json(&rows),
        Format::Text => print(&text(&values, &rows, &loaded, Lang::from(args.inputs.lang))),
        Format::Csv => match csv(&rows) {
            Ok(text) => print(&text),
            Err(_) => Err(fail("le CSV n’a pas pu être écrit")),
        },
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
}

/// The level that `--per` names, its parts in any order.
fn level(text: &str) -> Option<Level> {
    let mut territory = None;
    let mut by_year = false;
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let named = match part {
            "annee" if !by_year => {
                by_year = true;
                continue;
            }
            "reseau" => Territory::Network,
            "departement" => Territory::Department,
            "region" => Territory::Region,
            _ => return None,
        };
        if territory.replace(named).is_some() {
            return None;
        }
    }
    Some(Level { by: territory.unwrap_or(Territory::Region), by_year })
}

fn text(values: &[IndicatorValue], rows: &[IndicatorRow], loaded: &Loaded, lang: Lang) -> String {
    let heads = match lang {
        Lang::Fr => ["indicateur", "territoire", "année", "valeur", "calcul", "libellé"],
        Lang::En => ["indicator", "territory", "year", "value", "from", "label"],
    };
    let mut out = vec![heads.map(str::to_owned).to_vec()];
    for (value, row) in values.iter().zip(rows) {
        let Some(indicator) = loaded.rulebook.indicators().get(usize::from(value.indicator)) else {
            continue;
        };
        let territory = [&row.reseau, &row.departement].into_iter().flatten().next().cloned();
        let territory = territory.unwrap_or_else(|| loaded.rulebook.region().label.get(lang).to_owned());
        let shown = match &value.value {
            Ok(n) if indicator.unit.is_ratio() => printing::percent(*n, 1, lang),
            Ok(n) => printing::decimal(printing::round(*n, 3), lang),
            Err(why) => format!("— ({})", why.words(lang)),
        };
        let all = match lang {
            Lang::Fr => "toutes",
            Lang::En => "all",
        };
        out.push(vec![
            row.indicator.clone(),
            territory,
            row.annee.map_or_else(|| all.to_owned(), |y| y.to_string()),
            shown,
            quotient(value.numerator, value.denominator, lang),
            indicator.label.get(lang).to_owned(),
        ]);
    }
    table(&out)
}

fn quotient(numerator: Option<Decimal>, denominator: Option<Decimal>, lang: Lang) -> String {
    match (numerator, denominator) {
        (Some(n), Some(d)) => format!("{} / {}", printing::decimal(n, lang), printing::decimal(d, lang)),
        _ => String::new(),
    }
}

fn csv(rows: &[IndicatorRow]) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
        "indicator",
        "reseau",
        "departement",
        "region",
        "annee",
        "value",
        "unit",
        "numerator",
        "denominator",
        "status",
        "why",
    ])?;
    for row in rows {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        out.write_record([
            row.indicator.clone(),
            text(&row.reseau),
            text(&row.departement),
            text(&row.region),
            row.annee.map(|y| y.to_string()).unwrap_or_default(),
            text(&row.value),
            row.unit.clone(),
            text(&row.numerator),
            text(&row.denominator),
            row.status.to_owned(),
            text(&row.why),
        ])?;
    }
    let bytes = out.into_inner().map_err(|e| csv::Error::from(std::io::Error::from(e.error().kind())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_named_in_any_order() {
        let by = |by, by_year| Some(Level { by, by_year });
        assert_eq!(level("reseau,annee"), by(Territory::Network, true));
        assert_eq!(level("annee, departement"), by(Territory::Department, true));
        assert_eq!(level("region"), by(Territory::Region, false));
        assert_eq!(level("annee"), by(Territory::Region, true));
        for wrong in ["reseau,region", "annee,annee", "commune"] {
            assert_eq!(level(wrong), None, "{wrong}");
        }
    }
}
