//! What was returned, and what the milestones still wait for.

use super::cell::{basis, basis_heads, count, listed, pick, said, text, whole};
use crate::report::{Entry, Grid};
use crate::value::Lang;
use crate::wire::{EvaluationAnswer, MilestoneRow};

/// What was returned or is due, by table, year and network.
pub fn returns(answer: &EvaluationAnswer, lang: Lang) -> Grid {
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

/// The milestones on the day of the report.
pub fn milestones(milestones: &[MilestoneRow], lang: Lang) -> Grid {
    let heads = match lang {
        Lang::Fr => ["jalon", "libelle", "dernier_jour", "etat", "acteurs", "demandes", "manquants"],
        Lang::En => ["milestone", "label", "last_day", "state", "by", "asked", "missing"],
    };
    let mut grid = Grid::new(pick(lang, "Jalons", "Milestones"), heads.into_iter().chain(basis_heads(lang)));
    for row in milestones {
        let missing: Vec<String> =
            row.missing.iter().map(|m| format!("{} {} {}", m.reseau, m.table, m.annee)).collect();
        let mut line = vec![
            text(&row.milestone),
            text(&row.label),
            row.last_day.into(),
            text(said(row.standing, lang)),
            row.by.join(", ").into(),
            whole(i64::from(row.asked)),
            listed(&missing, " ; "),
        ];
        line.extend(basis(&row.basis, lang));
        grid.push(line);
    }
    grid
}
