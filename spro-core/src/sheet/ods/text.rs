//! The text of a cell: its paragraphs, with the spaces, tabs and line ends that OpenDocument writes as elements.

use super::super::Limit;
use super::super::error::{Cause, Fault};
use super::super::package::{Node, Tag, Xml, raise};
use std::collections::BTreeSet;

/// Reads to the end of a paragraph and adds its text to `out`.
pub(super) fn paragraph(
    xml: &mut Xml<'_>,
    out: &mut String,
    limit: u64,
    raising: &BTreeSet<Box<str>>,
) -> Result<(), Cause> {
    let start = out.len();
    let mut depth = 0_u32;
    // The level of the outermost span that is set above the line.
    let mut raised: Option<u32> = None;
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
                _ => {
                    let style = tag.attributes().find(|attr| attr.name == b"style-name");
                    let is_above =
                        style.is_some_and(|attr| attr.text().is_some_and(|name| raising.contains(&*name)));
                    raised = raised.or(is_above.then_some(depth));
                    depth += 1;
                }
            },
            Node::Text(text) => {
                let from = out.len();
                collapse(&text, start, out);
                if raised.is_some() {
                    raise(out, from);
                }
            }
            Node::Close => match depth.checked_sub(1) {
                Some(less) => {
                    depth = less;
                    raised = raised.filter(|level| *level < less);
                }
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
