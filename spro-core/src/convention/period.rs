//! Whether financial conventions stand within the days of their year.

use super::issue::{Issue, RELAY, words};
use super::{Convention, terms};
use crate::rulebook::{ConventionKind, Rulebook, Severity};
use crate::value::{Lang, Period, Words, print};

/// Whether each financial convention lies within the days that the rulebook gives to the conventions of its year.
///
/// A convention of a year that no parameter covers is told too: nothing says that it is right. A day that is not known
/// is a warning, not an error: whoever knows it adds it, and the day that is known is judged alone. Conventions of other
/// kinds are passed over. Source: `cr-2016-11-29#2`.
pub fn check_periods(conventions: &[Convention], rulebook: &Rulebook) -> Vec<Issue> {
    let financial = conventions.iter().enumerate().filter(|(_, c)| c.kind == ConventionKind::Financial);
    financial.filter_map(|(record, convention)| issue(record, convention.period, rulebook)).collect()
}

fn issue(record: usize, period: Period, rulebook: &Rulebook) -> Option<Issue> {
    let Some(day) = period.from.or(period.to) else { return Some(unknown(record, period)) };
    let year = terms::date(rulebook, terms::FIRST_DAY, day)
        .and_then(|from| Ok(Period::between(from, terms::date(rulebook, terms::LAST_DAY, day)?)));
    let Ok(year) = year else { return Some(wrong(record, no_year())) };
    let outside = [period.from, period.to].into_iter().flatten().any(|day| !year.covers(day));
    if outside || period.is_empty() {
        return Some(wrong(record, beyond(year)));
    }
    (period.from.is_none() || period.to.is_none()).then(|| unknown(record, period))
}

fn wrong(record: usize, (message, help): (Words, Words)) -> Issue {
    Issue {
        code: "conventions.hors-exercice",
        severity: Severity::Error,
        record: Some(record),
        message,
        help,
        source: RELAY.to_owned(),
    }
}

fn no_year() -> (Words, Words) {
    (
        words(
            "Le référentiel ne connaît pas l’exercice de cette convention financière.",
            "The rulebook does not know the year of this financial convention.",
        ),
        words(
            "Vérifiez les dates. Exemple : du 01/01/2017 au 31/12/2017.",
            "Check the days. Example: from 01/01/2017 to 31/12/2017.",
        ),
    )
}

fn beyond(year: Period) -> (Words, Words) {
    let day = |day: Option<_>, lang| day.map_or_else(|| "…".to_owned(), |day| print::date(day, lang));
    let (from, to) = (|lang| day(year.from, lang), |lang| day(year.to, lang));
    (
        words(
            "La convention financière sort des jours de son exercice.",
            "The financial convention goes beyond the days of its year.",
        ),
        words(
            format!("Elle va au plus du {} au {}.", from(Lang::Fr), to(Lang::Fr)),
            format!("It runs at most from {} to {}.", from(Lang::En), to(Lang::En)),
        ),
    )
}

/// A file of open data, for one, has no column for the days of a convention.
fn unknown(record: usize, period: Period) -> Issue {
    let message = match (period.from, period.to) {
        (None, None) => words(
            "Les jours de cette convention financière ne sont pas connus. Son exercice et son acompte ne sont pas vérifiés.",
            "The days of this financial convention are not known. Its year and its advance are not checked.",
        ),
        (None, Some(_)) => words(
            "Le premier jour de cette convention financière n’est pas connu. Son acompte n’est pas calculé.",
            "The first day of this financial convention is not known. Its advance is not computed.",
        ),
        (Some(_), _) => words(
            "Le dernier jour de cette convention financière n’est pas connu. Rien ne dit qu’il est dans l’exercice.",
            "The last day of this financial convention is not known. Nothing says that it is within the year.",
        ),
    };
    Issue {
        code: "conventions.periode-inconnue",
        severity: Severity::Warning,
        record: Some(record),
        message,
        help: words(
            "Ajoutez les jours que dit la convention. Exemple : \"periode\": {\"from\": \"2017-01-01\", \"to\": \"2017-12-31\"}.",
            "Add the days that the convention says. Example: \"periode\": {\"from\": \"2017-01-01\", \"to\": \"2017-12-31\"}.",
        ),
        source: RELAY.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code that is told, without its table.
    fn found(from: Option<&str>, to: Option<&str>) -> Option<(&'static str, Severity)> {
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
        assert!(issues.len() <= 1 && issues.iter().all(|i| i.record == Some(1)));
        issues.first().map(|i| (i.code, i.severity))
    }

    const WRONG: Option<(&str, Severity)> = Some(("conventions.hors-exercice", Severity::Error));
    const UNKNOWN: Option<(&str, Severity)> = Some(("conventions.periode-inconnue", Severity::Warning));

    #[test]
    fn a_financial_convention_lies_within_its_year_to_the_day() {
        assert_eq!(found(Some("2017-01-01"), Some("2017-12-31")), None);
        assert_eq!(found(Some("2017-03-01"), Some("2017-06-30")), None);
        assert_eq!(found(Some("2017-01-01"), Some("2018-01-01")), WRONG);
        assert_eq!(found(Some("2016-12-31"), Some("2017-12-31")), WRONG);
        assert_eq!(found(Some("2017-06-01"), Some("2017-05-31")), WRONG);
        assert_eq!(found(Some("2018-01-01"), Some("2018-12-31")), WRONG);
    }

    #[test]
    fn a_day_that_is_not_known_is_no_error_and_the_other_is_judged() {
        assert_eq!(found(None, None), UNKNOWN);
        assert_eq!(found(Some("2017-01-01"), None), UNKNOWN);
        assert_eq!(found(None, Some("2017-12-31")), UNKNOWN);
        assert_eq!(found(Some("2016-12-31"), None), WRONG);
        assert_eq!(found(None, Some("2018-01-01")), WRONG);
    }
}
