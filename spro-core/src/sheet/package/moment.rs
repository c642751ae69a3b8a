//! Days and times as XML writes them: `2017-11-29`, `2017-11-29T10:00:00`.

use crate::value::iso_day;
use chrono::{Datelike as _, NaiveDateTime, NaiveTime};

/// The moment that `text` names, `None` where it is none or lies outside of the years 0 to 9999.
pub(in super::super) fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, time_of_day(time)?),
        None => (text, NaiveTime::MIN),
    };
    Some(iso_day(day)?.and_time(time))
}

/// Whether a moment is the first day of a month, with no time of day.
pub(in super::super) fn is_first(moment: NaiveDateTime) -> bool {
    moment.day() == 1 && moment.time() == NaiveTime::MIN
}

/// `10:05`, `10:05:06`, `10:05:06.5`; written here, since chrono's reader of any form is larger than all readers of XML.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
    let has_fraction = clock.len() < text.len();
    if parts.next().is_some() || (has_fraction && (second.is_none() || fraction.is_empty())) {
        return None;
    }
    let digits = fraction.bytes().map(digit).collect::<Option<Vec<u32>>>()?;
    let nanos = digits.into_iter().chain(std::iter::repeat(0)).take(9).fold(0, |n, digit| n * 10 + digit);
    NaiveTime::from_hms_nano_opt(two(hour)?, two(minute)?, two(second.unwrap_or("00"))?, nanos)
}

fn two(digits: &str) -> Option<u32> {
    let [tens, ones] = *digits.as_bytes() else { return None };
    Some(digit(tens)? * 10 + digit(ones)?)
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
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
            ("1899-12-30T00:00:00.000000000", Some("1899-12-30 00:00:00")),
            ("2017-11-29T10:05:06.123456789123", Some("2017-11-29 10:05:06.123456789")),
            ("2017-11-29T10:05:06.123456789x", None),
            ("2017-11-29T10:05:06.", None),
            ("2017-11-29T10:05:06,5", None),
            ("2017-11-29T10:05:06.x", None),
            ("2017-11-29T10:05.5", None),
            ("2017-11-29T1:05", None),
            ("2017-11-29T10", None),
            ("2017-11-29T10:05:06:07", None),
            ("2017-1-9", None),
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
