//! The stable code and the severity of a finding.

use super::{Finding, Kind};
use crate::rulebook::{Field, Requirement, Rule, Rulebook, Severity, Table};

impl Finding {
    /// Its table.
    pub(super) fn table_of<'r>(&self, rulebook: &'r Rulebook) -> Option<&'r Table> {
        rulebook.tables().get(usize::from(self.table))
    }

    /// Its field.
    pub(super) fn field_of<'r>(&self, rulebook: &'r Rulebook) -> Option<&'r Field> {
        self.table_of(rulebook)?.fields.get(usize::from(self.field?))
    }

    /// The rule that it is about.
    pub(super) fn rule_of<'r>(&self, rulebook: &'r Rulebook) -> Option<&'r Rule> {
        match self.kind {
            Kind::Rule(position) => self.table_of(rulebook)?.rules.get(usize::from(position)),
            _ => None,
        }
    }

    /// Its stable code: `reunions.date.requis`, `reunions.doublon`.
    pub fn code(&self, rulebook: &Rulebook) -> String {
        let table = self.table_of(rulebook).map_or("", |t| t.code.as_str());
        let field = self.field_of(rulebook).map_or("", |f| f.code.as_str());
        let of_field = |what: &str| format!("{table}.{field}.{what}");
        let of_table = |what: &str| format!("{table}.{what}");
        match self.kind {
            Kind::Required => of_field("requis"),
            Kind::Type => of_field("type"),
            Kind::Bounds => of_field("borne"),
            Kind::List => of_field("liste"),
            Kind::Length => of_field("longueur"),
            Kind::Doubtful => of_field("douteux"),
            Kind::Repaired => of_field("repare"),
            Kind::Disagreement => of_field("desaccord"),
            Kind::MissingColumn => of_table("colonne-manquante"),
            Kind::UnknownColumn => of_table("colonne-inconnue"),
            Kind::AmbiguousColumn => of_table("colonne-ambigue"),
            Kind::SkippedLine => of_table("ligne-ignoree"),
            Kind::SkippedSheet => of_table("feuille-ignoree"),
            Kind::Rule(_) => of_table(self.rule_of(rulebook).map_or("", |r| r.code.as_str())),
        }
    }

    /// How bad it is. What is wrong in a computed column is never an error: the column is computed again.
    pub fn severity(&self, rulebook: &Rulebook) -> Severity {
        match self.kind {
            Kind::Repaired | Kind::UnknownColumn | Kind::SkippedLine => Severity::Info,
            Kind::SkippedSheet | Kind::Disagreement => Severity::Warning,
            Kind::Rule(_) => self.rule_of(rulebook).map_or(Severity::Error, |r| r.severity),
            Kind::AmbiguousColumn => Severity::Error,
            Kind::Required | Kind::MissingColumn => match self.field_of(rulebook).map(|f| f.required) {
                None | Some(Requirement::Required) => Severity::Error,
                Some(_) => Severity::Warning,
            },
            Kind::Type | Kind::Bounds | Kind::List | Kind::Length | Kind::Doubtful => {
                match self.field_of(rulebook) {
                    Some(field) if field.computed.is_some() => Severity::Warning,
                    _ => Severity::Error,
                }
            }
        }
    }
}
