//! Days and times as XML writes them: `2017-11-29`, `2017-11-29T10:00:00`.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

/// The moment that `text` names, `None` where it is none or lies outside of the years 0 to 9999.
pub(in super::super) fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, time_of_day(time)?),
        None => (text, NaiveTime::MIN),
    };
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    (0..=9999).contains(&day.year()).then(|| day.and_time(time))
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M:%S%.f").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for (text, expected) in [
            ("2017-11-29", Some("2017-11-29 00:00:00")),
            ("2017-11-29T10:05", Some("2017-11-29 10:05:00")),
            ("2017-11-29T10:05:06", Some("2017-11-29 10:05:06")),
            ("2017-11-29T10:05:06.5Z", Some("2017-11-29 10:05:06.500")),
            ("2017-02-29", None),
            ("2017-11-29T25:00:00", None),
            ("+12017-11-29", None),
            ("29/11/2017", None),
            ("", None),
        ] {
            assert_eq!(moment(text).map(|m| m.to_string()).as_deref(), expected, "{text}");
        }
    }
}
