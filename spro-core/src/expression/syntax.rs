//! From text to a tree of names: precedence and brackets, before any name is looked up.

use super::ast::BinaryOp;
use super::error::{FormulaError, words};
use super::token::{Lexer, Placed, Token};
use crate::value::{Decimal, Words};
use std::ops::Range;

/// Deepest nesting of a formula: parentheses, and operators on the results of operators. It keeps every later walk
/// over the tree within a small stack, in a browser too.
pub const MAX_DEPTH: u16 = 100;
/// Longest text of a formula, in bytes.
pub const MAX_LENGTH: usize = 10_000;

/// A part of a formula with its place in the text.
#[derive(Debug)]
pub(super) struct Node {
    pub range: Range<usize>,
    pub kind: NodeKind,
    depth: u16,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Number(Decimal),
    Text(String),
    Bool(bool),
    Name(String),
    Param(String),
    Call(String, Range<usize>, Vec<Node>),
    Not(Box<Node>),
    Neg(Box<Node>),
    Binary(BinaryOp, Box<Node>, Box<Node>),
    If(Box<Node>, Box<Node>, Box<Node>),
    In(Box<Node>, Vec<Node>),
    /// `a in param.x`.
    InParam(Box<Node>, Box<Node>),
    /// Something that was reported already.
    Broken,
}

/// Parses the whole text; where there are errors the tree has holes.
pub(super) fn parse(text: &str) -> (Node, Vec<FormulaError>) {
    let nothing = |range| Node { range, kind: NodeKind::Broken, depth: 1 };
    if text.len() > MAX_LENGTH {
        let error = FormulaError::new(
            &(0..text.len()),
            words("La formule est trop longue.", "The formula is too long."),
            words(format!("Au plus {MAX_LENGTH} octets."), format!("At most {MAX_LENGTH} bytes.")),
        );
        return (nothing(0..text.len()), vec![error]);
    }
    let mut lexer = Lexer::new(text);
    let next = lexer.next();
    let mut parser = Parser { lexer, next, end: 0, depth: 0, too_deep: false };
    let node = parser.expression();
    if parser.next.token != Token::End {
        parser.trailing();
    }
    let mut errors = parser.lexer.errors;
    errors.sort_by_key(|e| e.range.start);
    (node, errors)
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    next: Placed<'a>,
    /// Where the last token ended.
    end: usize,
    depth: u16,
    too_deep: bool,
}

/// What stands between two operands, with how strongly it binds.
fn binary(token: &Token<'_>) -> Option<(u8, Option<BinaryOp>)> {
    use BinaryOp::{Add, And, Div, Eq, Ge, Gt, Le, Lt, Mul, Ne, Or, Sub};
    let (strength, op) = match token {
        Token::Name("in") => return Some((3, None)),
        Token::Sign(sign) => match *sign {
            "||" => (1, Or),
            "&&" => (2, And),
            "==" => (3, Eq),
            "!=" => (3, Ne),
            "<" => (3, Lt),
            "<=" => (3, Le),
            ">" => (3, Gt),
            ">=" => (3, Ge),
            "+" => (4, Add),
            "-" => (4, Sub),
            "*" => (5, Mul),
            "/" => (5, Div),
            _ => return None,
        },
        _ => return None,
    };
    Some((strength, Some(op)))
}

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Placed<'a> {
        let next = if self.too_deep {
            Placed { token: Token::End, range: self.next.range.clone() }
        } else {
            self.lexer.next()
        };
        self.end = self.next.range.end;
        std::mem::replace(&mut self.next, next)
    }

    fn eat(&mut self, sign: &'static str) -> bool {
        let here = self.next.token == Token::Sign(sign);
        if here {
            self.advance();
        }
        here
    }

    fn error(&mut self, range: &Range<usize>, message: Words, expected: Words) {
        if !self.too_deep {
            self.lexer.errors.push(FormulaError::new(range, message, expected));
        }
    }

    fn close(&mut self, sign: &'static str, opened: &Range<usize>) {
        if !self.eat(sign) {
            self.error(
                opened,
                words("Ce signe ouvrant n'est pas fermé.", "This opening sign is not closed."),
                words(format!("Ajouter « {sign} »."), format!("Add \"{sign}\".")),
            );
        }
    }

    /// A node over the text from `start` to here; gives up on the whole text where it is nested too deeply.
    fn node(&mut self, start: usize, kind: NodeKind) -> Node {
        let below = match &kind {
            NodeKind::Not(a) | NodeKind::Neg(a) => a.depth,
            NodeKind::Binary(_, a, b) | NodeKind::InParam(a, b) => a.depth.max(b.depth),
            NodeKind::If(a, b, c) => a.depth.max(b.depth).max(c.depth),
            NodeKind::Call(_, _, list) => list.iter().map(|n| n.depth).max().unwrap_or(0),
            NodeKind::In(a, list) => list.iter().map(|n| n.depth).max().unwrap_or(0).max(a.depth),
            _ => 0,
        };
        let range = start..self.end.max(start);
        if below >= MAX_DEPTH {
            self.give_up();
            return Node { range, kind: NodeKind::Broken, depth: 1 };
        }
        Node { range, kind, depth: below + 1 }
    }

    fn give_up(&mut self) {
        self.error(
            &self.next.range.clone(),
            words("La formule est trop imbriquée.", "The formula is nested too deeply."),
            words(
                format!(
                    "Au plus {MAX_DEPTH} niveaux ; écrire « a in [b, c] » pour une longue suite de « || »."
                ),
                format!("At most {MAX_DEPTH} levels; write \"a in [b, c]\" for a long chain of \"||\"."),
            ),
        );
        self.too_deep = true;
        self.next = Placed { token: Token::End, range: self.next.range.clone() };
    }

    /// Runs `inner` one level deeper.
    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Node) -> Node {
        if self.depth >= MAX_DEPTH {
            self.give_up();
            return Node { range: self.next.range.clone(), kind: NodeKind::Broken, depth: 1 };
        }
        self.depth += 1;
        let node = inner(self);
        self.depth -= 1;
        node
    }

    /// `c ? a : b`, or what binds more strongly.
    fn expression(&mut self) -> Node {
        self.deeper(|p| {
            let start = p.next.range.start;
            let condition = p.operators(1);
            let question = p.next.range.clone();
            if !p.eat("?") {
                return condition;
            }
            let yes = p.expression();
            if !p.eat(":") {
                p.error(
                    &question,
                    words("Il manque la seconde branche de « ? ».", "The second branch of \"?\" is missing."),
                    words(
                        "Écrire « condition ? valeur : autre_valeur ».",
                        "Write \"condition ? value : other_value\".",
                    ),
                );
                return p.node(start, NodeKind::Broken);
            }
            let no = p.expression();
            p.node(start, NodeKind::If(Box::new(condition), Box::new(yes), Box::new(no)))
        })
    }

    /// A chain of operators that bind at least as strongly as `least`.
    fn operators(&mut self, least: u8) -> Node {
        let start = self.next.range.start;
        let mut left = self.unary();
        let mut compared = false;
        while let Some((strength, op)) = binary(&self.next.token) {
            if strength < least {
                break;
            }
            let sign = self.advance().range;
            if strength == 3 && std::mem::replace(&mut compared, true) {
                self.error(
                    &sign,
                    words("Deux comparaisons se suivent.", "One comparison follows another."),
                    words("Écrire « a <= b && b <= c ».", "Write \"a <= b && b <= c\"."),
                );
            }
            let kind = if let Some(op) = op {
                let right = self.operators(strength + 1);
                NodeKind::Binary(op, Box::new(left), Box::new(right))
            } else {
                self.membership(Box::new(left))
            };
            left = self.node(start, kind);
        }
        left
    }

    /// `[a, b]` or `param.x` after `in`.
    fn membership(&mut self, needle: Box<Node>) -> NodeKind {
        let opened = self.next.range.clone();
        if self.eat("[") {
            return NodeKind::In(needle, self.items("]", &opened));
        }
        if self.next.token == Token::Name("param") {
            return NodeKind::InParam(needle, Box::new(self.primary()));
        }
        self.error(
            &opened,
            words("Il manque une liste après « in ».", "A list is missing after \"in\"."),
            words(
                "Écrire par exemple « structure in [\"ML\", \"CIO\"] ».",
                "Write for example \"structure in [\"ML\", \"CIO\"]\".",
            ),
        );
        NodeKind::In(needle, vec![self.operators(4)])
    }

    /// Expressions with commas between them, up to `closing`.
    fn items(&mut self, closing: &'static str, opened: &Range<usize>) -> Vec<Node> {
        let mut items = Vec::new();
        if self.eat(closing) {
            return items;
        }
        loop {
            items.push(self.expression());
            if !self.eat(",") {
                break;
            }
        }
        self.close(closing, opened);
        items
    }

    fn unary(&mut self) -> Node {
        let start = self.next.range.start;
        if self.eat("!") {
            self.deeper(|p| {
                let inner = p.unary();
                p.node(start, NodeKind::Not(Box::new(inner)))
            })
        } else if self.eat("-") {
            self.deeper(|p| {
                let inner = p.unary();
                p.node(start, NodeKind::Neg(Box::new(inner)))
            })
        } else {
            self.primary()
        }
    }

    fn primary(&mut self) -> Node {
        let start = self.next.range.start;
        if let Token::Sign(sign) = self.next.token
            && sign != "("
        {
            return self.missing_operand(sign);
        }
        let Placed { token, range } = self.advance();
        let kind = match token {
            Token::Number(number) => NodeKind::Number(number),
            Token::Text(text) => NodeKind::Text(text),
            Token::Name("true") => NodeKind::Bool(true),
            Token::Name("false") => NodeKind::Bool(false),
            Token::Name("param") if self.next.token == Token::Sign(".") => self.parameter(),
            Token::Name(name) if self.next.token == Token::Sign("(") => {
                let opened = self.advance().range;
                let arguments = self.items(")", &opened);
                NodeKind::Call(name.to_owned(), range, arguments)
            }
            Token::Name(name) => NodeKind::Name(name.to_owned()),
            Token::Sign(_) => {
                let mut inner = self.expression();
                self.close(")", &range);
                inner.range = start..self.end;
                return inner;
            }
            Token::Broken => NodeKind::Broken,
            Token::End => return self.missing_operand(""),
        };
        self.node(start, kind)
    }

    fn parameter(&mut self) -> NodeKind {
        let dot = self.advance().range;
        if let Token::Name(name) = self.next.token {
            self.advance();
            return NodeKind::Param(name.to_owned());
        }
        self.error(
            &dot,
            words("Il manque le code du paramètre.", "The parameter's code is missing."),
            words("Écrire « param.code_du_parametre ».", "Write \"param.parameter_code\"."),
        );
        NodeKind::Broken
    }

    /// An operator, a bracket or the end where a value should stand.
    fn missing_operand(&mut self, sign: &'static str) -> Node {
        let range = self.next.range.clone();
        let (message, expected) = if sign == "[" {
            (
                words("Une liste ne peut se trouver qu'après « in ».", "A list may only stand after \"in\"."),
                words("Écrire « a in [b, c] ».", "Write \"a in [b, c]\"."),
            )
        } else {
            (
                words("Il manque une valeur à cet endroit.", "A value is missing here."),
                words(
                    "Attendu : un champ, un nombre, un texte entre guillemets ou une parenthèse.",
                    "Expected: a field, a number, a text in quotes or a parenthesis.",
                ),
            )
        };
        self.error(&range, message, expected);
        // What can go on after a missing value stays; anything else would be met again for ever.
        if matches!(sign, "." | "[") {
            self.advance();
        }
        Node { range, kind: NodeKind::Broken, depth: 1 }
    }

    /// What stands after a complete expression.
    fn trailing(&mut self) {
        let Placed { token, range } = self.next.clone();
        let (message, expected) = match token {
            Token::Broken => return,
            Token::Sign(")" | "]") => (
                words("Ce signe fermant n'a rien à fermer.", "This closing sign closes nothing."),
                words("L'enlever, ou ajouter le signe ouvrant.", "Remove it, or add the opening sign."),
            ),
            Token::Sign(",") => (
                words("Une virgule n'est pas permise ici.", "A comma is not allowed here."),
                words(
                    "Pour un nombre décimal, écrire 0.25 avec un point.",
                    "For a decimal number, write 0.25 with a point.",
                ),
            ),
            Token::Sign(".") => (
                words(
                    "Un point n'est permis qu'après « param ».",
                    "A point is only allowed after \"param\".",
                ),
                words("Écrire « param.code_du_parametre ».", "Write \"param.parameter_code\"."),
            ),
            _ => (
                words(
                    "Il manque un opérateur avant cet endroit.",
                    "An operator is missing before this place.",
                ),
                words(
                    "Attendu : + - * / == != < <= > >= && || in ou la fin.",
                    "Expected: + - * / == != < <= > >= && || in or the end.",
                ),
            ),
        };
        self.error(&range, message, expected);
    }
}
