//! Which part of a package stands for which relationship.

use super::super::builder::Budget;
use super::super::error::{Cause, Fault};
use super::super::package::{Node, Package};

/// More than any part of a workbook has; each is kept while the workbook is read.
const MAX_RELATIONS: usize = 10_000;

/// A relationship to another part of the package.
pub(super) struct Relation {
    pub(super) id: Box<str>,
    /// The last word of its type: `worksheet`, `styles`, `sharedStrings`.
    pub(super) kind: Box<str>,
    /// The part, from the root of the package.
    pub(super) part: Box<str>,
}

/// The relationships of `part` (`xl/workbook.xml`; the package's own for an empty name), external ones left out.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    budget: &mut Budget<'_>,
) -> Result<Vec<Relation>, Cause> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
    let mut relations = Vec::new();
    let Some(mut xml) = package.xml_if_any(&name)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == b"Relationship" => {
                let (mut id, mut kind, mut target, mut external) = (None, None, None, false);
                for attr in tag.attributes() {
                    match attr.name {
                        b"Id" => id = attr.text().map(Box::from),
                        b"Type" => kind = attr.text().map(|t| Box::from(t.rsplit('/').next().unwrap_or(""))),
                        b"Target" => target = attr.text().and_then(|t| resolved(folder, &t)),
                        b"TargetMode" => external = attr.bytes() == b"External",
                        _ => {}
                    }
                }
                if let (Some(id), Some(kind), Some(part), false) = (id, kind, target, external) {
                    let relation = Relation { id, kind, part };
                    budget.take_text(relation.id.len() + relation.kind.len() + relation.part.len(), &name)?;
                    relations.push(relation);
                }
                if relations.len() > MAX_RELATIONS {
                    return Err(xml.damaged(Fault::Xml));
                }
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// A target as a part's name: from the root if it starts with `/`, else from `folder`. None above the root.
fn resolved(folder: &str, target: &str) -> Option<Box<str>> {
    let mut parts: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            step => parts.push(step),
        }
    }
    Some(parts.join("/").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_their_folder_or_from_the_root() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", Some("xl/worksheets/sheet1.xml")),
            ("xl", "/xl/worksheets/sheet1.xml", Some("xl/worksheets/sheet1.xml")),
            ("xl/worksheets", concat!("..", "/sharedStrings.xml"), Some("xl/sharedStrings.xml")),
            ("xl", "./styles.xml", Some("xl/styles.xml")),
            ("xl", "worksheets\\sheet1.xml", Some("xl/worksheets/sheet1.xml")),
            ("", "xl/workbook.xml", Some("xl/workbook.xml")),
            ("xl", "../../etc/passwd", None),
            ("xl", "/../etc/passwd", None),
        ] {
            assert_eq!(resolved(folder, target).as_deref(), expected, "{folder} {target}");
        }
    }
}
