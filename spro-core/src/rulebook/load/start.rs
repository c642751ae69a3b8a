//! From the files of a rulebook to the rulebook.

use super::builder::Builder;
use super::error::{RulebookErrors, expected, words};
use super::gather::{Gathered, gather, parse};
use super::layers;
use super::problems::Problems;
use super::text::Text;
use crate::rulebook::prepared::Prepared;
use crate::rulebook::verify::{Flaw, verify};
use crate::rulebook::{Records, Rulebook};
use crate::value::Words;
use std::mem::take;
use std::path::Path;
use std::sync::OnceLock;

impl Rulebook {
    /// The rulebook of the region Centre-Val de Loire.
    ///
    /// # Panics
    /// Never: a test loads the embedded files.
    #[allow(clippy::panic, reason = "the embedded files are part of the program, and a test loads them")]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Rulebook> = OnceLock::new();
        BUILT_IN.get_or_init(|| match build(&layers::built_in()) {
            Ok(rulebook) => rulebook,
            Err(errors) => panic!("the built-in rulebook is broken:\n{errors}"),
        })
    }

    /// A rulebook from the text of a TOML file. `path` is how errors name it. It may extend a built-in rulebook
    /// (`extends = "centre-val-de-loire"`).
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, RulebookErrors> {
        build(&layers::collect(text, path, None)?)
    }

    /// A rulebook from a file. It may extend a built-in rulebook, or a file by its path from this one's folder.
    ///
    /// # Errors
    /// Everything that is wrong with it, or why it cannot be read.
    pub fn load(path: &Path) -> Result<Self, RulebookErrors> {
        let text = layers::read(path)?;
        build(&layers::collect(&text, &path.display().to_string(), Some(path))?)
    }
}

pub(super) fn build(texts: &[Text]) -> Result<Rulebook, RulebookErrors> {
    let mut problems = Problems::new(texts);
    let documents = parse(texts, &mut problems);
    if !problems.is_empty() {
        // What follows from a broken line would only be noise.
        return Err(problems.into_errors());
    }
    let mut gathered = gather(&documents, texts, &mut problems);
    let mut builder = Builder::new(problems);
    let (code, version, label) = head(&mut builder, &mut gathered);
    builder.add_sources(take(&mut gathered.sources));
    let region = builder.add_region(&mut gathered);
    builder.add_departments(take(&mut gathered.departments));
    let region = region.unwrap_or_else(super::lists::no_region);
    let networks = take(&mut gathered.networks);
    builder.add_lists(networks, take(&mut gathered.lists), &region);
    builder.add_parameters(take(&mut gathered.parameters));
    builder.add_tables(take(&mut gathered.tables));
    builder.add_questions(take(&mut gathered.questions), take(&mut gathered.criteria));
    builder.add_surveys(take(&mut gathered.surveys));
    builder.add_indicators(take(&mut gathered.indicators));
    let thresholds = builder.thresholds(take(&mut gathered.thresholds));
    builder.add_links(take(&mut gathered.links));
    builder.add_collections(take(&mut gathered.collections));
    let records: Records = builder.records(&mut gathered);
    for head in gathered.heads {
        head.finish(&mut builder.problems);
    }
    if !builder.problems.is_empty() {
        return Err(builder.problems.into_errors());
    }
    let rulebook = Rulebook {
        code,
        version,
        label,
        region,
        sources: builder.sources,
        departments: builder.departments,
        networks: builder.networks,
        lists: builder.lists,
        parameters: builder.parameters,
        tables: builder.tables,
        indicators: builder.indicators,
        thresholds,
        records,
        matrix: builder.matrix,
        prepared: Prepared::default(),
    };
    // What has a place was reported there; this is the net below.
    match verify(&rulebook) {
        Ok(()) => Ok(rulebook),
        Err(Flaw(what)) => Err(RulebookErrors::of_file(
            texts.last().map_or("", |t| &t.path),
            words(
                format!("Le référentiel ne tient pas ensemble : {what}."),
                format!("The rulebook does not fit together: {what}."),
            ),
            words("Voir docs/rulebook.md.", "See docs/rulebook.md."),
        )),
    }
}

/// Code, version and title: those of the topmost rulebook that says them.
fn head<'a>(builder: &mut Builder<'a>, gathered: &mut Gathered<'a>) -> (String, String, Words) {
    let (mut code, mut version, mut label) = (None, None, None);
    let problems = &mut builder.problems;
    let mut first_of: Option<(usize, super::text::Place)> = None;
    for head in &mut gathered.heads {
        head.opt_text("extends", problems);
        if let Some(found) = head.opt_text("code", problems) {
            if let Some((layer, place)) = &first_of
                && *layer == head.layer
            {
                problems.conflict(
                    &found.place,
                    place,
                    words("Le code est déjà donné.", "The code is given already."),
                    expected(
                        "un seul fichier avec code, version et label",
                        "one file with code, version and label",
                    ),
                );
            }
            first_of = Some((head.layer, found.place.clone()));
            code = Some(found.value.to_owned());
        }
        version = head.opt_text("version", problems).map(|v| v.value.to_owned()).or(version);
        label = head.opt_words("label", problems).or(label);
    }
    if let Some(top) = gathered.heads.first() {
        for (key, missing) in
            [("code", code.is_none()), ("version", version.is_none()), ("label", label.is_none())]
        {
            if missing {
                problems.add(
                    &top.place,
                    words(
                        format!("Le référentiel n'a pas de clé « {key} »."),
                        format!("The rulebook has no key \"{key}\"."),
                    ),
                    expected(
                        format!("{key} = …, en tête du fichier"),
                        format!("{key} = …, at the head of the file"),
                    ),
                );
            }
        }
    }
    (code.unwrap_or_default(), version.unwrap_or_default(), label.unwrap_or_default())
}
