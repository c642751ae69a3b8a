//! A parameter laid out by days, to be looked up row after row.

use super::calendar::day_number;
use crate::expression::scale::parameter_scale;
use crate::rulebook::{Parameter, ParameterValue};

/// What a parameter holds on each stretch of days.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// Its position in the rulebook.
    pub position: u16,
    /// First days of the stretches, ascending; before the first one it is not in force.
    starts: Vec<i64>,
    /// What it holds on each stretch; `None` where it is not in force.
    held: Vec<Option<Held>>,
}

/// A value, ready to use.
#[derive(Debug, Clone)]
pub(super) enum Held {
    /// A number at the parameter's scale, a day or a truth value.
    Int(i128),
    Text(String),
    Codes(Vec<i64>),
}

/// A stretch of days with one value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'p> {
    first: i64,
    /// The first day after it.
    end: i64,
    pub held: Option<&'p Held>,
}

impl Stretch<'_> {
    pub fn covers(&self, day: i64) -> bool {
        self.first <= day && day < self.end
    }
}

impl Dated {
    pub fn new(position: u16, parameter: &Parameter) -> Self {
        let scale = parameter_scale(parameter);
        let mut all = Self { position, starts: Vec::new(), held: Vec::new() };
        for dated in &parameter.values {
            let held = match &dated.value {
                ParameterValue::Number(number) => number.at_scale(scale).map(Held::Int),
                ParameterValue::Date(day) => Some(Held::Int(day_number(*day).into())),
                ParameterValue::Bool(on) => Some(Held::Int(i128::from(*on))),
                ParameterValue::Text(text) => Some(Held::Text(text.clone())),
                ParameterValue::Codes(codes) => {
                    Some(Held::Codes(codes.iter().copied().map(i64::from).collect()))
                }
            };
            let first = day_number(dated.from);
            // The gap after the value before it closes where this one starts.
            if all.starts.last() == Some(&first) {
                all.starts.pop();
                all.held.pop();
            }
            all.starts.push(first);
            all.held.push(held);
            if let Some(to) = dated.to {
                all.starts.push(day_number(to) + 1);
                all.held.push(None);
            }
        }
        all
    }

    /// The stretch that a day is in.
    pub fn stretch(&self, day: i64) -> Stretch<'_> {
        let after = self.starts.partition_point(|start| *start <= day);
        let before = after.checked_sub(1);
        Stretch {
            first: before.and_then(|i| self.starts.get(i)).copied().unwrap_or(i64::MIN),
            end: self.starts.get(after).copied().unwrap_or(i64::MAX),
            held: before.and_then(|i| self.held.get(i)).and_then(Option::as_ref),
        }
    }
}
