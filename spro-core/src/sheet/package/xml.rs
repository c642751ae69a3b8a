//! XML as workbooks write it: UTF-8, no document type, no entities of its own, names without their prefix.
//!
//! Marks are read where they were inflated, without a copy: a workbook is mostly marks.

use super::super::error::{Cause, Damage, Fault, OverLimit};
use super::super::{Limit, Limits};
use super::entity;
use super::tag::{self, Found, Tag};
use super::window::{Stop, Window};
use std::borrow::Cow;
use std::io::ErrorKind;

/// More levels than any workbook has.
const MAX_DEPTH: u32 = 256;
/// Longer than any name that a workbook uses; open names are kept, one a level.
const MAX_NAME: usize = 256;

/// One part of a package, read as XML.
pub(in super::super) struct Xml<'a> {
    window: Window<'a>,
    /// The bytes of the last node: they are taken when the next one is asked for.
    used: usize,
    /// Whether the last element was empty: its end comes next.
    closes: bool,
    begun: bool,
    part: &'a str,
    limits: &'a Limits,
    depth: u32,
    /// The names of the open elements, one behind the other, and the length of each.
    names: Vec<u8>,
    lengths: Vec<usize>,
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

/// What stands at the start of the window, and how long it is.
enum Mark {
    Open(tag::Ends),
    /// `</name>`: where the name ends.
    Close(usize, usize),
    Text(usize),
    /// `&name;`
    Reference(usize),
    CData(usize),
    Declaration(usize),
    Nothing(usize),
    End,
}

impl<'a> Xml<'a> {
    pub(super) fn new(window: Window<'a>, part: &'a str, limits: &'a Limits) -> Self {
        Self {
            window,
            used: 0,
            closes: false,
            begun: false,
            part,
            limits,
            depth: 0,
            names: Vec::new(),
            lengths: Vec::new(),
        }
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
        self.window.take(std::mem::take(&mut self.used));
        if std::mem::take(&mut self.closes) {
            self.close();
            return Ok(Node::Close);
        }
        if !self.begun {
            self.begin()?;
        }
        let mark = self.mark()?;
        match mark {
            Mark::Open(ends) => {
                self.used = ends.tag;
                self.open(ends)?;
                Ok(Node::Open(Tag::new(self.window.first(ends.tag), ends)))
            }
            Mark::Close(name, len) => {
                self.used = len;
                let open = self.lengths.last().and_then(|len| self.names.get(self.names.len() - len..));
                if open.is_none() || open != self.window.first(name).get(2..) {
                    return Err(self.damaged(Fault::Xml));
                }
                self.close();
                Ok(Node::Close)
            }
            Mark::Text(len) => {
                self.used = len;
                self.text(0, len)
            }
            Mark::CData(len) => {
                self.used = len;
                self.text(b"<![CDATA[".len(), len - b"]]>".len())
            }
            Mark::Reference(len) => {
                self.used = len;
                match self.window.first(len - 1).get(1..).and_then(entity::resolved) {
                    Some(c) => Ok(Node::Text(Cow::Owned(c.to_string()))),
                    None => Err(self.damaged(Fault::Entity)),
                }
            }
            Mark::Declaration(len) => {
                self.used = len;
                if is_utf8(self.window.first(len)) {
                    Ok(Node::Nothing)
                } else {
                    Err(self.damaged(Fault::Encoding))
                }
            }
            Mark::Nothing(len) => {
                self.used = len;
                Ok(Node::Nothing)
            }
            Mark::End if self.depth > 0 => Err(self.damaged(Fault::Xml)),
            Mark::End => Ok(Node::End),
        }
    }

    /// Passes over the mark of UTF-8, and refuses those of UTF-16.
    fn begin(&mut self) -> Result<(), Cause> {
        self.begun = true;
        while self.window.ready().len() < 3 && self.more()? {}
        let ready = self.window.ready();
        if ready.starts_with(b"\xFF\xFE") || ready.starts_with(b"\xFE\xFF") {
            return Err(self.damaged(Fault::Encoding));
        }
        if ready.starts_with(b"\xEF\xBB\xBF") {
            self.window.take(3);
        }
        Ok(())
    }

    /// Finds what comes next, inflating until it is there as a whole.
    fn mark(&mut self) -> Result<Mark, Cause> {
        loop {
            let ready = self.window.ready();
            let found = match ready {
                [] | [b'<'] => None,
                [b'<', b'/', ..] => memchr::memchr(b'>', ready).map(|end| {
                    let name = ready.get(..end).unwrap_or_default().trim_ascii_end().len();
                    Mark::Close(name, end + 1)
                }),
                [b'<', b'!', ..] if ready.len() < b"<![CDATA[".len() => None,
                [b'<', b'!', ..] if ready.starts_with(b"<!--") => behind(ready, 4, b"-->").map(Mark::Nothing),
                [b'<', b'!', ..] if ready.starts_with(b"<![CDATA[") => {
                    behind(ready, 9, b"]]>").map(Mark::CData)
                }
                // A document type; the entities that it declares are how files attack their readers.
                [b'<', b'!', ..] => return Err(self.damaged(Fault::Entity)),
                [b'<', b'?', ..] => behind(ready, 2, b"?>").map(|len| {
                    if ready.starts_with(b"<?xml") { Mark::Declaration(len) } else { Mark::Nothing(len) }
                }),
                [b'<', ..] => match tag::ends(ready) {
                    Found::Ends(ends) => Some(Mark::Open(ends)),
                    Found::More => None,
                    Found::Wrong => return Err(self.damaged(Fault::Xml)),
                },
                [b'&', ..] => {
                    let name = ready.get(..entity::MAX_LEN).unwrap_or(ready);
                    match memchr::memchr(b';', name) {
                        Some(end) => Some(Mark::Reference(end + 1)),
                        None if ready.len() >= entity::MAX_LEN => return Err(self.damaged(Fault::Entity)),
                        None => None,
                    }
                }
                _ => memchr::memchr2(b'<', b'&', ready).map(Mark::Text),
            };
            if let Some(mark) = found {
                return Ok(mark);
            }
            if self.more()? {
                continue;
            }
            let left = self.window.ready();
            return match left.first() {
                None => Ok(Mark::End),
                Some(b'<' | b'&') => Err(self.damaged(Fault::Xml)),
                Some(_) => Ok(Mark::Text(left.len())),
            };
        }
    }

    fn more(&mut self) -> Result<bool, Cause> {
        self.window.more().map_err(|stop| match stop {
            Stop::Limit(limit) => Cause::OverLimit(OverLimit::new(limit, self.limits.get(limit), self.part)),
            Stop::Io(error) if error.kind() == ErrorKind::UnexpectedEof => {
                Cause::Damaged(Damage::new(self.part, Fault::Truncated))
            }
            Stop::Io(_) => Cause::Damaged(Damage::new(self.part, Fault::Compression)),
        })
    }

    fn open(&mut self, ends: tag::Ends) -> Result<(), Cause> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.damaged(Fault::TooDeep));
        }
        if ends.name > MAX_NAME {
            return Err(self.damaged(Fault::Xml));
        }
        let name = self.window.first(ends.name).get(1..).unwrap_or_default();
        self.names.extend_from_slice(name);
        self.lengths.push(name.len());
        self.closes = ends.empty;
        Ok(())
    }

    fn close(&mut self) {
        let len = self.lengths.pop().unwrap_or(0);
        self.names.truncate(self.names.len() - len);
        self.depth = self.depth.saturating_sub(1);
    }

    /// The text between two places of the window, with `\n` for every end of a line.
    fn text(&self, from: usize, to: usize) -> Result<Node<'_>, Cause> {
        let bytes = self.window.first(to).get(from..).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|_| self.damaged(Fault::Encoding))?;
        Ok(Node::Text(match memchr::memchr(b'\r', bytes) {
            None => Cow::Borrowed(text),
            Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        }))
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

/// Behind the first `what`, looked for from `from` on.
fn behind(text: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text.get(from..)?, what).map(|at| from + at + what.len())
}

/// Whether the declaration at the top of a part leaves its bytes what they are.
fn is_utf8(declaration: &[u8]) -> bool {
    let Some(at) = memchr::memmem::find(declaration, b"encoding") else { return true };
    let mut quoted = declaration.get(at..).unwrap_or_default().split(|b| matches!(b, b'"' | b'\''));
    let name = quoted.nth(1).unwrap_or_default();
    [&b"utf-8"[..], b"utf8", b"us-ascii", b"ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
