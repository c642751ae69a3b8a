//! Whether financial conventions stand within the days of their year.

use super::issue::{Issue, RELAY, words};
use super::{Convention, terms};
use crate::rulebook::{ConventionKind, Rulebook, Severity};
use crate::value::{Lang, Period, print};

/// Whether each financial convention lies within the days that the rulebook gives to the conventions of its year.
///
/// A convention of a year that no parameter covers, or without a first day, is told too: nothing says that it is
/// right. Conventions of other kinds are passed over. Source: `cr-2016-11-29#2`.
pub fn check_periods(conventions: &[Convention], rulebook: &Rulebook) -> Vec<Issue> {
    let financial = conventions.iter().enumerate().filter(|(_, c)| c.kind == ConventionKind::Financial);
    financial.filter_map(|(record, convention)| issue(record, convention.period, rulebook)).collect()
}

fn issue(record: usize, period: Period, rulebook: &Rulebook) -> Option<Issue> {
    let known = period.from.and_then(|first| {
        let from = terms::date(rulebook, terms::FIRST_DAY, first).ok()?;
        let to = terms::date(rulebook, terms::LAST_DAY, first).ok()?;
        Some(Period::between(from, to))
    });
    let (message, help) = match known {
        Some(known) if period.is_within(known) && !period.is_empty() => return None,
        Some(Period { from: Some(from), to: Some(to) }) => {
            let day = |day, lang| print::date(day, lang);
            (
                words(
                    "La convention financière sort des jours de son exercice.",
                    "The financial convention goes beyond the days of its year.",
                ),
                words(
                    format!("Elle va au plus du {} au {}.", day(from, Lang::Fr), day(to, Lang::Fr)),
                    format!("It runs at most from {} to {}.", day(from, Lang::En), day(to, Lang::En)),
                ),
            )
        }
        _ => (
            words(
                "Le référentiel ne connaît pas l’exercice de cette convention financière.",
                "The rulebook does not know the year of this financial convention.",
            ),
            words(
                "Vérifiez les dates. Exemple : du 01/01/2017 au 31/12/2017.",
                "Check the days. Example: from 01/01/2017 to 31/12/2017.",
            ),
        ),
    };
    Some(Issue {
        code: "conventions.hors-exercice",
        severity: Severity::Error,
        record: Some(record),
        message,
        help,
        source: RELAY.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(from: Option<&str>, to: Option<&str>) -> bool {
        let convention = Convention {
            network: Some("Dreux".to_owned()),
            department: None,
            structure: "Mission locale".to_owned(),
            kind: ConventionKind::Financial,
            period: Period { from: from.map(|d| d.parse().unwrap()), to: to.map(|d| d.parse().unwrap()) },
            amount: None,
            voted_on: None,
            sent_on: None,
            sent_by: None,
            parties: Vec::new(),
        };
        let framework = Convention { kind: ConventionKind::Framework, ..convention.clone() };
        let issues = check_periods(&[framework, convention], Rulebook::built_in());
        assert!(issues.iter().all(|i| i.record == Some(1) && i.code == "conventions.hors-exercice"));
        !issues.is_empty()
    }

    #[test]
    fn a_financial_convention_lies_within_its_year_to_the_day() {
        assert!(!found(Some("2017-01-01"), Some("2017-12-31")));
        assert!(!found(Some("2017-03-01"), Some("2017-06-30")));
        assert!(found(Some("2017-01-01"), Some("2018-01-01")));
        assert!(found(Some("2016-12-31"), Some("2017-12-31")));
        assert!(found(Some("2017-01-01"), None));
        assert!(found(None, Some("2017-12-31")));
        assert!(found(Some("2017-06-01"), Some("2017-05-31")));
        assert!(found(Some("2018-01-01"), Some("2018-12-31")));
    }
}
