//! The figures, the verdicts on them, and how the networks' values spread.

use super::cell::{basis, basis_heads, count, listed, number, pick, said, text, unit_of, whole};
use crate::evaluation::Evaluation;
use crate::finding::absence;
use crate::report::{Entry, Grid, LongGrid};
use crate::rulebook::Rulebook;
use crate::value::{Decimal, Lang, print};
use crate::wire::{DefinedRow, EvaluationAnswer, FigureRow, VerdictRow, evaluation_figure};

/// The figures, one a row.
pub fn figures<'a>(evaluation: &'a Evaluation, rulebook: &'a Rulebook, lang: Lang) -> LongGrid<'a> {
    let heads = match lang {
        Lang::Fr => [
            "valeur",
            "unite",
            "numerateur",
            "denominateur",
            "absence",
            "lignes",
            "lignes_ecartees",
            "lignes_sans_valeur",
            "tableaux_rendus",
            "tableaux_dus",
            "manquants",
            "cellules_reparees",
            "complet",
            "evolution",
            "sans_evolution",
            "rang",
            "sur",
            "verdict",
            "seuil",
            "auteur_du_seuil",
            "date_du_seuil",
        ],
        Lang::En => [
            "value",
            "unit",
            "numerator",
            "denominator",
            "absence",
            "rows",
            "rows_rejected",
            "rows_without_value",
            "tables_returned",
            "tables_due",
            "missing",
            "cells_repaired",
            "complete",
            "trend",
            "no_trend",
            "rank",
            "of",
            "verdict",
            "threshold",
            "threshold_author",
            "threshold_date",
        ],
    };
    let grid = Grid::new(pick(lang, "Chiffres", "Figures"), place_heads(lang).into_iter().chain(heads));
    let rows = evaluation.figures.iter();
    let rows = rows.filter_map(move |f| {
        let absent = f.value.value.as_ref().err();
        let absent = absent.map(|why| absence(why, rulebook, lang));
        Some(figure_row(&evaluation_figure(f, rulebook, lang)?, absent, lang))
    });
    LongGrid::new(grid, evaluation.figures.len(), rows)
}

/// The heads of [`place`].
fn place_heads(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Fr => ["indicateur", "reseau", "departement", "region", "annee"],
        Lang::En => ["indicator", "network", "department", "region", "year"],
    }
}

/// Whose figure it is, and of what.
fn place(figure: &FigureRow) -> [Entry; 5] {
    [
        Entry::from(figure.indicator.as_str()),
        figure.reseau.clone().into(),
        figure.departement.clone().into(),
        figure.region.clone().into(),
        whole(i64::from(figure.annee)),
    ]
}

fn figure_row(figure: &FigureRow, absent: Option<String>, lang: Lang) -> Vec<Entry> {
    let all = &figure.completeness;
    let mut row: Vec<Entry> = place(figure).into();
    row.extend([
        number(figure.value.as_deref(), &figure.unit),
        said(&figure.unit, lang).into(),
        number(figure.numerator.as_deref(), ""),
        number(figure.denominator.as_deref(), ""),
        absent.into(),
        count(figure.rows.used),
        count(figure.rows.rejected),
        count(figure.rows.left_out),
        whole(i64::from(all.tables_returned)),
        whole(i64::from(all.tables_due)),
        listed(&all.missing, ", "),
        count(all.cells_repaired),
        Entry::Bool(all.enough),
        number(figure.trend.difference.as_deref(), &figure.unit),
        figure.trend.why.map(|why| said(why, lang)).into(),
        figure.position.as_ref().map(|p| Decimal::from(i64::from(p.rank))).into(),
        figure.position.as_ref().map(|p| Decimal::from(i64::from(p.of))).into(),
    ]);
    // Several thresholds of one figure stand in one cell, in their order; the sheet of verdicts has a row for each.
    let joined = |f: &dyn Fn(&VerdictRow) -> String| {
        let all: Vec<String> = figure.verdicts.iter().map(f).collect();
        if all.is_empty() { Entry::Empty } else { all.join(" ; ").into() }
    };
    row.push(joined(&|v| said(v.verdict, lang).to_owned()));
    row.push(joined(&|v| format!("{} {}", v.comparison, v.threshold)));
    row.push(joined(&|v| v.author.clone()));
    row.push(joined(&|v| print::date(v.date, lang)));
    row
}

/// The verdicts, one a row: a figure has as many as there are thresholds about it.
pub fn verdicts<'a>(evaluation: &'a Evaluation, rulebook: &'a Rulebook, lang: Lang) -> LongGrid<'a> {
    let heads = match lang {
        Lang::Fr => {
            ["verdict", "sans_verdict", "comparaison", "valeur_du_seuil", "auteur_du_seuil", "date_du_seuil"]
        }
        Lang::En => {
            ["verdict", "no_verdict", "comparison", "threshold_value", "threshold_author", "threshold_date"]
        }
    };
    let heads = place_heads(lang).into_iter().chain(heads).chain(basis_heads(lang));
    let grid = Grid::new(pick(lang, "Verdicts", "Verdicts"), heads);
    let judged = || evaluation.figures.iter().filter(|f| !f.judgements.is_empty());
    let rows = judged().filter_map(move |figure| {
        let figure = evaluation_figure(figure, rulebook, lang)?;
        let rows = figure.verdicts.iter().map(|verdict| {
            let mut row: Vec<Entry> = place(&figure).into();
            row.extend([
                said(verdict.verdict, lang).into(),
                verdict.why.map(|why| said(why, lang)).into(),
                verdict.comparison.into(),
                number(Some(&verdict.threshold), &figure.unit),
                text(&verdict.author),
                verdict.date.into(),
            ]);
            row.extend(basis(&verdict.basis, lang));
            row
        });
        Some(rows.collect::<Vec<_>>())
    });
    LongGrid::new(grid, judged().map(|f| f.judgements.len()).sum(), rows.flatten())
}

/// How the networks' values spread, by indicator and year.
pub fn spreads(answer: &EvaluationAnswer, indicators: &[DefinedRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => {
            ["indicateur", "annee", "reseaux", "minimum", "quartile_1", "mediane", "quartile_3", "maximum"]
        }
        Lang::En => {
            ["indicator", "year", "networks", "least", "quartile_1", "median", "quartile_3", "greatest"]
        }
    };
    let mut grid = Grid::new(pick(lang, "Dispersion", "Spread"), heads);
    for row in &answer.spreads {
        let unit = unit_of(&row.indicator, indicators);
        let value = |text: Option<&str>| number(text, unit);
        grid.push([
            text(&row.indicator),
            whole(i64::from(row.annee)),
            whole(i64::from(row.count)),
            value(Some(&row.least)),
            value(row.q1.as_deref()),
            value(Some(&row.median)),
            value(row.q3.as_deref()),
            value(Some(&row.greatest)),
        ]);
    }
    grid
}
