//! One block of rows run through a program.

use super::arithmetic::{abs, add, blank, constant, div, mul, neg, scale, sub};
use super::block::{BLANK, Data, Gap, Gaps, Ints, PARAMETER, PRESENT, Texts, gap};
use super::calendar::{first_day, year_of};
use super::dated::{Dated, Held, Stretch};
use super::logic::{and, choose, chosen_gaps, compare, not, or};
use super::node::{IntNode, TextNode};
use super::program::Program;
use super::scratch::Scratch;
use crate::column::{Batch, Column, State, Values};
use crate::expression::BinaryOp;

/// Rows `start..start + len` of a batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'b> {
    pub program: &'b Program,
    pub batch: &'b Batch<'b>,
    pub start: usize,
    pub len: usize,
}

impl<'b> Run<'b> {
    pub fn ints(&self, node: &'b IntNode, s: &mut Scratch) -> Ints<'b> {
        match node {
            IntNode::Blank => blank(self.len, s),
            IntNode::Const(value) => constant(*value, self.len, s),
            IntNode::Field(position) => self.field(*position, s),
            IntNode::Code(position) => self.code(*position, s),
            IntNode::Has(position) => self.has(*position, s),
            IntNode::Param(place) => self.parameter(*place, s),
            IntNode::Scaled(a, up) => scale(self.ints(a, s), *up, s),
            IntNode::Neg(a) => neg(self.ints(a, s), s),
            IntNode::Abs(a) => abs(self.ints(a, s), s),
            IntNode::Not(a) => not(self.ints(a, s), s),
            IntNode::Year(a) => self.mapped(a, year_of, s),
            IntNode::FirstDay(a) => {
                // Rows that follow each other are mostly of the same year.
                let mut known = (0, first_day(0));
                let of = |year| {
                    if year != known.0 {
                        known = (year, first_day(year));
                    }
                    known.1
                };
                self.mapped(a, of, s)
            }
            IntNode::Size(text) => self.size(text, s),
            IntNode::Add(a, b) => self.both(a, b, s, add),
            IntNode::Sub(a, b) => self.both(a, b, s, sub),
            IntNode::Mul(a, b) => self.both(a, b, s, mul),
            IntNode::Div(a, b, shift) => self.both(a, b, s, |a, b, s| div(a, b, *shift, s)),
            IntNode::And(a, b) => and(self.ints(a, s), self.ints(b, s), s),
            IntNode::Or(a, b) => or(self.ints(a, s), self.ints(b, s), s),
            IntNode::Compare(op, a, b) => self.both(&a.node, &b.node, s, |mut x, mut y, s| {
                let data = compare(*op, (&x, a.up), (&y, b.up), s);
                let gaps = s.merged(x.gaps.take(), y.gaps.take());
                s.recycle(x);
                s.recycle(y);
                Ints { data, gaps }
            }),
            IntNode::SameText(equal, a, b) => self.same_text(*equal, a, b, s),
            IntNode::If(c, a, b) => choose(self.ints(c, s), self.ints(a, s), self.ints(b, s), s),
            IntNode::In(needle, items) => {
                let needle = self.ints(&needle.node, s);
                let mut found = constant(0, self.len, s);
                for (item, needle_up) in items {
                    let mut x = self.ints(&item.node, s);
                    let data = compare(BinaryOp::Eq, (&needle, *needle_up), (&x, item.up), s);
                    let own = needle.gaps.clone();
                    let gaps = s.merged(own, x.gaps.take());
                    s.recycle(x);
                    found = or(found, Ints { data, gaps }, s);
                }
                s.recycle(needle);
                found
            }
            IntNode::InTexts(needle, items) => {
                let needle = self.texts(needle, s);
                let mut found = constant(0, self.len, s);
                for item in items {
                    let item = self.texts(item, s);
                    let same = Self::same(true, &needle, item, s);
                    found = or(found, same, s);
                }
                s.recycle_gaps(needle.gaps);
                found
            }
            IntNode::InCodes(needle, place) => self.in_codes(needle, *place, s),
        }
    }

    /// An operation that needs both sides. Where no row has the left one, as in a column that nobody filled, its
    /// reasons are those of the result, and the right side is not looked at.
    fn both(
        &self,
        a: &'b IntNode,
        b: &'b IntNode,
        s: &mut Scratch,
        operation: impl FnOnce(Ints<'b>, Ints<'b>, &mut Scratch) -> Ints<'b>,
    ) -> Ints<'b> {
        let a = self.ints(a, s);
        let none = a.gaps.as_ref().is_some_and(|gaps| !gaps.contains(&PRESENT));
        if !none {
            let b = self.ints(b, s);
            return operation(a, b, s);
        }
        s.recycle_data(a.data);
        Ints { data: constant(0, self.len, s).data, gaps: a.gaps }
    }

    pub fn texts(&self, node: &'b TextNode, s: &mut Scratch) -> Texts<'b> {
        match node {
            TextNode::Blank => Texts { data: vec![""; self.len], gaps: Some(self.no_value(s)) },
            TextNode::Const(text) => Texts { data: vec![text; self.len], gaps: None },
            TextNode::Field(position) => {
                let rows = self.start..self.start + self.len;
                let found = self.column(*position).and_then(|column| match &column.values {
                    Values::Text(all) => Some((all.get(rows)?, column)),
                    _ => None,
                });
                let Some((texts, column)) = found else { return self.texts(&TextNode::Blank, s) };
                Texts { data: texts.iter().map(AsRef::as_ref).collect(), gaps: self.states(column, s) }
            }
            TextNode::Param(place) => {
                let mut data = Vec::with_capacity(self.len);
                let gaps = self.each_held(*place, s, |held| match held {
                    Some(Held::Text(text)) => data.push(text.as_str()),
                    _ => data.push(""),
                });
                Texts { data, gaps }
            }
            TextNode::If(c, a, b) => {
                let (c, a, b) = (self.ints(c, s), self.texts(a, s), self.texts(b, s));
                let taken = c.data.narrow().unwrap_or_default();
                let gaps = chosen_gaps((taken, &c.gaps), &a.gaps, &b.gaps, s);
                let both = a.data.iter().zip(&b.data);
                let data = taken.iter().zip(both).map(|(c, (x, y))| if *c == 0 { *y } else { *x }).collect();
                s.recycle(c);
                s.recycle_gaps(a.gaps);
                s.recycle_gaps(b.gaps);
                Texts { data, gaps }
            }
        }
    }

    fn column(&self, position: u16) -> Option<&'b Column<'b>> {
        self.batch.columns.get(usize::from(position))
    }

    fn no_value(&self, s: &mut Scratch) -> Vec<Gap> {
        let mut gaps = s.gaps();
        gaps.resize(self.len, BLANK);
        gaps
    }

    /// The states of a column as gaps.
    fn states(&self, column: &Column<'_>, s: &mut Scratch) -> Gaps {
        let Some(states) = column.states.get(self.start..self.start + self.len) else {
            return Some(self.no_value(s));
        };
        // Integers in place of truth values: a loop without branches.
        if states.iter().fold(0, |any, state| any | u8::from(!matches!(state, State::Present))) == 0 {
            return None;
        }
        let mut gaps = s.gaps();
        gaps.extend(states.iter().map(|state| if *state == State::Present { PRESENT } else { BLANK }));
        Some(gaps)
    }

    fn field(&self, position: u16, s: &mut Scratch) -> Ints<'b> {
        let rows = self.start..self.start + self.len;
        let found = self.column(position).and_then(|column| match &column.values {
            Values::Int(all) => Some((all.get(rows)?, column)),
            _ => None,
        });
        match found {
            Some((values, column)) => Ints { data: Data::Column(values), gaps: self.states(column, s) },
            None => blank(self.len, s),
        }
    }

    fn code(&self, position: u16, s: &mut Scratch) -> Ints<'b> {
        let rows = self.start..self.start + self.len;
        let found = self.column(position).and_then(|column| match &column.values {
            Values::Code(all) => Some((all.get(rows)?, column)),
            _ => None,
        });
        let Some((codes, column)) = found else { return blank(self.len, s) };
        let mut out = s.narrow();
        out.extend(codes.iter().map(|code| i64::from(*code)));
        Ints { data: Data::Narrow(out), gaps: self.states(column, s) }
    }

    fn has(&self, position: u16, s: &mut Scratch) -> Ints<'b> {
        let rows = self.start..self.start + self.len;
        let states = self.column(position).and_then(|column| column.states.get(rows));
        let Some(states) = states else { return constant(0, self.len, s) };
        let mut out = s.narrow();
        out.extend(states.iter().map(|state| i64::from(*state == State::Present)));
        Ints { data: Data::Narrow(out), gaps: None }
    }

    /// A function of days or years, which are always of 64 bits.
    fn mapped(&self, node: &'b IntNode, mut f: impl FnMut(i64) -> i64, s: &mut Scratch) -> Ints<'b> {
        let a = self.ints(node, s);
        let mut out = s.narrow();
        out.extend(a.data.narrow().unwrap_or_default().iter().map(|value| f(*value)));
        s.recycle_data(a.data);
        Ints { data: Data::Narrow(out), gaps: a.gaps }
    }

    fn size(&self, text: &'b TextNode, s: &mut Scratch) -> Ints<'b> {
        let texts = self.texts(text, s);
        let mut out = s.narrow();
        let sizes = texts.data.iter().map(|text| text.chars().count());
        out.extend(sizes.map(|size| i64::try_from(size).unwrap_or(i64::MAX)));
        Ints { data: Data::Narrow(out), gaps: texts.gaps }
    }

    fn same_text(&self, equal: bool, a: &'b TextNode, b: &'b TextNode, s: &mut Scratch) -> Ints<'b> {
        let (a, b) = (self.texts(a, s), self.texts(b, s));
        let same = Self::same(equal, &a, b, s);
        s.recycle_gaps(a.gaps);
        same
    }

    fn same(equal: bool, a: &Texts<'b>, b: Texts<'b>, s: &mut Scratch) -> Ints<'b> {
        let mut out = s.narrow();
        out.extend(a.data.iter().zip(&b.data).map(|(x, y)| i64::from((x == y) == equal)));
        let gaps = s.merged(a.gaps.clone(), b.gaps);
        Ints { data: Data::Narrow(out), gaps }
    }

    fn parameter(&self, place: u16, s: &mut Scratch) -> Ints<'b> {
        let Some((dated, days)) = self.dated(place, s) else { return blank(self.len, s) };
        if let Some(Held::Int(value)) = held_by_all(dated, &days) {
            s.recycle(days);
            return constant(*value, self.len, s);
        }
        let mut narrow = s.narrow();
        let mut wide = s.wide();
        let gaps = each_held((place, dated), days, s, |held| {
            let value = match held {
                Some(Held::Int(value)) => *value,
                _ => 0,
            };
            match i64::try_from(value) {
                Ok(value) if wide.is_empty() => narrow.push(value),
                _ => {
                    // From here on all are wide.
                    wide.extend(narrow.drain(..).map(i128::from));
                    wide.push(value);
                }
            }
        });
        let (data, spare) = if wide.is_empty() {
            (Data::Narrow(narrow), Data::Wide(wide))
        } else {
            (Data::Wide(wide), Data::Narrow(narrow))
        };
        s.recycle_data(spare);
        Ints { data, gaps }
    }

    fn in_codes(&self, needle: &'b IntNode, place: u16, s: &mut Scratch) -> Ints<'b> {
        let needle = self.ints(needle, s);
        let mut out = s.narrow();
        let mut codes = needle.data.narrow().unwrap_or_default().iter();
        let gaps = self.each_held(place, s, |held| {
            let code = codes.next();
            let found = matches!((held, code), (Some(Held::Codes(list)), Some(code)) if list.contains(code));
            out.push(i64::from(found));
        });
        let gaps = s.merged(needle.gaps, gaps);
        s.recycle_data(needle.data);
        Ints { data: Data::Narrow(out), gaps }
    }

    /// What a parameter holds on the day of each row, one call a row; and the gaps where it holds nothing.
    fn each_held(&self, place: u16, s: &mut Scratch, mut take: impl FnMut(Option<&'b Held>)) -> Gaps {
        let Some((dated, days)) = self.dated(place, s) else {
            (0..self.len).for_each(|_| take(None));
            return Some(self.no_value(s));
        };
        each_held((place, dated), days, s, take)
    }

    /// A parameter, and the day of each row.
    fn dated(&self, place: u16, s: &mut Scratch) -> Option<(&'b Dated, Ints<'b>)> {
        let dated = self.program.parameters.get(usize::from(place))?;
        Some((dated, self.ints(self.program.day.as_ref()?, s)))
    }
}

/// What a parameter holds on the days of all rows, where it is one value: a block mostly lies in one year.
fn held_by_all<'p>(dated: &'p Dated, days: &Ints<'_>) -> Option<&'p Held> {
    let each = days.data.narrow().filter(|_| days.gaps.is_none())?;
    let all = dated.stretch(*each.first()?);
    each.iter().all(|day| all.covers(*day)).then_some(all.held)?
}

fn each_held<'p>(
    (place, dated): (u16, &'p Dated),
    days: Ints<'_>,
    s: &mut Scratch,
    mut take: impl FnMut(Option<&'p Held>),
) -> Gaps {
    let not_in_force: Gap = place.saturating_add(PARAMETER);
    let mut gaps = s.gaps();
    let mut any = false;
    let mut stretch: Option<Stretch<'p>> = None;
    for (row, day) in days.data.narrow().unwrap_or_default().iter().enumerate() {
        // Rows that follow each other mostly lie on the same stretch.
        let now = match stretch {
            Some(now) if now.covers(*day) => now,
            _ => dated.stretch(*day),
        };
        stretch = Some(now);
        take(now.held);
        let why = match (gap(&days.gaps, row), now.held) {
            (PRESENT, None) => not_in_force,
            (why, _) => why,
        };
        any |= why != PRESENT;
        gaps.push(why);
    }
    s.recycle(days);
    if any {
        return Some(gaps);
    }
    s.recycle_gaps(Some(gaps));
    None
}
