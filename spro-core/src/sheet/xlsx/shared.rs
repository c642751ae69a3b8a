//! The texts that cells share, in one piece of memory.

use super::super::error::{Cause, Fault};
use super::super::package::{Attr, Node, Package, Xml, raise};
use super::super::{Limit, Limits};
use super::escape::unescape;

/// The shared texts of a workbook. The counts that the file claims are not looked at.
#[derive(Default)]
pub(super) struct Shared {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Shared {
    pub(super) fn read(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Self, Cause> {
        let mut shared = Self::default();
        let mut one = String::new();
        let mut xml = package.xml(part)?;
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == b"si" => {
                    one.clear();
                    rich(&mut xml, &mut one)?;
                    shared.push(&unescape(&one), &xml, limits)?;
                }
                Node::End => return Ok(shared),
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str, xml: &Xml<'_>, limits: &Limits) -> Result<(), Cause> {
        let most = |limit| usize::try_from(limits.get(limit)).unwrap_or(usize::MAX);
        let (texts, bytes) = (most(Limit::Cells), most(Limit::TextBytes));
        if self.ends.len() >= texts {
            return Err(xml.over(Limit::Cells));
        }
        if self.text.len().saturating_add(text.len()) > bytes {
            return Err(xml.over(Limit::TextBytes));
        }
        // Doubling, but never past the limit: the spare room is memory too.
        if self.text.capacity() - self.text.len() < text.len() {
            self.text.reserve_exact(self.text.len().max(text.len()).max(4096).min(bytes - self.text.len()));
        }
        if self.ends.len() == self.ends.capacity() {
            self.ends.reserve_exact(self.ends.len().max(64).min(texts - self.ends.len()));
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        Ok(())
    }

    /// The text at that position.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end)
    }
}

/// Reads to the end of a text that may be in several runs, each with its own look; how it is pronounced is left out.
pub(super) fn rich(xml: &mut Xml<'_>, out: &mut String) -> Result<(), Cause> {
    let mut depth = 0_u32;
    let mut is_raised = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                b"t" => {
                    let from = out.len();
                    xml.text_into(out)?;
                    if is_raised {
                        raise(out, from);
                    }
                }
                b"r" => (depth, is_raised) = (depth + 1, false),
                b"rPr" => is_raised = raises(xml)?,
                _ => xml.skip()?,
            },
            Node::Close => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Ok(()),
            },
            Node::End => return Err(xml.damaged(Fault::Xml)),
            Node::Text(_) | Node::Nothing => {}
        }
    }
}

/// Reads the look of a run to its end; whether it is set above the line.
fn raises(xml: &mut Xml<'_>) -> Result<bool, Cause> {
    let mut raises = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => {
                let is_above = |attr: Attr<'_>| attr.name == b"val" && attr.bytes() == b"superscript";
                raises |= tag.name() == b"vertAlign" && tag.attributes().any(is_above);
                xml.skip()?;
            }
            Node::Close => return Ok(raises),
            Node::End => return Err(xml.damaged(Fault::Xml)),
            Node::Text(_) | Node::Nothing => {}
        }
    }
}
