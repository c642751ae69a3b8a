//! Milestones as a calendar file (iCalendar, RFC 5545) that calendar programs import.

use crate::rulebook::{Milestone, MilestoneKind, Rulebook};
use crate::value::{Lang, print};
use chrono::{NaiveDate, NaiveTime};
use icalendar::{Calendar, Component, Event, EventLike, Property};

/// The milestones of a rulebook as a calendar file, as it stands on a day.
///
/// Each is an event of whole days, known by its code: a program that imports a later file again replaces it. A
/// deadline stands on the last day that is in time. The time stamp is the day asked for, so that the same day always
/// gives the same bytes.
pub fn calendar(rulebook: &Rulebook, as_of: NaiveDate, lang: Lang) -> String {
    write(rulebook.milestones(), rulebook.code(), rulebook.label().get(lang), as_of, lang)
}

fn write(milestones: &[Milestone], rulebook: &str, title: &str, as_of: NaiveDate, lang: Lang) -> String {
    let mut calendar = Calendar::empty();
    let head = [("VERSION", "2.0"), ("PRODID", "-//spro//milestones//FR"), ("CALSCALE", "GREGORIAN")];
    for (key, value) in head {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", title));
    for milestone in milestones {
        calendar.push(event(milestone, rulebook, as_of, lang));
    }
    calendar.to_string()
}

fn event(milestone: &Milestone, rulebook: &str, as_of: NaiveDate, lang: Lang) -> Event {
    let last = milestone.last_day();
    let first = milestone.from.unwrap_or(last);
    let mut event = Event::new();
    event.uid(&format!("{}@{rulebook}.spro", milestone.code));
    event.timestamp(as_of.and_time(NaiveTime::MIN).and_utc());
    event.summary(milestone.label.get(lang));
    event.description(&description(milestone, lang));
    event.starts(first);
    // The end of whole days is the first day after them.
    event.ends(last.succ_opt().unwrap_or(last));
    // Days of a plan do not make anybody busy.
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.done()
}

fn description(milestone: &Milestone, lang: Lang) -> String {
    let due = print::date(milestone.due, lang);
    let day = match (milestone.kind, milestone.included, lang) {
        (MilestoneKind::Deadline, true, Lang::Fr) => format!("Au plus tard le {due}."),
        (MilestoneKind::Deadline, true, Lang::En) => format!("On {due} at the latest."),
        (MilestoneKind::Deadline, false, Lang::Fr) => format!("Avant le {due}, ce jour non compris."),
        (MilestoneKind::Deadline, false, Lang::En) => format!("Before {due}, that day not included."),
        (MilestoneKind::Start, _, Lang::Fr) => format!("À partir du {due}."),
        (MilestoneKind::Start, _, Lang::En) => format!("From {due} on."),
        (MilestoneKind::Event, _, _) => match (milestone.from.map(|from| print::date(from, lang)), lang) {
            (Some(from), Lang::Fr) => format!("Du {from} au {due}."),
            (Some(from), Lang::En) => format!("From {from} to {due}."),
            (None, Lang::Fr) => format!("Le {due}."),
            (None, Lang::En) => format!("On {due}."),
        },
    };
    let source = &milestone.basis.source;
    if source.is_empty() { day } else { format!("{day} Source : {source}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Basis, Status};
    use crate::value::Words;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn milestone(code: &str, label: &str, kind: MilestoneKind, from: Option<&str>, due: &str) -> Milestone {
        Milestone {
            code: code.to_owned(),
            label: Words { fr: label.to_owned(), en: label.to_owned() },
            kind,
            from: from.map(day),
            due: day(due),
            included: kind != MilestoneKind::Deadline,
            by: Vec::new(),
            tables: Vec::new(),
            years: None,
            question: None,
            basis: Basis { source: "cr-2016-11-29#5".to_owned(), status: Status::Sourced, how: None },
        }
    }

    #[test]
    fn a_week_a_strict_deadline_and_odd_signs() {
        let all = [
            milestone(
                "semaine",
                "Semaine ; 25 actions, région",
                MilestoneKind::Event,
                Some("2016-12-05"),
                "2016-12-09",
            ),
            milestone("envoi", "Envoi", MilestoneKind::Deadline, None, "2017-01-13"),
        ];
        let text = write(&all, "cvl", "Échéances", day("2017-01-02"), Lang::Fr);
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//spro//milestones//FR\r\nCALSCALE:GREGORIAN\r\n\
            X-WR-CALNAME:Échéances\r\n\
            BEGIN:VEVENT\r\nDESCRIPTION:Du 05/12/2016 au 09/12/2016. Source : cr-2016-11-29#5\r\n\
            DTEND;VALUE=DATE:20161210\r\nDTSTAMP:20170102T000000Z\r\nDTSTART;VALUE=DATE:20161205\r\n\
            SUMMARY:Semaine \\; 25 actions\\, région\r\nTRANSP:TRANSPARENT\r\nUID:semaine@cvl.spro\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nDESCRIPTION:Avant le 13/01/2017\\, ce jour non compris. Source : cr-2016-11-\r\n 29#5\r\n\
            DTEND;VALUE=DATE:20170113\r\nDTSTAMP:20170102T000000Z\r\nDTSTART;VALUE=DATE:20170112\r\n\
            SUMMARY:Envoi\r\nTRANSP:TRANSPARENT\r\nUID:envoi@cvl.spro\r\nEND:VEVENT\r\n\
            END:VCALENDAR\r\n";
        assert_eq!(text, expected);
        assert_eq!(write(&all, "cvl", "Échéances", day("2017-01-02"), Lang::Fr), text);
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_come_back() {
        let label = "é".repeat(200);
        let all = [milestone("a", &label, MilestoneKind::Start, None, "2017-01-01")];
        let text = write(&all, "cvl", "x", day("2017-01-01"), Lang::En);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert!(text.replace("\r\n ", "").contains(&label));
    }
}
