//! The relationships of a part, and new ones among them.

use super::super::ReturnError;
use super::super::package::Package;
use super::super::scan::{Scan, append_to, escaped};
use super::super::splice::Splice;
use std::fmt::Write as _;

/// The kind of relationships that Office writes; the strict form of the standard has a name of its own.
const USUAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

pub(super) fn namespace(strict: bool) -> &'static str {
    if strict { STRICT } else { USUAL }
}

/// The relationships of one part.
pub(super) struct Relations {
    /// The part that they are of, and their own.
    folder: String,
    name: String,
    xml: Vec<u8>,
    strict: bool,
    /// Id, kind, target from the root of the package.
    known: Vec<(String, String, String)>,
    added: String,
}

impl Relations {
    /// Those of `part`, an empty name being the package itself; none where it has none.
    pub(super) fn read(package: &mut Package<'_>, part: &str, strict: bool) -> Result<Self, ReturnError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let xml = package.part(&name)?.unwrap_or_else(|| {
            b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
              xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                .to_vec()
        });
        let mut known = Vec::new();
        for mark in Scan::new(&xml).filter(|mark| mark.begins(b"Relationship")) {
            let text = |name: &str| mark.text_of(name.as_bytes()).unwrap_or_default();
            let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let target = if text("TargetMode") == "External" {
                String::new()
            } else {
                absolute(folder, &text("Target"))
            };
            known.push((text("Id"), kind, target));
        }
        Ok(Self { folder: folder.to_owned(), name, xml, strict, known, added: String::new() })
    }

    /// The part behind the first relationship of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        self.known
            .iter()
            .find(|(_, k, target)| k == kind && !target.is_empty())
            .map(|(_, _, target)| target.as_str())
    }

    /// The part behind an id, with its kind.
    pub(super) fn target(&self, id: &str) -> Option<(&str, &str)> {
        let found = self.known.iter().find(|(i, _, target)| i == id && !target.is_empty());
        found.map(|(_, kind, target)| (kind.as_str(), target.as_str()))
    }

    /// Adds one and gives its id; `part` is named from the root.
    pub(super) fn add(&mut self, kind: &str, part: &str) -> String {
        let taken = |id: &str| self.known.iter().any(|(i, _, _)| i == id);
        let id = (1..=self.known.len() + 1)
            .map(|n| format!("rIdSpro{n}"))
            .find(|id| !taken(id))
            .unwrap_or_default();
        let namespace = namespace(self.strict);
        let prefix = Scan::new(&self.xml).next().map(|root| root.prefix()).unwrap_or_default();
        let target = escaped(&relative(&self.folder, part));
        // Writing to a text cannot fail.
        let _ = write!(
            self.added,
            "<{prefix}Relationship Id=\"{id}\" Type=\"{namespace}/{kind}\" Target=\"{target}\"/>"
        );
        self.known.push((id.clone(), kind.to_owned(), part.to_owned()));
        id
    }

    /// Whether the workbook is in the strict form of the standard.
    pub(super) fn is_strict(&self) -> bool {
        self.strict
    }

    /// The name of the vocabulary in which parts name a relationship.
    pub(super) fn namespace(&self) -> &'static str {
        namespace(self.strict)
    }

    /// Writes them back, if there are new ones.
    pub(super) fn write(self, package: &mut Package<'_>) {
        if !self.added.is_empty() {
            let mut splice = Splice::default();
            append_to(&self.xml, b"Relationships", &self.added, &mut splice);
            package.put(&self.name, splice.apply(&self.xml));
        }
    }
}

/// A target from the root.
fn absolute(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A part as a target: in the folder above or below, as Office writes it.
fn relative(folder: &str, part: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), part.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.iter().skip(common).filter(|step| !step.is_empty()).count());
    up + &to.iter().skip(common).copied().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_there_and_back() {
        for (folder, target, part) in [
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../drawings/d.vml", "xl/drawings/d.vml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(absolute(folder, target), part);
            assert_eq!(relative(folder, part), target);
        }
        assert_eq!(absolute("xl/worksheets", "/xl/a.xml"), "xl/a.xml");
    }
}
