//! Numbers as people type them in French.

use super::nothing::{is_blank, trim};
use super::words::number_in_words;
use super::{Decimal, Why, fold::folded};

/// What a text says as a number. Which kind of number is expected is the reader's business, not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberText<'a> {
    /// One number.
    One(Numeral<'a>),
    /// It can be read in more than one way.
    Doubtful(Why),
    /// No number; the number that the words say, where they say one.
    Wrong(Why, Option<u16>),
}

/// One number, with what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral<'a> {
    /// Its value.
    pub value: Decimal,
    /// What was left out or written otherwise to read it.
    pub repair: Option<Why>,
    /// A point or comma before exactly three digits (`1.234`): thousands or decimals; the sign that was typed.
    pub three_digits: Option<char>,
    /// Whether decimals were typed, be they zeros (`12,0`).
    pub decimals: bool,
    /// What stands behind the number, trimmed: a unit, `%`, or nothing.
    pub unit: &'a str,
}

/// Reads a number. Thousands may be separated by blanks of any width or by apostrophes; the decimal sign is a comma or a
/// point; a plus sign and an apostrophe before the number (a spreadsheet's mark for text) are left out, and told.
pub fn number(text: &str) -> NumberText<'_> {
    let text = trim(text);
    let unmarked = text.trim_start_matches(['\'', '’', '‘']);
    let mut repair = (unmarked.len() != text.len()).then_some(Why::Apostrophe);
    let (negative, unsigned) = sign(unmarked);
    if unsigned.len() != unmarked.len() && !negative {
        repair = repair.or(Some(Why::Untidy));
    }
    let bare_point =
        unsigned.starts_with([',', '.']) && starts_with_digit(unsigned.get(1..).unwrap_or_default());
    if !bare_point && !starts_with_digit(unsigned) {
        return without_number(text);
    }
    let (groups, rest) = Groups::split(unsigned, bare_point);
    let Some(groups) = groups else {
        return NumberText::Wrong(Why::TooLarge, None);
    };
    let (unit, untidy_end) = match unit(rest) {
        Ok(found) => found,
        Err(why) => return NumberText::Doubtful(why),
    };
    match groups.value(negative) {
        Ok(mut numeral) => {
            numeral.unit = unit;
            let untidy = (untidy_end || bare_point).then_some(Why::Untidy);
            numeral.repair = repair.or(numeral.repair).or(untidy);
            NumberText::One(numeral)
        }
        Err(Why::TooLarge) => NumberText::Wrong(Why::TooLarge, None),
        Err(why) => NumberText::Doubtful(why),
    }
}

/// A sign directly before the number, and the rest; `- 5` may be a list mark and is not a sign.
fn sign(text: &str) -> (bool, &str) {
    for (mark, negative) in [('-', true), ('−', true), ('+', false)] {
        if let Some(rest) = text.strip_prefix(mark)
            && starts_with_digit(rest.trim_start_matches([',', '.']))
        {
            return (negative, rest);
        }
    }
    (false, text)
}

fn starts_with_digit(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_digit())
}

/// A text that does not begin with a number.
fn without_number(text: &str) -> NumberText<'_> {
    if !text.chars().any(char::is_numeric) {
        return match number_in_words(text) {
            Some(n) => NumberText::Wrong(Why::NumberInWords, Some(n)),
            None => NumberText::Wrong(Why::NotANumber, None),
        };
    }
    let about = text.starts_with(['~', '≈', '±', '<', '>', '≤', '≥']) || folded_words(text, &APPROXIMATE);
    NumberText::Doubtful(if about { Why::Approximate } else { Why::Remark })
}

/// Words that make a number inexact, folded.
const APPROXIMATE: [&str; 16] = [
    "environ",
    "env",
    "approx",
    "approximativement",
    "ca",
    "circa",
    "plus",
    "moins",
    "pres",
    "presque",
    "minimum",
    "maximum",
    "min",
    "max",
    "au",
    "vers",
];
/// Words between two numbers.
const BETWEEN: [&str; 4] = ["ou", "a", "et", "entre"];

fn folded_words(text: &str, list: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .any(|word| list.iter().any(|known| folded(word).eq(known.chars())))
}

/// What stands behind a number: its unit, and whether a needless mark was left out; or why it is not a unit.
fn unit(rest: &str) -> Result<(&str, bool), Why> {
    let unit = trim(rest);
    if unit.is_empty() {
        return Ok(("", false));
    }
    // A sentence's full stop, or a comma without decimals.
    if matches!(unit, "." | "," | ";") {
        return Ok(("", true));
    }
    if unit.starts_with(['(', '[', '*', '=', ':', '#']) {
        return Err(Why::Remark);
    }
    if unit.chars().any(char::is_numeric) || unit.starts_with('/') || folded_words(unit, &BETWEEN) {
        return Err(Why::SeveralNumbers);
    }
    if unit.contains(['?', '+', '~', '≈', '±', '<', '>']) || folded_words(unit, &APPROXIMATE) {
        return Err(Why::Approximate);
    }
    let is_unit = |c: char| {
        c.is_alphabetic()
            || is_blank(c)
            || matches!(c, '%' | '€' | '\'' | '’' | '.' | '-' | '\u{300}'..='\u{36f}')
    };
    if !unit.chars().all(is_unit) || !unit.chars().any(|c| c.is_alphabetic() || matches!(c, '%' | '€')) {
        return Err(Why::Remark);
    }
    Ok((unit.trim_end_matches('.'), false))
}

/// No figure has more groups; a cell that does is not a number.
const MOST_GROUPS: usize = 12;

/// Runs of digits with the single separator before each.
struct Groups<'a> {
    list: [(char, &'a str); MOST_GROUPS],
    len: usize,
}

impl<'a> Groups<'a> {
    /// The groups at the start of a text, and the rest; `None` where there are too many.
    fn split(text: &'a str, bare_point: bool) -> (Option<Self>, &'a str) {
        let mut groups = Self { list: [(' ', ""); MOST_GROUPS], len: 0 };
        let mut rest = text;
        let mut separator = ' ';
        if bare_point {
            groups.push(' ', "0");
            separator = ',';
            rest = text.get(1..).unwrap_or_default();
        }
        loop {
            let end = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if !groups.push(separator, digits) {
                return (None, after);
            }
            let mut chars = after.chars();
            match chars.next() {
                Some(c) if is_separator(c) && starts_with_digit(chars.as_str()) => {
                    separator = c;
                    rest = chars.as_str();
                }
                _ => return (Some(groups), after),
            }
        }
    }

    fn push(&mut self, separator: char, digits: &'a str) -> bool {
        let Some(slot) = self.list.get_mut(self.len) else { return false };
        *slot = (separator, digits);
        self.len += 1;
        true
    }

    fn value(&self, negative: bool) -> Result<Numeral<'static>, Why> {
        let list = self.list.get(..self.len).unwrap_or_default();
        let Some(((_, first), tail)) = list.split_first() else { return Err(Why::NotANumber) };
        let decimal_mark = |c: char| matches!(c, ',' | '.');
        let in_threes = |groups: &[(char, &str)]| groups.iter().all(|(_, digits)| digits.len() == 3);
        let mut repair = (first.len() > 1 && first.starts_with('0')).then_some(Why::Untidy);
        let (whole, part) = match tail.split_last() {
            Some((&(mark, digits), thousands)) if decimal_mark(mark) => {
                if thousands.iter().any(|(c, _)| *c == mark) {
                    // `1.234.567` reads as thousands only; `29.11.2017` is no number at all.
                    return Err(if in_threes(tail) { Why::Thousands } else { Why::SeveralNumbers });
                }
                (thousands, Some((mark, digits)))
            }
            _ => (tail, None),
        };
        if !whole.is_empty() {
            let same_mark = |(c, _): &(char, &str)| whole.first().is_some_and(|(mark, _)| c == mark);
            let marks = whole.iter().filter(|(c, _)| decimal_mark(*c)).count();
            if !in_threes(whole) || first.len() > 3 || (marks > 0 && !whole.iter().all(same_mark)) {
                return Err(if marks > 0 { Why::SeveralNumbers } else { Why::Grouping });
            }
            if marks > 0 {
                // Points (or commas) between thousands are certain only where the other sign follows.
                repair = Some(Why::ForeignGrouping);
            } else if whole.iter().any(|(c, _)| !is_blank(*c)) {
                repair = Some(Why::Apostrophe);
            }
        }
        let mut mantissa: i128 = 0;
        let digits = [*first].into_iter().chain(whole.iter().map(|(_, d)| *d)).chain(part.map(|(_, d)| d));
        for digit in digits.flat_map(str::bytes) {
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|m| m.checked_add(i128::from(digit.wrapping_sub(b'0'))))
                .ok_or(Why::TooLarge)?;
        }
        let scale = u8::try_from(part.map_or(0, |(_, d)| d.len())).map_err(|_| Why::TooLarge)?;
        let value = Decimal::new(if negative { -mantissa } else { mantissa }, scale).ok_or(Why::TooLarge)?;
        let ambiguous = whole.is_empty() && first.len() <= 3 && !first.starts_with('0');
        let three_digits = part.filter(|(_, d)| ambiguous && d.len() == 3).map(|(mark, _)| mark);
        Ok(Numeral { value, repair, three_digits, decimals: part.is_some(), unit: "" })
    }
}

fn is_separator(c: char) -> bool {
    is_blank(c) && c != '\n' && c != '\r' && c != '\t' || matches!(c, '\'' | '’' | ',' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Lang, print};
    use proptest::prelude::*;

    fn one(text: &str) -> (String, Option<Why>, Option<char>, &str) {
        match number(text) {
            NumberText::One(n) => (n.value.to_string(), n.repair, n.three_digits, n.unit),
            other => panic!("{text:?}: {other:?}"),
        }
    }

    #[test]
    fn clean_numbers() {
        for (text, value) in [
            ("12", "12"),
            ("0", "0"),
            (" 32\u{a0}", "32"),
            ("1 200", "1200"),
            ("1\u{a0}200", "1200"),
            ("1\u{202f}200\u{202f}000", "1200000"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("0,5", "0.5"),
            ("0.5", "0.5"),
            ("0,857", "0.857"),
            ("1 234,50", "1234.5"),
            ("12,0", "12"),
        ] {
            assert_eq!(one(text), (value.to_owned(), None, None, ""), "{text:?}");
        }
    }

    #[test]
    fn repaired_numbers() {
        for (text, value, why) in [
            ("'24", "24", Why::Apostrophe),
            ("’24", "24", Why::Apostrophe),
            ("1'200", "1200", Why::Apostrophe),
            ("1’200’300,5", "1200300.5", Why::Apostrophe),
            ("+12", "12", Why::Untidy),
            ("12.", "12", Why::Untidy),
            (",5", "0.5", Why::Untidy),
            ("-,5", "-0.5", Why::Untidy),
            ("007", "7", Why::Untidy),
            ("1.234,5", "1234.5", Why::ForeignGrouping),
            ("1,234,567.25", "1234567.25", Why::ForeignGrouping),
        ] {
            assert_eq!(one(text), (value.to_owned(), Some(why), None, ""), "{text:?}");
        }
    }

    #[test]
    fn units() {
        for (text, value, unit) in [
            ("12 structures", "12", "structures"),
            ("3 ETP", "3", "ETP"),
            ("3ETP", "3", "ETP"),
            ("85,7 %", "85.7", "%"),
            ("85,7\u{a0}%", "85.7", "%"),
            ("1 200 €", "1200", "€"),
            ("12 équivalents temps-plein", "12", "équivalents temps-plein"),
            ("12 pers.", "12", "pers"),
        ] {
            assert_eq!(one(text), (value.to_owned(), None, None, unit), "{text:?}");
        }
    }

    #[test]
    fn three_digits_after_a_point_are_told() {
        assert_eq!(one("1.234").2, Some('.'));
        assert_eq!(one("1,234").2, Some(','));
        assert_eq!(one("12.000").2, Some('.'));
        assert_eq!(one("0.234").2, None);
        assert_eq!(one("1234.567").2, None);
        assert_eq!(one("1 234,567").2, None);
    }

    #[test]
    fn doubtful_numbers() {
        for (text, why) in [
            ("~12", Why::Approximate),
            ("≈ 12", Why::Approximate),
            (">12", Why::Approximate),
            ("environ 12", Why::Approximate),
            ("12 environ", Why::Approximate),
            ("env. 12", Why::Approximate),
            ("plus de 12", Why::Approximate),
            ("12 ?", Why::Approximate),
            ("12+", Why::Approximate),
            ("8/10", Why::SeveralNumbers),
            ("12 ou 13", Why::SeveralNumbers),
            ("10-12", Why::SeveralNumbers),
            ("10 à 12", Why::SeveralNumbers),
            ("12 + 3", Why::SeveralNumbers),
            ("12½", Why::SeveralNumbers),
            ("29.11.2017", Why::SeveralNumbers),
            ("1e3", Why::SeveralNumbers),
            ("5 (dont 2 CIO)", Why::Remark),
            ("12*", Why::Remark),
            ("(12)", Why::Remark),
            ("- 5", Why::Remark),
            ("5-", Why::Remark),
            ("=12", Why::Remark),
            ("dont 2 CIO", Why::Remark),
            ("n° 12", Why::Remark),
            ("½", Why::Remark),
            ("1.234.567", Why::Thousands),
            ("12 34", Why::Grouping),
            ("1 2345", Why::Grouping),
            ("1  200", Why::SeveralNumbers),
            ("12\n13", Why::SeveralNumbers),
            ("1'20", Why::Grouping),
        ] {
            assert_eq!(number(text), NumberText::Doubtful(why), "{text:?}");
        }
    }

    #[test]
    fn no_numbers() {
        assert_eq!(number("douze"), NumberText::Wrong(Why::NumberInWords, Some(12)));
        assert_eq!(number("beaucoup"), NumberText::Wrong(Why::NotANumber, None));
        assert_eq!(number(""), NumberText::Wrong(Why::NotANumber, None));
        assert_eq!(number(&"9".repeat(40)), NumberText::Wrong(Why::TooLarge, None));
        assert_eq!(number(&"1 ".repeat(400)), NumberText::Wrong(Why::TooLarge, None));
        assert_eq!(number(&" 123".repeat(400)), NumberText::Wrong(Why::TooLarge, None));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = number(&text);
        }

        #[test]
        fn anything_like_a_number_is_answered(text in "[-+'0-9., \u{a0}\u{202f}%a(]{0,24}") {
            let _ = number(&text);
        }

        #[test]
        fn what_is_printed_is_read_again(mantissa in -10i128.pow(20)..10i128.pow(20), scale in 0u8..12) {
            let value = Decimal::new(mantissa, scale).unwrap();
            let printed = print::decimal(value, Lang::Fr);
            let NumberText::One(read) = number(&printed) else { panic!("{printed}") };
            prop_assert_eq!(read.value, value);
            prop_assert_eq!(read.repair, None);
        }

        #[test]
        fn printed_euros_are_read_again(cents in -10i64.pow(15)..10i64.pow(15)) {
            let value = Decimal::new(i128::from(cents), 2).unwrap();
            let printed = print::euros(value, Lang::Fr);
            let NumberText::One(read) = number(&printed) else { panic!("{printed}") };
            prop_assert_eq!(read.value, value);
            prop_assert_eq!(read.unit, "€");
        }
    }
}
