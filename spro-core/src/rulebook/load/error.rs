//! What is wrong with a rulebook: everything, each with its place.

use super::text::{Text, Within};
use crate::value::{Lang, Words};
use std::fmt::{self, Write as _};

/// One thing that is wrong with a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RulebookError {
    path: String,
    at: Option<Excerpt>,
    message: Words,
    expected: Words,
    other: Option<(String, u32)>,
}

/// A line of a rulebook and the part of it that an error points at.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Excerpt {
    line: u32,
    column: u32,
    text: String,
    width: usize,
}

impl RulebookError {
    pub(super) fn new(text: &Text, range: &Within, message: Words, expected: Words) -> Self {
        let (line, column, excerpt) = text.line_at(range.start);
        let rest = excerpt.chars().skip(column.saturating_sub(1) as usize).count();
        let pointed = text.slice(range).lines().next().map_or(0, |first| first.chars().count());
        let at = Excerpt { line, column, text: excerpt.to_owned(), width: pointed.min(rest).max(1) };
        Self { path: text.path.clone(), at: Some(at), message, expected, other: None }
    }

    /// The same with the place of another entry that it is in conflict with.
    #[must_use]
    pub(super) fn with_other(self, text: &Text, start: usize) -> Self {
        Self { other: Some((text.path.clone(), text.line_at(start).0)), ..self }
    }

    /// The file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line, from 1; `None` where the whole file is meant.
    pub fn line(&self) -> Option<u32> {
        self.at.as_ref().map(|at| at.line)
    }

    /// The column in characters, from 1; `None` where the whole file is meant.
    pub fn column(&self) -> Option<u32> {
        self.at.as_ref().map(|at| at.column)
    }

    /// What is wrong.
    pub fn message(&self) -> &Words {
        &self.message
    }

    /// What was expected, with an example where there is one.
    pub fn expected(&self) -> &Words {
        &self.expected
    }

    /// File and line of the entry that it is in conflict with.
    pub fn other(&self) -> Option<(&str, u32)> {
        self.other.as_ref().map(|(path, line)| (path.as_str(), *line))
    }

    fn write(&self, out: &mut String, lang: Lang) -> fmt::Result {
        let (colon, also) = match lang {
            Lang::Fr => (" :", "Déjà défini ici :"),
            Lang::En => (":", "Already defined here:"),
        };
        let message = self.message.get(lang);
        match &self.at {
            None => writeln!(out, "{}{colon} {message}", self.path)?,
            Some(at) => {
                writeln!(out, "{}:{}:{}{colon} {message}", self.path, at.line, at.column)?;
                let gutter = at.line.to_string();
                let shown = at.text.replace('\t', " ");
                let (blank, before) = (" ".repeat(gutter.len()), " ".repeat(at.column as usize - 1));
                writeln!(out, "{blank} |\n{}", format!("{gutter} | {shown}").trim_end())?;
                writeln!(out, "{blank} | {before}{}", "^".repeat(at.width))?;
            }
        }
        writeln!(out, "  {}", self.expected.get(lang))?;
        if let Some((path, line)) = &self.other {
            writeln!(out, "  {also} {path}:{line}")?;
        }
        Ok(())
    }
}

/// How many errors a report shows: nobody reads ten thousand, and one mistake often makes the others.
const SHOWN: usize = 50;

/// Everything that is wrong with a rulebook, in the order of its files; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct RulebookErrors(pub(super) Vec<RulebookError>);

impl RulebookErrors {
    /// An error about a file as a whole.
    pub(super) fn of_file(path: &str, message: Words, expected: Words) -> Self {
        Self(vec![RulebookError { path: path.to_owned(), at: None, message, expected, other: None }])
    }

    /// The errors.
    pub fn errors(&self) -> &[RulebookError] {
        &self.0
    }

    /// The first fifty of them for a reader: file, line, column, the line itself with a caret, and what was expected.
    /// Then how many more there are, and how many in all.
    pub fn report(&self, lang: Lang) -> String {
        let mut out = String::new();
        for error in self.0.iter().take(SHOWN) {
            // Writing into a text does not fail.
            let _ = error.write(&mut out, lang);
            out.push('\n');
        }
        let n = self.0.len();
        let _ = match (lang, n.saturating_sub(SHOWN)) {
            (_, 0) => Ok(()),
            (Lang::Fr, 1) => {
                writeln!(out, "1 autre erreur n’est pas montrée : corrigez d’abord celles-ci.\n")
            }
            (Lang::Fr, more) => {
                writeln!(out, "{more} autres erreurs ne sont pas montrées : corrigez d’abord celles-ci.\n")
            }
            (Lang::En, 1) => writeln!(out, "1 more error is not shown: mend these first.\n"),
            (Lang::En, more) => writeln!(out, "{more} more errors are not shown: mend these first.\n"),
        };
        let _ = match (lang, n) {
            (Lang::Fr, 1) => writeln!(out, "1 erreur dans le référentiel."),
            (Lang::Fr, _) => writeln!(out, "{n} erreurs dans le référentiel."),
            (Lang::En, 1) => writeln!(out, "1 error in the rulebook."),
            (Lang::En, _) => writeln!(out, "{n} errors in the rulebook."),
        };
        out
    }
}

impl fmt::Display for RulebookErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report(Lang::Fr))
    }
}

/// A text in both languages.
pub(super) fn words(fr: impl Into<String>, en: impl Into<String>) -> Words {
    Words { fr: fr.into(), en: en.into() }
}

/// `Attendu : x.`
pub(super) fn expected(fr: impl fmt::Display, en: impl fmt::Display) -> Words {
    words(format!("Attendu : {fr}."), format!("Expected: {en}."))
}

/// `Vouliez-vous dire « x » ?` where one of the names is close, or else the names there are, at most twelve.
pub(super) fn known<'a>(typed: &str, names: impl Iterator<Item = &'a str> + Clone) -> Words {
    // One letter of two is no likeness.
    let long = typed.chars().count() > 2;
    if let Some(near) = crate::expression::closest(typed, names.clone()).filter(|_| long) {
        return words(format!("Vouliez-vous dire « {near} » ?"), format!("Did you mean \"{near}\"?"));
    }
    let mut list: Vec<&str> = names.collect();
    if list.is_empty() {
        return words("Il n'y en a aucun.", "There are none.");
    }
    if list.len() > 12 {
        list.truncate(12);
        list.push("…");
    }
    let list = list.join(", ");
    words(format!("Valeurs possibles : {list}."), format!("Possible values: {list}."))
}
