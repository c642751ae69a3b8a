//! Numbers, dates and truth values as people read them, in French and in English.

use super::{Decimal, Lang};
use chrono::{Datelike, NaiveDate};

/// Between thousands in French: a narrow space that does not break.
pub const THIN: char = '\u{202f}';
/// Before `%` and `€` in French: a space that does not break.
pub const NBSP: char = '\u{a0}';

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A number with all its digits: `1 234,5` in French, `1,234.5` in English.
pub fn decimal(number: Decimal, lang: Lang) -> String {
    fixed(number, 0, lang)
}

/// A number with at least `places` digits after the decimal sign.
fn fixed(number: Decimal, places: usize, lang: Lang) -> String {
    let digits = number.digits();
    let digits = digits.as_str();
    let (whole, part) = digits.split_at(digits.len() - usize::from(number.scale()));
    let (thousands, point) = match lang {
        Lang::Fr => (THIN, ','),
        Lang::En => (',', '.'),
    };
    let mut out = String::with_capacity(32);
    if number.mantissa() < 0 {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !part.is_empty() || places > 0 {
        out.push(point);
        out.push_str(part);
        out.extend(std::iter::repeat_n('0', places.saturating_sub(part.len())));
    }
    out
}

/// A share as a percentage, rounded half to even at `places` digits after the decimal sign: `85,7 %`.
/// Rounding is presentation: nothing is computed from it.
pub fn percent(share: Decimal, places: u8, lang: Lang) -> String {
    let rounded = round(times_100(share), places);
    let digits = decimal(rounded, lang);
    match lang {
        Lang::Fr => digits + "\u{a0}%",
        Lang::En => digits + "%",
    }
}

/// Euros with their cents, or without where there are none: `1 200 €`, `1 200,50 €`.
pub fn euros(amount: Decimal, lang: Lang) -> String {
    let digits = fixed(amount, if amount.scale() == 0 { 0 } else { 2 }, lang);
    match lang {
        Lang::Fr => digits + "\u{a0}€",
        Lang::En => match digits.strip_prefix('-') {
            Some(rest) => format!("-€{rest}"),
            None => format!("€{digits}"),
        },
    }
}

/// A day in figures, the same in both languages: `31/12/2017`.
pub fn date(day: NaiveDate, _lang: Lang) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// A day with its month in words: `1er janvier 2017`, `31 décembre 2017`; `31 December 2017`.
pub fn long_date(day: NaiveDate, lang: Lang) -> String {
    let first = if day.day() == 1 && lang == Lang::Fr { "er" } else { "" };
    format!("{}{first} {}", day.day(), month(day, lang))
}

/// The month and year of a day: `février 2017`.
pub fn month(day: NaiveDate, lang: Lang) -> String {
    let names = match lang {
        Lang::Fr => MONTHS_FR,
        Lang::En => MONTHS_EN,
    };
    let name = usize::try_from(day.month0()).ok().and_then(|m| names.get(m).copied()).unwrap_or_default();
    format!("{name} {:04}", day.year())
}

/// The day of the week.
pub fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Fr => DAYS_FR,
        Lang::En => DAYS_EN,
    };
    usize::try_from(day.weekday().num_days_from_monday())
        .ok()
        .and_then(|d| names.get(d).copied())
        .unwrap_or_default()
}

/// Yes or no.
pub fn boolean(value: bool, lang: Lang) -> &'static str {
    match (value, lang) {
        (true, Lang::Fr) => "oui",
        (false, Lang::Fr) => "non",
        (true, Lang::En) => "yes",
        (false, Lang::En) => "no",
    }
}

/// A hundred times a number; the number itself where that does not fit, which no share reaches.
fn times_100(share: Decimal) -> Decimal {
    let product = match share.scale() {
        0 => share.mantissa().checked_mul(100).and_then(|m| Decimal::new(m, 0)),
        1 => share.mantissa().checked_mul(10).and_then(|m| Decimal::new(m, 0)),
        scale => Decimal::new(share.mantissa(), scale - 2),
    };
    product.unwrap_or(share)
}

/// A number rounded half to even at `places` digits after the decimal sign.
pub fn round(number: Decimal, places: u8) -> Decimal {
    if number.scale() <= places {
        return number;
    }
    Decimal::pow10(number.scale() - places)
        .and_then(|unit| Decimal::quotient(number.mantissa(), unit, 0))
        .and_then(|q| Decimal::new(q.mantissa(), places))
        .unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers() {
        for (number, fr, en) in [
            ("0", "0", "0"),
            ("12", "12", "12"),
            ("1200", "1\u{202f}200", "1,200"),
            ("-1234567.25", "-1\u{202f}234\u{202f}567,25", "-1,234,567.25"),
            ("999.5", "999,5", "999.5"),
        ] {
            assert_eq!(decimal(d(number), Lang::Fr), fr);
            assert_eq!(decimal(d(number), Lang::En), en);
        }
    }

    #[test]
    fn percentages_and_euros() {
        assert_eq!(percent(d("0.857142857142857"), 1, Lang::Fr), "85,7\u{a0}%");
        assert_eq!(percent(d("0.857142857142857"), 1, Lang::En), "85.7%");
        assert_eq!(percent(d("1.2"), 1, Lang::Fr), "120\u{a0}%");
        assert_eq!(percent(d("12"), 1, Lang::Fr), "1\u{202f}200\u{a0}%");
        assert_eq!(percent(d("0.0005"), 1, Lang::Fr), "0\u{a0}%");
        assert_eq!(percent(d("0.0015"), 1, Lang::Fr), "0,2\u{a0}%");
        assert_eq!(euros(d("1200"), Lang::Fr), "1\u{202f}200\u{a0}€");
        assert_eq!(euros(d("1200.5"), Lang::Fr), "1\u{202f}200,50\u{a0}€");
        assert_eq!(euros(d("-3.25"), Lang::En), "-€3.25");
    }

    #[test]
    fn days() {
        let first = NaiveDate::from_ymd_opt(2017, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
        assert_eq!(date(last, Lang::Fr), "31/12/2017");
        assert_eq!(long_date(first, Lang::Fr), "1er janvier 2017");
        assert_eq!(long_date(last, Lang::Fr), "31 décembre 2017");
        assert_eq!(long_date(first, Lang::En), "1 January 2017");
        assert_eq!(weekday(last, Lang::Fr), "dimanche");
        assert_eq!(boolean(true, Lang::Fr), "oui");
        assert_eq!(boolean(false, Lang::En), "no");
    }
}
