//! The rules of a row, judged column by column.

use super::constraint::{Constraint, at, is_missing, of_row, required};
use crate::column::Batch;
use crate::expression::{Program, Scratch};
use crate::finding::{Finding, Kind, Shown};
use crate::rulebook::{Rule, Rulebook, Table};

/// Everything that a table asks of one row, ready to run over batches.
#[derive(Debug)]
pub struct RowChecks {
    required: Vec<u16>,
    constraints: Vec<Constraint>,
    rules: Vec<RowRule>,
}

#[derive(Debug)]
struct RowRule {
    position: u16,
    program: Program,
    /// The field that the finding points at.
    on: Option<u16>,
    /// The fields whose values the sentences show.
    shown: Vec<u16>,
}

impl RowChecks {
    /// The checks of a table; `None` where the rulebook has no table at this position.
    pub fn new(rulebook: &Rulebook, table: u16) -> Option<Self> {
        let table = rulebook.tables().get(usize::from(table))?;
        let fields = table.fields.iter().zip(0..);
        let constraints = fields.filter_map(|(field, position)| Constraint::of(position, field)).collect();
        let rules = table.rules.iter().zip(0..).filter_map(|(rule, position)| {
            let check = rule.check.as_ref()?;
            let program = Program::new(&check.expr, table, rulebook);
            Some(RowRule { position, program, on: rule.on.first().copied(), shown: shown(rule, table) })
        });
        Some(Self { required: required(table), constraints, rules: rules.collect() })
    }

    /// The findings of a batch: constraints in the order of the fields, then rules in the order of the table.
    pub fn run(&self, batch: &Batch<'_>, scratch: &mut Scratch) -> Vec<Finding> {
        let mut found = Vec::new();
        self.each(batch, scratch, &mut |finding| found.push(finding));
        found
    }

    /// Hands over the findings of a batch one by one, in the same order.
    pub(crate) fn each(&self, batch: &Batch<'_>, scratch: &mut Scratch, out: &mut dyn FnMut(Finding)) {
        for constraint in &self.constraints {
            constraint.check(batch, out);
        }
        for rule in &self.rules {
            for row in rule.program.broken_rows(batch, scratch) {
                let Ok(row) = usize::try_from(row) else { continue };
                let kind = Kind::Rule(rule.position);
                let mut finding = match rule.on {
                    Some(field) => at(batch, kind, field, row),
                    None => of_row(batch, kind, row),
                };
                finding.shown =
                    rule.shown.iter().map(|&field| (field, Shown::of(batch, field, row))).collect();
                out(finding);
            }
        }
    }

    /// The findings of one field alone; no rule is asked, which may need other fields.
    pub fn of_field(&self, field: usize, batch: &Batch<'_>) -> Vec<Finding> {
        let mut out = Vec::new();
        for constraint in self.constraints.iter().filter(|c| c.is_of(field)) {
            constraint.check(batch, &mut |finding| out.push(finding));
        }
        out
    }

    /// The first required field that this batch was read without: then no row of it is complete.
    pub fn missing_field(&self, batch: &Batch<'_>) -> Option<u16> {
        self.required.iter().copied().find(|field| is_missing(batch, *field))
    }
}

/// The fields that a rule's sentences show, and those that it points at.
pub(super) fn shown(rule: &Rule, table: &Table) -> Vec<u16> {
    let texts = [&rule.message.fr, &rule.message.en, &rule.help.fr, &rule.help.en];
    let places = |text: &'_ str, code: &str| {
        let mut parts = text.split('{').skip(1);
        parts.any(|part| part.strip_prefix(code).is_some_and(|rest| rest.starts_with('}')))
    };
    let named = |code: &str| texts.iter().any(|text| places(text, code));
    (0..)
        .zip(&table.fields)
        .filter(|(i, field)| rule.on.contains(i) || named(&field.code))
        .map(|(i, _)| i)
        .collect()
}
