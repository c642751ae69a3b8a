//! The text of a cell: its paragraphs, with the spaces, tabs and line ends that OpenDocument writes as elements.

use super::super::Limit;
use super::super::error::{Cause, Fault};
use super::super::package::{Node, Tag, Xml};

/// Reads to the end of a paragraph and adds its text to `out`.
pub(super) fn paragraph(xml: &mut Xml<'_>, out: &mut String, limit: u64) -> Result<(), Cause> {
    let start = out.len();
    let mut depth = 0_u32;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                b"s" => {
                    let count = tag.attributes().find(|a| a.name == b"c").map_or(Some(1), |a| a.number());
                    let count = u64::from(count.unwrap_or(1));
                    if count > limit {
                        return Err(xml.over(Limit::CellBytes));
                    }
                    out.extend(std::iter::repeat_n(' ', usize::try_from(count).unwrap_or(0)));
                    xml.skip()?;
                }
                b"tab" => {
                    out.push('\t');
                    xml.skip()?;
                }
                b"line-break" => {
                    out.push('\n');
                    xml.skip()?;
                }
                // What is not the cell's own text: comments, notes, pronunciation.
                _ if is_aside(&tag) => xml.skip()?,
                _ => depth += 1,
            },
            Node::Text(text) => collapse(&text, start, out),
            Node::Close => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Ok(()),
            },
            Node::Nothing => {}
            Node::End => return Err(xml.damaged(Fault::Xml)),
        }
        if u64::try_from(out.len()).unwrap_or(u64::MAX) > limit {
            return Err(xml.over(Limit::CellBytes));
        }
    }
}

fn is_aside(tag: &Tag<'_>) -> bool {
    matches!(tag.name(), b"annotation" | b"note" | b"ruby-text" | b"tracked-changes")
}

/// Adds text with runs of white space as one space, and none where the paragraph begins.
fn collapse(text: &str, start: usize, out: &mut String) {
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            out.push(c);
        } else if out.len() > start && !out.ends_with([' ', '\t', '\n']) {
            out.push(' ');
        }
    }
}
