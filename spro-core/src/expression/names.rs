//! Names: fields, parameters, codes of lists, functions and aggregates.

use super::ast::{Aggregate, Expr, Function};
use super::compile::{Checker, Kind, Place, Typed};
use super::error::{did_you_mean, words};
use super::suggest::closest;
use super::syntax::{Node, NodeKind};
use crate::rulebook::{ListEntry, Parameter, ParameterType};
use crate::value::{Dimension, Unit, Words, iso_day};
use std::ops::Range;

/// Names of functions, and what people call them in spreadsheets.
const FUNCTIONS: [(&str, &[&str]); 11] = [
    ("has", &["existe", "renseigne", "isblank"]),
    ("date", &["datevaleur"]),
    ("year", &["annee"]),
    ("abs", &[]),
    ("size", &["nbcar", "len", "length", "longueur"]),
    ("count", &["nb", "nombre", "nbval", "compte", "counta"]),
    ("sum", &["somme", "total"]),
    ("mean", &["moyenne", "average", "avg"]),
    ("min", &["minimum"]),
    ("max", &["maximum"]),
    ("count_distinct", &["distinct", "nb_distinct"]),
];

fn aggregate(name: &str) -> Option<Aggregate> {
    Some(match name {
        "count" => Aggregate::Count,
        "sum" => Aggregate::Sum,
        "mean" => Aggregate::Mean,
        "min" => Aggregate::Min,
        "max" => Aggregate::Max,
        "count_distinct" => Aggregate::CountDistinct,
        _ => return None,
    })
}

/// A position as the tree keeps it.
fn position(found: Option<usize>) -> Option<u16> {
    found.and_then(|i| u16::try_from(i).ok())
}

impl<'a> Checker<'a> {
    /// Whether values of one row may be used here.
    pub(super) fn in_row(&self) -> bool {
        self.place != Place::Group
    }

    pub(super) fn field(&mut self, name: &str, range: &Range<usize>) -> Typed {
        let scope = self.scope;
        let found = position(scope.fields.iter().position(|f| f.code == name));
        let Some((at, kind)) = found.and_then(|at| Some((at, scope.field_type(at)?))) else {
            let near = closest(name, scope.fields.iter().map(|f| f.code.as_str()));
            let near = match near {
                None if scope.parameters.iter().any(|p| p.code == name) => Some(format!("param.{name}")),
                near => near.map(str::to_owned),
            };
            return self.error(
                range,
                words(
                    format!("Le champ « {name} » n'existe pas dans ce tableau."),
                    format!("This table has no field \"{name}\"."),
                ),
                did_you_mean(near.as_deref(), listed(scope.fields.iter().map(|f| f.code.as_str()))),
            );
        };
        if !self.in_row() {
            return self.error(
                range,
                words(
                    format!("Le champ « {name} » est hors de toute fonction de groupe."),
                    format!("The field \"{name}\" stands outside any aggregate."),
                ),
                words(
                    format!("Écrire par exemple « sum({name}) » ou « max({name}) »."),
                    format!("Write for example \"sum({name})\" or \"max({name})\"."),
                ),
            );
        }
        Typed::new(Expr::Field(at), Kind::from(kind))
    }

    /// A parameter as a value.
    pub(super) fn parameter(&mut self, name: &str, range: &Range<usize>) -> Typed {
        let Some((at, parameter)) = self.parameter_in_force(name, range) else { return Typed::unknown() };
        let kind = match parameter.kind {
            ParameterType::Number => Kind::Number(Some(parameter.unit.clone())),
            ParameterType::Date => Kind::Date,
            ParameterType::Bool => Kind::Bool,
            ParameterType::Text => Kind::Text,
            ParameterType::Codes => {
                return self.error(
                    range,
                    words(
                        format!("Le paramètre « {name} » est une liste de codes."),
                        format!("The parameter \"{name}\" is a list of codes."),
                    ),
                    words(
                        format!("Écrire « champ in param.{name} »."),
                        format!("Write \"field in param.{name}\"."),
                    ),
                );
            }
        };
        Typed::new(Expr::Param(at), kind)
    }

    /// The parameter of this code, where a row's day is at hand to read it on.
    pub(super) fn parameter_in_force(
        &mut self,
        name: &str,
        range: &Range<usize>,
    ) -> Option<(u16, &'a Parameter)> {
        let scope = self.scope;
        let found = scope.parameters.iter().position(|p| p.code == name);
        let Some((at, parameter)) = position(found).zip(found.and_then(|i| scope.parameters.get(i))) else {
            self.error(
                range,
                words(
                    format!("Le paramètre « {name} » n'existe pas."),
                    format!("There is no parameter \"{name}\"."),
                ),
                did_you_mean(
                    closest(name, scope.parameters.iter().map(|p| p.code.as_str())),
                    listed(scope.parameters.iter().map(|p| p.code.as_str())),
                ),
            );
            return None;
        };
        if !self.in_row() {
            self.error(
                range,
                words(
                    "Un paramètre dépend du jour de chaque ligne.",
                    "A parameter depends on the day of each row.",
                ),
                words(
                    format!("Le mettre dans la fonction : « sum(champ * param.{name}) »."),
                    format!("Put it into the aggregate: \"sum(field * param.{name})\"."),
                ),
            );
            return None;
        }
        if scope.day.is_none() {
            self.error(
                range,
                words(
                    "Ce tableau n'a pas de jour auquel lire le paramètre.",
                    "This table has no day on which to read the parameter.",
                ),
                words(
                    "Dire dans le tableau quel champ donne l'année ou la date : « day = \"annee\" ».",
                    "Say in the table which field gives the year or the date: \"day = \"annee\"\".",
                ),
            );
            return None;
        }
        Some((at, parameter))
    }

    /// A text beside a code of this list: the code that it names.
    pub(super) fn as_code(&mut self, list: u16, text: Expr, range: &Range<usize>) -> Expr {
        let Expr::Text(code) = &text else {
            self.error(
                range,
                words(
                    "On compare un code de liste avec un texte.",
                    "This compares a code of a list with a text.",
                ),
                words("Attendu : un code écrit entre guillemets.", "Expected: a code written in quotes."),
            );
            return text;
        };
        let entries = self.scope.lists.get(usize::from(list)).map_or(&[][..], |l| &l.entries);
        let found = entries.iter().position(|e| e.code == *code).and_then(|i| u32::try_from(i).ok());
        if let Some(found) = found {
            return Expr::Code(found);
        }
        self.error(
            range,
            words(
                format!("Le code « {code} » n'est pas dans la liste."),
                format!("The code \"{code}\" is not in the list."),
            ),
            did_you_mean(suggested_code(code, entries), listed(entries.iter().map(|e| e.code.as_str()))),
        );
        text
    }

    pub(super) fn call(
        &mut self,
        name: &str,
        name_range: &Range<usize>,
        range: &Range<usize>,
        arguments: &[Node],
    ) -> Typed {
        if let Some(kind) = aggregate(name) {
            return self.aggregate(kind, name, range, arguments);
        }
        if !FUNCTIONS.iter().any(|(known, _)| *known == name) {
            let lower = name.to_lowercase();
            let alias = FUNCTIONS
                .iter()
                .find(|(_, others)| others.contains(&lower.as_str()))
                .map(|(known, _)| *known);
            let near = alias.or_else(|| closest(name, FUNCTIONS.iter().map(|(known, _)| *known)));
            let outside = self.place;
            if outside == Place::Group {
                // It may have been meant as an aggregate: its argument is not blamed for standing outside one.
                self.place = Place::Aggregate;
            }
            for argument in arguments {
                self.check(argument);
            }
            self.place = outside;
            return self.error(
                name_range,
                words(
                    format!("La fonction « {name} » n'existe pas."),
                    format!("There is no function \"{name}\"."),
                ),
                did_you_mean(near, listed(FUNCTIONS.iter().map(|(known, _)| *known))),
            );
        }
        let [argument] = arguments else { return self.one_argument(name, range) };
        match name {
            "has" => self.has(argument),
            "date" => self.date(argument),
            "abs" => {
                let typed = self.number(argument);
                Typed::new(Expr::Call(Function::Abs, vec![typed.expr]), typed.kind)
            }
            "year" => self.function(
                Function::Year,
                argument,
                (&Kind::Date, Dimension::Year),
                words(
                    "Attendu : une date, comme « year(date) ».",
                    "Expected: a date, such as \"year(date)\".",
                ),
            ),
            _ => self.function(
                Function::Size,
                argument,
                (&Kind::Text, Dimension::Count),
                words(
                    "Attendu : un texte, comme « size(objet) ».",
                    "Expected: a text, such as \"size(objet)\".",
                ),
            ),
        }
    }

    fn one_argument(&mut self, name: &str, range: &Range<usize>) -> Typed {
        self.error(
            range,
            words(format!("« {name} » prend une seule valeur."), format!("\"{name}\" takes one value.")),
            words(format!("Écrire « {name}(x) »."), format!("Write \"{name}(x)\".")),
        )
    }

    fn function(
        &mut self,
        function: Function,
        argument: &Node,
        (wanted, gives): (&Kind, Dimension),
        expected: Words,
    ) -> Typed {
        let typed = self.check(argument);
        if typed.kind != *wanted && typed.kind != Kind::Unknown {
            let found = typed.kind.words();
            self.error(
                &argument.range,
                words(format!("Cette valeur est {}.", found.fr), format!("This value is {}.", found.en)),
                expected,
            );
        }
        Typed::new(Expr::Call(function, vec![typed.expr]), Kind::Number(Some(Unit::of(gives))))
    }

    fn has(&mut self, argument: &Node) -> Typed {
        if let NodeKind::Name(name) = &argument.kind {
            return match self.field(name, &argument.range).expr {
                Expr::Field(at) => Typed::new(Expr::Has(at), Kind::Bool),
                _ => Typed::unknown(),
            };
        }
        self.error(
            &argument.range,
            words("« has » demande le nom d'un champ.", "\"has\" asks for the name of a field."),
            words("Écrire par exemple « has(agents) ».", "Write for example \"has(agents)\"."),
        )
    }

    fn date(&mut self, argument: &Node) -> Typed {
        if let NodeKind::Text(text) = &argument.kind
            && let Some(day) = iso_day(text)
        {
            return Typed::new(Expr::Date(day), Kind::Date);
        }
        self.error(
            &argument.range,
            words("Ce n'est pas une date du calendrier.", "This is not a day of the calendar."),
            words(
                "Écrire année-mois-jour entre guillemets : date(\"2017-01-13\").",
                "Write year-month-day in quotes: date(\"2017-01-13\").",
            ),
        )
    }

    fn aggregate(&mut self, kind: Aggregate, name: &str, range: &Range<usize>, arguments: &[Node]) -> Typed {
        if self.place != Place::Group {
            let inside = self.place == Place::Aggregate;
            return self.error(
                range,
                if inside {
                    words(
                        "Une fonction de groupe en contient une autre.",
                        "An aggregate contains another one.",
                    )
                } else {
                    words(
                        format!(
                            "« {name} » porte sur un groupe de lignes ; cette formule porte sur une seule."
                        ),
                        format!("\"{name}\" is about a group of rows; this formula is about one row."),
                    )
                },
                words(
                    "Les fonctions de groupe vont dans les indicateurs.",
                    "Aggregates belong into indicators.",
                ),
            );
        }
        let count = Kind::Number(Some(Unit::of(Dimension::Count)));
        let [argument] = arguments else {
            if kind == Aggregate::Count && arguments.is_empty() {
                return Typed::new(Expr::Aggregate(kind, None), count);
            }
            return self.one_argument(name, range);
        };
        self.place = Place::Aggregate;
        let counted = matches!(kind, Aggregate::Count | Aggregate::CountDistinct);
        let typed = if counted { self.check(argument) } else { self.number(argument) };
        self.place = Place::Group;
        if counted && typed.kind == Kind::Bool && !matches!(typed.expr, Expr::Field(_)) {
            return self.error(
                &argument.range,
                words(
                    format!("« {name} » compterait aussi les lignes où c'est faux."),
                    format!("\"{name}\" would also count the rows where this is false."),
                ),
                words(
                    "Pour compter les lignes vraies : « sum(condition ? 1 : 0) ».",
                    "To count the rows where it is true: \"sum(condition ? 1 : 0)\".",
                ),
            );
        }
        let kind_of_result = if counted { count } else { typed.kind };
        Typed::new(Expr::Aggregate(kind, Some(Box::new(typed.expr))), kind_of_result)
    }
}

/// The code whose own text, label or synonym is closest.
fn suggested_code<'a>(typed: &str, entries: &'a [ListEntry]) -> Option<&'a str> {
    let names = |e: &'a ListEntry| {
        [&e.code, &e.label.fr, &e.label.en].into_iter().chain(&e.synonyms).map(String::as_str)
    };
    let near = closest(typed, entries.iter().flat_map(names))?;
    entries.iter().find(|e| names(e).any(|n| n == near)).map(|e| e.code.as_str())
}

/// `Valeurs possibles : a, b, c.`, at most twelve of them.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Words {
    let mut names: Vec<&str> = names.collect();
    if names.is_empty() {
        return words("Il n'y en a aucun.", "There are none.");
    }
    if names.len() > 12 {
        names.truncate(12);
        names.push("…");
    }
    let list = names.join(", ");
    words(format!("Valeurs possibles : {list}."), format!("Possible values: {list}."))
}
