//! From text to a well-typed formula, or to everything that is wrong with it.

use super::ast::{BinaryOp, Expr, Formula};
use super::error::{FormulaError, words};
use super::scope::{Expected, Scope};
use super::syntax::{self, Node, NodeKind};
use super::types::{Type, unit_words};
use crate::value::{Unit, Words};
use std::ops::Range;

/// Parses a formula, looks its names up and checks its types and units.
///
/// # Errors
/// Everything that is wrong, in the order of the text; never empty.
pub fn compile(text: &str, scope: &Scope<'_>) -> Result<Formula, Vec<FormulaError>> {
    let (node, errors) = syntax::parse(text);
    let place = if scope.group { Place::Group } else { Place::Row };
    let mut checker = Checker { scope, errors, place };
    let typed = checker.check(&node);
    checker.check_result(&node, &typed.kind);
    let mut errors = checker.errors;
    match typed.kind.into_type() {
        Some(result) if errors.is_empty() => Ok(Formula { text: text.to_owned(), expr: typed.expr, result }),
        _ => {
            errors.sort_by_key(|e| (e.range.start, e.range.end));
            errors.dedup();
            Err(errors)
        }
    }
}

/// The type of a part of a formula while it is being checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Of something that was reported already: it agrees with everything.
    Unknown,
    /// A number made of literals only (`None`), which takes the unit of what it meets, or of a unit.
    Number(Option<Unit>),
    Bool,
    Date,
    Text,
    Code(u16),
}

impl Kind {
    fn into_type(self) -> Option<Type> {
        Some(match self {
            Self::Unknown => return None,
            Self::Number(unit) => Type::Number(unit.unwrap_or_default()),
            Self::Bool => Type::Bool,
            Self::Date => Type::Date,
            Self::Text => Type::Text,
            Self::Code(list) => Type::Code(list),
        })
    }

    fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(unit) => unit.as_ref(),
            _ => None,
        }
    }

    pub fn words(&self) -> Words {
        let bare = words("un nombre", "a number");
        match self {
            Self::Number(None) => bare,
            other => other.clone().into_type().map_or(bare, |t| t.words()),
        }
    }
}

impl From<Type> for Kind {
    fn from(t: Type) -> Self {
        match t {
            Type::Number(unit) => Self::Number(Some(unit)),
            Type::Bool => Self::Bool,
            Type::Date => Self::Date,
            Type::Text => Self::Text,
            Type::Code(list) => Self::Code(list),
        }
    }
}

/// A part of a formula, resolved, with its type.
pub(super) struct Typed {
    pub expr: Expr,
    pub kind: Kind,
}

impl Typed {
    pub fn new(expr: Expr, kind: Kind) -> Self {
        Self { expr, kind }
    }

    /// The hole that an error leaves.
    pub fn unknown() -> Self {
        Self::new(Expr::Bool(false), Kind::Unknown)
    }
}

/// Where the checker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a formula over one row.
    Row,
    /// In a formula over a group, outside its aggregates.
    Group,
    /// Inside an aggregate.
    Aggregate,
}

pub(super) struct Checker<'a> {
    pub scope: &'a Scope<'a>,
    pub errors: Vec<FormulaError>,
    pub place: Place,
}

impl Checker<'_> {
    pub fn error(&mut self, range: &Range<usize>, message: Words, expected: Words) -> Typed {
        self.errors.push(FormulaError::new(range, message, expected));
        Typed::unknown()
    }

    pub fn check(&mut self, node: &Node) -> Typed {
        match &node.kind {
            NodeKind::Broken => Typed::unknown(),
            NodeKind::Number(number) => Typed::new(Expr::Number(*number), Kind::Number(None)),
            NodeKind::Text(text) => Typed::new(Expr::Text(text.clone()), Kind::Text),
            NodeKind::Bool(value) => Typed::new(Expr::Bool(*value), Kind::Bool),
            NodeKind::Name(name) => self.field(name, &node.range),
            NodeKind::Param(name) => self.parameter(name, &node.range),
            NodeKind::Call(name, name_range, arguments) => {
                self.call(name, name_range, &node.range, arguments)
            }
            NodeKind::Not(inner) => {
                let expr = self.condition(inner);
                Typed::new(Expr::Not(Box::new(expr)), Kind::Bool)
            }
            NodeKind::Neg(inner) => {
                let typed = self.number(inner);
                Typed::new(Expr::Neg(Box::new(typed.expr)), typed.kind)
            }
            NodeKind::Binary(op @ (BinaryOp::And | BinaryOp::Or), a, b) => {
                let (a, b) = (self.condition(a), self.condition(b));
                Typed::new(Expr::Binary(*op, Box::new(a), Box::new(b)), Kind::Bool)
            }
            NodeKind::Binary(op, a, b) => self.operator(*op, a, b, &node.range),
            NodeKind::If(condition, yes, no) => self.choice(condition, yes, no, &node.range),
            NodeKind::In(needle, list) => self.membership(needle, list, &node.range),
            NodeKind::InParam(needle, parameter) => self.among(needle, parameter),
        }
    }

    /// A part that must be true or false.
    pub fn condition(&mut self, node: &Node) -> Expr {
        let typed = self.check(node);
        if !matches!(typed.kind, Kind::Bool | Kind::Unknown) {
            let found = typed.kind.words();
            self.error(
                &node.range,
                words(
                    format!("Il faut ici une condition, et c'est {}.", found.fr),
                    format!("A condition is needed here, and this is {}.", found.en),
                ),
                words("Écrire par exemple « agents > 0 ».", "Write for example \"agents > 0\"."),
            );
        }
        typed.expr
    }

    /// A part that must be a number; of unknown kind where it is not.
    pub fn number(&mut self, node: &Node) -> Typed {
        let typed = self.check(node);
        if matches!(typed.kind, Kind::Number(_) | Kind::Unknown) {
            return typed;
        }
        let found = typed.kind.words();
        self.error(
            &node.range,
            words(
                format!("Il faut ici un nombre, et c'est {}.", found.fr),
                format!("A number is needed here, and this is {}.", found.en),
            ),
            words(
                "Attendu : un champ qui contient un nombre, ou un nombre comme 12.",
                "Expected: a field that holds a number, or a number such as 12.",
            ),
        )
    }

    fn check_result(&mut self, node: &Node, kind: &Kind) {
        let wanted = match &self.scope.expected {
            Expected::Any => return,
            Expected::Condition => Type::Bool,
            Expected::Number => Type::Number(kind.unit().cloned().unwrap_or_default()),
            Expected::Unit(unit) => Type::Number(unit.clone()),
            Expected::Field(field) => Type::of_field(*field, None),
        };
        let right = match (kind, &wanted) {
            (Kind::Unknown | Kind::Number(None), Type::Number(_)) | (Kind::Code(_), Type::Code(_)) => true,
            (kind, wanted) => *kind == Kind::Unknown || *kind == Kind::from(wanted.clone()),
        };
        if !right {
            let found = kind.words();
            let wanted = match &self.scope.expected {
                Expected::Number => words("un nombre", "a number"),
                _ => wanted.words(),
            };
            self.error(
                &node.range,
                words(
                    format!("Cette formule donne {}.", found.fr),
                    format!("This formula gives {}.", found.en),
                ),
                words(format!("Attendu : {}.", wanted.fr), format!("Expected: {}.", wanted.en)),
            );
        }
    }

    /// Reports two units that do not agree.
    pub fn units_differ(&mut self, range: &Range<usize>, doing: (&str, &str), a: &Unit, b: &Unit) -> Typed {
        let (a, b) = (unit_words(a), unit_words(b));
        self.error(
            range,
            words(
                format!("{} deux unités : {} et {}.", doing.0, a.fr, b.fr),
                format!("{} two units: {} and {}.", doing.1, a.en, b.en),
            ),
            words(
                "Les deux côtés doivent avoir la même unité ; un nombre écrit prend celle de l'autre côté.",
                "Both sides must have the same unit; a written number takes that of the other side.",
            ),
        )
    }
}
