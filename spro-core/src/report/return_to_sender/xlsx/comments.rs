//! The comments of a sheet, among those that are there.

use super::super::ReturnError;
use super::super::list::{Comment, Comments};
use super::super::package::Package;
use super::super::scan::{Kind, Scan, append_to, escaped};
use super::super::splice::Splice;
use super::relations::Relations;
use super::workbook::over;
use crate::sheet::Place;
use std::fmt::Write as _;

const AUTHOR: &str = "SPRO";

/// Writes the comments into the sheet's part of comments, which is made where there is none.
pub(super) fn write(
    package: &mut Package<'_>,
    relations: &mut Relations,
    said: &Comments,
    types: &mut Vec<String>,
) -> Result<(), ReturnError> {
    let known = relations.of_kind("comments").map(str::to_owned);
    let part = match known {
        Some(part) if package.has(&part) => part,
        _ => {
            let part = package.free_name("xl/comments", ".xml");
            relations.add("comments", &part);
            types.push(over(
                &part,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            ));
            let namespace = super::main_namespace(relations.is_strict());
            let empty = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{namespace}\"><authors/>\
                 <commentList/></comments>"
            );
            package.put(&part, empty.into_bytes());
            part
        }
    };
    let xml = package.needed(&part)?;
    let edited = merged(&xml, said).ok_or_else(|| ReturnError::Part(part.as_str().into()))?;
    package.put(&part, edited);
    Ok(())
}

/// The part with the comments in it; one on a cell that has a comment is added to that one.
fn merged(xml: &[u8], said: &Comments) -> Option<Vec<u8>> {
    let mut splice = Splice::default();
    let prefix = Scan::new(xml).next()?.prefix();
    let authors = Scan::new(xml).filter(|mark| mark.begins(b"author")).count();
    let author = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
    append_to(xml, b"authors", &author, &mut splice).then_some(())?;
    let (mut here, mut merged_into) = (None, std::collections::BTreeSet::new());
    for mark in Scan::new(xml) {
        if mark.begins(b"comment") {
            here = mark.attribute(b"ref").and_then(|(value, _)| place(value));
        }
        let Some(comment) = here.and_then(|place| said.get(&place)) else { continue };
        let run = run(comment, &prefix, "\n\n");
        if mark.closes(b"text") {
            splice.insert(mark.range.start, run);
        } else if mark.kind == Kind::Empty && mark.name() == b"text" {
            super::super::scan::open_up(&mark, &run, &mut splice);
        } else {
            continue;
        }
        merged_into.extend(here.take());
    }
    let mut new = String::new();
    for (place, comment) in said.iter().filter(|(place, _)| !merged_into.contains(*place)) {
        let run = run(comment, &prefix, "");
        // Writing to a text cannot fail.
        let _ = write!(
            new,
            "<{prefix}comment ref=\"{place}\" authorId=\"{authors}\"><{prefix}text>{run}</{prefix}text></{prefix}comment>"
        );
    }
    append_to(xml, b"commentList", &new, &mut splice).then(|| splice.apply(xml))
}

fn run(comment: &Comment, prefix: &str, before: &str) -> String {
    let text = escaped(&comment.paragraphs.join("\n")).replace("_x", "_x005F_x");
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{before}{text}</{prefix}t></{prefix}r>")
}

/// `B12` as a place.
pub(super) fn place(text: &[u8]) -> Option<Place> {
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let column = letters.iter().take(6).fold(0_u32, |n, b| {
        n.saturating_mul(26).saturating_add(u32::from(b.to_ascii_uppercase() - b'A') + 1)
    });
    let row: u32 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Place { row: row.checked_sub(1)?, column: column.checked_sub(1)? })
}
