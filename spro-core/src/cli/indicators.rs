//! `spro indicators`: the figures.

use super::End;
use super::args::{Format, Inputs};
use super::campaign::{Loaded, load};
use super::output::{fail, print, print_csv, print_json, table};
use crate::finding::absence;
use crate::indicator::{IndicatorValue, Level};
use crate::report::csv_safe::escape;
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
    let Ok(level) = args.per.parse::<Level>() else {
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
        Format::Csv => print_csv(b',', csv(&rows)),
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
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
            Err(why) => format!("— ({})", absence(why, &loaded.rulebook, lang)),
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

/// The heading and the figures.
fn csv(rows: &[IndicatorRow]) -> impl Iterator<Item = Vec<String>> + '_ {
    let heads = [
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
    ];
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let name = |t: &Option<String>| t.as_deref().map(|t| escape(t).into_owned()).unwrap_or_default();
    std::iter::once(heads.map(str::to_owned).to_vec()).chain(rows.iter().map(move |row| {
        vec![
            row.indicator.clone(),
            name(&row.reseau),
            name(&row.departement),
            name(&row.region),
            row.annee.map(|y| y.to_string()).unwrap_or_default(),
            text(&row.value),
            row.unit.clone(),
            text(&row.numerator),
            text(&row.denominator),
            row.status.to_owned(),
            text(&row.why),
        ]
    }))
}
