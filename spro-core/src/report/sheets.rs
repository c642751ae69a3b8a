//! The content of the report as grids: one sheet a subject in a workbook, the figures alone in a CSV.

use super::{Entry, Grid, LongGrid, answers};
use crate::campaign::Campaign;
use crate::evaluation::Evaluation;
use crate::rulebook::{Rulebook, Severity};
use crate::value::{Decimal, Lang};
use crate::wire::{
    BasisRow, EvaluationAnswer, FigureRow, MilestoneRow, SurveyRow, evaluation_figure,
    evaluation_without_figures, validation,
};

/// The sheets of an evaluation: figures, matrix, returns, milestones, surveys, findings, sources.
pub fn sheets<'a>(
    evaluation: &'a Evaluation,
    campaign: &Campaign,
    rulebook: &'a Rulebook,
    lang: Lang,
) -> Vec<LongGrid<'a>> {
    let answer = evaluation_without_figures(evaluation, rulebook, lang);
    let mut sheets = vec![
        figures(evaluation, rulebook, lang),
        matrix(&answer, lang).into(),
        returns(&answer, lang).into(),
    ];
    if !answer.milestones.is_empty() {
        sheets.push(milestones(&answer.milestones, lang).into());
    }
    if !answer.surveys.is_empty() {
        sheets.push(surveys(&answer.surveys, lang).into());
    }
    sheets.push(findings(campaign, rulebook, lang).into());
    sheets.push(sources(rulebook, lang).into());
    sheets
}

/// The figures, one a row: the sheet that stands for the whole where there is only one.
pub fn figures<'a>(evaluation: &'a Evaluation, rulebook: &'a Rulebook, lang: Lang) -> LongGrid<'a> {
    let heads = match lang {
        Lang::Fr => [
            "indicateur",
            "reseau",
            "departement",
            "region",
            "annee",
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
            "indicator",
            "network",
            "department",
            "region",
            "year",
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
    let grid = Grid::new(pick(lang, "Chiffres", "Figures"), heads);
    let rows = evaluation.figures.iter();
    let rows = rows.filter_map(move |f| Some(figure_row(&evaluation_figure(f, rulebook, lang)?)));
    LongGrid::new(grid, evaluation.figures.len(), rows)
}

fn figure_row(figure: &FigureRow) -> Vec<Entry> {
    let all = &figure.completeness;
    let mut row = vec![
        Entry::from(figure.indicator.as_str()),
        figure.reseau.clone().into(),
        figure.departement.clone().into(),
        figure.region.clone().into(),
        whole(i64::from(figure.annee)),
        number(figure.value.as_deref(), &figure.unit),
        figure.unit.as_str().into(),
        number(figure.numerator.as_deref(), ""),
        number(figure.denominator.as_deref(), ""),
        figure.why.clone().into(),
        count(figure.rows.used),
        count(figure.rows.rejected),
        count(figure.rows.left_out),
        whole(i64::from(all.tables_returned)),
        whole(i64::from(all.tables_due)),
        listed(&all.missing, ", "),
        Entry::Bool(all.enough),
        number(figure.trend.difference.as_deref(), &figure.unit),
        figure.trend.why.into(),
        figure.position.as_ref().map(|p| Decimal::from(i64::from(p.rank))).into(),
        figure.position.as_ref().map(|p| Decimal::from(i64::from(p.of))).into(),
    ];
    // Several thresholds of one figure stand in one cell, in their order.
    let joined = |f: &dyn Fn(&crate::wire::VerdictRow) -> String| {
        let all: Vec<String> = figure.verdicts.iter().map(f).collect();
        if all.is_empty() { Entry::Empty } else { all.join(" ; ").into() }
    };
    row.push(joined(&|v| v.verdict.to_owned()));
    row.push(joined(&|v| format!("{} {}", v.comparison, v.threshold)));
    row.push(joined(&|v| v.author.clone()));
    row.push(joined(&|v| v.date.to_string()));
    row
}

fn matrix(answer: &EvaluationAnswer, lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["question", "critere", "indicateur", "libelle", "statut", "source", "comment"],
        Lang::En => ["question", "criterion", "indicator", "label", "status", "source", "how"],
    };
    let mut grid = Grid::new(pick(lang, "Questions", "Questions"), heads);
    let mut line = |question: &str, criterion: &str, indicator: &str, label: &str, basis: &BasisRow| {
        let mut row: Vec<Entry> = [question, criterion, indicator, label].map(text).into();
        row.extend([status(basis), text(&basis.source), basis.how.clone().into()]);
        grid.push(row);
    };
    for question in &answer.questions {
        line(&question.question, "", "", &question.label, &question.basis);
        for criterion in &question.criteria {
            line(&question.question, &criterion.criterion, "", &criterion.label, &criterion.basis);
            for link in &criterion.indicators {
                line(&question.question, &criterion.criterion, &link.indicator, &link.label, &link.basis);
            }
        }
        for link in &question.indicators {
            line(&question.question, "", &link.indicator, &link.label, &link.basis);
        }
    }
    grid
}

fn returns(answer: &EvaluationAnswer, lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["tableau", "annee", "reseau", "du", "lignes", "lignes_ecartees"],
        Lang::En => ["table", "year", "network", "due", "rows", "rows_rejected"],
    };
    let mut grid = Grid::new(pick(lang, "Complétude", "Completeness"), heads);
    for row in &answer.returns {
        grid.push([
            text(&row.table),
            whole(i64::from(row.annee)),
            text(&row.reseau),
            Entry::Bool(row.due),
            count(row.rows),
            count(row.rejected),
        ]);
    }
    grid
}

fn milestones(milestones: &[MilestoneRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => [
            "jalon",
            "libelle",
            "dernier_jour",
            "etat",
            "acteurs",
            "demandes",
            "manquants",
            "statut",
            "source",
        ],
        Lang::En => ["milestone", "label", "last_day", "state", "by", "asked", "missing", "status", "source"],
    };
    let mut grid = Grid::new(pick(lang, "Jalons", "Milestones"), heads);
    for row in milestones {
        let missing: Vec<String> =
            row.missing.iter().map(|m| format!("{} {} {}", m.reseau, m.table, m.annee)).collect();
        grid.push([
            text(&row.milestone),
            text(&row.label),
            row.last_day.into(),
            text(row.standing),
            row.by.join(", ").into(),
            whole(i64::from(row.asked)),
            listed(&missing, " ; "),
            status(&row.basis),
            text(&row.basis.source),
        ]);
    }
    grid
}

/// The results of surveys: a row for each option, by network and for all of them together.
pub fn surveys(surveys: &[SurveyRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => [
            "enquete",
            "question",
            "libelle",
            "reseau",
            "n",
            "sans_reponse",
            "option",
            "option_libelle",
            "effectif",
            "part",
            "borne_basse",
            "borne_haute",
            "mediane",
        ],
        Lang::En => [
            "survey",
            "question",
            "label",
            "network",
            "n",
            "no_answer",
            "option",
            "option_label",
            "count",
            "share",
            "low",
            "high",
            "median",
        ],
    };
    let mut grid = Grid::new(pick(lang, "Enquêtes", "Surveys"), heads);
    for survey in surveys {
        for question in &survey.questions {
            for group in &question.groups {
                for choice in &group.choices {
                    grid.push([
                        text(&survey.survey),
                        text(&question.question),
                        text(&question.label),
                        group.reseau.clone().into(),
                        group.n.map_or(Entry::Empty, count),
                        group.silent.map_or(Entry::Empty, count),
                        text(&choice.option),
                        text(&choice.label),
                        choice.count.map_or(Entry::Empty, count),
                        number(choice.share.as_deref(), "ratio"),
                        number(choice.low.as_deref(), "ratio"),
                        number(choice.high.as_deref(), "ratio"),
                        number(group.median.as_deref(), ""),
                    ]);
                }
            }
        }
    }
    grid
}

fn findings(campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => [
            "reseau",
            "fichier",
            "gravite",
            "feuille",
            "cellule",
            "lu",
            "constat",
            "que_faire",
            "code",
            "source",
        ],
        Lang::En => [
            "network",
            "file",
            "severity",
            "sheet",
            "cell",
            "found",
            "finding",
            "what_to_do",
            "code",
            "source",
        ],
    };
    let mut grid = Grid::new(pick(lang, "Constats", "Findings"), heads);
    let all = validation(campaign, rulebook, lang);
    for file in all.files {
        let (personal, open): (Vec<_>, Vec<_>) =
            file.diagnostics.into_iter().partition(|found| answers::is_personal(found, rulebook));
        if !personal.is_empty() {
            let mut row = [
                file.reseau.clone().into(),
                text(&file.path),
                text(pick(lang, "information", "information")),
            ]
            .to_vec();
            row.extend([
                Entry::Empty,
                Entry::Empty,
                Entry::Empty,
                answers::told(personal.len(), lang).into(),
            ]);
            grid.push(row);
        }
        for found in open {
            let severity = match found.severity {
                Severity::Error => pick(lang, "erreur", "error"),
                Severity::Warning => pick(lang, "avertissement", "warning"),
                Severity::Info => pick(lang, "information", "information"),
            };
            grid.push([
                file.reseau.clone().into(),
                text(&file.path),
                text(severity),
                found.sheet.into(),
                found.cell.into(),
                found.raw.into(),
                found.message.into(),
                found.help.into(),
                found.code.into(),
                found.source.into(),
            ]);
        }
    }
    for failure in all.failures {
        let severity = pick(lang, "fichier non lu", "file not read");
        grid.push([
            Entry::Empty,
            failure.path.into(),
            text(severity),
            Entry::Empty,
            Entry::Empty,
            Entry::Empty,
            failure.message.into(),
        ]);
    }
    grid
}

fn sources(rulebook: &Rulebook, lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["source", "section", "libelle"],
        Lang::En => ["source", "section", "label"],
    };
    let mut grid = Grid::new("Sources", heads);
    for source in rulebook.sources() {
        grid.push([text(&source.code), Entry::Empty, text(source.label.get(lang))]);
        for section in &source.sections {
            grid.push([text(&source.code), text(&section.code), text(section.label.get(lang))]);
        }
    }
    grid
}

fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

fn text(text: &str) -> Entry {
    if text.is_empty() { Entry::Empty } else { text.into() }
}

fn status(basis: &BasisRow) -> Entry {
    use crate::rulebook::Status;
    text(match basis.status {
        Status::Sourced => "sourced",
        Status::Inferred => "inferred",
        Status::User => "user",
    })
}

/// Names in one cell: a spreadsheet's cell holds 32,767 characters, and nobody reads a thousand names in it. The JSON
/// has them all.
fn listed(names: &[String], separator: &str) -> Entry {
    const MOST: usize = 100;
    let (shown, rest) = names.split_at(names.len().min(MOST));
    let list = shown.join(separator);
    if rest.is_empty() { text(&list) } else { format!("{list}{separator}… ({})", names.len()).into() }
}

fn whole(number: i64) -> Entry {
    Entry::Number(Decimal::from(number))
}

fn count(number: u64) -> Entry {
    whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A decimal text as a number, or as a share where that is its unit.
fn number(text: Option<&str>, unit: &str) -> Entry {
    match text.and_then(|text| text.parse().ok()) {
        Some(number) if unit == "ratio" => Entry::Share(number),
        Some(number) => Entry::Number(number),
        None => Entry::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_fit_into_a_cell() {
        let names = |n: usize| (0..n).map(|i| format!("Réseau {i}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(2), ", "), Entry::from("Réseau 0, Réseau 1"));
        assert_eq!(listed(&[], ", "), Entry::Empty);
        let Entry::Text(long) = listed(&names(10_000), ", ") else { panic!("a text") };
        assert!(long.ends_with("Réseau 99, … (10000)") && long.chars().count() < 32_767);
    }
}
