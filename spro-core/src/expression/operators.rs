//! Types and units of operators.

use super::ast::{BinaryOp, Expr};
use super::compile::{Checker, Kind, Typed};
use super::error::words;
use super::scale;
use super::syntax::{Node, NodeKind};
use crate::rulebook::ParameterType;
use crate::value::{Decimal, Dimension, Unit};
use std::ops::Range;

/// Whether two numbers may be compared. Head counts and full-time equivalents are the only units that differ and still
/// compare: both count the same people, and `etp <= agents` is a rule of the source's own table. They are never added.
fn comparable(a: &Unit, b: &Unit) -> bool {
    let (count, fte) = (Unit::of(Dimension::Count), Unit::of(Dimension::Fte));
    a == b || (*a == count && *b == fte) || (*a == fte && *b == count)
}

impl Checker<'_> {
    /// An operator other than `&&` and `||`.
    pub(super) fn operator(&mut self, op: BinaryOp, a: &Node, b: &Node, range: &Range<usize>) -> Typed {
        match op {
            BinaryOp::Add | BinaryOp::Sub => self.sum(op, a, b, range),
            BinaryOp::Mul | BinaryOp::Div => self.product(op, a, b, range),
            _ => {
                let (left, right) = (self.check(a), self.check(b));
                let (left, right) = self.compared(op, left, right, range);
                Typed::new(Expr::Binary(op, Box::new(left), Box::new(right)), Kind::Bool)
            }
        }
    }

    fn sum(&mut self, op: BinaryOp, a: &Node, b: &Node, range: &Range<usize>) -> Typed {
        let (left, right) = (self.check(a), self.check(b));
        if op == BinaryOp::Sub && left.kind == Kind::Date && right.kind == Kind::Date {
            let expr = Expr::Binary(op, Box::new(left.expr), Box::new(right.expr));
            return Typed::new(expr, Kind::Number(Some(Unit::of(Dimension::Day))));
        }
        for (node, side) in [(a, &left), (b, &right)] {
            if !matches!(side.kind, Kind::Number(_) | Kind::Unknown) {
                let found = side.kind.words();
                self.error(
                    &node.range,
                    words(
                        format!("On ne peut pas calculer avec {}.", found.fr),
                        format!("One cannot calculate with {}.", found.en),
                    ),
                    words(
                        "Attendu : un nombre ; deux dates se soustraient entre elles seulement.",
                        "Expected: a number; a date may only be subtracted from a date.",
                    ),
                );
                return Typed::unknown();
            }
        }
        let kind = match (&left.kind, &right.kind) {
            (Kind::Number(Some(x)), Kind::Number(Some(y))) if x != y => {
                return self.units_differ(
                    range,
                    ("On additionne ou soustrait", "This adds or subtracts"),
                    x,
                    y,
                );
            }
            (Kind::Unknown, _) | (_, Kind::Unknown) => Kind::Unknown,
            (Kind::Number(None), other) | (other, _) => other.clone(),
        };
        Typed::new(Expr::Binary(op, Box::new(left.expr), Box::new(right.expr)), kind)
    }

    fn product(&mut self, op: BinaryOp, a: &Node, b: &Node, range: &Range<usize>) -> Typed {
        let (left, right) = (self.number(a), self.number(b));
        let (Kind::Number(x), Kind::Number(y)) = (left.kind, right.kind) else { return Typed::unknown() };
        let unit = match (x, y) {
            (None, None) => None,
            (x, y) => {
                let (x, y) = (x.unwrap_or_default(), y.unwrap_or_default());
                Some(if op == BinaryOp::Mul { x.times(&y) } else { x.per(&y) })
            }
        };
        let expr = Expr::Binary(op, Box::new(left.expr), Box::new(right.expr));
        if self.in_row() && !scale::fits(scale::scale_of(&expr, self.scope.fields, self.scope.parameters)) {
            return self.error(
                range,
                words(
                    format!("Ce produit a plus de {} chiffres après la virgule.", Decimal::MAX_SCALE),
                    format!("This product has more than {} digits after the point.", Decimal::MAX_SCALE),
                ),
                words(
                    "Multiplier d'abord, diviser à la fin : « a * b / c ».",
                    "Multiply first, divide at the end: \"a * b / c\".",
                ),
            );
        }
        Typed::new(expr, Kind::Number(unit))
    }

    /// Both sides of a comparison, where a text beside a code became a code.
    fn compared(&mut self, op: BinaryOp, left: Typed, right: Typed, range: &Range<usize>) -> (Expr, Expr) {
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        match (&left.kind, &right.kind) {
            (Kind::Unknown, _) | (_, Kind::Unknown) | (Kind::Date, Kind::Date) => {}
            (Kind::Number(x), Kind::Number(y)) => {
                if let (Some(x), Some(y)) = (x, y)
                    && !comparable(x, y)
                {
                    self.units_differ(range, ("On compare", "This compares"), x, y);
                }
            }
            (Kind::Bool, Kind::Bool) | (Kind::Text, Kind::Text) if equality => {}
            (Kind::Code(x), Kind::Code(y)) if equality && x == y => {}
            (Kind::Code(list), Kind::Text) if equality => {
                let list = *list;
                return (left.expr, self.as_code(list, right.expr, range));
            }
            (Kind::Text, Kind::Code(list)) if equality => {
                let list = *list;
                return (self.as_code(list, left.expr, range), right.expr);
            }
            (Kind::Bool | Kind::Text | Kind::Code(_), x) if !equality && *x == left.kind => {
                self.error(
                    range,
                    words("Ces valeurs n'ont pas d'ordre.", "These values have no order."),
                    words("Comparer avec « == » ou « != ».", "Compare with \"==\" or \"!=\"."),
                );
            }
            (x, y) => {
                let (a, b) = (x.words(), y.words());
                let date = matches!((x, y), (Kind::Date, Kind::Text) | (Kind::Text, Kind::Date));
                self.error(
                    range,
                    words(
                        format!("On compare {} avec {}.", a.fr, b.fr),
                        format!("This compares {} with {}.", a.en, b.en),
                    ),
                    if date {
                        words(
                            "Écrire la date ainsi : date(\"2017-01-13\").",
                            "Write the date as date(\"2017-01-13\").",
                        )
                    } else {
                        words(
                            "Les deux côtés doivent être de même nature.",
                            "Both sides must be of the same kind.",
                        )
                    },
                );
            }
        }
        (left.expr, right.expr)
    }

    pub(super) fn choice(&mut self, condition: &Node, yes: &Node, no: &Node, range: &Range<usize>) -> Typed {
        let condition = self.condition(condition);
        let (yes, no) = (self.check(yes), self.check(no));
        let kind = match (&yes.kind, &no.kind) {
            (Kind::Unknown, _) | (_, Kind::Unknown) => Kind::Unknown,
            (Kind::Number(Some(x)), Kind::Number(Some(y))) if x != y => {
                return self.units_differ(range, ("Les deux branches ont", "The two branches have"), x, y);
            }
            (Kind::Number(None), other @ Kind::Number(_)) | (other @ Kind::Number(_), Kind::Number(None)) => {
                other.clone()
            }
            (x, y) if x == y => x.clone(),
            (x, y) => {
                let (a, b) = (x.words(), y.words());
                return self.error(
                    range,
                    words(
                        format!("Une branche donne {}, l'autre {}.", a.fr, b.fr),
                        format!("One branch gives {}, the other {}.", a.en, b.en),
                    ),
                    words(
                        "Les deux branches doivent être de même nature.",
                        "Both branches must be of the same kind.",
                    ),
                );
            }
        };
        Typed::new(Expr::If(Box::new(condition), Box::new(yes.expr), Box::new(no.expr)), kind)
    }

    pub(super) fn membership(&mut self, needle: &Node, list: &[Node], range: &Range<usize>) -> Typed {
        let needle = self.check(needle);
        if list.is_empty() {
            self.error(
                range,
                words("Cette liste est vide.", "This list is empty."),
                words("Y mettre au moins une valeur.", "Put at least one value in it."),
            );
        }
        let mut items = Vec::with_capacity(list.len());
        for node in list {
            let item = self.check(node);
            let left = Typed::new(needle.expr.clone(), needle.kind.clone());
            if matches!((&left.kind, &item.kind), (Kind::Text, Kind::Code(_))) {
                self.error(
                    &node.range,
                    words("On cherche un texte parmi des codes.", "This looks for a text among codes."),
                    words("Écrire « champ in [\"CODE\", …] ».", "Write \"field in [\"CODE\", …]\"."),
                );
                continue;
            }
            items.push(self.compared(BinaryOp::Eq, left, item, &node.range).1);
        }
        Typed::new(Expr::In(Box::new(needle.expr), items), Kind::Bool)
    }
    /// `a in param.x`: whether a code is in a dated list of codes.
    pub(super) fn among(&mut self, needle: &Node, set: &Node) -> Typed {
        let needle = self.check(needle);
        let NodeKind::Param(name) = &set.kind else {
            self.check(set);
            return Typed::unknown();
        };
        let Some((at, parameter)) = self.parameter_in_force(name, &set.range) else {
            return Typed::unknown();
        };
        let found = needle.kind.words();
        let (message, expected) = match (&needle.kind, parameter.kind) {
            (Kind::Unknown, ParameterType::Codes) => return Typed::unknown(),
            (Kind::Code(list), ParameterType::Codes) if parameter.list == Some(*list) => {
                let expr = Expr::In(Box::new(needle.expr), vec![Expr::Param(at)]);
                return Typed::new(expr, Kind::Bool);
            }
            (_, ParameterType::Codes) => (
                words(
                    format!("On cherche {} dans une liste de codes d'une autre nature.", found.fr),
                    format!("This looks for {} in a list of codes of another kind.", found.en),
                ),
                words("Attendu : un champ de la même liste.", "Expected: a field of the same list."),
            ),
            _ => (
                words(
                    format!("Le paramètre « {name} » n'est pas une liste de codes."),
                    format!("The parameter \"{name}\" is not a list of codes."),
                ),
                words(format!("Écrire « == param.{name} »."), format!("Write \"== param.{name}\".")),
            ),
        };
        self.error(&set.range, message, expected)
    }
}
