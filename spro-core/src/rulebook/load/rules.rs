//! The rules of a table.

use super::builder::{Builder, Kind};
use super::error::{expected, known, words};
use super::fields::compile_in;
use super::section::{Located, Section};
use crate::expression::{Expected, Scope};
use crate::rulebook::{Basis, Between, Rule, Severity, Table};

const RULE: Kind = Kind("La règle", "The rule");

/// The code of the duplicate rule.
pub(super) const DUPLICATE: &str = "doublon";

/// What the message of the duplicate rule may say beside the values of the row.
const FIRST_LINE: &str = "premiere_ligne";

/// What the message of a rule between rows may say: the line of the other row, and what attendance sheets tell.
const OTHER_LINE: &str = "autre_ligne";
const LISTED: &str = "listees";
const CAME: &str = "venues";

/// Codes of findings about a table that are not rules.
const RESERVED: [&str; 6] = [
    "ambigue",
    "colonne-ambigue",
    "colonne-inconnue",
    "colonne-manquante",
    "feuille-ignoree",
    "ligne-ignoree",
];

impl<'a> Builder<'a> {
    pub fn add_rule(&mut self, table: &mut Table, mut s: Section<'a>, inherited: Option<&Basis>) {
        let code = s.code(&mut self.problems);
        let label = s.opt_words("label", &mut self.problems);
        let duplicate = code.as_ref().is_some_and(|c| c.value == DUPLICATE);
        let between = if duplicate { None } else { self.between(table, &mut s) };
        let by_row = !duplicate && !s.has("between");
        let check = if by_row { s.text("check", &mut self.problems) } else { None };
        let on = s.texts("on", &mut self.problems);
        let severity = self.severity(&mut s);
        let message = s.words("message", &mut self.problems).unwrap_or_default();
        let help = s.words("help", &mut self.problems).unwrap_or_default();
        let basis = self.basis(&mut s, inherited);
        let message_place = s.place_of("message");
        s.finish(&mut self.problems);
        let on = self.field_positions(table, &on);
        for text in [&message.fr, &message.en, &help.fr, &help.en] {
            for name in placeholders(text) {
                let special = match &between {
                    None => duplicate && name == FIRST_LINE,
                    Some(Between::Attendance(_)) => name == LISTED || name == CAME,
                    Some(_) => name == OTHER_LINE,
                };
                if !special && table.field_index(name).is_none() {
                    self.problems.add(
                        &message_place,
                        words(
                            format!("Le message cite « {{{name}}} », qui n'est pas un champ du tableau."),
                            format!("The message cites \"{{{name}}}\", which is not a field of the table."),
                        ),
                        known(name, table.fields.iter().map(|f| f.code.as_str())),
                    );
                }
            }
        }
        let formula = check.as_ref().and_then(|check| {
            let scope = Scope::row(&table.fields, &self.lists, &self.parameters).dated(table.day);
            compile_in(&mut self.problems, check, &scope.expect(Expected::Condition))
        });
        let Some(code) = code else { return };
        self.checked_code(&code);
        if !self.free_rule_code(table, &code) {
            return;
        }
        if duplicate && table.key.is_empty() {
            self.problems.add(
                &code.place,
                words("Sans clé, rien n'est un doublon.", "Without a key nothing is a duplicate."),
                expected("key = [\"champ\", …] dans le tableau", "key = [\"field\", …] in the table"),
            );
        }
        table.rules.push(Rule {
            code: code.value.to_owned(),
            label,
            check: formula,
            between,
            on,
            severity,
            message,
            help,
            basis,
        });
    }

    fn free_rule_code(&mut self, table: &Table, code: &Located<&str>) -> bool {
        let reserved = RESERVED.contains(&code.value);
        let taken = table.rules.iter().any(|r| r.code == code.value);
        if taken || reserved {
            let first = self.place_of_part(RULE, &table.code, code.value);
            self.conflict(
                &code.place,
                first.as_ref(),
                words(
                    format!("La règle « {} » existe déjà dans ce tableau.", code.value),
                    format!("The rule \"{}\" exists already in this table.", code.value),
                ),
                expected("un code par règle", "one code for each rule"),
            );
        }
        self.note_part(RULE, &table.code, code);
        !taken && !reserved
    }

    fn severity(&mut self, s: &mut Section<'a>) -> Severity {
        let Some(text) = s.opt_text("severity", &mut self.problems) else { return Severity::Error };
        match text.value {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            "info" => Severity::Info,
            other => {
                self.problems.add(
                    &text.place,
                    words(
                        format!("La gravité « {other} » n'existe pas."),
                        format!("There is no severity \"{other}\"."),
                    ),
                    known(other, ["error", "warning", "info"].into_iter()),
                );
                Severity::Error
            }
        }
    }
}

/// The names in braces of a message.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// A table with a key has a duplicate rule, also where its words are not given.
pub(super) fn complete_duplicate_rule(table: &mut Table) {
    if table.key.is_empty() || table.rules.iter().any(|r| r.code == DUPLICATE) {
        return;
    }
    table.rules.push(Rule {
        code: DUPLICATE.to_owned(),
        label: None,
        check: None,
        between: None,
        on: Vec::new(),
        severity: Severity::Error,
        message: words(
            "Cette ligne répète celle de la ligne {premiere_ligne}.",
            "This row repeats the one of line {premiere_ligne}.",
        ),
        help: words("Supprimer l'une des deux lignes.", "Delete one of the two rows."),
        basis: table.basis.clone(),
    });
}
