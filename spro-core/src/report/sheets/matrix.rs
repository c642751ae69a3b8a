//! What the figures stand on: questions, formulas, thresholds, what is inferred, sources.

use super::cell::{basis, basis_heads, number, pick, said, text, unit_of, whole};
use crate::report::{Entry, Grid};
use crate::value::Lang;
use crate::wire::{BasisRow, DefinedRow, EvaluationAnswer, InferredRow, SourceRow, ThresholdRow};

/// The questions, and under each its criteria and its indicators.
pub fn questions(answer: &EvaluationAnswer, lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["question", "critere", "indicateur", "libelle", "precision"],
        Lang::En => ["question", "criterion", "indicator", "label", "about"],
    };
    let mut grid =
        Grid::new(pick(lang, "Questions", "Questions"), heads.into_iter().chain(basis_heads(lang)));
    let mut line = |place: [&str; 3], label: &str, about: Option<&str>, known: &BasisRow| {
        let mut row: Vec<Entry> = place.map(text).into();
        row.extend([text(label), about.into()]);
        row.extend(basis(known, lang));
        grid.push(row);
    };
    for question in &answer.questions {
        let code = question.question.as_str();
        line([code, "", ""], &question.label, None, &question.basis);
        for criterion in &question.criteria {
            let under = criterion.criterion.as_str();
            line([code, under, ""], &criterion.label, criterion.about.as_deref(), &criterion.basis);
            for link in &criterion.indicators {
                line([code, under, &link.indicator], &link.label, None, &link.basis);
            }
        }
        for link in &question.indicators {
            line([code, "", &link.indicator], &link.label, None, &link.basis);
        }
    }
    grid
}

/// How each indicator is computed.
pub fn indicators(all: &[DefinedRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["indicateur", "libelle", "unite", "tableau", "calcul", "formule", "lignes_retenues_si"],
        Lang::En => ["indicator", "label", "unit", "table", "computation", "formula", "rows_counted_where"],
    };
    let mut grid =
        Grid::new(pick(lang, "Indicateurs", "Indicators"), heads.into_iter().chain(basis_heads(lang)));
    for row in all {
        let mut line: Vec<Entry> =
            [row.indicator.as_str(), &row.label, said(&row.unit, lang), &row.table, &row.words, &row.formula]
                .map(text)
                .into();
        line.push(row.filter.clone().into());
        line.extend(basis(&row.basis, lang));
        grid.push(line);
    }
    grid
}

/// The thresholds, with who set them and when.
pub fn thresholds(all: &[ThresholdRow], indicators: &[DefinedRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => [
            "indicateur",
            "reseau",
            "annee",
            "comparaison",
            "valeur_du_seuil",
            "auteur_du_seuil",
            "date_du_seuil",
        ],
        Lang::En => [
            "indicator",
            "network",
            "year",
            "comparison",
            "threshold_value",
            "threshold_author",
            "threshold_date",
        ],
    };
    let mut grid = Grid::new(pick(lang, "Seuils", "Thresholds"), heads.into_iter().chain(basis_heads(lang)));
    for row in all {
        let mut line = vec![
            text(&row.indicator),
            row.reseau.clone().into(),
            row.annee.map_or(Entry::Empty, |year| whole(i64::from(year))),
            row.comparison.into(),
            number(Some(&row.threshold), unit_of(&row.indicator, indicators)),
            text(&row.author),
            row.date.into(),
        ];
        line.extend(basis(&row.basis, lang));
        grid.push(line);
    }
    grid
}

/// What is read into the source and not official.
pub fn inferred(all: &[InferredRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["libelle", "source", "comment"],
        Lang::En => ["label", "source", "how"],
    };
    let mut grid = Grid::new(pick(lang, "Déduit", "Inferred"), heads);
    for row in all {
        grid.push([text(&row.what), text(&row.source), text(&row.how)]);
    }
    grid
}

/// The documents that everything cites, with their sections.
pub fn sources(all: &[SourceRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["source", "section", "libelle"],
        Lang::En => ["source", "section", "label"],
    };
    let mut grid = Grid::new(pick(lang, "Sources", "Sources"), heads);
    for source in all {
        grid.push([text(&source.source), Entry::Empty, text(&source.label)]);
        for section in &source.sections {
            grid.push([text(&source.source), text(&section.section), text(&section.label)]);
        }
    }
    grid
}
