//! Every finding with its cell, network by network; made while the file is written, because they can be many.

use super::cell::{count, pick, text};
use crate::campaign::Campaign;
use crate::finding::Diagnostic;
use crate::report::{Entry, Grid, LongGrid, words};
use crate::rulebook::{Rulebook, Severity};
use crate::value::Lang;
use crate::wire::{FileFindings, finding_lines, findings_by_network};

/// What was found.
pub fn findings<'a>(campaign: &'a Campaign, rulebook: &'a Rulebook, lang: Lang) -> LongGrid<'a> {
    let heads = match lang {
        Lang::Fr => [
            "reseau",
            "fichier",
            "gravite",
            "feuille",
            "cellule",
            "tableau",
            "ligne",
            "champ",
            "lu",
            "constat",
            "que_faire",
            "proposition",
            "code",
            "source",
        ],
        Lang::En => [
            "network",
            "file",
            "severity",
            "sheet",
            "cell",
            "table",
            "row",
            "field",
            "found",
            "finding",
            "what_to_do",
            "suggestion",
            "code",
            "source",
        ],
    };
    let grid = Grid::new(pick(lang, "Constats", "Findings"), heads);
    let networks = findings_by_network(campaign, rulebook, lang);
    let found = networks.flat_map(move |network| {
        let reseau = network.reseau;
        network.files.into_iter().flat_map(move |file| file_rows(reseau.as_deref(), file, lang))
    });
    let unread = campaign.failures().iter().map(move |failure| {
        let severity = text(pick(lang, "fichier non lu", "file not read"));
        plain(Entry::Empty, &failure.path, severity, failure.cause.message(lang), "")
    });
    LongGrid::new(grid, finding_lines(campaign, rulebook), found.chain(unread))
}

fn file_rows(reseau: Option<&str>, file: FileFindings, lang: Lang) -> Vec<Vec<Entry>> {
    let network = || Entry::from(reseau);
    let mut rows = Vec::new();
    if file.in_answers > 0 {
        let told = words::in_answers(file.in_answers, lang);
        rows.push(plain(network(), &file.path, severity(Severity::Info, lang), told, ""));
    }
    rows.extend(file.diagnostics.into_iter().map(|found| row(network(), &file.path, found, lang)));
    for omitted in file.omitted {
        let told = words::omitted(omitted.count, lang);
        rows.push(plain(network(), &file.path, severity(omitted.severity, lang), told, &omitted.code));
    }
    rows
}

fn row(network: Entry, path: &str, found: Diagnostic, lang: Lang) -> Vec<Entry> {
    // A form has rows and no cells; where there is a cell, it says enough.
    let number = found.row.filter(|_| found.cell.is_none());
    vec![
        network,
        text(path),
        severity(found.severity, lang),
        found.sheet.into(),
        found.cell.into(),
        text(&found.table),
        number.map_or(Entry::Empty, |row| count(row.saturating_add(1))),
        found.field.into(),
        found.raw.into(),
        found.message.into(),
        text(&found.help),
        found.suggestion.into(),
        found.code.into(),
        text(&found.source),
    ]
}

/// A line that is about no cell.
fn plain(network: Entry, path: &str, severity: Entry, told: String, code: &str) -> Vec<Entry> {
    let mut row = vec![network, text(path), severity];
    row.resize(9, Entry::Empty);
    row.extend([told.into(), Entry::Empty, Entry::Empty, text(code), Entry::Empty]);
    row
}

fn severity(severity: Severity, lang: Lang) -> Entry {
    text(match severity {
        Severity::Error => pick(lang, "erreur", "error"),
        Severity::Warning => pick(lang, "avertissement", "warning"),
        Severity::Info => pick(lang, "information", "information"),
    })
}
