//! The entries of all files of a rulebook, kind by kind, in the order of the files.

use super::error::{expected, words};
use super::problems::Problems;
use super::section::Section;
use super::text::{Place, Text};
use crate::rulebook::verify::MOST_ENTRIES;
use toml::Spanned;
use toml::de::DeTable;

/// The entries, kind by kind.
pub(super) struct Gathered<'a> {
    /// For each file, the keys outside any table.
    pub heads: Vec<Section<'a>>,
    pub regions: Vec<Section<'a>>,
    pub sources: Vec<Section<'a>>,
    pub departments: Vec<Section<'a>>,
    pub networks: Vec<Section<'a>>,
    pub lists: Vec<Section<'a>>,
    pub parameters: Vec<Section<'a>>,
    pub tables: Vec<Section<'a>>,
    pub indicators: Vec<Section<'a>>,
    pub thresholds: Vec<Section<'a>>,
    pub tenures: Vec<Section<'a>>,
    pub schemes: Vec<Section<'a>>,
    pub conventions: Vec<Section<'a>>,
    pub relay_exceptions: Vec<Section<'a>>,
    pub milestones: Vec<Section<'a>>,
    pub questions: Vec<Section<'a>>,
    pub criteria: Vec<Section<'a>>,
    pub links: Vec<Section<'a>>,
    pub collections: Vec<Section<'a>>,
    pub surveys: Vec<Section<'a>>,
}

/// The tables of each file; everything that is wrong with the TOML itself is reported.
pub(super) fn parse<'a>(texts: &'a [Text], problems: &mut Problems<'_>) -> Vec<Spanned<DeTable<'a>>> {
    let mut all = Vec::with_capacity(texts.len());
    for (file, text) in texts.iter().enumerate() {
        let (table, errors) = DeTable::parse_recoverable(&text.body);
        for error in errors {
            let place = Place::new(file, &error.span().unwrap_or(0..0));
            problems.add(
                &place,
                words("Le TOML est mal écrit ici.", "The TOML is malformed here."),
                words(
                    format!(
                        "Voir les guillemets, crochets et signes « = » ; l'analyseur dit : {}.",
                        error.message()
                    ),
                    format!(
                        "Look at quotes, brackets and \"=\" signs; the parser says: {}.",
                        error.message()
                    ),
                ),
            );
        }
        all.push(table);
    }
    all
}

/// Sorts the entries of the files by kind.
pub(super) fn gather<'a>(
    documents: &'a [Spanned<DeTable<'a>>],
    texts: &[Text],
    problems: &mut Problems<'_>,
) -> Gathered<'a> {
    let mut heads = Vec::with_capacity(documents.len());
    for (file, (document, text)) in documents.iter().zip(texts).enumerate() {
        heads.push(Section::new(document.get_ref(), Place::new(file, &(0..0)), text.layer));
    }
    let regions = heads.iter_mut().filter_map(|h| h.opt_table("region", problems)).collect();
    let mut all = |key: &'static str| {
        let mut found = Vec::new();
        for head in &mut heads {
            found.extend(head.tables(key, problems));
        }
        if let Some(one) = found.get(MOST_ENTRIES) {
            problems.add(
                &one.place,
                words(format!("Il y a trop de [[{key}]]."), format!("There are too many [[{key}]].")),
                expected(format!("{MOST_ENTRIES} au plus"), format!("{MOST_ENTRIES} at most")),
            );
        }
        found.truncate(MOST_ENTRIES);
        found
    };
    Gathered {
        regions,
        sources: all("source"),
        departments: all("department"),
        networks: all("network"),
        lists: all("list"),
        parameters: all("parameter"),
        tables: all("table"),
        indicators: all("indicator"),
        thresholds: all("threshold"),
        tenures: all("tenure"),
        schemes: all("scheme"),
        conventions: all("convention"),
        relay_exceptions: all("relay_exception"),
        milestones: all("milestone"),
        questions: all("question"),
        criteria: all("criterion"),
        links: all("link"),
        collections: all("collection"),
        surveys: all("survey"),
        heads,
    }
}
