//! XML as workbooks write it: UTF-8, no document type, no entities of its own, names without their prefix.

use super::super::error::{Cause, Damage, Fault, OverLimit};
use super::super::{Limit, Limits};
use super::gate::Gate;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};
use std::borrow::Cow;
use std::io::ErrorKind;

/// More levels than any workbook has.
const MAX_DEPTH: u32 = 256;
/// Longer than any name that a workbook uses; open names are kept, one a level.
const MAX_NAME: usize = 256;

/// One part of a package, read as XML.
pub(in super::super) struct Xml<'a> {
    reader: Reader<Gate<'a>>,
    buffer: Vec<u8>,
    part: &'a str,
    limits: &'a Limits,
    depth: u32,
}

/// What comes next in a part.
pub(in super::super) enum Node<'x> {
    /// An element begins; an empty one ends at once.
    Open(Tag<'x>),
    /// The element that was opened last ends.
    Close,
    /// Text, or a part of it: a text may come in several.
    Text(Cow<'x, str>),
    /// A comment or an instruction.
    Nothing,
    /// The part ends.
    End,
}

/// The beginning of an element.
pub(in super::super) struct Tag<'x> {
    start: BytesStart<'x>,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(in super::super) fn name(&self) -> &[u8] {
        self.start.local_name().into_inner()
    }

    /// The attributes.
    pub(in super::super) fn attributes(&self) -> Attrs<'_> {
        let mut attributes = self.start.attributes();
        // Looking for doubles takes the square of their number; the first one is used.
        attributes.with_checks(false);
        Attrs(attributes)
    }
}

/// The attributes of an element.
pub(in super::super) struct Attrs<'t>(Attributes<'t>);

/// An attribute.
pub(in super::super) struct Attr<'t> {
    /// The prefix, empty where there is none.
    pub(in super::super) prefix: &'t [u8],
    /// The name without its prefix.
    pub(in super::super) name: &'t [u8],
    /// The value as it is written.
    raw: Cow<'t, [u8]>,
}

impl Attr<'_> {
    /// The value as it is written: enough for numbers and places.
    pub(in super::super) fn bytes(&self) -> &[u8] {
        &self.raw
    }

    /// The value, `None` where it is not UTF-8 or uses an entity that XML does not have.
    pub(in super::super) fn text(&self) -> Option<Cow<'_, str>> {
        quick_xml::escape::unescape(std::str::from_utf8(&self.raw).ok()?).ok()
    }

    /// The value as a whole number.
    pub(in super::super) fn number(&self) -> Option<u32> {
        std::str::from_utf8(&self.raw).ok()?.trim().parse().ok()
    }

    /// The value as a truth value.
    pub(in super::super) fn is_true(&self) -> bool {
        matches!(self.bytes(), b"1" | b"true" | b"on")
    }
}

impl<'t> Iterator for Attrs<'t> {
    type Item = Attr<'t>;

    /// The next attribute; what is not well formed ends them.
    fn next(&mut self) -> Option<Attr<'t>> {
        let attribute = self.0.next()?.ok()?;
        let (name, prefix) = attribute.key.decompose();
        let prefix = prefix.map_or(&[][..], quick_xml::name::Prefix::into_inner);
        Some(Attr { prefix, name: name.into_inner(), raw: attribute.value })
    }
}

impl<'a> Xml<'a> {
    pub(super) fn new(gate: Gate<'a>, part: &'a str, limits: &'a Limits) -> Self {
        let mut reader = Reader::from_reader(gate);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), part, limits, depth: 0 }
    }

    /// What is wrong with this part.
    pub(in super::super) fn damaged(&self, fault: Fault) -> Cause {
        Cause::Damaged(Damage::new(self.part, fault))
    }

    /// The refusal to pass `limit` in this part.
    pub(in super::super) fn over(&self, limit: Limit) -> Cause {
        Cause::OverLimit(OverLimit::new(limit, self.limits.get(limit), self.part))
    }

    /// The next node.
    pub(in super::super) fn next(&mut self) -> Result<Node<'_>, Cause> {
        self.buffer.clear();
        self.reader.get_mut().mark();
        let part = self.part;
        let damaged = |fault| Err(Cause::Damaged(Damage::new(part, fault)));
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(start)) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return damaged(Fault::TooDeep);
                }
                if start.name().0.len() > MAX_NAME {
                    return damaged(Fault::Xml);
                }
                Ok(Node::Open(Tag { start }))
            }
            Ok(Event::End(_)) => match self.depth.checked_sub(1) {
                Some(depth) => {
                    self.depth = depth;
                    Ok(Node::Close)
                }
                None => damaged(Fault::Xml),
            },
            Ok(Event::Text(text)) => match text.xml10_content() {
                Ok(text) => Ok(Node::Text(text)),
                Err(_) => damaged(Fault::Encoding),
            },
            Ok(Event::CData(text)) => match text.xml10_content() {
                Ok(text) => Ok(Node::Text(text)),
                Err(_) => damaged(Fault::Encoding),
            },
            Ok(Event::GeneralRef(name)) => match resolved(&name) {
                Some(text) => Ok(Node::Text(text)),
                None => damaged(Fault::Entity),
            },
            Ok(Event::DocType(_)) => damaged(Fault::Entity),
            Ok(Event::Decl(declaration)) => match declaration.encoding() {
                Some(Ok(encoding)) if !is_utf8(&encoding) => damaged(Fault::Encoding),
                _ => Ok(Node::Nothing),
            },
            Ok(Event::Comment(_) | Event::PI(_)) => Ok(Node::Nothing),
            Ok(Event::Eof) if self.depth > 0 => damaged(Fault::Xml),
            Ok(Event::Eof) => Ok(Node::End),
            Ok(Event::Empty(_)) => damaged(Fault::Xml),
            Err(error) => Err(failed(&error, self.reader.get_ref().stopped(), part, self.limits)),
        }
    }

    /// Reads past the end of the element that was opened last.
    pub(in super::super) fn skip(&mut self) -> Result<(), Cause> {
        let outside = self.depth.saturating_sub(1);
        loop {
            let is_end = match self.next()? {
                Node::Close => true,
                Node::End => return Err(self.damaged(Fault::Xml)),
                _ => false,
            };
            if is_end && self.depth == outside {
                return Ok(());
            }
        }
    }

    /// Reads to the end of the element that was opened last, and adds its own text to `out`.
    pub(in super::super) fn text_into(&mut self, out: &mut String) -> Result<(), Cause> {
        loop {
            match self.next()? {
                Node::Text(text) => {
                    out.push_str(&text);
                    if u64::try_from(out.len()).unwrap_or(u64::MAX) > self.limits.get(Limit::CellBytes) {
                        return Err(self.over(Limit::CellBytes));
                    }
                }
                Node::Open(_) => self.skip()?,
                Node::Close => return Ok(()),
                Node::Nothing => {}
                Node::End => return Err(self.damaged(Fault::Xml)),
            }
        }
    }
}

fn failed(error: &Error, stopped: Option<Limit>, part: &str, limits: &Limits) -> Cause {
    if let Some(limit) = stopped {
        return Cause::OverLimit(OverLimit::new(limit, limits.get(limit), part));
    }
    let fault = match error {
        Error::Io(io) if io.kind() == ErrorKind::UnexpectedEof => Fault::Truncated,
        Error::Io(_) => Fault::Compression,
        Error::Encoding(_) => Fault::Encoding,
        Error::Escape(_) => Fault::Entity,
        _ => Fault::Xml,
    };
    Cause::Damaged(Damage::new(part, fault))
}

/// One of the five entities that XML has, or a character by its number.
fn resolved(name: &quick_xml::events::BytesRef<'_>) -> Option<Cow<'static, str>> {
    let text = match &**name {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => return name.resolve_char_ref().ok().flatten().map(|c| Cow::Owned(c.to_string())),
    };
    Some(Cow::Borrowed(text))
}

fn is_utf8(encoding: &[u8]) -> bool {
    [&b"utf-8"[..], b"utf8", b"us-ascii", b"ascii"].iter().any(|name| encoding.eq_ignore_ascii_case(name))
}
