//! Days as people type them.

use super::Why;
use super::date_words::{Word, word};
use super::nothing::{is_blank, trim};
use chrono::{Datelike, NaiveDate, Weekday};

/// What a text says as a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateText {
    /// One day; what was left out or added to read it.
    Day(NaiveDate, Option<Why>),
    /// It can be read in more than one way; the likeliest day, where there is one.
    Doubtful(Why, Option<NaiveDate>),
    /// No day of the calendar.
    Wrong(Why),
}

/// Reads a day: in figures (`29/11/2017`, `29-11-17`, `29.11.2017`, `2017-11-29`), with the month in words (`29 nov. 2017`,
/// `1er janvier 2017`), with the day of the week, which must be the right one, and with a time, which is left out.
/// The day stands before the month, as in French. Years of two digits are those from 1970 to 2069.
pub fn date(text: &str) -> DateText {
    let text = trim(text);
    if let Some(day) = plain(text.as_bytes()) {
        return DateText::Day(day, None);
    }
    let mut tokens = Tokens::split(text);
    let timed = tokens.drop_times();
    let read = tokens.read();
    match read {
        DateText::Day(day, None) if timed => DateText::Day(day, Some(Why::TimeDropped)),
        other => other,
    }
}

/// `29/11/2017` and `2017-11-29`, the two forms that nearly all files have.
fn plain(text: &[u8]) -> Option<NaiveDate> {
    let day = match *text {
        [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] => figures([y1, y2, y3, y4], [m1, m2], [d1, d2]),
        _ => iso_bytes(text),
    };
    day.filter(|day| day.year() >= 1000)
}

/// The day that programs write as `2017-11-29`, of the years 0 to 9999.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    iso_bytes(text.as_bytes())
}

fn iso_bytes(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    figures([y1, y2, y3, y4], [m1, m2], [d1, d2])
}

fn figures(year: [u8; 4], month: [u8; 2], day: [u8; 2]) -> Option<NaiveDate> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(*b - b'0')))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(&year)?).ok()?, number(&month)?, number(&day)?)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number { value: u32, digits: usize },
    Word(Word),
}

/// A token, the sign that stands before it, and whether something does.
#[derive(Debug, Clone, Copy)]
struct Placed {
    token: Token,
    mark: Option<char>,
    apart: bool,
}

struct Tokens {
    list: Vec<Placed>,
    /// A question mark, a tilde or a bracket: somebody was not sure, or says more.
    remark: Option<Why>,
}

impl Tokens {
    /// No date has more; the rest of a longer text is not looked at, the text is no date.
    const MOST: usize = 24;

    fn split(text: &str) -> Self {
        let mut out = Self { list: Vec::new(), remark: None };
        let mut rest = text;
        let (mut mark, mut apart) = (None, false);
        while let Some(c) = rest.chars().next() {
            let is_digit = c.is_ascii_digit();
            let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}');
            let end = if is_digit {
                rest.bytes().take_while(u8::is_ascii_digit).count()
            } else if is_letter(c) {
                rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after;
            let token = if is_digit {
                Token::Number { value: piece.parse().unwrap_or(u32::MAX), digits: piece.len() }
            } else if is_letter(c) {
                Token::Word(word(piece))
            } else {
                apart = true;
                match c {
                    _ if is_blank(c) => {}
                    '?' | '~' | '≈' => out.remark = Some(Why::Approximate),
                    '(' | '[' | '*' | '=' | '<' | '>' => out.remark = out.remark.or(Some(Why::Remark)),
                    // `/ ` and ` /`: the sign counts, the blanks around it do not.
                    _ => mark = mark.or(Some(c)),
                }
                continue;
            };
            if out.list.len() == Self::MOST {
                out.list.push(Placed { token: Token::Word(Word::Other), mark: None, apart: true });
                return out;
            }
            out.list.push(Placed { token, mark, apart });
            (mark, apart) = (None, false);
        }
        out
    }

    /// Takes out times of day (`14:00`, `14h30`, `T14:00:00Z`, `9h-12h`); whether there was one.
    fn drop_times(&mut self) -> bool {
        let mut kept = Vec::with_capacity(self.list.len());
        let mut timed = false;
        let mut rest = self.list.as_slice();
        while let Some((first, tail)) = rest.split_first() {
            if let Some(after) = time(first, tail) {
                timed = true;
                rest = after;
            } else {
                kept.push(*first);
                rest = tail;
            }
        }
        self.list = kept;
        timed
    }

    fn read(&self) -> DateText {
        let mut parts = Vec::with_capacity(self.list.len());
        let mut weekday = None;
        let mut remark = self.remark;
        let mut several = false;
        let named = self.list.iter().any(|p| matches!(p.token, Token::Word(Word::Month(_))));
        let numbers = self.list.iter().filter(|p| matches!(p.token, Token::Number { .. })).count();
        for placed in &self.list {
            match placed.token {
                Token::Number { value, digits } => parts.push(Part::Number(value, digits)),
                Token::Word(Word::Month(m)) => parts.push(Part::Month(m)),
                Token::Word(Word::Mar) if named || numbers >= 3 => weekday = Some(Weekday::Tue),
                Token::Word(Word::Mar) => parts.push(Part::Month(3)),
                Token::Word(Word::Day(day)) => {
                    several |= weekday.is_some();
                    weekday = Some(day);
                }
                Token::Word(Word::Filler) => {}
                Token::Word(Word::Ordinal) if matches!(parts.last(), Some(Part::Number(1, _))) => {}
                Token::Word(Word::And) => several = true,
                Token::Word(_) => remark = remark.or(Some(Why::Remark)),
            }
        }
        if several && numbers > 1 {
            return DateText::Doubtful(Why::SeveralDates, None);
        }
        match (assemble(&parts), remark, weekday) {
            (DateText::Day(day, _), Some(why), _) => DateText::Doubtful(why, Some(day)),
            (DateText::Day(day, _), None, Some(weekday)) if day.weekday() != weekday => {
                DateText::Doubtful(Why::Weekday(day), Some(day))
            }
            // Numbers beside unknown words are no half-written date.
            (DateText::Doubtful(..), Some(_), _) if !self.list.is_empty() && self.remark.is_none() => {
                DateText::Wrong(Why::NotADate)
            }
            (read, ..) => read,
        }
    }
}

/// Where a time begins at `first`, what follows it.
fn time<'t>(first: &Placed, tail: &'t [Placed]) -> Option<&'t [Placed]> {
    let Token::Number { value: 0..=24, digits: 1 | 2 } = first.token else { return None };
    let minutes = |p: &Placed| matches!(p.token, Token::Number { value: 0..=59, digits: 1 | 2 });
    let (next, mut rest) = tail.split_first()?;
    if matches!(next.token, Token::Word(Word::Hour)) {
        // `14h30`, and `14 h 30` at the end; in `14h 29/11/2017` the 29 is a day.
        if let Some((m, after)) = rest.split_first()
            && minutes(m)
            && m.mark.is_none()
            && (!m.apart || after.is_empty())
        {
            rest = after;
        }
    } else if next.mark == Some(':') && minutes(next) {
        for mark in [':', '.'] {
            if let Some((p, after)) = rest.split_first()
                && p.mark == Some(mark)
                && matches!(p.token, Token::Number { .. })
            {
                rest = after;
            }
        }
    } else {
        return None;
    }
    while let Some((Placed { token: Token::Word(Word::AfterTime), .. }, after)) = rest.split_first() {
        rest = after;
    }
    Some(rest)
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Number(u32, usize),
    Month(u32),
}

fn assemble(parts: &[Part]) -> DateText {
    use Part::{Month, Number};
    match *parts {
        [Number(y, 4), Number(m, 1..=2), Number(d, 1..=2)] => year_first(y, m, d),
        [Number(d, 1..=2), Number(m, 1..=2) | Month(m), Number(y, n)] => day_first(d, m, y, n),
        [Month(m), Number(d, 1..=2), Number(y, 4)] | [Number(y, 4), Month(m), Number(d, 1..=2)] => {
            day_first(d, m, y, 4)
        }
        [Number(_, 1..=2), Month(_)]
        | [Month(_), Number(_, 1..=2)]
        | [Number(1..=31, 1..=2), Number(1..=12, 1..=2)] => DateText::Doubtful(Why::NoYear, None),
        [Month(_) | Number(_, 1..=2), Number(_, 4)]
        | [Number(_, 4), Number(_, 1..=2)]
        | [Month(_) | Number(1900..=2100, 4)] => DateText::Doubtful(Why::NoDay, None),
        [Number(n, 8)] => compact(n),
        [Number(_, 5)] => DateText::Doubtful(Why::NumberAsDate, None),
        _ if parts.iter().filter(|p| matches!(p, Number(..))).count() > 3 => {
            DateText::Doubtful(Why::SeveralDates, None)
        }
        _ => DateText::Wrong(Why::NotADate),
    }
}

/// The year of two digits that is meant, from 1970 to 2069.
fn century(two_digits: u32) -> u32 {
    if two_digits < 70 { 2000 + two_digits } else { 1900 + two_digits }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| year >= 1000)
}

fn day_first(day: u32, month: u32, year: u32, digits: usize) -> DateText {
    let (year, repair) = match digits {
        4 if year >= 1000 => (year, None),
        2 => (century(year), Some(Why::Century)),
        _ => return DateText::Wrong(Why::BadYear),
    };
    match ymd(year, month, day) {
        Some(date) => DateText::Day(date, repair),
        None if month > 12 => match ymd(year, day, month) {
            Some(swapped) => DateText::Doubtful(Why::MonthFirst, Some(swapped)),
            None => DateText::Wrong(Why::NoSuchMonth),
        },
        None => DateText::Wrong(ymd(year, month, 1).map_or(Why::NoSuchMonth, Why::NoSuchDay)),
    }
}

fn year_first(year: u32, month: u32, day: u32) -> DateText {
    day_first(day, month, year, 4)
}

/// `20171129`, `29112017`: the likeliest day is suggested, none is taken.
fn compact(n: u32) -> DateText {
    let day = ymd(n / 10_000, n / 100 % 100, n % 100)
        .filter(|d| (1900..=2100).contains(&d.year()))
        .or_else(|| ymd(n % 10_000, n / 10_000 % 100, n / 1_000_000));
    match day {
        Some(day) => DateText::Doubtful(Why::CompactDate, Some(day)),
        None => DateText::Wrong(Why::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Lang, print};
    use proptest::prelude::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_ways_to_write_a_day() {
        for text in [
            "29/11/2017",
            "2017-11-29",
            "29-11-2017",
            "29.11.2017",
            "29 11 2017",
            "29/11-2017",
            "2017/11/29",
            "29 nov. 2017",
            "29 nov 2017",
            "29-nov-2017",
            "29 novembre 2017",
            "29 NOVEMBRE 2017",
            "29novembre2017",
            "mercredi 29 novembre 2017",
            "Mercredi, 29 novembre 2017",
            "mer. 29/11/2017",
            "le 29 novembre 2017",
            "Le mercredi 29 novembre 2017",
            "29\u{a0}novembre\u{a0}2017",
            " 29/11/2017 ",
            "29 / 11 / 2017",
            "November 29, 2017",
            "Wed 29 Nov 2017",
            "date : 29/11/2017",
            "29/11/2017.",
        ] {
            assert_eq!(date(text), DateText::Day(ymd(2017, 11, 29), None), "{text:?}");
        }
        for (text, day) in [
            ("1er janvier 2017", ymd(2017, 1, 1)),
            ("1 er janvier 2017", ymd(2017, 1, 1)),
            ("1/1/2017", ymd(2017, 1, 1)),
            ("8 déc. 2017", ymd(2017, 12, 8)),
            ("8 DÉCEMBRE 2017", ymd(2017, 12, 8)),
            ("8 de\u{301}c. 2017", ymd(2017, 12, 8)),
            ("31 juil. 2016", ymd(2016, 7, 31)),
            ("24 févr. 2018", ymd(2018, 2, 24)),
            ("24 fevrier 2018", ymd(2018, 2, 24)),
            ("15 août 2017", ymd(2017, 8, 15)),
            ("12 mars 2016", ymd(2016, 3, 12)),
            ("12 mar. 2016", ymd(2016, 3, 12)),
            ("mar. 14 mars 2017", ymd(2017, 3, 14)),
            ("mar. 14/03/2017", ymd(2017, 3, 14)),
            ("29 février 2016", ymd(2016, 2, 29)),
        ] {
            assert_eq!(date(text), DateText::Day(day, None), "{text:?}");
        }
    }

    #[test]
    fn two_digit_years_are_from_1970_to_2069() {
        for (text, day) in [
            ("29/11/17", ymd(2017, 11, 29)),
            ("29-11-17", ymd(2017, 11, 29)),
            ("29 nov. 17", ymd(2017, 11, 29)),
            ("01/01/69", ymd(2069, 1, 1)),
            ("01/01/70", ymd(1970, 1, 1)),
            ("01/01/00", ymd(2000, 1, 1)),
        ] {
            assert_eq!(date(text), DateText::Day(day, Some(Why::Century)), "{text:?}");
        }
    }

    #[test]
    fn the_time_is_left_out_and_told() {
        for text in [
            "29/11/2017 14:00",
            "29/11/2017 14h30",
            "29/11/2017 14h",
            "29/11/2017 à 14 h 30",
            "29/11/2017 14:00:00",
            "2017-11-29T14:00:00",
            "2017-11-29T14:00:00Z",
            "2017-11-29T14:00:00.123",
            "2017-11-29T14:00:00+01:00",
            "2017-11-29 14:00:00",
            "mercredi 29 novembre 2017 à 14h",
            "29/11/2017 9h-12h",
            "29/11/2017 de 9h30 à 12h",
            "14h 29/11/2017",
        ] {
            assert_eq!(date(text), DateText::Day(ymd(2017, 11, 29), Some(Why::TimeDropped)), "{text:?}");
        }
    }

    #[test]
    fn impossible_days() {
        for (text, why) in [
            ("31/02/2017", Why::NoSuchDay(ymd(2017, 2, 1))),
            ("29/02/2017", Why::NoSuchDay(ymd(2017, 2, 1))),
            ("31 avril 2017", Why::NoSuchDay(ymd(2017, 4, 1))),
            ("2017-02-31", Why::NoSuchDay(ymd(2017, 2, 1))),
            ("00/11/2017", Why::NoSuchDay(ymd(2017, 11, 1))),
            ("32/01/2017", Why::NoSuchDay(ymd(2017, 1, 1))),
            ("31/13/2017", Why::NoSuchMonth),
            ("10/00/2017", Why::NoSuchMonth),
            ("29/11/217", Why::BadYear),
            ("29/11/20017", Why::BadYear),
            ("29/11/0017", Why::BadYear),
            ("à définir", Why::NotADate),
            ("lundi", Why::NotADate),
            ("12", Why::NotADate),
            ("réunion 12", Why::NotADate),
            ("", Why::NotADate),
        ] {
            assert_eq!(date(text), DateText::Wrong(why), "{text:?}");
        }
    }

    #[test]
    fn doubtful_days() {
        let day = ymd(2017, 11, 29);
        for (text, why, likely) in [
            ("11/29/2017", Why::MonthFirst, Some(day)),
            ("2017-29-11", Why::MonthFirst, Some(day)),
            ("jeudi 29 novembre 2017", Why::Weekday(day), Some(day)),
            ("29/11/2017 et 30/11/2017", Why::SeveralDates, None),
            ("29/11/2017 30/11/2017", Why::SeveralDates, None),
            ("29-30/11/2017", Why::SeveralDates, None),
            ("29 et 30 novembre 2017", Why::SeveralDates, None),
            ("du 29 au 30/11/2017", Why::SeveralDates, None),
            ("29/11", Why::NoYear, None),
            ("29 novembre", Why::NoYear, None),
            ("nov. 2017", Why::NoDay, None),
            ("11/2017", Why::NoDay, None),
            ("2017", Why::NoDay, None),
            ("20171129", Why::CompactDate, Some(day)),
            ("29112017", Why::CompactDate, Some(day)),
            ("43068", Why::NumberAsDate, None),
            ("29/11/2017 ?", Why::Approximate, Some(day)),
            ("29/11/2017 (reportée)", Why::Remark, Some(day)),
            ("29/11/2017 annulée", Why::Remark, Some(day)),
            ("prévue 29/11/2017", Why::Remark, Some(day)),
        ] {
            assert_eq!(date(text), DateText::Doubtful(why, likely), "{text:?}");
        }
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (1970..2070, 1u32..=12, 1u32..=31)
            .prop_filter_map("a day", |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d))
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = date(&text);
        }

        #[test]
        fn anything_like_a_date_is_answered(text in "[0-9/:. hT-]{0,30}") {
            let _ = date(&text);
        }

        #[test]
        fn every_form_of_a_day_is_the_same_day(day in any_day()) {
            let weekday = print::weekday(day, Lang::Fr);
            let long = print::long_date(day, Lang::Fr);
            for form in [
                print::date(day, Lang::Fr), long.clone(), format!("{weekday} {long}"), print::long_date(day, Lang::En),
                format!("{}", day.format("%Y-%m-%d")), format!("{}", day.format("%d-%m-%Y")),
                format!("{}", day.format("%d.%m.%Y")), format!("{}", day.format("%-d/%-m/%Y")),
                long.to_uppercase(), crate::value::fold(&long),
            ] {
                prop_assert_eq!(date(&form), DateText::Day(day, None), "{}", form);
            }
            for form in [format!("{}", day.format("%d/%m/%y")), format!("{}", day.format("%d-%m-%y"))] {
                prop_assert_eq!(date(&form), DateText::Day(day, Some(Why::Century)), "{}", form);
            }
            for form in [format!("{}", day.format("%d/%m/%Y 14:00")), format!("{}", day.format("%Y-%m-%dT09:30:00")),
                format!("{long} à 9h30")] {
                prop_assert_eq!(date(&form), DateText::Day(day, Some(Why::TimeDropped)), "{}", form);
            }
        }
    }
}
