//! Words and signs of a formula.

use super::error::{FormulaError, words};
use crate::value::Decimal;
use std::ops::Range;

/// A word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Number(Decimal),
    Text(String),
    Name(&'a str),
    Sign(&'static str),
    /// Something that was reported already.
    Broken,
    End,
}

/// A token with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed<'a> {
    pub token: Token<'a>,
    pub range: Range<usize>,
}

/// The signs of the language.
const SIGNS: [&str; 21] = [
    "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "?", ":", "(", ")", "[", "]", ",",
    ".",
];

/// Signs that people write for ours.
const NEARLY: [(&str, &str); 11] = [
    ("<>", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("=", "=="),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("&", "&&"),
    ("|", "||"),
    ("×", "*"),
    ("÷", "/"),
];

/// Words of spreadsheets and of other languages, in any case, for ours.
const FOREIGN: [(&str, &str); 8] = [
    ("et", "&&"),
    ("and", "&&"),
    ("ou", "||"),
    ("or", "||"),
    ("non", "!"),
    ("not", "!"),
    ("vrai", "true"),
    ("faux", "false"),
];

/// Digits that a number of a formula may have before and after its point.
const MOST_DIGITS: usize = 15;

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    pub errors: Vec<FormulaError>,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, errors: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Takes the characters that `wanted` accepts.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    /// The next token; [`Token::End`] for ever once the text is over.
    pub fn next(&mut self) -> Placed<'a> {
        self.skip_blanks();
        let start = self.at;
        let token = self.token();
        Placed { token, range: start..self.at }
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take(char::is_whitespace);
            if !self.rest().starts_with("//") {
                return;
            }
            self.take(|c| c != '\n');
        }
    }

    fn token(&mut self) -> Token<'a> {
        let Some(first) = self.rest().chars().next() else { return Token::End };
        if first.is_ascii_digit() {
            return self.number();
        }
        if first == '_' || first.is_alphabetic() {
            return self.name();
        }
        if first == '"' || first == '\'' {
            return self.text(first);
        }
        let start = self.at;
        let rest = self.rest();
        let exact = SIGNS.iter().map(|s| (*s, *s));
        let longest = exact.chain(NEARLY).filter(|(s, _)| rest.starts_with(s)).max_by_key(|(s, _)| s.len());
        if let Some((typed, meant)) = longest {
            self.at += typed.len();
            if typed != meant {
                self.errors.push(FormulaError::new(
                    &(start..self.at),
                    words(
                        format!("Le signe « {typed} » n'existe pas ici."),
                        format!("The sign \"{typed}\" does not exist here."),
                    ),
                    words(format!("Écrire « {meant} »."), format!("Write \"{meant}\".")),
                ));
            }
            return Token::Sign(meant);
        }
        self.at += first.len_utf8();
        self.errors.push(FormulaError::new(
            &(start..self.at),
            words(
                format!("Le signe « {first} » n'a pas de sens dans une formule."),
                format!("The sign \"{first}\" means nothing in a formula."),
            ),
            words(
                "Signes permis : + - * / == != < <= > >= && || ! ? : in et les parenthèses.",
                "Signs allowed: + - * / == != < <= > >= && || ! ? : in and parentheses.",
            ),
        ));
        Token::Broken
    }

    fn number(&mut self) -> Token<'a> {
        let start = self.at;
        let whole = self.take(|c| c.is_ascii_digit());
        let mut part = "";
        let mut after = self.rest().chars();
        if after.next() == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            part = self.take(|c| c.is_ascii_digit());
        }
        let tail = self.take(|c| c == '_' || c.is_alphanumeric());
        let text = self.text.get(start..self.at).unwrap_or("");
        let short = whole.trim_start_matches('0').len() <= MOST_DIGITS && part.len() <= MOST_DIGITS;
        if let (true, true, Ok(number)) = (tail.is_empty(), short, text.parse()) {
            return Token::Number(number);
        }
        self.errors.push(FormulaError::new(
            &(start..self.at),
            words(
                format!("« {text} » n'est pas un nombre permis."),
                format!("\"{text}\" is not a number allowed here."),
            ),
            words(
                "Écrire un nombre comme 12 ou 0.25, avec 15 chiffres au plus avant et après le point.",
                "Write a number such as 12 or 0.25, with at most 15 digits before and after the point.",
            ),
        ));
        Token::Broken
    }

    fn name(&mut self) -> Token<'a> {
        let start = self.at;
        let name = self.take(|c| c == '_' || c.is_alphanumeric());
        let Some(&(_, meant)) = FOREIGN.iter().find(|(word, _)| name.eq_ignore_ascii_case(word)) else {
            return Token::Name(name);
        };
        self.errors.push(FormulaError::new(
            &(start..self.at),
            words(
                format!("Le mot « {name} » n'existe pas dans les formules."),
                format!("The word \"{name}\" does not exist in formulas."),
            ),
            words(format!("Écrire « {meant} »."), format!("Write \"{meant}\".")),
        ));
        if meant.starts_with(|c: char| c.is_alphabetic()) { Token::Name(meant) } else { Token::Sign(meant) }
    }

    fn text(&mut self, quote: char) -> Token<'a> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            text.push_str(self.take(|c| c != quote && c != '\\' && c != '\n'));
            let escape_start = self.at;
            let mut rest = self.rest().chars();
            match rest.next() {
                Some(c) if c == quote => {
                    self.at += 1;
                    return Token::Text(text);
                }
                Some('\\') => {
                    let escaped = rest.next();
                    self.at += 1 + escaped.map_or(0, char::len_utf8);
                    match escaped {
                        Some(c @ ('\\' | '"' | '\'')) => text.push(c),
                        Some('n') => text.push('\n'),
                        Some('t') => text.push('\t'),
                        Some('r') => text.push('\r'),
                        _ => self.errors.push(FormulaError::new(
                            &(escape_start..self.at),
                            words(
                                "Ce signe après « \\ » n'est pas permis dans un texte.",
                                "This sign after \"\\\" is not allowed in a text.",
                            ),
                            words(
                                "Après « \\ », écrire l'un de : \\ \" ' n t r.",
                                "After \"\\\", write one of: \\ \" ' n t r.",
                            ),
                        )),
                    }
                }
                _ => {
                    self.errors.push(FormulaError::new(
                        &(start..self.at),
                        words("Ce texte n'est pas fermé.", "This text is not closed."),
                        words(format!("Ajouter {quote} à sa fin."), format!("Add {quote} at its end.")),
                    ));
                    return Token::Broken;
                }
            }
        }
    }
}

/// Whether a field or parameter of this code can be named in a formula: a letter or `_`, then letters, digits or `_`,
/// all without accents, and not a word that has a meaning of its own.
pub fn is_name(code: &str) -> bool {
    let own = ["true", "false", "null", "in", "param"];
    let foreign = FOREIGN.iter().any(|(word, _)| code.eq_ignore_ascii_case(word));
    code.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic())
        && code.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())
        && !foreign
        && !own.contains(&code)
}
