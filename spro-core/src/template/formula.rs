//! From a formula of the rulebook to one of a spreadsheet, with the same answer where the cells hold what they should.
//!
//! An absent operand gives an absent value: a blank cell in a computed column, no mark in a rule. Formulas in which
//! every operand is needed ask for all of them first; where `&&`, `||`, `?:` or `has` can do without one, an absent
//! operand is `NA()`, and the operators look past it as the rulebook's do.

use crate::expression::{BinaryOp, Expr, Formula, Function, Type};
use crate::rulebook::{FieldType, Parameter, ParameterType, ParameterValue, Rulebook, Table};
use crate::value::{Decimal, Lang, print};
use chrono::{Datelike, NaiveDate};

/// The longest text that a formula may hold.
const TEXT_LENGTH: usize = 255;
/// The longest formula.
const FORMULA_LENGTH: usize = 8192;

/// Writes the formulas of one row of a sheet.
pub(super) struct Translator<'a> {
    pub rulebook: &'a Rulebook,
    pub table: &'a Table,
    pub lang: Lang,
    /// The cell of a field, `$D5`; `None` where the sheet has none.
    pub cell: &'a dyn Fn(u16) -> Option<String>,
    /// How the drop-down of a list shows an entry.
    pub shown: &'a dyn Fn(u16, u32) -> Option<String>,
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Bool,
    Text,
    Code(u16),
}

/// How tightly a piece of a formula holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bind {
    Compare,
    Sum,
    Product,
    Sign,
    Atom,
}

struct Piece {
    text: String,
    bind: Bind,
}

impl Piece {
    fn atom(text: impl Into<String>) -> Self {
        Self { text: text.into(), bind: Bind::Atom }
    }

    /// The text, in brackets where it holds together less than `least`.
    fn at_least(self, least: Bind) -> String {
        if self.bind < least { format!("({})", self.text) } else { self.text }
    }
}

impl Translator<'_> {
    /// The formula of a computed column: blank where its value is absent. `None` where a spreadsheet has no such formula.
    pub fn computed(&self, formula: &Formula) -> Option<String> {
        let (guard, body) = self.parts(formula)?;
        let body = match &formula.result {
            Type::Bool => {
                let word = |value| quoted(print::boolean(value, self.lang));
                format!("IF({body},{},{})", word(true)?, word(false)?)
            }
            _ => body,
        };
        let text = match guard {
            Some(guard) => format!("=IF({guard},\"\",IFERROR({body},\"\"))"),
            None => format!("=IFERROR({body},\"\")"),
        };
        (text.len() <= FORMULA_LENGTH).then_some(text)
    }

    /// The condition that is true where the row breaks a rule: where the rule is false, not where it is absent.
    pub fn broken(&self, formula: &Formula) -> Option<String> {
        let (guard, body) = self.parts(formula)?;
        let text = match guard {
            Some(guard) => format!("=IF({guard},FALSE,IFERROR(NOT({body}),FALSE))"),
            None => format!("=IFERROR(NOT({body}),FALSE)"),
        };
        (text.len() <= FORMULA_LENGTH).then_some(text)
    }

    /// The condition that asks for the operands first, where all are needed, and the formula.
    fn parts(&self, formula: &Formula) -> Option<(Option<String>, String)> {
        let expr = &formula.expr;
        let mut needs_all = true;
        expr.visit(&mut |e| {
            needs_all &= match e {
                Expr::Binary(BinaryOp::And | BinaryOp::Or, ..) | Expr::If(..) | Expr::Has(_) => false,
                Expr::In(_, list) => list.iter().all(is_literal),
                _ => true,
            };
        });
        let mut fields = expr.fields();
        if !expr.parameters().is_empty() {
            fields.extend(self.table.day);
        }
        fields.sort_unstable();
        fields.dedup();
        let list = match formula.result {
            Type::Code(list) => Some(list),
            _ => None,
        };
        let part = Part { of: self, guarded: !needs_all };
        let body = part.piece(expr, list)?.text;
        let guard = if needs_all && !fields.is_empty() { Some(self.blank(&fields)?) } else { None };
        Some((guard, body))
    }

    /// The condition that one of these fields is blank, or holds a text where it should hold a number.
    fn blank(&self, fields: &[u16]) -> Option<String> {
        let mut numbers = Vec::new();
        let mut conditions = Vec::new();
        for field in fields {
            let cell = (self.cell)(*field)?;
            if self.is_number(*field)? {
                numbers.push(cell);
            } else {
                conditions.push(format!("{cell}=\"\""));
            }
        }
        if !numbers.is_empty() {
            conditions.insert(0, format!("COUNT({})<{}", numbers.join(","), numbers.len()));
        }
        Some(match conditions.as_slice() {
            [one] => one.clone(),
            all => format!("OR({})", all.join(",")),
        })
    }

    fn kind(&self, field: u16) -> Option<FieldType> {
        self.table.fields.get(usize::from(field)).map(|f| f.kind)
    }

    /// Whether the cells of a field hold numbers: days and years are numbers too.
    fn is_number(&self, field: u16) -> Option<bool> {
        Some(!matches!(self.kind(field)?, FieldType::Bool | FieldType::Text | FieldType::Code))
    }

    fn parameter(&self, position: u16) -> Option<&Parameter> {
        self.rulebook.parameters().get(usize::from(position))
    }
}

/// A part of a formula; `guarded` where each operand says for itself that it is absent.
struct Part<'a> {
    of: &'a Translator<'a>,
    guarded: bool,
}

impl Part<'_> {
    /// The piece of an expression; `list` is the list that a bare code is of.
    fn piece(&self, expr: &Expr, list: Option<u16>) -> Option<Piece> {
        Some(match expr {
            Expr::Number(number) => number_piece(*number),
            Expr::Text(text) => Piece::atom(quoted(text)?),
            Expr::Bool(value) => Piece::atom(if *value { "TRUE" } else { "FALSE" }),
            Expr::Date(day) => Piece::atom(day_text(*day)),
            Expr::Code(entry) => Piece::atom(quoted(&(self.of.shown)(list?, *entry)?)?),
            Expr::Field(field) => self.field(*field)?,
            Expr::Param(position) => self.parameter(*position, literal)?,
            Expr::Has(field) => {
                let cell = (self.of.cell)(*field)?;
                if self.of.is_number(*field)? {
                    Piece::atom(format!("ISNUMBER({cell})"))
                } else {
                    Piece { text: format!("{cell}<>\"\""), bind: Bind::Compare }
                }
            }
            Expr::Not(a) => Piece::atom(format!("NOT({})", self.piece(a, None)?.text)),
            Expr::Neg(a) => {
                Piece { text: format!("-{}", self.piece(a, None)?.at_least(Bind::Atom)), bind: Bind::Sign }
            }
            Expr::Binary(op, a, b) => self.binary(*op, a, b)?,
            Expr::If(condition, yes, no) => Piece::atom(format!(
                "IF({},{},{})",
                self.piece(condition, None)?.text,
                self.piece(yes, list)?.text,
                self.piece(no, list)?.text
            )),
            Expr::In(needle, items) => self.among(needle, items)?,
            Expr::Call(function, arguments) => {
                let name = match function {
                    Function::Year => "YEAR",
                    Function::Abs => "ABS",
                    Function::Size => "LEN",
                };
                let arguments: Option<Vec<String>> =
                    arguments.iter().map(|a| self.piece(a, None).map(|p| p.text)).collect();
                Piece::atom(format!("{name}({})", arguments?.join(",")))
            }
            Expr::Aggregate(..) => return None,
        })
    }

    fn field(&self, field: u16) -> Option<Piece> {
        let cell = (self.of.cell)(field)?;
        let value = match self.of.kind(field)? {
            FieldType::Bool => {
                format!("OR({cell}={},{cell}=TRUE)", quoted(print::boolean(true, self.of.lang))?)
            }
            _ => cell.clone(),
        };
        if !self.guarded {
            return Some(Piece::atom(value));
        }
        Some(Piece::atom(if self.of.is_number(field)? {
            format!("IF(ISNUMBER({cell}),{value},NA())")
        } else {
            format!("IF({cell}=\"\",NA(),{value})")
        }))
    }

    fn binary(&self, op: BinaryOp, a: &Expr, b: &Expr) -> Option<Piece> {
        match op {
            BinaryOp::Eq => return self.equal(a, b),
            BinaryOp::Ne if self.sort(a) != Some(Sort::Number) => {
                return Some(Piece::atom(format!("NOT({})", self.equal(a, b)?.text)));
            }
            BinaryOp::And | BinaryOp::Or => {
                let (a, b) = (self.piece(a, None)?.text, self.piece(b, None)?.text);
                return Some(Piece::atom(either(op == BinaryOp::And, &a, &b)));
            }
            _ => {}
        }
        let (sign, bind, above) = match op {
            BinaryOp::Add => ("+", Bind::Sum, Bind::Product),
            BinaryOp::Sub => ("-", Bind::Sum, Bind::Product),
            BinaryOp::Mul => ("*", Bind::Product, Bind::Sign),
            BinaryOp::Div => ("/", Bind::Product, Bind::Sign),
            BinaryOp::Ne => ("<>", Bind::Compare, Bind::Sum),
            BinaryOp::Lt => ("<", Bind::Compare, Bind::Sum),
            BinaryOp::Le => ("<=", Bind::Compare, Bind::Sum),
            BinaryOp::Gt => (">", Bind::Compare, Bind::Sum),
            BinaryOp::Ge => (">=", Bind::Compare, Bind::Sum),
            BinaryOp::Eq | BinaryOp::And | BinaryOp::Or => return None,
        };
        let left = if bind == Bind::Compare { Bind::Sum } else { bind };
        let text =
            format!("{}{sign}{}", self.piece(a, None)?.at_least(left), self.piece(b, None)?.at_least(above));
        Some(Piece { text, bind })
    }

    /// Texts are compared to the letter, where a spreadsheet's `=` takes `A` for `a`; a code is whatever its list
    /// shows for it, or the code itself.
    fn equal(&self, a: &Expr, b: &Expr) -> Option<Piece> {
        let sort = self.sort(a).or_else(|| self.sort(b))?;
        let list = match sort {
            Sort::Code(list) => Some(list),
            _ => None,
        };
        match (sort, a, b) {
            (Sort::Code(list), cell, Expr::Code(entry)) | (Sort::Code(list), Expr::Code(entry), cell) => {
                let cell = self.piece(cell, Some(list))?.at_least(Bind::Sum);
                Some(Piece::atom(self.is_entry(&cell, list, *entry)?))
            }
            (Sort::Text, ..) => Some(Piece::atom(format!(
                "EXACT({},{})",
                self.piece(a, None)?.text,
                self.piece(b, None)?.text
            ))),
            _ => {
                let side = |e| self.piece(e, list).map(|p| p.at_least(Bind::Sum));
                Some(Piece { text: format!("{}={}", side(a)?, side(b)?), bind: Bind::Compare })
            }
        }
    }

    fn is_entry(&self, cell: &str, list: u16, entry: u32) -> Option<String> {
        let shown = (self.of.shown)(list, entry)?;
        let code =
            &self.of.rulebook.lists().get(usize::from(list))?.entries.get(usize::try_from(entry).ok()?)?.code;
        Some(if *code == shown {
            format!("{cell}={}", quoted(code)?)
        } else {
            format!("OR({cell}={},{cell}={})", quoted(&shown)?, quoted(code)?)
        })
    }

    fn among(&self, needle: &Expr, items: &[Expr]) -> Option<Piece> {
        let mut found = String::from("FALSE");
        for (position, item) in items.iter().enumerate() {
            let is_it = match (item, self.sort(needle)?) {
                (Expr::Param(parameter), Sort::Code(list))
                    if self.of.parameter(*parameter)?.kind == ParameterType::Codes =>
                {
                    let cell = self.piece(needle, Some(list))?.at_least(Bind::Sum);
                    let any = |value: &ParameterValue| match value {
                        ParameterValue::Codes(entries) => {
                            let one: Option<Vec<String>> =
                                entries.iter().map(|e| self.is_entry(&cell, list, *e)).collect();
                            let one = one?;
                            Some(if one.is_empty() {
                                "FALSE".to_owned()
                            } else {
                                format!("OR({})", one.join(","))
                            })
                        }
                        _ => None,
                    };
                    self.parameter(*parameter, any)?.text
                }
                _ => self.equal(needle, item)?.text,
            };
            found = match position {
                0 => is_it,
                _ => either(false, &found, &is_it),
            };
        }
        Some(Piece::atom(format!("({found})")))
    }

    /// The value of a parameter on the row's day; absent where no entry covers the day, never the nearest one.
    fn parameter(&self, position: u16, write: impl Fn(&ParameterValue) -> Option<String>) -> Option<Piece> {
        let parameter = self.of.parameter(position)?;
        let field = self.of.table.day?;
        let cell = (self.of.cell)(field)?;
        let cell = if self.guarded { format!("IF(ISNUMBER({cell}),{cell},NA())") } else { cell };
        let day = match self.of.kind(field)? {
            FieldType::Year => format!("DATE({cell},1,1)"),
            _ => cell,
        };
        let mut text = "NA()".to_owned();
        for dated in parameter.values.iter().rev() {
            let from = format!("{day}>={}", day_text(dated.from));
            let covers = match dated.to {
                Some(to) => format!("AND({from},{day}<={})", day_text(to)),
                None => from,
            };
            text = format!("IF({covers},{},{text})", write(&dated.value)?);
        }
        Some(Piece::atom(text))
    }

    fn sort(&self, expr: &Expr) -> Option<Sort> {
        match expr {
            Expr::Text(_) => Some(Sort::Text),
            Expr::Bool(_) | Expr::Has(_) | Expr::Not(_) | Expr::In(..) => Some(Sort::Bool),
            Expr::Binary(op, ..) => Some(match op {
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => Sort::Number,
                _ => Sort::Bool,
            }),
            Expr::Field(field) => {
                let field = self.of.table.fields.get(usize::from(*field))?;
                Some(match field.kind {
                    FieldType::Bool => Sort::Bool,
                    FieldType::Text => Sort::Text,
                    FieldType::Code => Sort::Code(field.list?),
                    _ => Sort::Number,
                })
            }
            Expr::Param(position) => {
                let parameter = self.of.parameter(*position)?;
                Some(match parameter.kind {
                    ParameterType::Number | ParameterType::Date => Sort::Number,
                    ParameterType::Bool => Sort::Bool,
                    ParameterType::Text => Sort::Text,
                    ParameterType::Codes => Sort::Code(parameter.list?),
                })
            }
            Expr::If(_, yes, no) => self.sort(yes).or_else(|| self.sort(no)),
            // A bare code is of the list of what it is compared with.
            Expr::Code(_) => None,
            Expr::Number(_) | Expr::Date(_) | Expr::Neg(_) | Expr::Call(..) | Expr::Aggregate(..) => {
                Some(Sort::Number)
            }
        }
    }
}

/// `&&` and `||` of three values: a side that decides alone decides, whatever the other is.
fn either(and: bool, a: &str, b: &str) -> String {
    if and {
        format!("IF(IFERROR({a},TRUE),IF(IFERROR({b},TRUE),AND({a},{b}),FALSE),FALSE)")
    } else {
        format!("IF(IFERROR({a},FALSE),TRUE,IF(IFERROR({b},FALSE),TRUE,OR({a},{b})))")
    }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Number(_) | Expr::Text(_) | Expr::Bool(_) | Expr::Date(_) | Expr::Code(_))
}

fn literal(value: &ParameterValue) -> Option<String> {
    match value {
        ParameterValue::Number(number) => Some(number_piece(*number).at_least(Bind::Atom)),
        ParameterValue::Date(day) => Some(day_text(*day)),
        ParameterValue::Bool(value) => Some(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        ParameterValue::Text(text) => quoted(text),
        ParameterValue::Codes(_) => None,
    }
}

fn number_piece(number: Decimal) -> Piece {
    let bind = if number.mantissa() < 0 { Bind::Sign } else { Bind::Atom };
    Piece { text: number.to_string(), bind }
}

fn day_text(day: NaiveDate) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}

/// A text in quotes; `None` where it is longer than a formula may hold.
fn quoted(text: &str) -> Option<String> {
    (text.encode_utf16().count() <= TEXT_LENGTH).then(|| format!("\"{}\"", text.replace('"', "\"\"")))
}
