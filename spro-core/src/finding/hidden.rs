//! A finding without what was typed, for those who may know what is wrong and not what stands in the file.

use super::{Finding, Kind, Shown};
use crate::rulebook::{Between, Rulebook};

/// What stands in the place of a value that is not shown.
const MARK: &str = "•••";

impl Finding {
    /// The same with a mark in the place of every value of the file. Lines, cells and names of files stay.
    #[must_use]
    pub fn without_values(&self, rulebook: &Rulebook) -> Self {
        let shown = self.shown.iter().map(|(field, value)| match value {
            Shown::Blank => (*field, Shown::Blank),
            _ => (*field, Shown::Text(MARK.into())),
        });
        let detail = match self.kind {
            // A suggestion tells what was typed.
            Kind::Type | Kind::List | Kind::Doubtful => None,
            // What was read or kept instead.
            Kind::Repaired | Kind::Disagreement => self.detail.as_ref().map(|_| MARK.into()),
            // Two counts, where it is not the line of another row.
            Kind::Rule(_) if self.counts_persons(rulebook) => Some(format!("{MARK}\t{MARK}").into()),
            _ => self.detail.clone(),
        };
        let raw = self.raw.as_ref().map(|_| MARK.into());
        Self { raw, detail, shown: shown.collect(), ..self.clone() }
    }

    fn counts_persons(&self, rulebook: &Rulebook) -> bool {
        self.rule_of(rulebook).is_some_and(|rule| matches!(rule.between, Some(Between::Attendance(_))))
    }
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use crate::value::Lang;

    fn words(finding: &Finding) -> String {
        let told = finding.describe(Rulebook::built_in(), &[], Lang::Fr);
        format!("{} {} {:?} {:?}", told.message, told.help, told.raw, told.suggestion)
    }

    #[test]
    fn no_value_is_left_in_the_words() {
        let book = Rulebook::built_in();
        let (at, table) = book.table("reunions").unwrap();
        let kinds =
            [Kind::Type, Kind::Bounds, Kind::List, Kind::Doubtful, Kind::Repaired, Kind::Disagreement];
        let rules = (0..).zip(&table.rules).map(|(position, _)| Kind::Rule(position));
        let mut with_counts = 0;
        for kind in kinds.into_iter().chain(rules) {
            let mut finding = Finding::new(kind, u16::try_from(at).unwrap(), 0);
            if !matches!(finding.kind, Kind::Rule(_)) {
                finding.field = Some(0);
            }
            finding.raw = Some("tapé".repeat(50).into());
            let counts = finding.counts_persons(book);
            with_counts += usize::from(counts);
            finding.detail = Some(if counts { "771\t772" } else { "773" }.into());
            finding.shown = (0..8).map(|field| (field, Shown::Text("774".into()))).collect();
            let (before, after) = (words(&finding), words(&finding.without_values(book)));
            assert!(["tapé", "771", "772", "774"].iter().all(|value| !after.contains(value)), "{after}");
            // The line of another row says where, and not what.
            assert_eq!(
                after.contains("773"),
                matches!(finding.kind, Kind::Rule(_)) && before.contains("773")
            );
            assert!(before == after || after.contains("•••"), "{before}\n{after}");
        }
        assert_eq!(with_counts, 1, "the rule that compares attendance sheets");
    }
}
