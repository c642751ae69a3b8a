//! The surveys: what may be shown of their answers, and how much is hidden.

use super::cell::{count, number, pick, text};
use crate::report::{Entry, Grid};
use crate::rulebook::Audience;
use crate::value::Lang;
use crate::wire::{PlannedRow, SuppressedRow, SurveyRow};

/// The results of surveys: how many persons answered, then a row for each option, by network and for all of them
/// together. A count that is hidden says so in its cell.
pub fn surveys(surveys: &[SurveyRow], lang: Lang) -> Grid {
    results(surveys, &[], lang)
}

/// The same with the surveys whose questions are still to be written.
pub fn results(surveys: &[SurveyRow], planned: &[PlannedRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => [
            "enquete",
            "question",
            "libelle",
            "reseau",
            "n",
            "sans_reponse",
            "part_sans_reponse",
            "option",
            "option_libelle",
            "effectif",
            "part",
            "borne_basse",
            "borne_haute",
            "mediane",
            "aupres_de",
            "lignes_ecartees",
            "etat",
        ],
        Lang::En => [
            "survey",
            "question",
            "label",
            "network",
            "n",
            "no_answer",
            "no_answer_share",
            "option",
            "option_label",
            "count",
            "share",
            "low",
            "high",
            "median",
            "audience",
            "rows_rejected",
            "state",
        ],
    };
    let mut grid = Grid::new(pick(lang, "Enquêtes", "Surveys"), heads);
    let shown = |n: Option<u64>| n.map_or_else(|| text(pick(lang, "masqué", "hidden")), count);
    // The row of a survey as a whole: everything between its title and its audience is about its questions.
    let whole = |code: &str, label: &str, network: Entry, n: Entry| {
        let mut row = vec![text(code), Entry::Empty, text(label), network, n];
        row.resize(14, Entry::Empty);
        row
    };
    for survey in planned {
        let mut row = whole(&survey.survey, &survey.label, Entry::Empty, Entry::Empty);
        let state = pick(lang, "questions à écrire", "questions to be written");
        row.extend([audience(survey.audience, lang), Entry::Empty, text(state)]);
        grid.push(row);
    }
    for survey in surveys {
        let mut row = whole(&survey.survey, &survey.label, Entry::Empty, shown(survey.overall));
        let few = survey.questions.is_empty();
        let state = if few { pick(lang, "trop peu de réponses", "too few answers") } else { "" };
        row.extend([audience(survey.audience, lang), count(survey.rejected), text(state)]);
        grid.push(row);
        for persons in &survey.persons {
            grid.push(whole(&survey.survey, &survey.label, text(&persons.reseau), shown(persons.n)));
        }
        for question in &survey.questions {
            for group in &question.groups {
                for choice in &group.choices {
                    grid.push([
                        text(&survey.survey),
                        text(&question.question),
                        text(&question.label),
                        group.reseau.clone().into(),
                        shown(group.n),
                        shown(group.silent),
                        number(group.silent_share.as_deref(), "ratio"),
                        text(&choice.option),
                        text(&choice.label),
                        shown(choice.count),
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

fn audience(audience: Audience, lang: Lang) -> Entry {
    text(match audience {
        Audience::Agents => pick(lang, "agents", "agents"),
        Audience::Users => pick(lang, "usagers", "users"),
    })
}

/// How many counts of each survey are hidden.
pub fn suppressed(all: &[SuppressedRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["enquete", "libelle", "effectifs_masques"],
        Lang::En => ["survey", "label", "counts_hidden"],
    };
    let mut grid = Grid::new(pick(lang, "Masqué", "Hidden"), heads);
    for row in all {
        let counts = u64::try_from(row.counts).unwrap_or(u64::MAX);
        grid.push([text(&row.survey), text(&row.label), count(counts)]);
    }
    grid
}
