//! All that the page says, subject by subject.

use super::cell::{count, number, pick, text};
use super::figures::{figures, spreads, verdicts};
use super::{findings, matrix, returns, surveys};
use crate::campaign::Campaign;
use crate::evaluation::Evaluation;
use crate::report::{Entry, Grid, LongGrid};
use crate::rulebook::Rulebook;
use crate::value::Lang;
use crate::wire::{ReportAnswer, report_without_rows};

/// The sheets of a report. Those without a row are left out; no figure and no finding is worth a sheet that says so.
pub fn sheets<'a>(
    evaluation: &'a Evaluation,
    campaign: &'a Campaign,
    rulebook: &'a Rulebook,
    lang: Lang,
) -> Vec<LongGrid<'a>> {
    let report = report_without_rows(evaluation, campaign, rulebook, lang);
    let answer = &report.evaluation;
    let indicators = &report.indicators;
    let filled = |sheets: Vec<LongGrid<'a>>| sheets.into_iter().filter(|sheet| !sheet.is_empty());
    let mut sheets = vec![figures(evaluation, rulebook, lang)];
    sheets.extend(filled(vec![
        verdicts(evaluation, rulebook, lang),
        spreads(answer, indicators, lang).into(),
        matrix::questions(answer, lang).into(),
        matrix::indicators(indicators, lang).into(),
        returns::returns(answer, lang).into(),
        returns::milestones(&answer.milestones, lang).into(),
        surveys::results(&answer.surveys, &report.planned_surveys, lang).into(),
    ]));
    sheets.push(findings::findings(campaign, rulebook, lang));
    sheets.extend(filled(vec![
        matrix::thresholds(&report.thresholds, indicators, lang).into(),
        matrix::inferred(&report.inferred, lang).into(),
        surveys::suppressed(&report.suppressed, lang).into(),
        about(&report, lang).into(),
        matrix::sources(&report.sources, lang).into(),
    ]));
    sheets
}

/// What the report is about, and the settings that it stands on.
fn about(report: &ReportAnswer, lang: Lang) -> Grid {
    let mut grid = Grid::new(
        pick(lang, "Rapport", "Report"),
        match lang {
            Lang::Fr => ["sujet", "contenu"],
            Lang::En => ["subject", "content"],
        },
    );
    let mut line = |fr: &str, en: &str, entry: Entry| grid.push([text(pick(lang, fr, en)), entry]);
    let (answer, rulebook) = (&report.evaluation, &report.rulebook);
    let settings = &answer.settings;
    let size = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
    line("jour de l’évaluation", "day of the evaluation", answer.as_of.into());
    line("référentiel", "rulebook", text(&rulebook.code));
    line("version du référentiel", "version of the rulebook", text(&rulebook.version));
    line("titre du référentiel", "title of the rulebook", text(&rulebook.label));
    line(
        "part minimale de tableaux et de lignes pour comparer et juger",
        "least share of tables and rows to compare and judge",
        number(Some(&settings.completude_minimale), "ratio"),
    );
    line(
        "nombre minimal de réponses montrées",
        "least number of answers shown",
        count(settings.reponses_minimales),
    );
    if let Some(dominance) = &settings.dominance_maximale {
        line(
            "part d’une unité à partir de laquelle une case est masquée",
            "share of one unit from which a cell is hidden",
            number(Some(dominance), "ratio"),
        );
    }
    line(
        "lignes d’années postérieures, laissées de côté",
        "rows of later years, left out",
        count(answer.later_rows),
    );
    line("erreurs", "errors", size(report.errors));
    line("avertissements", "warnings", size(report.warnings));
    line("fichiers non lus", "files not read", size(report.unreadable.len()));
    grid
}
