//! A formula in words, for people who do not read formulas.

use super::ast::{Aggregate, BinaryOp, Expr, Function};
use crate::rulebook::{CodeList, Field, Parameter};
use crate::value::{Lang, Words, print};

/// Names for the positions of a formula.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    fields: &'a [Field],
    lists: &'a [CodeList],
    parameters: &'a [Parameter],
    lang: Lang,
}

/// A formula in words, with the labels of the fields and parameters that it names.
pub(crate) fn in_words(expr: &Expr, fields: &[Field], lists: &[CodeList], parameters: &[Parameter]) -> Words {
    let say = |lang| Names { fields, lists, parameters, lang }.say(expr, None);
    Words { fr: say(Lang::Fr), en: say(Lang::En) }
}

impl Names<'_> {
    fn pick(self, fr: &str, en: &str) -> String {
        match self.lang {
            Lang::Fr => fr.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    fn quoted(self, text: &str) -> String {
        match self.lang {
            Lang::Fr => format!("«\u{a0}{text}\u{a0}»"),
            Lang::En => format!("“{text}”"),
        }
    }

    /// `list` is that of the code on the other side of a comparison.
    fn say(self, expr: &Expr, list: Option<u16>) -> String {
        match expr {
            Expr::Number(number) => print::decimal(*number, self.lang),
            Expr::Text(text) => self.quoted(text),
            Expr::Bool(value) => print::boolean(*value, self.lang).to_owned(),
            Expr::Date(day) => print::date(*day, self.lang),
            Expr::Code(position) => self.quoted(self.code(*position, list)),
            Expr::Field(position) => self.quoted(self.field(*position)),
            Expr::Param(position) => {
                let parameter = self.parameters.get(usize::from(*position));
                self.quoted(parameter.map_or("", |p| p.label.get(self.lang)))
            }
            Expr::Has(position) => {
                let field = self.quoted(self.field(*position));
                field + &self.pick(" est rempli", " is filled in")
            }
            Expr::Not(a) => self.pick("il est faux que ", "it is false that ") + &self.part(a, list),
            Expr::Neg(a) => format!("−{}", self.part(a, list)),
            Expr::Binary(op, a, b) => {
                let list = self.list_of(a).or_else(|| self.list_of(b));
                format!("{} {} {}", self.part(a, list), self.operator(*op), self.part(b, list))
            }
            Expr::If(c, a, b) => {
                let (c, a, b) = (self.part(c, None), self.part(a, list), self.part(b, list));
                match self.lang {
                    Lang::Fr => format!("si {c}, alors {a}, sinon {b}"),
                    Lang::En => format!("if {c}, then {a}, else {b}"),
                }
            }
            Expr::In(a, items) => {
                let list = self.list_of(a);
                let items: Vec<_> = items.iter().map(|item| self.say(item, list)).collect();
                self.part(a, list) + &self.pick(" est l’un de ", " is one of ") + &items.join(", ")
            }
            Expr::Call(function, arguments) => {
                let argument = arguments.first().map(|a| self.say(a, None)).unwrap_or_default();
                let name = match function {
                    Function::Year => self.pick("année de ", "year of "),
                    Function::Abs => self.pick("valeur absolue de ", "absolute value of "),
                    Function::Size => self.pick("nombre de caractères de ", "number of characters of "),
                };
                name + &bracketed(&argument, arguments.first().is_some_and(is_compound))
            }
            Expr::Aggregate(aggregate, argument) => self.aggregate(*aggregate, argument.as_deref()),
        }
    }

    fn aggregate(self, aggregate: Aggregate, argument: Option<&Expr>) -> String {
        let Some(argument) = argument else { return self.pick("nombre de lignes", "number of rows") };
        let said = bracketed(&self.say(argument, None), is_compound(argument));
        let before = match aggregate {
            Aggregate::Count => self.pick("nombre de lignes qui ont ", "number of rows that have "),
            Aggregate::Sum => self.pick("total de ", "total of "),
            Aggregate::Mean => self.pick("moyenne de ", "mean of "),
            Aggregate::Min => self.pick("minimum de ", "least value of "),
            Aggregate::Max => self.pick("maximum de ", "greatest value of "),
            Aggregate::CountDistinct => {
                self.pick("nombre de valeurs différentes de ", "number of different values of ")
            }
        };
        before + &said
    }

    /// A part of a larger formula: in brackets where it has parts of its own.
    fn part(self, expr: &Expr, list: Option<u16>) -> String {
        bracketed(&self.say(expr, list), is_compound(expr))
    }

    fn operator(self, op: BinaryOp) -> String {
        let (fr, en) = match op {
            BinaryOp::Add => ("plus", "plus"),
            BinaryOp::Sub => ("moins", "minus"),
            BinaryOp::Mul => ("fois", "times"),
            BinaryOp::Div => ("divisé par", "divided by"),
            BinaryOp::Eq => ("est égal à", "equals"),
            BinaryOp::Ne => ("est différent de", "differs from"),
            BinaryOp::Lt => ("est inférieur à", "is less than"),
            BinaryOp::Le => ("est au plus", "is at most"),
            BinaryOp::Gt => ("est supérieur à", "is greater than"),
            BinaryOp::Ge => ("est au moins", "is at least"),
            BinaryOp::And => ("et", "and"),
            BinaryOp::Or => ("ou", "or"),
        };
        self.pick(fr, en)
    }

    fn field(&self, position: u16) -> &str {
        self.fields.get(usize::from(position)).map_or("", |f| f.label.get(self.lang))
    }

    fn code(&self, position: u32, list: Option<u16>) -> &str {
        let list = list.and_then(|list| self.lists.get(usize::from(list)));
        let entry = list.zip(usize::try_from(position).ok()).and_then(|(list, at)| list.entries.get(at));
        entry.map_or("", |e| e.label.get(self.lang))
    }

    fn list_of(self, expr: &Expr) -> Option<u16> {
        match expr {
            Expr::Field(position) => self.fields.get(usize::from(*position))?.list,
            Expr::If(_, a, b) => self.list_of(a).or_else(|| self.list_of(b)),
            _ => None,
        }
    }
}

fn is_compound(expr: &Expr) -> bool {
    matches!(expr, Expr::Binary(..) | Expr::If(..) | Expr::In(..) | Expr::Not(_) | Expr::Has(_))
}

fn bracketed(text: &str, needed: bool) -> String {
    if needed { format!("({text})") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::compile;
    use super::super::tests::fixture;
    use super::*;

    fn words(text: &str) -> (String, String) {
        let f = fixture();
        let row = compile(text, &f.scope());
        let formula = row.unwrap_or_else(|_| compile(text, &f.scope().group()).unwrap());
        let words = in_words(&formula.expr, &f.fields, &f.lists, &f.parameters);
        (words.fr.replace('\u{a0}', " "), words.en)
    }

    #[test]
    fn formulas_are_said_in_both_languages() {
        for (text, fr, en) in [
            (
                "sum(participantes) / sum(invitees)",
                "total de « Nombre de structures participantes » divisé par total de « Nombre de structures invitées »",
                "total of “Nombre de structures participantes” divided by total of “Nombre de structures invitées”",
            ),
            ("count()", "nombre de lignes", "number of rows"),
            (
                "mean(participantes / invitees)",
                "moyenne de (« Nombre de structures participantes » divisé par « Nombre de structures invitées »)",
                "mean of (“Nombre de structures participantes” divided by “Nombre de structures invitées”)",
            ),
            (
                "structure == \"CIO\" && etp <= 1.5",
                "(« Structure » est égal à « Centre d'information ») et (« Nombre d'ETP » est au plus 1,5)",
                "(“Structure” equals “Centre d'information”) and (“Nombre d'ETP” is at most 1.5)",
            ),
            (
                "structure in [\"ML\", \"PIJ\"] ? -etp : etp * param.plafond",
                "si (« Structure » est l’un de « Mission locale », « Point information »), alors −« Nombre d'ETP », sinon (« Nombre d'ETP » fois « plafond »)",
                "if (“Structure” is one of “Mission locale”, “Point information”), then −“Nombre d'ETP”, else (“Nombre d'ETP” times “plafond”)",
            ),
            (
                "!has(objet) || year(date) == annee",
                "(il est faux que (« Objet » est rempli)) ou (année de « Date de la réunion » est égal à « Année »)",
                "(it is false that (“Objet” is filled in)) or (year of “Date de la réunion” equals “Année”)",
            ),
        ] {
            assert_eq!(words(text), (fr.to_owned(), en.to_owned()), "{text}");
        }
    }
}
